import type { Action } from '../bot/definitions.ts'
import { cancel } from '../bot/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

/** 「取消」: nothing comes of it. */
export const cancelDraft: Action = {
  id: 'draft.cancel',
  run: withOwnDraft(async (tap, draft) => ({ ...(await cancel(tap, draft)), draftId: draft.id })),
}
