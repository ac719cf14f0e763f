/** Moves that were refused and kept come back by themselves when the last thing they lacked is there. */
import type { Card } from '../../cards/kit/card.ts'
import { withNote } from '../../cards/with-note.ts'
import { changeDeal } from '../operations/change-deal.ts'
import type { Act, Operation, SubjectRef } from '../operations/operation.ts'
import { winDeal } from '../operations/win-deal.ts'
import { findApproval } from '../store/approvals.ts'
import { type ChangeBody, changeDraft, type DraftRow, findKept } from '../store/drafts.ts'
import { copiesOf, enqueue, type NewOutboxRow, readerOf } from '../store/outbox.ts'
import { findViewerById } from '../store/people.ts'

/** A preview that comes by itself may be confirmed as long as any other. */
const previewMs = 30 * 60_000

/**
 * Looks at the kept moves of a deal, or of an account's deals, after something came in that they may
 * have waited for.
 *
 * @returns how many came back
 */
export async function resumeKept(act: Act, of: SubjectRef): Promise<number> {
  const { kind, id } = of.kind === 'approval' ? await dealOf(act, of.id) : of
  if (kind === 'approval') return 0
  let back = 0
  for (const draft of await findKept(act.tx, act.dialect, { kind, id, now: act.now })) {
    if (await resume(act, draft)) back++
  }
  return back
}

async function dealOf({ tx }: Act, approvalId: string): Promise<SubjectRef> {
  const approval = await findApproval(tx, approvalId)
  return approval ? { kind: 'deal', id: approval.dealId } : { kind: 'approval', id: approvalId }
}

/** What can be kept until what it lacks is there. */
const keepable: readonly Operation[] = [changeDeal, winDeal]

/** Planned anew, with the rights that its keeper has now. */
async function resume(act: Act, draft: DraftRow): Promise<boolean> {
  const viewer = await findViewerById(act.tx, act.dialect, draft.userId)
  if (!viewer) return false
  const keeper: Act = { ...act, viewer }
  const body = draft.body as ChangeBody
  const operation = keepable.find(({ id }) => id === body.operation)
  if (!operation) throw new Error(`${body.operation} is never kept`)
  const plan = await operation.plan(keeper, body.body)
  const ref = { id: draft.id, version: draft.version + 1 }
  if (!plan.ok && plan.kept) {
    await redraw(act, draft, plan.kept.card({ id: draft.id, version: draft.version }))
    return false
  }
  if (!plan.ok) {
    await changeDraft(act.tx, draft, { state: 'superseded', body })
    return false
  }
  await changeDraft(act.tx, draft, {
    state: 'previewed',
    body: { ...body, guard: plan.guard },
    expiresAt: new Date(act.now.getTime() + previewMs),
  })
  const card = withNote(operation.previewCard(plan.view, ref), '可以继续了,按现在的情况确认一下')
  const { dealId } = body.body as { readonly dealId: string }
  const key = String(ref.version)
  await tellKeeper(act, draft, { card, key, subject: dealId, draftId: draft.id })
  return true
}

/** Something to the keeper alone, as every answer that concerns one person. */
export async function tellKeeper(
  act: Act,
  { id, platform, userId }: DraftRow,
  of: {
    readonly card: Card
    /** What tells it from what else is said of the same move. */
    readonly key: string
    /** The deal. */
    readonly subject: string
    /** The card stands for the kept move. */
    readonly draftId?: string
  },
): Promise<void> {
  const identity = await act.tx.identity.findFirst({ where: { userId, platform } })
  if (!identity) return
  await enqueue(act.tx, act.dialect, [
    {
      id: act.ids.next(),
      dedupeKey: `kept:${id}:${of.key}`,
      platform,
      operation: 'send',
      targetKind: 'user',
      targetId: identity.externalId,
      userId,
      subjectKind: 'deal',
      subjectId: of.subject,
      draftId: of.draftId,
      card: of.card,
      priority: 5,
      createdMs: act.now.getTime(),
      nextMs: 0,
    },
  ])
}

/** The card that refused it says what is still missing. */
async function redraw(act: Act, draft: DraftRow, card: Card): Promise<void> {
  const rows = (await copiesOf(act.tx, draft.id)).map((copy): NewOutboxRow => {
    const { id: copyId, platform } = copy
    return {
      id: act.ids.next(),
      dedupeKey: `kept:${draft.id}:redraw:${act.ids.next()}`,
      platform,
      operation: 'update',
      targetKind: 'card',
      targetId: copyId,
      ...readerOf(copy),
      card,
      priority: 5,
      createdMs: act.now.getTime(),
      nextMs: 0,
    }
  })
  await enqueue(act.tx, act.dialect, rows)
}
