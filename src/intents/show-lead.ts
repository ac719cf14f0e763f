import { leadCard } from '../../cards/lead-card.ts'
import { notFound } from '../bot/resolve-deal.ts'
import type { Intent } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readLeadAsked } from '../language/lead-asked.ts'
import { showLead } from '../operations/show-lead.ts'

/** How a lead stands, its first contact above all. */
export const showLeadIntent: Intent = {
  id: 'lead.show',
  what: '看线索',
  examples: ['L-201 什么情况', '矽谷半导体怎么样', '看看深圳矽谷半导体这条线索'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'lead.read'),
  read: ({ clauses }, free) => {
    const ids = readLeadAsked(clauses, free)
    if (!ids) return undefined
    return {
      clauses,
      run: async (turn) => {
        const views = await Promise.all(ids.map((id) => showLead(turn, id)))
        const [view, ...others] = views.filter((one) => one !== undefined)
        if (!view || others.length > 0) return notFound(turn, clauses)
        return { kind: 'card', card: leadCard(view) }
      },
    }
  },
}
