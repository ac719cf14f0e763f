import type { Permission } from '../domain/permission.ts'
import { type AccountRow, findAccounts } from '../store/accounts.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeal, readableDeals } from './find-deal.ts'
import type { Act } from './operation.ts'

/**
 * The account, if the viewer may do this to it, by a right to the account or, for a function that is
 * called up, to a deal of it.
 */
export async function accountToTag(
  act: Pick<Act, 'tx' | 'viewer'>,
  permission: Permission,
  accountId: string,
): Promise<AccountRow | undefined> {
  const [own] = await permittedAccounts(act, permission, [accountId])
  if (own) return own
  const deals = await readableDeals(act, { dealIds: [], accountIds: [accountId] })
  for (const deal of deals) {
    if (!(await permittedDeal(act, permission, deal.id))) continue
    const [account] = await findAccounts(act.tx, [accountId])
    return account
  }
  return undefined
}
