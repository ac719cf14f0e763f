import type { Card, LeafBlock } from './kit/card.ts'

export type ParticipantsView = {
  readonly title: string
  readonly subtitle: string
  /** What was asked of somebody by name: 李娜 能看到:协作. */
  readonly answers: readonly string[]
  /** 负责人, 协作, 只读 and the functions, each with its people. */
  readonly groups: readonly { readonly label: string; readonly people: readonly string[] }[]
  /** Who reads it by role. */
  readonly byRole: readonly string[]
  /** Whether the viewer may let others in. */
  readonly mayShare: boolean
}

/** Who works on a record, and who else may see it. */
export function participantsCard(view: ParticipantsView): Card {
  const { title, subtitle, answers, groups, byRole, mayShare } = view
  const count = new Set(groups.flatMap(({ people }) => people)).size
  const small = (line: string): LeafBlock => ({ type: 'text', size: 'small', line })
  return {
    title,
    subtitle,
    tone: 'info',
    summary: answers[0] ?? `${title}:${count} 人在跟`,
    blocks: [
      ...answers.map((line): LeafBlock => ({ type: 'text', line: { text: line, bold: true } })),
      {
        type: 'fields',
        fields: groups.map(({ label, people }) => ({ label, value: people.join('、') })),
      },
      ...(byRole.length > 0 ? [small(`按角色也能看到:${byRole.join('、')}。`)] : []),
      ...(mayShare ? [small('加人说「把李娜加进来」,只给看说「给李娜看一下」。')] : []),
    ],
  }
}
