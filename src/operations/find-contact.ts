import { mayDo, type Permission } from '../domain/permission.ts'
import { departmentByTitle, type PersonSaid } from '../language/people-said.ts'
import { type AccountRow, findAccounts } from '../store/accounts.ts'
import { accountsWithContact, anyAccountsWithContact, type ContactRow } from '../store/contacts.ts'
import { type DealRow, findDealsOf } from '../store/deals.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeals } from './find-deal.ts'
import type { Act } from './operation.ts'

/** An account by a right to it, or to some deals of it. */
export type Reached = {
  readonly account: AccountRow
  /** The deals that carry the right, where the account itself does not. */
  readonly through?: readonly DealRow[]
}

/** Of these accounts, those to which, or to a deal of which, the viewer may do this. */
export async function reachAccounts(
  act: Pick<Act, 'tx' | 'viewer'>,
  permission: Permission,
  ids: readonly string[],
): Promise<Reached[]> {
  const own = await permittedAccounts(act, permission, ids)
  const others = ids.filter((id) => !own.some((account) => account.id === id))
  if (others.length === 0) return own.map((account) => ({ account }))
  const found = await findDealsOf(act.tx, { dealIds: [], accountIds: others })
  const deals = await permittedDeals(act, permission, found)
  const accounts = await findAccounts(act.tx, [...new Set(deals.map((deal) => deal.accountId))])
  return [
    ...own.map((account) => ({ account })),
    ...accounts.map((account) => ({
      account,
      through: deals.filter((deal) => deal.accountId === account.id),
    })),
  ]
}

/** Ids of accounts with a contact of this name that the viewer may have to do with. */
export async function accountsOfContact(act: Act, name: string): Promise<string[]> {
  const { tx, dialect, viewer } = act
  const ownerIds = [viewer.userId, ...viewer.memberIds]
  const near = await accountsWithContact(tx, dialect, { name, userId: viewer.userId, ownerIds })
  if (near.length > 0 || !mayDo(viewer, 'contact.read', { ownerId: '' })) return near
  return anyAccountsWithContact(tx, name)
}

/**
 * The contacts of an account that may be meant: of that name; else of that surname with such a
 * title (张经理 for 张建国, 采购经理); without a name, of that department.
 */
export function contactsMeant(contacts: readonly ContactRow[], said: PersonSaid): ContactRow[] {
  const { name, department } = said
  if (!name) return contacts.filter((contact) => contact.department === department)
  const named = contacts.filter((contact) => contact.name === name)
  const pool = named.length > 0 ? named : contacts.filter((contact) => titled(contact, name))
  const exact = pool.filter((contact) => contact.department === department)
  return pool.length > 1 && exact.length > 0 ? exact : pool
}

/** 张经理 for 张建国(采购经理), 李总监 for 李总(技术总监). */
function titled(contact: ContactRow, said: string): boolean {
  const surname = /^(?:欧阳|上官|司马|诸葛|尉迟|令狐|皇甫|慕容|夏侯|.)/u.exec(said)![0]
  const title = said.slice(surname.length)
  if (!contact.name.startsWith(surname) || title === '') return false
  return contact.title?.endsWith(title) ?? false
}

/** The department of somebody new, as far as it was said or the title tells. */
export const departmentSaid = ({ department, name }: PersonSaid) =>
  department ?? (name ? departmentByTitle(name) : undefined)
