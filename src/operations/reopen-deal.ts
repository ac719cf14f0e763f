import * as z from 'zod'
import {
  type DealReopenView,
  dealReopenedCard,
  dealReopenPreviewCard,
} from '../../cards/deal-lost-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { type LossReason, lossReasons } from '../domain/loss.ts'
import type { Problem } from '../domain/problem.ts'
import { echoDay } from '../lib/calendar.ts'
import { writeAudit } from '../store/audit.ts'
import { changeDealRow, type DealRow } from '../store/deals.ts'
import { stageOf } from './deal-change-view.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'

const reopenBody = z.strictObject({ dealId: z.string() })

/** How it was lost, to be put back by an undo. */
const undoBody = z.strictObject({
  dealId: z.string(),
  closedDate: z.string().nullable(),
  lossReason: z.string().nullable(),
  lostToId: z.string().nullable(),
  lossLesson: z.string().nullable(),
})

/** Takes a lost deal up again, in the stage where it was given up. */
export const reopenDeal = defineOperation<
  z.infer<typeof reopenBody>,
  DealReopenView,
  z.infer<typeof undoBody>
>({
  id: 'deal.reopen',
  body: reopenBody,
  undoBody,
  plan: async (act, { dealId }) => {
    const found = await find(act, dealId)
    if ('problem' in found) return { ok: false, problem: found.problem }
    const { deal, loss } = found
    return {
      ok: true,
      view: viewOf(act, deal, loss),
      guard: { dealId, version: deal.version },
      subject: { kind: 'deal', id: dealId },
    }
  },
  apply: async (act, { dealId }, guard) => {
    const found = await find(act, dealId)
    if ('problem' in found) return { kind: 'problem', problem: found.problem }
    const { deal, loss } = found
    const at = { id: dealId, version: guard?.version ?? 0, now: act.now }
    const open = {
      outcome: 'open',
      closedDate: null,
      lossReason: null,
      lostToId: null,
      lossLesson: null,
    }
    if (!(await changeDealRow(act.tx, at, open))) return { kind: 'stale' }
    await audit(act, dealId, { action: 'deal.reopen', oldValue: 'lost', newValue: 'open' })
    return {
      kind: 'done',
      view: viewOf(act, deal, loss),
      undo: { dealId, ...loss },
      guard: { dealId, version: at.version + 1 },
      subject: { kind: 'deal', id: dealId },
    }
  },
  undo: async (act, { dealId, ...loss }, guard) => {
    const deal = await permittedDeal(act, 'deal.close', dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const at = { id: dealId, version: guard?.version ?? 0, now: act.now }
    if (!(await changeDealRow(act.tx, at, { ...loss, outcome: 'lost' }))) {
      const reason = `${deal.code} 之后又有改动,不能直接撤回`
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    await audit(act, dealId, { action: 'deal.reopen-undone', oldValue: 'open', newValue: 'lost' })
    return { kind: 'undone', card: undoneCard(`${deal.code} ${deal.name}`, '还是已丢单。') }
  },
  previewCard: dealReopenPreviewCard,
  doneCard: dealReopenedCard,
})

type Loss = Omit<z.infer<typeof undoBody>, 'dealId'>

async function find(
  act: Act,
  dealId: string,
): Promise<{ readonly deal: DealRow; readonly loss: Loss } | { readonly problem: Problem }> {
  const deal = await permittedDeal(act, 'deal.close', dealId)
  if (!deal) return { problem: { id: 'NotFoundOrNotAllowed' } }
  const name = `${deal.code} ${deal.name}`
  if (deal.outcome === 'open') return { problem: { id: 'DealOpen', deal: name } }
  if (deal.outcome !== 'lost')
    return { problem: { id: 'DealClosed', deal: name, outcome: deal.outcome } }
  const loss = await act.tx.deal.findUniqueOrThrow({
    where: { id: dealId },
    select: { closedDate: true, lossReason: true, lostToId: true, lossLesson: true },
  })
  return { deal, loss }
}

const viewOf = (act: Act, deal: DealRow, { closedDate, lossReason }: Loss): DealReopenView => ({
  deal: { code: deal.code, name: deal.name, account: deal.accountShort },
  stage: stageOf(act, deal.stageId).name,
  ...(closedDate && { lostOn: echoDay(closedDate, act.today) }),
  ...(lossReason && { reason: lossReasons[lossReason as LossReason] }),
})

const audit = (
  act: Act,
  dealId: string,
  entry: { readonly action: string; readonly oldValue: string; readonly newValue: string },
) => writeAudit(act, [{ ...entry, subjectKind: 'deal', subjectId: dealId, field: 'outcome' }])
