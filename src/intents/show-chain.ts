import { chainCard } from '../../cards/decision-chain-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import { noOpenDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type RecordAsked, readChainAsked } from '../language/chain-asked.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import { showChain } from '../operations/show-chain.ts'
import { findDealsOf } from '../store/deals.ts'

/** Who has a say, where they stand, and which department is still missing. */
export const showChainIntent: Intent = {
  id: 'deal.show-chain',
  what: '看决策链',
  examples: [
    '决策链 华芯检测',
    '华芯检测谁说了算',
    '华芯的关键人',
    '看看立辰的决策链',
    '华芯检测谁反对',
    '远驰谁拍板',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'contact.read'),
  read: (_sentence, free) => {
    const asked = readChainAsked(free)
    return asked && claim(asked)
  },
}

const claim = (asked: RecordAsked): Claim => ({
  clauses: asked.clauses,
  run: (turn) => run(turn, asked),
})

async function run(turn: Turn, asked: RecordAsked): Promise<Reply> {
  const found = await accountMeant(turn, asked, 'contact.read')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  const { account, through } = found.reached
  const dealIds = found.dealIds
  const all = await findDealsOf(turn.tx, { dealIds, accountIds: [account.id] })
  const seen = through ?? (await permittedDeals(turn, 'contact.read', all))
  const named = seen.filter((deal) => dealIds.includes(deal.id))
  const deals = named.length > 0 ? named : seen.filter((deal) => deal.outcome === 'open')
  const [deal, ...others] = deals
  if (!deal) return noOpenDeal(turn, account)
  return {
    kind: 'card',
    card: chainCard(await showChain(turn, account, deals)),
    subject:
      others.length === 0 ? { kind: 'deal', id: deal.id } : { kind: 'account', id: account.id },
  }
}
