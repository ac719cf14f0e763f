/** The preview in front of somebody: the one that the bot's last card to them, or the quoted one, shows. */
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { findWaitingDrafts } from '../store/drafts.ts'
import type { Turn } from './turn.ts'

/** A change of the deal spoken of that waits for a tap, with the draft it is kept in. */
export async function waitingChange(
  turn: Turn,
): Promise<
  { readonly draftId: string; readonly said: string; readonly body: ChangeDeal } | undefined
> {
  const { tx, viewer, now, context } = turn
  if (!context.dealId) return undefined
  for (const { id, state, body, sourceText } of await findWaitingDrafts(tx, {
    userId: viewer.userId,
    now,
  })) {
    if (state !== 'previewed' || body.kind !== 'change' || body.operation !== changeDeal.id)
      continue
    const change = body.body as ChangeDeal
    if (change.dealId === context.dealId) return { draftId: id, said: sourceText, body: change }
  }
  return undefined
}
