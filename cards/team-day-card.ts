import type { ActionValue, Block, Card, Choice } from './kit/card.ts'

export type TeamDayView = {
  readonly team: string
  readonly day: string
  readonly figures: {
    readonly activities: number
    readonly leads: number
    readonly moves: number
    readonly approvals: number
  }
  /** The three most urgent. */
  readonly risks: readonly {
    readonly line: string
    readonly who: string
    readonly action?: ActionValue
  }[]
  /** Those for whom something waits, most first; at most eight. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly waits: string }[]
}

/** How a team's day is: what was done, what is most urgent, for whom something waits. */
export function teamDayCard({ team, day, figures, risks, people }: TeamDayView): Card {
  const { activities, leads, moves, approvals } = figures
  const line = `互动 ${activities} · 新线索 ${leads} · 推进 ${moves} · 待审批 ${approvals}`
  return {
    title: `${team}今天`,
    subtitle: day,
    tone: 'info',
    summary: `${team}今天:${line}`,
    blocks: [
      { type: 'text', line: [{ text: line, bold: true }] },
      { type: 'text', line: risks.length > 0 ? `风险前 ${risks.length}` : '没有超期的事。' },
      ...risks.flatMap(({ line: risk, who, action }): Block[] =>
        action
          ? [{ type: 'choices', choices: [{ title: risk, detail: who, action }] }]
          : [{ type: 'text', line: `${risk} · ${who}` }],
      ),
      ...(people.length > 0 ? peopleBlocks(people) : []),
    ],
  }
}

function peopleBlocks(people: TeamDayView['people']): Block[] {
  const choices = people.map(
    ({ id, name, waits }): Choice => ({
      title: name,
      detail: waits,
      action: { a: 'agenda.show', id, v: 0 },
    }),
  )
  return [
    { type: 'text', line: '按人看' },
    { type: 'choices', choices },
  ]
}
