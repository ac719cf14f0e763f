import { reviseCard } from '../../cards/revise-card.ts'
import { withNote } from '../../cards/with-note.ts'
import type { Action } from '../bot/definitions.ts'
import { propose, settled } from '../bot/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

/** 「修改」: the preview as a form; sent off, it is a preview again. */
export const reviseDraft: Action = {
  id: 'draft.revise',
  run: withOwnDraft(async (tap, draft) => {
    if (draft.state !== 'previewed' || draft.body.kind !== 'change') return settled(draft)
    const operation = tap.operation(draft.body.operation)
    const { form } = operation
    if (!form) return { toast: { tone: 'info', text: '直接说要改成什么就行' } }
    const ref = { id: draft.id, version: draft.version }
    const open = reviseCard(draft.sourceText, form.fields(tap, draft.body.body), ref)
    if (Object.keys(tap.form).length === 0) return { card: open }
    const revised = form.read(tap, draft.body.body, tap.form)
    if (!revised.ok) {
      return {
        toast: { tone: 'warning', text: revised.reason },
        card: withNote(open, revised.reason),
      }
    }
    const origin = { platform: draft.platform, chatId: draft.chatId, said: draft.sourceText }
    const proposal = { operation, body: revised.body, how: 'preview' } as const
    return { card: (await propose(tap, origin, proposal, draft)).card, draftId: draft.id }
  }),
}
