import { dealCard } from '../../cards/deal-card.ts'
import type { Action } from '../bot/definitions.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { showDeal } from '../operations/show-deal.ts'

/** A deal in a list: its card comes as a message of its own, so the list stays. */
export const showDealAction: Action = {
  id: 'deal.show',
  run: async (tap) => {
    const deal = await permittedDeal(tap, 'deal.read', tap.action.id)
    if (!deal) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    const card = dealCard(await showDeal(tap, deal))
    return {
      toast: { tone: 'info', text: `${deal.code} 已发给你` },
      also: { card, subject: { kind: 'deal', id: deal.id } },
    }
  },
}
