import * as z from 'zod'
import {
  type DealChangeView,
  dealChangedCard,
  dealChangePreviewCard,
  dealChangeUndoneCard,
} from '../../cards/deal-change-card.ts'
import { gateCard } from '../../cards/gate-card.ts'
import type { Problem } from '../domain/problem.ts'
import { diffDays } from '../lib/calendar.ts'
import { type AuditEntry, writeAudit } from '../store/audit.ts'
import {
  changeDealRow,
  type DealChange,
  type DealRow,
  lockDeals,
  writeStageMove,
} from '../store/deals.ts'
import { supersedeKept } from '../store/drafts.ts'
import { alsoChanged, stageOf, viewChange, viewPresent, viewUndone } from './deal-change-view.ts'
import { type GateOfMove, gateTo, viewGate } from './deal-gate.ts'
import {
  amountBody,
  amountField,
  closeDateBody,
  closeDateField,
  readDealForm,
} from './deal-values.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'
import { missingHelpers } from './stage-helpers.ts'
import { frozenTerms, voidsTerms, voidTerms } from './terms-hold.ts'

export const changeBody = z.strictObject({
  dealId: z.string(),
  stageId: z.string().optional(),
  amount: amountBody.optional(),
  closeDate: closeDateBody.optional(),
  reason: z.string().optional(),
})

export type ChangeDeal = z.infer<typeof changeBody>

/** The columns as they were, to be put back by an undo. Amounts as decimal digits. */
const undoBody = z.strictObject({
  dealId: z.string(),
  stageId: z.string().optional(),
  stageEnteredDate: z.string().optional(),
  amountFen: z.string().nullable().optional(),
  currency: z.string().optional(),
  amountApprox: z.boolean().optional(),
  taxIncluded: z.boolean().nullable().optional(),
  closeDate: z.string().nullable().optional(),
  closeDatePrecision: z.enum(['day', 'week', 'third', 'month', 'quarter']).optional(),
})

type UndoChange = z.infer<typeof undoBody>

/**
 * Moves a deal, changes its amount or its expected signing date: any of them, as one change. The
 * deal's version guards it, so two people's changes never mix unseen.
 */
export const changeDeal = defineOperation<ChangeDeal, DealChangeView, UndoChange>({
  id: 'deal.change',
  body: changeBody,
  undoBody,
  plan: async (act, body) => {
    const deal = await permittedDeal(act, 'deal.edit', body.dealId)
    if (!deal) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
    const problem = refusal(act, deal, body)
    if (problem) return { ok: false, problem }
    const change = changeOf(act, deal, body)
    const frozen = await frozenTerms(act, deal, change)
    if (frozen) return { ok: false, problem: frozen }
    const gate = await gateOf(act, deal, change)
    const guard = { dealId: deal.id, version: deal.version }
    const subject = { kind: 'deal', id: deal.id } as const
    if (gate && gate.missing.length > 0) {
      const view = await viewGate(act, deal, gate, alsoChanged(act, deal, change))
      return {
        ok: false,
        problem: { id: 'GateClosed', missing: gate.missing.map(({ lacks }) => lacks) },
        kept: { card: (draft) => gateCard(view, draft), guard, subject },
      }
    }
    const voids = await voidsTerms(act, deal, change)
    const view = viewChange(act, deal, change, { reason: body.reason, gate, voids })
    return { ok: true, view, guard, subject }
  },
  apply: async (act, body, guard) => {
    const deal = await permittedDeal(act, 'deal.edit', body.dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    if (deal.version !== guard?.version) return { kind: 'stale' }
    const problem = refusal(act, deal, body)
    if (problem) return { kind: 'problem', problem }
    const change = changeOf(act, deal, body)
    // Locked first, so that nobody takes evidence back between this look and the write.
    if (change.stageId) await lockDeals(act.tx, act.dialect, [deal.id])
    const gate = await gateOf(act, deal, change)
    // Drawn anew it is refused, and kept.
    if (gate && gate.missing.length > 0) return { kind: 'stale' }
    const frozen = await frozenTerms(act, deal, change)
    if (frozen) return { kind: 'problem', problem: frozen }
    const voids = await voidsTerms(act, deal, change)
    const view = viewChange(act, deal, change, { reason: body.reason, gate, voids })
    if (!(await writeChange(act, deal, change, body.reason))) return { kind: 'stale' }
    if (voids) await voidTerms(act, deal)
    const helpers = gate ? await missingHelpers(act, deal, gate.to) : []
    return {
      kind: 'done',
      view: { ...view, ...(helpers.length > 0 && { helpers }) },
      undo: undoOf(deal, body),
      guard: { dealId: deal.id, version: deal.version + 1 },
    }
  },
  undo: async (act, undo, guard) => {
    const deal = await permittedDeal(act, 'deal.edit', undo.dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const changedSince = {
      kind: 'problem',
      problem: { id: 'UndoRefused', reason: `${deal.code} 之后又有改动,不能直接撤回` },
    } as const
    if (deal.version !== guard?.version) return changedSince
    const { dealId: _, amountFen, ...rest } = undo
    const change: DealChange = {
      ...rest,
      ...(amountFen !== undefined && { amountFen: amountFen === null ? null : BigInt(amountFen) }),
    }
    const frozen = await frozenTerms(act, deal, change)
    if (frozen) return { kind: 'problem', problem: frozen }
    const voids = await voidsTerms(act, deal, change)
    if (!(await writeChange(act, deal, change, '撤销'))) return changedSince
    if (voids) await voidTerms(act, deal)
    return {
      kind: 'undone',
      card: dealChangeUndoneCard(deal, viewUndone(act, deal, change)),
    }
  },
  merge: (earlier, later) => {
    if (earlier.dealId !== later.dealId) return undefined
    // A reason belongs to the move it was given for.
    const { reason: _, ...rest } = earlier
    return { ...(later.stageId ? rest : earlier), ...later }
  },
  form: {
    fields: (_act, body) => [amountField(body.amount), closeDateField(body.closeDate)],
    read: (act, body, form) => {
      const read = readDealForm(act, form)
      return read.ok ? { ok: true, body: { ...body, ...read.values } } : read
    },
  },
  previewCard: dealChangePreviewCard,
  doneCard: dealChangedCard,
})

/** What a move forward lacks; undefined where nothing moves. */
const gateOf = async (
  act: Act,
  deal: DealRow,
  { stageId }: DealChange,
): Promise<GateOfMove | undefined> => (stageId ? gateTo(act, deal, stageId) : undefined)

function refusal(act: Act, deal: DealRow, body: ChangeDeal): Problem | undefined {
  if (deal.outcome !== 'open') {
    return { id: 'DealClosed', deal: `${deal.code} ${deal.name}`, outcome: deal.outcome }
  }
  const others = body.amount || body.closeDate
  if (body.stageId === deal.stageId && !others) {
    return {
      id: 'AlreadyThere',
      stage: stageOf(act, deal.stageId).name,
      since: deal.stageEnteredDate,
      days: diffDays(deal.stageEnteredDate, act.today),
    }
  }
  const change = changeOf(act, deal, body)
  if (Object.keys(change).length > 0) return undefined
  return { id: 'NothingChanges', what: viewPresent(act, deal) }
}

/** Only the columns that differ from what the deal has. */
function changeOf(act: Act, deal: DealRow, body: ChangeDeal): DealChange {
  const { amount, closeDate, stageId } = body
  const amountFen = amount && BigInt(amount.fen)
  return {
    ...(stageId && stageId !== deal.stageId && { stageId, stageEnteredDate: act.today }),
    ...(amount &&
      (amountFen !== deal.amountFen ||
        amount.currency !== deal.currency ||
        amount.approx !== deal.amountApprox ||
        (amount.taxIncluded ?? deal.taxIncluded) !== deal.taxIncluded) && {
        amountFen,
        currency: amount.currency,
        amountApprox: amount.approx,
        ...(amount.taxIncluded !== undefined && { taxIncluded: amount.taxIncluded }),
      }),
    ...(closeDate &&
      (closeDate.day !== deal.closeDate || closeDate.precision !== deal.closeDatePrecision) && {
        closeDate: closeDate.day,
        closeDatePrecision: closeDate.precision,
      }),
  }
}

function undoOf(deal: DealRow, body: ChangeDeal): UndoChange {
  return {
    dealId: deal.id,
    ...(body.stageId && { stageId: deal.stageId, stageEnteredDate: deal.stageEnteredDate }),
    ...(body.amount && {
      amountFen: deal.amountFen === null ? null : String(deal.amountFen),
      currency: deal.currency,
      amountApprox: deal.amountApprox,
      taxIncluded: deal.taxIncluded,
    }),
    ...(body.closeDate && {
      closeDate: deal.closeDate,
      closeDatePrecision: deal.closeDatePrecision,
    }),
  }
}

/** Compare-and-set first, then what hangs on it. False when somebody else was first. */
async function writeChange(
  act: Act,
  deal: DealRow,
  change: DealChange,
  reason?: string,
): Promise<boolean> {
  const { tx, now } = act
  if (!(await changeDealRow(tx, { id: deal.id, version: deal.version, now }, change))) return false
  if (change.stageId && change.stageId !== deal.stageId) {
    await writeStageMove(tx, {
      historyId: act.ids.next(),
      dealId: deal.id,
      stageId: change.stageId,
      enteredDate: change.stageEnteredDate ?? act.today,
      at: now,
      byUserId: act.viewer.userId,
      reason,
    })
    await supersedeKept(tx, { dealId: deal.id })
  }
  await writeAudit(act, auditOf(deal, change))
  return true
}

function auditOf(deal: DealRow, change: DealChange): AuditEntry[] {
  const before: Record<string, unknown> = { ...deal }
  const tracked = ['stageId', 'amountFen', 'closeDate'] as const
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  return tracked
    .filter((field) => field in change)
    .map((field) => ({
      action: 'deal.change',
      subjectKind: 'deal',
      subjectId: deal.id,
      field,
      oldValue: text(before[field]),
      newValue: text(change[field]),
    }))
}
