import type { Block, Card } from './kit/card.ts'
import type { StepMissing } from './missing-steps-card.ts'

export type SummaryFigures = {
  readonly activities: number
  readonly leads: number
  readonly moves: number
  /** Left out where the viewer may not see money. */
  readonly signed?: string
}

export type SummaryView = {
  /** 本周, 上周, 2026年11月. */
  readonly when: string
  readonly days: string
  /** Left out for one's own. */
  readonly whose?: string
  readonly figures: SummaryFigures
  /** The latest of what was done, a line each. */
  readonly done: readonly string[]
  /** For a team: each one's figures. */
  readonly people: readonly { readonly name: string; readonly figures: SummaryFigures }[]
  /** What is open now; left out where the days are over. */
  readonly ahead?: {
    readonly missing: readonly StepMissing[]
    readonly missingCount: number
    /** What is due next week, a line each; empty when nothing is. */
    readonly due: readonly string[]
    readonly dueCount: number
  }
}

const figuresLine = ({ activities, leads, moves, signed }: SummaryFigures): string =>
  [
    `互动 ${activities}`,
    `新线索 ${leads}`,
    `推进 ${moves}`,
    ...(signed ? [`签约 ${signed}`] : []),
  ].join(' · ')

/** What was done in some days, what has no next step, and what is due next week. */
export function summaryCard(view: SummaryView): Card {
  const title = `${view.whose ? `${view.whose} ` : ''}${view.when}小结`
  const figures = figuresLine(view.figures)
  return {
    title,
    subtitle: view.days,
    tone: 'info',
    summary: `${title}:${figures}`,
    blocks: [
      { type: 'text', line: [{ text: figures, bold: true }] },
      ...peopleBlocks(view),
      ...(view.done.length > 0
        ? [{ type: 'list', items: view.done.map((line) => ({ line })) } satisfies Block]
        : []),
      ...(view.ahead ? aheadBlocks(view.ahead) : []),
    ],
  }
}

function peopleBlocks({ people }: SummaryView): Block[] {
  if (people.length === 0) return []
  const money = people.some(({ figures }) => figures.signed)
  const number = (key: string, label: string) => ({ key, label, align: 'right' as const })
  return [
    {
      type: 'table',
      columns: [
        { key: 'name', label: '成员' },
        number('activities', '互动'),
        number('leads', '新线索'),
        number('moves', '推进'),
        ...(money ? [number('signed', '签约')] : []),
      ],
      rows: people.map(({ name, figures }) => ({
        name,
        activities: String(figures.activities),
        leads: String(figures.leads),
        moves: String(figures.moves),
        signed: figures.signed ?? '',
      })),
    },
  ]
}

function aheadBlocks(ahead: NonNullable<SummaryView['ahead']>): Block[] {
  const { missing, missingCount, due, dueCount } = ahead
  const rest = missingCount - missing.length
  return [
    { type: 'text', line: missingCount > 0 ? `缺下一步 ${missingCount} 个` : '缺下一步:无' },
    ...(missing.length > 0 ? [{ type: 'choices', choices: missing } satisfies Block] : []),
    ...(missing.length > 0 && rest > 0
      ? [
          {
            type: 'text',
            size: 'small',
            line: `还有 ${rest} 个,说「缺下一步」看全部`,
          } satisfies Block,
        ]
      : []),
    { type: 'text', line: dueCount > 0 ? `下周到期 ${dueCount} 件` : '下周到期:无' },
    ...(due.length > 0
      ? [{ type: 'list', items: due.map((line) => ({ line })) } satisfies Block]
      : []),
  ]
}
