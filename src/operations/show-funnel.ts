import type { FunnelStage, FunnelView } from '../../cards/funnel-card.ts'
import type { ListHeading, ListQuery } from '../domain/list-query.ts'
import { mayEver } from '../domain/permission.ts'
import type { Pipeline, Stage } from '../domain/pipeline.ts'
import { diffDays, echoDay } from '../lib/calendar.ts'
import { formatFen, plainFen } from '../lib/money.ts'
import { heapDeals, type StageHeap, sampledDeals, stagePaths } from '../store/funnel.ts'
import { listingOf } from './list-records.ts'
import type { Act } from './operation.ts'

/** Fewer deals than this say nothing about how many go on. */
const fewest = 5

/**
 * Open deals by stage, per pipeline. S1: 「让管理者一眼就能看出每个阶段的潜在客户数量和转化率情况」. A
 * stage's conversion is the part of the deals once in it that came to a later stage.
 */
export async function showFunnel(
  act: Act,
  query: ListQuery,
  heading: ListHeading,
): Promise<FunnelView> {
  const listing = listingOf(act)
  const heaps = await heapDeals(act.tx, query, listing)
  const used = act.pipelines.filter(({ stages }) =>
    heaps.some((heap) => stages.some((stage) => stage.id === heap.stageId)),
  )
  const paths = heaps.length === 0 ? [] : await stagePaths(act.tx, query, listing)
  const reached = reachedBy(act.pipelines, paths)
  const money = mayEver(act.viewer, 'deal.read-amount')
  const most = Math.max(1, ...used.flatMap((p) => p.stages.map((s) => countIn(heaps, s))))
  const sampled = new Set(paths.map(({ dealId }) => dealId)).size
  return {
    ...heading,
    asOf: echoDay(act.today, act.today),
    pipelines: used.map((pipeline) => ({
      name: pipeline.active ? pipeline.name : `${pipeline.name}(v${pipeline.version})`,
      stages: stagesOf(pipeline, heaps, { reached, today: act.today, money, most }),
    })),
    total: {
      count: heaps.reduce((sum, heap) => sum + heap.count, 0),
      amount: money ? sumText(heaps, true) : undefined,
    },
    slowest: slowestOf(used, heaps, act.today),
    notes: [
      ...heading.notes,
      ...(sampled === 0
        ? []
        : [
            sampled >= sampledDeals
              ? `转化按最近 ${sampledDeals} 个商机算;到过这一阶段的不足 ${fewest} 个写“样本不足”`
              : `转化含已关闭的商机;到过这一阶段的不足 ${fewest} 个写“样本不足”`,
          ]),
    ],
  }
}

const inStage = (heaps: readonly StageHeap[], { id }: Stage) =>
  heaps.filter((heap) => heap.stageId === id)

const countIn = (heaps: readonly StageHeap[], stage: Stage) =>
  inStage(heaps, stage).reduce((sum, heap) => sum + heap.count, 0)

/** One sum a currency: a rate between them is never assumed. */
function sumText(heaps: readonly StageHeap[], short = false): string {
  const sums = new Map<string, bigint>([['CNY', 0n]])
  for (const { currency, fen } of heaps) sums.set(currency, (sums.get(currency) ?? 0n) + fen)
  return [...sums]
    .filter(([currency, fen]) => fen > 0n || (currency === 'CNY' && sums.size === 1))
    .map(([currency, fen]) => (short ? formatFen(fen, { currency }) : plainFen(fen, currency)))
    .join('+')
}

function daysIn(heaps: readonly StageHeap[], today: string): number {
  const count = heaps.reduce((sum, heap) => sum + heap.count, 0)
  const days = heaps.reduce((sum, heap) => sum + heap.count * diffDays(heap.enteredDate, today), 0)
  return count === 0 ? 0 : Math.round(days / count)
}

/** The stages with deals in them, and those before the last of these. */
function stagesOf(
  { stages }: Pipeline,
  heaps: readonly StageHeap[],
  of: {
    readonly reached: ReadonlyMap<string, number>
    readonly today: string
    readonly money: boolean
    readonly most: number
  },
): FunnelStage[] {
  const { reached, today, money, most } = of
  return stages.flatMap((stage, index): FunnelStage[] => {
    const here = inStage(heaps, stage)
    const count = countIn(heaps, stage)
    if (count === 0) return []
    const next = stages[index + 1]
    return [
      {
        name: stage.name,
        count,
        amount: money ? sumText(here) : undefined,
        share: count / most,
        days: daysIn(here, today),
        overdue: overdueIn(here, stage, today),
        conversion: next && conversion(reached.get(stage.id) ?? 0, reached.get(next.id) ?? 0),
      },
    ]
  })
}

const overdueIn = (heaps: readonly StageHeap[], { maxDays }: Stage, today: string) =>
  maxDays === null
    ? 0
    : heaps
        .filter((heap) => diffDays(heap.enteredDate, today) > maxDays)
        .reduce((sum, heap) => sum + heap.count, 0)

const conversion = (here: number, further: number) =>
  here < fewest ? '样本不足' : `${Math.round((further / here) * 100)}%`

/** How many deals came to each stage or beyond it, won ones to every stage there is. */
function reachedBy(
  pipelines: readonly Pipeline[],
  paths: readonly { dealId: string; pipelineId: string; outcome: string; stageId: string }[],
): ReadonlyMap<string, number> {
  const reached = new Map<string, number>()
  for (const steps of Map.groupBy(paths, ({ dealId }) => dealId).values()) {
    const { pipelineId, outcome } = steps[0]!
    const stages = pipelines.find((p) => p.id === pipelineId)?.stages ?? []
    const furthest = outcome === 'won' ? stages.length - 1 : furthestOf(stages, steps)
    for (const stage of stages.slice(0, furthest + 1)) {
      reached.set(stage.id, (reached.get(stage.id) ?? 0) + 1)
    }
  }
  return reached
}

const furthestOf = (stages: readonly Stage[], steps: readonly { stageId: string }[]) =>
  Math.max(...steps.map(({ stageId }) => stages.findIndex((stage) => stage.id === stageId)))

/** Where open deals have been longest on average. */
function slowestOf(
  pipelines: readonly Pipeline[],
  heaps: readonly StageHeap[],
  today: string,
): string | undefined {
  const dwells = pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) => {
      const here = inStage(heaps, stage)
      return here.length === 0 ? [] : [{ pipeline, stage, days: daysIn(here, today) }]
    }),
  )
  const [slowest, ...others] = dwells.sort((a, b) => b.days - a.days)
  if (!slowest || others.length === 0) return undefined
  const { pipeline, stage, days } = slowest
  const limit = stage.maxDays === null ? '' : `(上限 ${stage.maxDays} 天)`
  return `${pipeline.name} ${stage.name},平均停留 ${days} 天${limit}`
}
