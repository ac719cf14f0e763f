/** Who else works on a record, and as what. */
import { mayDo, type Participation, type Permission, type Viewer } from './permission.ts'
import type { RoleId } from './role.ts'

export const participationNames: Readonly<Record<Participation, string>> = {
  collaborator: '协作',
  reader: '只读',
  'called-up': '职能支持',
}

/** Those who come to a deal for what they do, and see of it what their column of the matrix says. */
const functions: readonly RoleId[] = ['presales', 'commerce', 'finance', 'legal', 'delivery']

/** Whether somebody is of a function and nothing else. */
export const isFunction = (roles: readonly RoleId[]): boolean =>
  roles.length > 0 && roles.every((role) => functions.includes(role))

/**
 * The part that somebody of these roles gets who is to have this one. A function is called up, however
 * it was said: as a collaborator it would see amounts that its own column of the matrix withholds
 * (§5.1, 看金额/条款: 售前 –), and one sentence of an owner is not to be a way around the matrix.
 */
export function partFor(roles: readonly RoleId[], wanted: Participation): Participation {
  return isFunction(roles) ? 'called-up' : wanted
}

/** What a part opens, in the order in which people care. */
export const openedBy = {
  sees: ['deal.read', 'deal.read-amount', 'contact.read', 'contact.read-phone', 'activity.read'],
  does: ['activity.log', 'tag.edit', 'account.fill'],
} as const satisfies Readonly<Record<'sees' | 'does', readonly Permission[]>>

export type Opened = (typeof openedBy)['sees' | 'does'][number]

/** What somebody may do to a colleague's record by this part, and what not. */
export function rightsBy(
  viewer: Viewer,
  part: Participation | undefined,
  ownerId: string,
): { readonly may: ReadonlySet<Opened>; readonly mayNot: ReadonlySet<Opened> } {
  const all: readonly Opened[] = [...openedBy.sees, ...openedBy.does]
  const may = all.filter((permission) => mayDo(viewer, permission, { ownerId, part }))
  return { may: new Set(may), mayNot: new Set(all.filter((one) => !may.includes(one))) }
}

/** Whether a part would open nothing that is not open to them by role. */
export function opensNothing(viewer: Viewer, part: Participation, ownerId: string): boolean {
  const now = rightsBy(viewer, undefined, ownerId).may
  return [...rightsBy(viewer, part, ownerId).may].every((permission) => now.has(permission))
}
