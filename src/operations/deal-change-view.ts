/** A change of a deal in the words that its cards show. */
import type { DealChangeView } from '../../cards/deal-change-card.ts'
import { type Stage, usualDuration } from '../domain/pipeline.ts'
import { diffDays, echoDay } from '../lib/calendar.ts'
import { formatChange, formatFen } from '../lib/money.ts'
import type { DealChange, DealRow } from '../store/deals.ts'
import type { GateOfMove } from './deal-gate.ts'
import type { Act } from './operation.ts'

/** The stage of this id, in whichever pipeline. */
export const stageOf = (act: Act, stageId: string): Stage =>
  act.pipelines.flatMap((p) => p.stages).find((stage) => stage.id === stageId)!

type Amount = Pick<DealRow, 'amountFen' | 'currency' | 'amountApprox' | 'taxIncluded'>

/** A deal's amount in full: `¥3,200,000(320万) 含税`, 未填 where there is none. */
export function amountText(deal: Amount): string {
  if (deal.amountFen === null) return '未填'
  const money = formatFen(deal.amountFen, { currency: deal.currency, approx: deal.amountApprox })
  return deal.taxIncluded === null ? money : `${money} ${deal.taxIncluded ? '含税' : '不含税'}`
}

const closeText = (act: Act, deal: Pick<DealRow, 'closeDate' | 'closeDatePrecision'>) =>
  deal.closeDate === null ? '未填' : echoDay(deal.closeDate, act.today, deal.closeDatePrecision)

/**
 * Old → new, with what is worth noticing about it.
 *
 * @param why the reason given for a step back, and the gate that a step forward goes through
 */
export function viewChange(
  act: Act,
  deal: DealRow,
  change: DealChange,
  {
    reason,
    gate,
    voids = false,
  }: {
    readonly reason?: string
    readonly gate?: GateOfMove
    /** Approved terms would not cover it. */
    readonly voids?: boolean
  } = {},
): DealChangeView {
  const after: DealRow = { ...deal, ...(change as Partial<DealRow>) }
  const moved = change.stageId !== undefined
  const from = stageOf(act, deal.stageId)
  const to = stageOf(act, after.stageId)
  return {
    deal: { code: deal.code, name: deal.name, account: deal.accountShort },
    changes: [
      ...(moved
        ? [
            {
              label: '阶段',
              from: from.name,
              to: to.name,
              note: gate?.release ? '经放行' : exitNote(from, to, reason),
            },
          ]
        : []),
      ...(change.amountFen !== undefined
        ? [
            {
              label: '金额',
              from: amountText(deal),
              to: amountText(after),
              note: amountNote(deal, after),
            },
          ]
        : []),
      ...(change.closeDate !== undefined
        ? [{ label: '预计签约', from: closeText(act, deal), to: closeText(act, after) }]
        : []),
    ],
    warnings: [
      ...(gate?.release ? [releaseWords(gate.release)] : []),
      ...(moved || change.closeDate !== undefined ? hasteWarning(act, after, to) : []),
      ...weekendWarning(act, change),
      ...(voids ? ['已批准的商务条款会失效,要重新申请'] : []),
    ],
  }
}

function amountNote(deal: DealRow, after: DealRow): string | undefined {
  if (deal.amountFen === null || after.amountFen === null) return undefined
  return deal.currency === after.currency
    ? formatChange(deal.amountFen, after.amountFen)
    : '币种变了,未换算'
}

function exitNote(from: Stage, to: Stage, reason?: string): string {
  if (to.position < from.position) return reason ? `退回:${reason}` : '退回'
  return '退出条件已满足'
}

/** 经 陈静 放行:缺 决策链缺财务,原因 客户高层已口头同意. */
export const releaseWords = (release: {
  readonly byName: string
  readonly missing: readonly string[]
  readonly reason: string
}): string => `经 ${release.byName} 放行:缺 ${release.missing.join('、')},原因 ${release.reason}`

/** What is changed beside the stage. */
export function alsoChanged(act: Act, deal: DealRow, change: DealChange): string[] {
  const { stageId: _, stageEnteredDate: __, ...rest } = change
  const { changes } = viewChange(act, deal, rest)
  return changes.map(({ label, to }) => `${label} → ${to}`)
}

/** A signing date sooner than the stage usually lasts deserves a word, no more. */
function hasteWarning(act: Act, after: DealRow, stage: Stage): string[] {
  const usual = usualDuration(stage)
  if (!usual || !after.closeDate || stage.minDays === null) return []
  const days = diffDays(act.today, after.closeDate)
  if (days < 0 || days >= stage.minDays) return []
  return [`${stage.name}通常${usual},${days === 0 ? '今天' : `${days}天后`}签约偏快`]
}

function weekendWarning(act: Act, change: DealChange): string[] {
  if (!change.closeDate || change.closeDatePrecision !== 'day') return []
  const weekday = echoDay(change.closeDate, act.today).match(/周[六日]/)?.[0]
  return weekday ? [`预计签约是${weekday},确认一下是否工作日`] : []
}

/** What holds again after an undo. */
export function viewUndone(act: Act, deal: DealRow, change: DealChange) {
  const after = { ...deal, ...(change as Partial<DealRow>) }
  return [
    ...(change.stageId && change.stageId !== deal.stageId
      ? [{ label: '阶段', to: stageOf(act, change.stageId).name }]
      : []),
    ...('amountFen' in change ? [{ label: '金额', to: amountText(after) }] : []),
    ...('closeDate' in change ? [{ label: '预计签约', to: closeText(act, after) }] : []),
  ]
}

/** What the deal has now, for who asked for just that. */
export const viewPresent = (act: Act, deal: DealRow): string[] => [
  `金额 ${amountText(deal)}`,
  `预计签约 ${closeText(act, deal)}`,
]
