/** Who somebody is on a platform, and what their rights rest on. */
import { ownersWorkOnDeals, type Participation, type Viewer } from '../domain/permission.ts'
import type { RoleId } from '../domain/role.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { Store, Tx } from './store.ts'

export type Dialect = Store['dialect']

type PersonRow = { userId: string; name: string; active: boolean | number; role: string | null }

/**
 * The user behind a platform's id with roles and led teams; undefined when the id is new or the
 * person has left. On PostgreSQL the roles are locked FOR SHARE: who loses a right a moment later
 * loses it after this transaction, not in the middle of it.
 */
export async function findViewer(
  tx: Tx,
  dialect: Dialect,
  identity: { readonly platform: string; readonly externalId: string },
): Promise<Viewer | undefined> {
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT u."id" AS "userId", u."name" AS "name", u."active" AS "active", r."role" AS "role"
    FROM "Identity" i JOIN "User" u ON u."id" = i."userId"
    LEFT JOIN "UserRole" r ON r."userId" = u."id"
    WHERE i."platform" = ${identity.platform} AND i."externalId" = ${identity.externalId}`
  return toViewer(tx, dialect, rows)
}

/** The same by our own id: for what the bot does later on somebody's behalf. */
export async function findViewerById(
  tx: Tx,
  dialect: Dialect,
  userId: string,
): Promise<Viewer | undefined> {
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT u."id" AS "userId", u."name" AS "name", u."active" AS "active", r."role" AS "role"
    FROM "User" u LEFT JOIN "UserRole" r ON r."userId" = u."id" WHERE u."id" = ${userId}`
  return toViewer(tx, dialect, rows)
}

async function toViewer(
  tx: Tx,
  dialect: Dialect,
  rows: readonly PersonRow[],
): Promise<Viewer | undefined> {
  const first = rows[0]
  if (!first?.active) return undefined
  if (dialect === 'postgres' && first.role) {
    await tx.$queryRaw`
      SELECT "role" FROM "UserRole" WHERE "userId" = ${first.userId} FOR SHARE`
  }
  const roles = rows.flatMap((row) => (row.role ? [row.role as RoleId] : []))
  return {
    userId: first.userId,
    name: first.name,
    roles,
    memberIds: roles.includes('manager') ? await ledMembers(tx, first.userId) : new Set(),
  }
}

/** Everyone in the teams a user leads, sub-teams included. */
async function ledMembers(tx: Tx, managerId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    WITH RECURSIVE led("id") AS (
      SELECT "id" FROM "Team" WHERE "managerId" = ${managerId}
      UNION SELECT t."id" FROM "Team" t JOIN led ON t."parentId" = led."id"
    )
    SELECT DISTINCT m."userId" AS "userId" FROM "TeamMember" m JOIN led ON m."teamId" = led."id"`
  return new Set(rows.map((row) => row.userId))
}

export type Address = { readonly platform: string; readonly externalId: string }

/**
 * Where people are reached, in the order of the platforms given; who is known on none of them, or
 * has left, is not in it.
 */
export async function addressesOf(
  tx: Tx,
  platforms: readonly string[],
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Address[]>> {
  if (userIds.length === 0 || platforms.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Address & { userId: string })[]>`
    SELECT i."userId", i."platform", i."externalId"
    FROM "Identity" i JOIN "User" u ON u."id" = i."userId"
    WHERE i."platform" IN (${Prisma.join([...platforms])}) AND u."active"
      AND i."userId" IN (${Prisma.join([...userIds])})`
  const place = (row: Address) => platforms.indexOf(row.platform)
  return Map.groupBy(
    rows.toSorted((one, other) => place(one) - place(other)),
    ({ userId }) => userId,
  )
}

/**
 * What a user is to accounts and deals they do not own, by `${kind}:${id}`: by what they were given,
 * and to the deals of their own customers.
 */
export async function participations(
  tx: Tx,
  userId: string,
  subjectIds: readonly string[],
): Promise<Map<string, Participation>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ subjectKind: string; subjectId: string; part: string }[]>`
    SELECT "subjectKind", "subjectId", "part" FROM "Participant"
    WHERE "userId" = ${userId} AND "subjectId" IN (${Prisma.join([...subjectIds])})
    UNION ALL
    SELECT 'deal' AS "subjectKind", d."id" AS "subjectId", 'collaborator' AS "part"
    FROM "Deal" d JOIN "Account" a ON a."id" = d."accountId"
    WHERE d."id" IN (${Prisma.join([...subjectIds])}) AND a."ownerId" = ${userId}
      AND EXISTS (SELECT 1 FROM "UserRole" r WHERE r."userId" = ${userId}
        AND r."role" IN (${Prisma.join([...ownersWorkOnDeals])}))`
  const parts = new Map<string, Participation>()
  for (const { subjectKind, subjectId, part } of rows) {
    const key = `${subjectKind}:${subjectId}`
    // Whose the customer is cannot be given less.
    if (parts.get(key) !== 'collaborator') parts.set(key, part as Participation)
  }
  return parts
}

/** Names of the people who run the system: whom X1 sends people to. */
export async function administrators(tx: Tx): Promise<string[]> {
  const rows = await tx.userRole.findMany({
    where: { role: 'operations', user: { active: true } },
    select: { user: { select: { name: true } } },
    take: 3,
  })
  return rows.map((row) => row.user.name)
}

/** The same people by their ids on a platform. */
export async function administratorsOn(
  tx: Tx,
  platform: string,
): Promise<{ readonly userId: string; readonly externalId: string }[]> {
  return tx.identity.findMany({
    where: { platform, user: { active: true, roles: { some: { role: 'operations' } } } },
    select: { userId: true, externalId: true },
    orderBy: { userId: 'asc' },
    take: 3,
  })
}

/** More ways of calling people than this are not looked up. */
const mostCalled = 6

/**
 * Those who are here and whose name begins or ends so, with their roles.
 *
 * @param among only who has one of these roles, and of their roles only these: a company has few of
 * them, and names are in no index
 */
export async function staffNamed(
  tx: Tx,
  wanted: readonly { readonly begins?: string; readonly ends?: string }[],
  among?: readonly RoleId[],
): Promise<{ id: string; name: string; roles: RoleId[] }[]> {
  const named = wanted.slice(0, mostCalled).map(({ begins = '', ends = '' }) => {
    const [first, last] = [[...begins].length, [...ends].length]
    return Prisma.sql`(SUBSTR(u."name", 1, ${first}) = ${begins}
      AND SUBSTR(u."name", LENGTH(u."name") - ${last} + 1) = ${ends})`
  })
  if (named.length === 0) return []
  const rows = await tx.$queryRaw<{ id: string; name: string; role: RoleId | null }[]>`
    SELECT u."id", u."name", r."role"
    FROM "User" u LEFT JOIN "UserRole" r ON r."userId" = u."id"
    WHERE u."active" AND (${Prisma.join(named, ' OR ')})
      ${among ? Prisma.sql`AND r."role" IN (${Prisma.join([...among])})` : Prisma.empty}
    ORDER BY u."id" LIMIT 200`
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, all]) => ({
    id,
    name: all[0]!.name,
    roles: all.flatMap(({ role }) => (role ? [role] : [])),
  }))
}
