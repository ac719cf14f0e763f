/** What a file of people says, and what that means for one of them. Types only. */
import type { RoleId } from '../domain/role.ts'
import type { Prisma } from '../store/generated/sqlite/client.ts'

/** A line of the file, each cell checked by itself. */
export type PersonRow = {
  readonly line: number
  readonly name: string
  /** Id by platform; at least one. */
  readonly externalIds: Readonly<Record<string, string>>
  /** All roles of the person; undefined leaves them as they are. */
  readonly roles?: readonly RoleId[]
  /** The team the person belongs to; undefined leaves it. */
  readonly team?: string
  /** Teams the person leads. */
  readonly leads: readonly string[]
  /** A platform id or a name; undefined leaves the leader as it is. */
  readonly manager?: string
}

/** A line that cannot be imported, and why, in words for the person whose file it is. */
export type RowProblem = { readonly line: number; readonly reason: string }

export type KnownUser = Prisma.UserGetPayload<{
  include: { identities: true; roles: true; teams: { include: { team: true } } }
}>

export type KnownTeam = {
  readonly id: string
  readonly name: string
  readonly managerId: string | null
}

export type FieldChange = {
  readonly field: 'name' | 'active' | 'identity' | 'role' | 'team' | 'leads' | 'manager'
  readonly from?: string
  readonly to?: string
}

export type ImportedPerson = {
  readonly row: PersonRow
  readonly userId: string
  readonly isNew: boolean
  readonly managerId?: string
  readonly rolesGiven: readonly RoleId[]
  readonly rolesTaken: readonly RoleId[]
  /** Platform ids that the person did not have yet. */
  readonly newIds: Readonly<Record<string, string>>
  readonly joins?: string
  /** Teams that had another leader or none. */
  readonly takesOver: readonly string[]
  /** The same for people to read and for the audit trail. */
  readonly changes: readonly FieldChange[]
}
