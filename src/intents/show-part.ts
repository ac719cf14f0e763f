import { dealCard } from '../../cards/deal-card.ts'
import { notFound } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { type NamePart, readNamePart } from '../language/asking-clause.ts'
import type { Clause } from '../language/sentence.ts'
import { foldName } from '../lib/names.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { showDeal } from '../operations/show-deal.ts'

/** A customer and a part of how one of its deals is called, and nothing else: that deal. */
export const showPartIntent: Intent = {
  id: 'record.show-part',
  examples: ['立辰实验室', '华鑫老化'],
  read: (_sentence, free) => {
    const [clause, ...others] = free
    const part = clause && others.length === 0 ? readNamePart(clause) : undefined
    return part && { clauses: [...free], run: (turn) => run(turn, free, part) }
  },
}

async function run(
  turn: Turn,
  clauses: readonly Clause[],
  { subject, part }: NamePart,
): Promise<Reply> {
  const deals = await readableDeals(turn, subject)
  const called = deals.filter(({ name }) => foldName(name).includes(foldName(part)))
  const [deal, ...others] = called
  if (!deal) return notFound(turn, clauses)
  if (others.length > 0) return { kind: 'unclear' }
  return {
    kind: 'card',
    card: dealCard(await showDeal(turn, deal)),
    subject: { kind: 'deal', id: deal.id },
  }
}
