/** Deals whose names are like what was said: a typo, a part of the name, another spelling of a sound. */
import { nameLikeness } from '../language/likeness.ts'
import { foldName, pinyinKeys } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type DealRow, findOwnDeals } from '../store/deals.ts'
import { findNames } from '../store/names.ts'
import { hideNames } from './hide-names.ts'
import type { Turn } from './turn.ts'

/** Below this a name is another name. Product §4.5 asks from 0.75 on; a part of a name counts full. */
const alike = 0.6
const maxOffered = 3
const maxOwn = 50

/**
 * At most three open deals that may be meant, the likeliest first. They are offered, never chosen.
 *
 * @param near deals that the rest of the message is about
 */
export async function likeDeals(
  turn: Turn,
  said: string,
  near: readonly DealRow[],
): Promise<DealRow[]> {
  const own = await findOwnDeals(turn.tx, turn.viewer.userId, maxOwn)
  const pool = new Map([...near, ...own, ...(await soundingLike(turn, said))].map((d) => [d.id, d]))
  return [...pool.values()]
    .map((deal) => ({ deal, likeness: nameLikeness(said, deal.name, deal.accountShort) }))
    .filter(({ likeness }) => likeness >= alike)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, maxOffered)
    .map(({ deal }) => deal)
}

/** 华新 for 华芯: names with the same pinyin, of deals and of accounts. */
async function soundingLike(turn: Turn, said: string): Promise<DealRow[]> {
  const of = await soundingNames(turn, said)
  return of.dealIds.length + of.accountIds.length > 0 ? readableDeals(turn, of) : []
}

/** Accounts that the viewer may read and whose names sound like this. */
export async function soundingAccounts(turn: Turn, said: string): Promise<AccountRow[]> {
  const { accountIds } = await soundingNames(turn, said)
  return permittedAccounts(turn, 'deal.read', accountIds)
}

async function soundingNames(turn: Turn, said: string) {
  const key = pinyinKeys(foldName(said))?.full
  const found = key ? await findNames(turn, [key]) : []
  const hits = await hideNames(turn, found)
  const idsOf = (kind: string) => hits.flatMap((h) => (h.kind === kind ? [h.subjectId] : []))
  return { dealIds: idsOf('deal'), accountIds: idsOf('account') }
}
