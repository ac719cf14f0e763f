import type { Block, Card, Line } from './kit/card.ts'

export type FunnelStage = {
  readonly name: string
  readonly count: number
  /** `¥630,000`; left out where the viewer may not see money. */
  readonly amount?: string
  /** Part of the widest stage, 0–1. */
  readonly share: number
  /** 60%, 样本不足; left out behind the last stage. */
  readonly conversion?: string
  readonly days: number
  /** How many are there for longer than the stage allows. */
  readonly overdue: number
}

export type FunnelView = {
  /** 团队的漏斗 */
  readonly what: string
  readonly conditions: readonly string[]
  readonly pipelines: readonly {
    readonly name: string
    readonly stages: readonly FunnelStage[]
  }[]
  readonly total: { readonly count: number; readonly amount?: string }
  /** 电子检测 方案制定,平均停留 30 天(上限 42 天) */
  readonly slowest?: string
  readonly notes: readonly string[]
  /** 2026-11-18(今天) */
  readonly asOf: string
}

const barLength = 8

/** As long as its share, and something for what there is at all. */
const bar = (share: number): string => '█'.repeat(Math.max(1, Math.round(share * barLength)))

const figure = ({ count, amount }: { count: number; amount?: string }) =>
  amount === undefined ? `${count}` : `${count}/${amount}`

/** A pipeline's open deals by stage, as bars of text. */
export function funnelCard(view: FunnelView): Card {
  const { total, what, conditions, asOf } = view
  const sum = `合计 ${figure(total)}`
  return {
    title: [what, ...conditions].join(' · '),
    subtitle: `在谈商机 · 截至 ${asOf}`,
    tone: 'info',
    summary: `${what}:${sum}`,
    blocks:
      total.count === 0
        ? [{ type: 'text', line: '没有在谈的商机。' }, ...notes(view)]
        : [
            ...view.pipelines.flatMap(pipelineBlocks),
            { type: 'divider' },
            { type: 'text', line: [{ text: sum, bold: true }] },
            ...(view.slowest ? [{ type: 'text', line: `最慢:${view.slowest}` } as const] : []),
            ...notes(view),
          ],
  }
}

const notes = ({ notes: lines }: FunnelView): Block[] =>
  lines.map((line) => ({ type: 'text', size: 'small', line }))

function pipelineBlocks({ name, stages }: FunnelView['pipelines'][number]): Block[] {
  return [
    { type: 'text', line: [{ text: name, bold: true, tone: 'info' }] },
    ...stages.flatMap((stage): Block[] => [
      { type: 'text', line: [{ text: `${stage.name} ${figure(stage)}`, bold: true }] },
      { type: 'text', size: 'small', line: stageDetail(stage) },
    ]),
  ]
}

/** The bar, and how fast the stage is. */
const stageDetail = ({ share, days, overdue, conversion }: FunnelStage): Line => [
  ...(share > 0 ? [{ text: bar(share), tone: 'info' as const }, ' '] : []),
  `平均停留 ${days} 天`,
  ...(overdue > 0 ? [' · ', { text: `超期 ${overdue} 个`, tone: 'danger' as const }] : []),
  ...(conversion ? [` · 进入下一阶段 ${conversion}`] : []),
]
