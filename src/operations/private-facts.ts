import { reachAccounts } from './find-contact.ts'
import type { Act } from './operation.ts'

/** Whether the viewer may read what is private of an account's contacts: what they like. */
export async function mayReadPrivate(
  act: Pick<Act, 'tx' | 'viewer'>,
  accountId: string,
): Promise<boolean> {
  return (await reachAccounts(act, 'contact.read-private', [accountId])).length > 0
}

/** Stands where something private is that the viewer may write and not read. */
export const unread = '已填'
