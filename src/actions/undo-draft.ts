import type { Action } from '../bot/definitions.ts'
import { undo } from '../bot/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

/** 「撤销」: a compensating change, within ten minutes. */
export const undoDraft: Action = {
  id: 'draft.undo',
  run: withOwnDraft(async (tap, draft) => {
    if (draft.body.kind !== 'change') return {}
    const operation = tap.operation(draft.body.operation)
    return { ...(await undo(tap, draft, operation, tap.action.pick)), draftId: draft.id }
  }),
}
