import type { AccountDealsView } from '../../cards/account-deals-card.ts'
import { mayDo } from '../domain/permission.ts'
import type { AccountRow } from '../store/accounts.ts'
import { participations } from '../store/people.ts'
import { readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'
import { dealLine } from './show-account.ts'

/** The open deals of an account that the viewer may read. */
export async function showAccountDeals(act: Act, account: AccountRow): Promise<AccountDealsView> {
  const deals = await readableDeals(act, { dealIds: [], accountIds: [account.id] })
  const shown = deals.slice(0, 10)
  const parts = await participations(act.tx, act.viewer.userId, [
    account.id,
    ...shown.map((deal) => deal.id),
  ])
  return {
    account: account.shortName,
    code: account.code,
    deals: shown.map((deal) => {
      const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${account.id}`)
      const money = mayDo(act.viewer, 'deal.read-amount', { ownerId: deal.ownerId, part })
      return dealLine(act, deal, money)
    }),
    count: deals.length,
  }
}
