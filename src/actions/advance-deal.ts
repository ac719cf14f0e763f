import type { Action } from '../bot/definitions.ts'
import { propose } from '../bot/drafts.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { permittedDeal } from '../operations/find-deal.ts'

/** 「推进到…」: previewed, or kept with what it lacks, as if it had been said. */
export const advanceDeal: Action = {
  id: 'deal.advance',
  run: async (tap) => {
    const deal = await permittedDeal(tap, 'deal.edit', tap.action.id)
    const pipeline = deal && tap.pipelines.find(({ id }) => id === deal.pipelineId)
    const stage = pipeline?.stages.find(({ id }) => id === tap.action.pick)
    if (!deal || !stage) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    const origin = {
      platform: tap.platform,
      chatId: tap.chat?.id ?? '',
      said: `${deal.code} 推进到${stage.name}`,
    }
    const body: ChangeDeal = { dealId: deal.id, stageId: stage.id }
    const shown = await propose(tap, origin, { operation: changeDeal, body, how: 'preview' })
    return { also: { card: shown.card, subject: shown.subject, draftId: shown.draftId } }
  },
}
