import { leadCard } from '../../cards/lead-card.ts'
import type { Action } from '../bot/definitions.ts'
import { showLead } from '../operations/show-lead.ts'

/** A lead in a list, as a message of its own. */
export const showLeadAction: Action = {
  id: 'lead.show',
  run: async (tap) => {
    const view = await showLead(tap, tap.action.id)
    if (!view) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    return {
      toast: { tone: 'info', text: `${view.code} 已发给你` },
      also: { card: leadCard(view) },
    }
  },
}
