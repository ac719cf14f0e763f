import { findOwnDeals } from '../store/deals.ts'
import type { AskedQuestion, Turn } from './turn.ts'

/** Deals that are looked through for the customers that are offered. */
const mostDeals = 20
const mostOffered = 5

/** Which customer is meant: those of one's latest deals are offered, any other can be typed. */
export async function askWhichAccount(
  turn: Turn,
  text = '你说的是哪个客户?',
): Promise<AskedQuestion> {
  const deals = await findOwnDeals(turn.tx, turn.viewer.userId, mostDeals)
  const accounts = new Map(deals.map((deal) => [deal.accountId, deal.accountShort]))
  const options = [...accounts].slice(0, mostOffered).map(([value, label]) => ({ label, value }))
  return { slot: 'account', text, options }
}
