import { mayDo, type Permission } from '../domain/permission.ts'
import { type DealRow, findDeal, findDealsOf } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import type { Act } from './operation.ts'

/** What of the given deals the viewer may do this to; the rest is as if it did not exist. */
export async function permittedDeals(
  act: Pick<Act, 'tx' | 'viewer'>,
  permission: Permission,
  deals: readonly DealRow[],
): Promise<DealRow[]> {
  const foreign = deals.filter((deal) => deal.ownerId !== act.viewer.userId)
  const ids = foreign.flatMap((deal) => [deal.id, deal.accountId])
  const parts = await participations(act.tx, act.viewer.userId, ids)
  return deals.filter((deal) =>
    mayDo(act.viewer, permission, {
      ownerId: deal.ownerId,
      part: parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`),
    }),
  )
}

/** The deal, if it exists and the viewer may do this to it. */
export async function permittedDeal(
  act: Pick<Act, 'tx' | 'viewer'>,
  permission: Permission,
  dealId: string,
): Promise<DealRow | undefined> {
  const deal = await findDeal(act.tx, dealId)
  return deal && (await permittedDeals(act, permission, [deal]))[0]
}

/** Deals named directly or through their account, as far as the viewer may read them. */
export async function readableDeals(
  act: Pick<Act, 'tx' | 'viewer'>,
  of: { readonly dealIds: readonly string[]; readonly accountIds: readonly string[] },
): Promise<DealRow[]> {
  return permittedDeals(act, 'deal.read', await findDealsOf(act.tx, of))
}
