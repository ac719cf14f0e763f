import * as z from 'zod'
import {
  approveSeveralCard,
  type SeveralApprovals,
  severalApprovedCard,
  tickName,
} from '../../cards/approve-several-card.ts'
import { isLight } from '../domain/approval.ts'
import { approvalRoot } from '../store/approvals.ts'
import { lockDeals } from '../store/deals.ts'
import { viewApproval } from './approval-view.ts'
import { decideApproval } from './decide-approval.ts'
import { type FoundApproval, isTheirTurn, permittedApproval } from './find-approval.ts'
import { type Act, defineOperation, joinNews } from './operation.ts'

/** 「Batch 同意 ≤5 items, only yellow (single-level) ones, each line visible」. */
export const mostAtOnce = 5

const severalBody = z.strictObject({
  /** Each with the handing-in that the card shows. */
  items: z.array(z.strictObject({ approvalId: z.string(), round: z.int() })).max(mostAtOnce),
  /** Those that have to be looked at one by one. */
  apart: z.array(z.string()).max(50),
})

/**
 * Agrees to several light requests with one tap: those that are ticked, each of them a decision of
 * its own. What cannot be decided any more is told, and the others are decided all the same.
 */
export const approveSeveral = defineOperation<z.infer<typeof severalBody>, SeveralApprovals, never>(
  {
    id: 'approval.approve-several',
    body: severalBody,
    undoBody: z.never(),
    plan: async (act, { items, apart }) => {
      const { fit, gone } = await sorted(act, items)
      const [first] = fit
      if (!first) return { ok: false, problem: { id: 'NothingToChange', why: gone } }
      return {
        ok: true,
        view: {
          items: await inTurn(fit, async (found) => lineOf(await viewApproval(act, found))),
          gone,
          apart: (await inTurn(apart, (id) => permittedApproval(act, id))).flatMap((found) =>
            found ? [apartOf(found)] : [],
          ),
        },
        subject: { kind: 'approval', id: first.approval.id },
      }
    },
    apply: async (act, { items }) => {
      const ids = items.map(({ approvalId }) => approvalId)
      const roots = await inTurn(ids, (id) => approvalRoot(act.tx, id))
      const dealIds = roots.flatMap((root) => (root ? [root.dealId] : []))
      await lockDeals(act.tx, act.dialect, dealIds)
      const { fit, gone } = await sorted(act, items)
      const [first] = fit
      if (!first) return { kind: 'problem', problem: { id: 'NothingToChange', why: gone } }
      const done = await inTurn(fit, async ({ approval: { id: approvalId, round } }) => {
        const decided = await decideApproval(act, { approvalId, round }, { do: 'approved' })
        // Locked and looked at a moment ago: what fails now takes all of it back.
        if (decided.kind !== 'done') throw new Error(`approval ${approvalId}: ${decided.kind}`)
        return decided
      })
      return {
        kind: 'done',
        view: { items: done.map(({ view }) => lineOf(view)), gone, apart: [] },
        subject: { kind: 'approval', id: first.approval.id },
        supplied: done.map(({ dealId }) => ({ kind: 'deal', id: dealId })),
        news: joinNews(done.map(({ news }) => news)),
      }
    },
    choose: ({ items, apart }, form) => {
      const ticked = items.filter(({ approvalId }) => form[tickName(approvalId)] === 'true')
      return ticked.length > 0
        ? { ok: true, body: { items: ticked, apart } }
        : { ok: false, reason: '一个都没勾,没有批准' }
    },
    supplies: true,
    previewCard: approveSeveralCard,
    doneCard: severalApprovedCard,
  },
)

/** One after the other: a transaction answers one question at a time. */
async function inTurn<Of, To>(all: readonly Of[], run: (one: Of) => Promise<To>): Promise<To[]> {
  const results: To[] = []
  for (const one of all) results.push(await run(one))
  return results
}

/** Those that can be agreed to as they were shown, and a word on each that cannot. */
async function sorted(act: Act, items: z.infer<typeof severalBody>['items']) {
  const fit: FoundApproval[] = []
  const gone: string[] = []
  for (const { approvalId, round } of items) {
    const found = await permittedApproval(act, approvalId)
    if (!found) continue
    const { approval } = found
    const isFit = isTheirTurn(found, act.viewer.userId) && isLight(approval)
    if (isFit && approval.round === round) fit.push(found)
    else gone.push(`${approval.code} 刚有变化,请单独看`)
  }
  return { fit, gone }
}

const lineOf = ({
  id,
  code,
  deal,
  requester,
  terms,
  margin,
}: Awaited<ReturnType<typeof viewApproval>>): SeveralApprovals['items'][number] => ({
  id,
  code,
  deal: deal.name,
  account: deal.account,
  requester,
  terms: terms.filter(({ outside }) => outside).map(({ label, value }) => `${label} ${value}`),
  ...(margin && { margin }),
})

const apartOf = ({ approval, deal }: FoundApproval) => ({
  id: approval.id,
  round: approval.round,
  title: `${approval.code} ${deal.name}`,
  detail: isLight(approval) ? deal.accountShort : `${deal.accountShort} · 要逐级审`,
})
