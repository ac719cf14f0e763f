import type { Action } from '../bot/definitions.ts'
import { confirm } from '../bot/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

/** 「确认」: the previewed change comes true, on the record as it was shown. */
export const confirmDraft: Action = {
  id: 'draft.confirm',
  run: withOwnDraft(async (tap, draft) => {
    const operation = tap.operation(draft.body.kind === 'change' ? draft.body.operation : '')
    return { ...(await confirm(tap, draft, operation)), draftId: draft.id }
  }),
}
