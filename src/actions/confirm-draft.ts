import type { Action, Tap } from '../bot/definitions.ts'
import { confirm } from '../bot/drafts.ts'
import type { Operation, Revised } from '../operations/operation.ts'
import type { DraftRow } from '../store/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

/** 「确认」: the previewed change comes true, on the record as it was shown. */
export const confirmDraft: Action = {
  id: 'draft.confirm',
  run: withOwnDraft(async (tap, draft) => {
    const operation = tap.operation(draft.body.kind === 'change' ? draft.body.operation : '')
    const ticked = filledIn(tap, draft, operation)
    if (!ticked.ok) return { toast: { tone: 'warning', text: ticked.reason } }
    return { ...(await confirm(tap, ticked.body, operation)), draftId: draft.id }
  }),
}

/**
 * The draft as the card was filled in: nothing in it but what is ticked, or with what was written
 * into a preview that is a form.
 */
function filledIn(tap: Tap, draft: DraftRow, operation: Operation): Revised<DraftRow> {
  const { choose, form } = operation
  const hasForm = (choose || form) && Object.keys(tap.form).length > 0
  if (!hasForm || draft.body.kind !== 'change') return { ok: true, body: draft }
  const { body } = draft.body
  const read = choose ? choose(body, tap.form) : form!.read(tap, body, tap.form)
  return read.ok ? { ok: true, body: { ...draft, body: { ...draft.body, body: read.body } } } : read
}
