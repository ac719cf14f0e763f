import { requirementCard, requirementHistoryCard } from '../../cards/requirement-card.ts'
import { resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type RequirementAsked, readRequirementAsked } from '../language/requirement-asked.ts'
import { showRequirement, showRequirementHistory } from '../operations/show-requirement.ts'

/** What the customer needs now, and how it came to that. */
export const showRequirementIntent: Intent = {
  id: 'requirement.show',
  what: '看客户需求',
  examples: ['需求档案 华芯检测', '华芯检测要什么', '华芯检测需求档案的历史', '立辰的预算是多少'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'contact.read'),
  read: (_sentence, free) => {
    const asked = readRequirementAsked(free)
    return asked && claim(asked)
  },
}

const claim = (asked: RequirementAsked): Claim => ({
  clauses: asked.clauses,
  run: (turn) => run(turn, asked),
})

async function run(turn: Turn, asked: RequirementAsked): Promise<Reply> {
  const resolved = await resolveDeal(turn, asked)
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  const card = asked.history
    ? requirementHistoryCard(await showRequirementHistory(turn, deal))
    : requirementCard(await showRequirement(turn, deal))
  return { kind: 'card', card, subject: { kind: 'deal', id: deal.id } }
}
