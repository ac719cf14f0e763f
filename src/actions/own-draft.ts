import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { expire, isWaiting, ownDraft, settled } from '../bot/drafts.ts'
import type { DraftRow } from '../store/drafts.ts'

/** Runs on the person's own draft, drawn from this revision; anything else changes nothing. */
export function withOwnDraft(run: (tap: Tap, draft: DraftRow) => Promise<Tapped>): Action['run'] {
  return async (tap) => {
    const draft = await ownDraft(tap, tap.action.id)
    if (!draft) return { toast: { tone: 'warning', text: '只有提出的人能操作这张卡片' } }
    if (draft.version !== tap.action.v) return settled(draft)
    if (isWaiting(draft) && draft.expiresAt <= tap.now) {
      return { ...(await expire(tap, draft)), draftId: draft.id }
    }
    return run(tap, draft)
  }
}
