import type { Action } from '../bot/definitions.ts'
import { redraw } from '../bot/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

/** One of what waits: its card comes anew, drawn from how things are now; the list stays. */
export const resumeDraft: Action = {
  id: 'draft.resume',
  run: withOwnDraft(async (tap, draft) => {
    const operation = draft.body.kind === 'change' ? tap.operation(draft.body.operation) : undefined
    const { card, toast, subject } = await redraw(tap, draft, operation)
    if (!card) return { toast }
    return {
      toast: toast ?? { tone: 'info', text: '已发给你,接着办就行' },
      also: { card, subject, draftId: draft.id },
    }
  }),
}
