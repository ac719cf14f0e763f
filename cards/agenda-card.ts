import type { ActionValue, Block, Card } from './kit/card.ts'

export type AgendaView = {
  /** Whose it is; left out for one's own. */
  readonly whose?: string
  /** 今天, 明天, 本周, or a day. */
  readonly when: string
  readonly day: string
  /** Whether it is today's, to be begun with now. */
  readonly now: boolean
  /** The most urgent first, at most seven. */
  readonly items: readonly {
    readonly line: string
    readonly detail?: string
    readonly action?: ActionValue
  }[]
  /** What is left out, counted. */
  readonly more?: string
  /** Where nothing waits: what comes next. */
  readonly next?: string
  readonly notes: readonly string[]
  /** How the viewer's team stands, for who leads one. */
  readonly team?: { readonly line: string; readonly userId: string }
}

const marks = ['①', '②', '③', '④', '⑤', '⑥', '⑦']

/** What to do, the most urgent first; a tap opens the record. */
export function agendaCard(view: AgendaView): Card {
  const { items, whose } = view
  const lines = items.map(({ line, ...rest }, i) => ({ ...rest, line: `${marks[i]} ${line}` }))
  return {
    title: titleOf(view),
    subtitle: [whose, view.day].filter(Boolean).join(' · '),
    tone: items.length > 0 ? 'attention' : 'done',
    summary: [titleOf(view), ...lines.slice(0, 2).map(({ line }) => line)].join(' '),
    blocks: [
      ...lines.flatMap(itemBlocks).reduce(joinChoices, []),
      ...(items.length === 0 ? [text(view.next ?? '接下来也没有约好的事。')] : []),
      ...(view.more ? [small(view.more)] : []),
      ...view.notes.map(small),
      ...(view.team ? teamBlocks(view.team) : []),
    ],
  }
}

function titleOf({ items, when, now, whose }: AgendaView): string {
  const of = whose ? `${whose} ` : ''
  if (items.length === 0) return `${of}${when}没有到期的事`
  return now ? `${of}${when}先做${items.length}件` : `${of}${when}有${items.length}件`
}

const text = (line: string): Block => ({ type: 'text', line })
const small = (line: string): Block => ({ type: 'text', size: 'small', line })

type Item = AgendaView['items'][number]

const itemBlocks = ({ line, detail, action }: Item): Block[] =>
  action
    ? [{ type: 'choices', choices: [{ title: line, detail, action }] }]
    : [text(line), ...(detail ? [small(detail)] : [])]

/** Neighbouring rows that can be tapped are one block. */
function joinChoices(blocks: Block[], block: Block): Block[] {
  const last = blocks.at(-1)
  if (last?.type !== 'choices' || block.type !== 'choices') return [...blocks, block]
  const choices = [...last.choices, ...block.choices]
  return [...blocks.slice(0, -1), { type: 'choices', choices }]
}

const teamBlocks = ({ line, userId }: NonNullable<AgendaView['team']>): Block[] => [
  { type: 'divider' },
  text(line),
  {
    type: 'buttons',
    buttons: [{ text: '看团队今天', action: { a: 'team.show-day', id: userId, v: 0 } }],
  },
]
