import type { LossReportView, LossRow } from '../../cards/loss-report-card.ts'
import { type LossReason, lossReasons } from '../domain/loss.ts'
import { mayEver } from '../domain/permission.ts'
import { type Day, echoDay } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import { heapLosses, type LossHeap } from '../store/losses.ts'
import type { Act } from './operation.ts'

export type LossPart = 'reason' | 'rival' | 'stage' | 'region'

export type LossesWanted = {
  readonly title: string
  readonly days: { readonly from: Day; readonly to: Day; readonly word: string }
  /** Left out for all whose work the viewer may look at. */
  readonly ownerIds?: readonly string[]
  readonly parts: readonly LossPart[]
}

/** A part of the report shows no more rows; the rest is one. */
const mostRows = 5

/** E6: 「report 丢单原因 by stage/region/competitor」, of the deals that the viewer's reports go to. */
export async function reportLosses(act: Act, wanted: LossesWanted): Promise<LossReportView> {
  const { from, to, word } = wanted.days
  const heaps = await heapLosses(act, { from, to, ownerIds: wanted.ownerIds })
  const money = mayEver(act.viewer, 'deal.read-amount')
  const total = countOf(heaps)
  const hidden = total - heaps.reduce((sum, { seen }) => sum + seen, 0)
  return {
    title: wanted.title,
    days: `${word} · ${echoDay(from, act.today)} 至 ${echoDay(to, act.today)}`,
    total: { count: total, ...amountOf(heaps, money) },
    parts: wanted.parts.map((part) => ({
      label: labels[part],
      rows: rowsOf(act, heaps, { part, money, total }),
    })),
    notes: money && hidden > 0 ? [`有 ${hidden} 个的金额你看不到,不在合计里`] : [],
  }
}

const labels: Readonly<Record<LossPart, string>> = {
  reason: '按原因',
  rival: '按竞品',
  stage: '按阶段',
  region: '按地区',
}

const countOf = (heaps: readonly LossHeap[]) => heaps.reduce((sum, { count }) => sum + count, 0)

/** One sum a currency: a rate between them is never assumed. */
function amountOf(heaps: readonly LossHeap[], money: boolean): { readonly amount?: string } {
  const sums = [...Map.groupBy(heaps, ({ currency }) => currency)]
    .map(([currency, of]) => ({ currency, fen: of.reduce((sum, { fen }) => sum + fen, 0n) }))
    .filter(({ fen }) => fen > 0n)
  if (!money || sums.length === 0) return {}
  return { amount: sums.map(({ currency, fen }) => formatFen(fen, { currency })).join(' + ') }
}

const reasonName = (reason: string | null) => lossReasons[reason as LossReason] ?? '未填'

/** Named, the most first; what is too little for a row of its own is one. */
function rowsOf(
  act: Act,
  heaps: readonly LossHeap[],
  of: { readonly part: LossPart; readonly money: boolean; readonly total: number },
): LossRow[] {
  const groups = [...Map.groupBy(heaps, (heap) => nameOf(act, heap, of.part))].sort(
    ([nameA, a], [nameB, b]) => countOf(b) - countOf(a) || (nameA < nameB ? -1 : 1),
  )
  const shown = groups.length > mostRows ? groups.slice(0, mostRows - 1) : groups
  const rest = groups.slice(shown.length)
  const all =
    rest.length > 0
      ? [...shown, [`另外${rest.length}种`, rest.flatMap(([, h]) => h)] as const]
      : shown
  return all.map(([name, some]) => ({
    name,
    count: countOf(some),
    ...amountOf(some, of.money),
    share: countOf(some) / of.total,
    ...(of.part !== 'reason' && { reasons: reasonsIn(some) }),
  }))
}

function nameOf({ pipelines }: Act, heap: LossHeap, part: LossPart): string {
  switch (part) {
    case 'reason':
      return reasonName(heap.reason)
    case 'rival':
      return heap.rival ?? '无'
    case 'region':
      return heap.region ?? '未填'
    case 'stage':
      return pipelines.flatMap((p) => p.stages).find(({ id }) => id === heap.stageId)?.name ?? ''
  }
}

const reasonsIn = (heaps: readonly LossHeap[]): string =>
  [...Map.groupBy(heaps, ({ reason }) => reasonName(reason))]
    .map(([name, some]) => ({ name, count: countOf(some) }))
    .sort((a, b) => b.count - a.count)
    .map(({ name, count }) => `${name} ${count}`)
    .join('、')
