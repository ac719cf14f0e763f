import { mayDo, type Permission } from '../domain/permission.ts'
import { type AccountRow, findAccounts } from '../store/accounts.ts'
import { participations } from '../store/people.ts'
import type { Act } from './operation.ts'

/** Of these accounts, those that exist and to which the viewer may do this. */
export async function permittedAccounts(
  act: Pick<Act, 'tx' | 'viewer'>,
  permission: Permission,
  ids: readonly string[],
): Promise<AccountRow[]> {
  const accounts = await findAccounts(act.tx, ids)
  const parts = await participations(
    act.tx,
    act.viewer.userId,
    accounts.filter((a) => a.ownerId !== act.viewer.userId).map((a) => a.id),
  )
  return accounts.filter((account) =>
    mayDo(act.viewer, permission, {
      ownerId: account.ownerId,
      part: parts.get(`account:${account.id}`),
    }),
  )
}
