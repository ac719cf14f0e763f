import type { Action } from '../bot/definitions.ts'
import { propose } from '../bot/drafts.ts'
import { type ChangeParticipants, changeParticipants } from '../operations/change-participants.ts'
import { permittedDeal } from '../operations/find-deal.ts'

/** 「请周涛(售前)」: called up on the deal, after a preview, since it opens data. */
export const callUpAction: Action = {
  id: 'deal.call-up',
  run: async (tap) => {
    const deal = await permittedDeal(tap, 'deal.edit', tap.action.id)
    const userId = tap.action.pick
    if (!deal || !userId) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    const origin = { platform: tap.platform, chatId: tap.chat?.id ?? '', said: '请同事配合' }
    const body: ChangeParticipants = {
      changes: [{ kind: 'deal', id: deal.id, userId, part: 'called-up' }],
    }
    const shown = await propose(tap, origin, {
      operation: changeParticipants,
      body,
      how: 'preview',
    })
    return { also: { card: shown.card, subject: shown.subject, draftId: shown.draftId } }
  },
}
