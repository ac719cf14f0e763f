import { type DraftRef, draftButtons, undoButton } from './draft-buttons.ts'
import type { Block, Card, Line, Span } from './kit/card.ts'

export type ChainPerson = {
  readonly name: string
  readonly title?: string
  /** support neutral against unknown */
  readonly stance: string
  /** 高 中 低 */
  readonly influence?: string
  /** Where it stands differently in one deal and another: 检测项目 反对,射频校准 支持. */
  readonly byDeal?: string
}

export type ChainView = {
  /** The deal's name, or the account's where it is about all of its deals. */
  readonly title: string
  /** Code and account. */
  readonly of: string
  readonly groups: readonly {
    readonly department: string
    readonly people: readonly ChainPerson[]
  }[]
  /** 决策链 2/3,缺财务: one line, or one for each deal. */
  readonly coverage: readonly string[]
  readonly complete: boolean
  /** 支持1 中立2 反对0 未知0 */
  readonly counts: string
}

/** With a word beside every mark: a mark alone says nothing to who cannot tell them apart. */
const marks: Readonly<Record<string, Span>> = {
  support: { text: '● 支持', tone: 'done' },
  neutral: { text: '◐ 中立' },
  against: { text: '○ 反对', tone: 'danger' },
  unknown: { text: '? 未知', tone: 'attention' },
}

/** Who has a say, by department, with where they stand and which departments are still missing. */
export function chainCard(view: ChainView): Card {
  return {
    title: `${view.title}的决策链`,
    subtitle: view.of,
    tone: 'info',
    summary: view.coverage.join(';'),
    blocks: [
      ...view.coverage.map((line): Block => ({ type: 'text', line: [{ text: line, bold: true }] })),
      { type: 'text', size: 'small', line: view.counts },
      ...view.groups.flatMap(departmentBlocks),
      ...(view.complete
        ? []
        : [
            {
              type: 'text',
              size: 'small',
              line: '补一位:说「新增联系人 刘会计 财务」,再说「刘会计支持」。',
            } satisfies Block,
          ]),
    ],
  }
}

function departmentBlocks({ department, people }: ChainView['groups'][number]): Block[] {
  const name = { text: department, bold: true }
  if (people.length === 0) {
    return [{ type: 'text', line: [name, ' ', { text: '还没有人', tone: 'attention' }] }]
  }
  return [
    { type: 'text', line: [name] },
    ...people.map((person): Block => ({ type: 'text', line: personLine(person) })),
  ]
}

const personLine = ({ name, title, stance, influence, byDeal }: ChainPerson): Line => [
  `${name}${title ? `(${title})` : ''} `,
  byDeal ?? marks[stance] ?? stance,
  ...(influence ? [` 影响力${influence}`] : []),
]

export type ChainChangeView = {
  /** The deals it counts for. */
  readonly deals: string
  readonly changes: readonly {
    readonly label: string
    readonly from: string
    readonly to: string
    readonly note?: string
  }[]
  /** 反对1 支持1 未知0 中立1, once, or once for each deal with its name. */
  readonly counts: readonly string[]
  /** Who is not in the file yet. */
  readonly newPeople: readonly string[]
}

/** Somebody in it is not in the file yet: one confirmation puts them there. */
export function chainPreviewCard(view: ChainChangeView, draft: DraftRef): Card {
  const who = view.newPeople.join('、')
  return {
    title: '确认新联系人',
    subtitle: view.deals,
    tone: 'attention',
    tags: [{ text: '待确认', tone: 'attention' }],
    summary: `${who} 还不在联系人里,确认后新建`,
    blocks: [
      { type: 'note', tone: 'info', line: `${who} 还不在联系人里,确认后新建并记进决策链。` },
      { type: 'changes', changes: view.changes },
      draftButtons(draft, { editable: false }),
    ],
  }
}

/** Saved at once: it adds to what is known and can be taken back. */
export function chainChangedCard(view: ChainChangeView, draft: DraftRef, undoable: boolean): Card {
  return {
    title: '决策链已更新',
    subtitle: view.deals,
    tone: 'done',
    summary: `决策链已更新:${view.counts.join(';')}`,
    blocks: [
      ...view.counts.map((line): Block => ({ type: 'text', line: `决策链已更新:${line}` })),
      { type: 'changes', changes: view.changes },
      ...(undoable ? [{ type: 'buttons', buttons: [undoButton(draft)] } satisfies Block] : []),
    ],
  }
}
