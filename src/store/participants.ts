/** Who else works on accounts and deals, and the rows that a change of it is compared with. */
import type { Participation } from '../domain/permission.ts'
import type { RoleId } from '../domain/role.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { Store, Tx } from './store.ts'

export type SubjectKey = { readonly kind: 'account' | 'deal'; readonly id: string }

export type ParticipantRow = SubjectKey & {
  readonly userId: string
  readonly part: Participation
}

/** Who takes part in these records, those who have left aside. */
export async function participantsIn(
  tx: Tx,
  subjects: readonly SubjectKey[],
): Promise<ParticipantRow[]> {
  if (subjects.length === 0) return []
  return tx.$queryRaw<ParticipantRow[]>`
    SELECT p."subjectKind" AS "kind", p."subjectId" AS "id", p."userId", p."part"
    FROM "Participant" p JOIN "User" u ON u."id" = p."userId"
    WHERE p."subjectKind" IN ('account', 'deal')
      AND p."subjectId" IN (${Prisma.join(subjects.map(({ id }) => id))}) AND u."active"
    ORDER BY p."subjectKind", p."subjectId", p."userId"`
}

/** What these people are in an account and in any of its deals, open or closed. */
export async function partsUnder(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
): Promise<ParticipantRow[]> {
  if (userIds.length === 0) return []
  return tx.$queryRaw<ParticipantRow[]>`
    SELECT p."subjectKind" AS "kind", p."subjectId" AS "id", p."userId", p."part"
    FROM "Participant" p
    WHERE p."userId" IN (${Prisma.join([...userIds])}) AND (
      (p."subjectKind" = 'account' AND p."subjectId" = ${accountId})
      OR (p."subjectKind" = 'deal' AND p."subjectId" IN (
        SELECT "id" FROM "Deal" WHERE "accountId" = ${accountId} AND "outcome" <> 'void')))
    ORDER BY p."subjectKind", p."subjectId", p."userId"`
}

/** Every role that any of these people has. */
export async function rolesOf(tx: Tx, userIds: readonly string[]): Promise<ReadonlySet<RoleId>> {
  const rows = await tx.userRole.findMany({
    where: { userId: { in: [...userIds] } },
    select: { role: true },
  })
  return new Set(rows.map(({ role }) => role as RoleId))
}

/** Who has these roles and is still here, those on the fewest open deals first. */
export async function holdersByLoad(
  tx: Tx,
  roles: readonly RoleId[],
): Promise<{ readonly role: RoleId; readonly userId: string; readonly name: string }[]> {
  if (roles.length === 0) return []
  return tx.$queryRaw<{ role: RoleId; userId: string; name: string }[]>`
    SELECT r."role", u."id" AS "userId", u."name"
    FROM "UserRole" r JOIN "User" u ON u."id" = r."userId"
    WHERE u."active" AND r."role" IN (${Prisma.join([...roles])})
    ORDER BY (
      SELECT COUNT(*) FROM "Participant" p JOIN "Deal" d ON d."id" = p."subjectId"
      WHERE p."userId" = u."id" AND p."subjectKind" = 'deal' AND d."outcome" = 'open'
    ), u."id"`
}

/** Calls functions up on a deal; what somebody is in it already stays. */
export async function callUp(tx: Tx, dealId: string, userIds: readonly string[]): Promise<void> {
  for (const userId of userIds) {
    await tx.$executeRaw`
      INSERT INTO "Participant" ("subjectKind", "subjectId", "userId", "part")
      VALUES ('deal', ${dealId}, ${userId}, 'called-up') ON CONFLICT DO NOTHING`
  }
}

/** Gives somebody this part in a record, or none. */
export async function setPart(
  tx: Tx,
  { kind, id, userId, part }: SubjectKey & { userId: string; part: Participation | null },
): Promise<void> {
  const key = { subjectKind: kind, subjectId: id, userId }
  if (part === null) {
    await tx.participant.deleteMany({ where: key })
    return
  }
  await tx.participant.upsert({
    where: { subjectKind_subjectId_userId: key },
    create: { ...key, part },
    update: { part },
  })
}

/**
 * The versions of these records, by `${kind}:${id}`. When they are to be changed they are on
 * PostgreSQL nobody else's for the rest of the transaction: accounts first, then deals, each by id.
 */
export async function versionsOf(
  tx: Tx,
  dialect: Store['dialect'],
  subjects: readonly SubjectKey[],
  { lock }: { readonly lock: boolean },
): Promise<Map<string, number>> {
  const held = lock && dialect === 'postgres' ? Prisma.sql`FOR UPDATE` : Prisma.empty
  const versions = new Map<string, number>()
  for (const kind of ['account', 'deal'] as const) {
    const ids = subjects.flatMap((subject) => (subject.kind === kind ? [subject.id] : []))
    if (ids.length === 0) continue
    const table = kind === 'account' ? Prisma.sql`"Account"` : Prisma.sql`"Deal"`
    const rows = await tx.$queryRaw<{ id: string; version: number | bigint }[]>`
      SELECT "id", "version" FROM ${table} WHERE "id" IN (${Prisma.join(ids)})
      ORDER BY "id" ${held}`
    for (const { id, version } of rows) versions.set(`${kind}:${id}`, Number(version))
  }
  return versions
}

/** The next version of a record that has this one. False when somebody else was first. */
export async function raiseVersion(
  tx: Tx,
  { kind, id, version, now }: SubjectKey & { version: number; now: Date },
): Promise<boolean> {
  const count =
    kind === 'account'
      ? await tx.$executeRaw`
          UPDATE "Account" SET "version" = "version" + 1
          WHERE "id" = ${id} AND "version" = ${version}`
      : await tx.$executeRaw`
          UPDATE "Deal" SET "version" = "version" + 1, "updatedAt" = ${now}
          WHERE "id" = ${id} AND "version" = ${version}`
  return count === 1
}

export type Colleague = {
  readonly id: string
  readonly name: string
  readonly department: string | null
  readonly roles: readonly RoleId[]
}

/** Those of them who are here, by id. */
export async function colleaguesById(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Colleague>> {
  if (ids.length === 0) return new Map()
  const users = await tx.user.findMany({
    where: { id: { in: [...ids] }, active: true },
    select: { id: true, name: true, department: true, roles: { select: { role: true } } },
  })
  return new Map(
    users.map(({ roles, ...user }) => [
      user.id,
      { ...user, roles: roles.map(({ role }) => role as RoleId) },
    ]),
  )
}

/** Those who have any of these roles and are here, by name; at most `limit`. */
export async function colleaguesWithRoles(
  tx: Tx,
  roles: readonly RoleId[],
  limit: number,
): Promise<Colleague[]> {
  const rows = await tx.user.findMany({
    where: { active: true, roles: { some: { role: { in: [...roles] } } } },
    select: { id: true, name: true, department: true, roles: { select: { role: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ roles: has, ...user }) => ({
    ...user,
    roles: has.map(({ role }) => role as RoleId),
  }))
}

/** Who leads somebody: by the teams they are in and the teams above, else by the directory. */
export async function leadersOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE above("id", "managerId", "parentId") AS (
      SELECT t."id", t."managerId", t."parentId" FROM "Team" t
      JOIN "TeamMember" m ON m."teamId" = t."id" WHERE m."userId" = ${userId}
      UNION SELECT t."id", t."managerId", t."parentId" FROM "Team" t
      JOIN above ON t."id" = above."parentId"
    )
    SELECT DISTINCT above."managerId" AS "id" FROM above
    JOIN "User" u ON u."id" = above."managerId"
    JOIN "UserRole" r ON r."userId" = u."id" AND r."role" = 'manager'
    WHERE u."active" AND u."id" <> ${userId} ORDER BY above."managerId"`
  return rows.map(({ id }) => id)
}
