/** Teams as people name them, and who is in them. */
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

/** Members of the team of this name, 组 or 团队 said or not, with those of the teams below it. */
export async function findTeam(
  tx: Tx,
  said: string,
): Promise<{ readonly name: string; readonly userIds: readonly string[] } | undefined> {
  const bare = said.replace(/(?:组|团队|小组|大区|区|部)$/u, '')
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "Team"
    WHERE "name" IN (${said}, ${bare}, ${`${bare}组`}, ${`${bare}团队`}, ${`${bare}区`}, ${`${bare}大区`}, ${`${bare}部`})
    ORDER BY "name" LIMIT 2`
  const [team, ...others] = rows.length > 1 ? rows.filter((row) => row.name === said) : rows
  if (!team || others.length > 0) return undefined
  const members = await tx.$queryRaw<{ userId: string }[]>`
    WITH RECURSIVE under("id") AS (
      SELECT "id" FROM "Team" WHERE "id" = ${team.id}
      UNION SELECT t."id" FROM "Team" t JOIN under ON t."parentId" = under."id"
    )
    SELECT DISTINCT m."userId" AS "userId" FROM "TeamMember" m
    JOIN under ON m."teamId" = under."id" JOIN "User" u ON u."id" = m."userId"
    WHERE u."active" ORDER BY m."userId"`
  return { name: team.name, userIds: members.map((row) => row.userId) }
}

/** Names of teams, in order. */
export async function someTeams(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.team.findMany({
    orderBy: { name: 'asc' },
    take: limit,
    select: { name: true },
  })
  return rows.map((row) => row.name)
}

/** The first team by name, of those that this person leads where one is named. */
export function firstTeam(
  tx: Tx,
  managerId?: string,
): Promise<{ id: string; name: string } | null> {
  return tx.team.findFirst({
    where: managerId ? { managerId } : {},
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
}

/** A team's name, while it is there. */
export async function teamName(tx: Tx, id: string): Promise<string | undefined> {
  return (await tx.team.findUnique({ where: { id }, select: { name: true } }))?.name
}

/** Everybody who sells, no more than `limit`. */
export async function everyRep(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.userRole.findMany({
    where: { role: 'rep', user: { active: true } },
    select: { userId: true },
    orderBy: { userId: 'asc' },
    take: limit,
  })
  return rows.map((row) => row.userId)
}

/** Names by user id. */
export async function userNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "User" WHERE "id" IN (${Prisma.join([...new Set(ids)])})`
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Whether the group is bound to a team, and nobody from outside is in it. */
export async function isTeamsGroup(tx: Tx, platform: string, externalId: string): Promise<boolean> {
  const where = { platform, externalId, active: true, external: false, teamId: { not: null } }
  return (await tx.chat.count({ where })) > 0
}

/** A director other than this person; undefined where there is none. */
export async function firstDirector(tx: Tx, except: string): Promise<string | undefined> {
  const row = await tx.userRole.findFirst({
    where: { role: 'director', userId: { not: except }, user: { active: true } },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  })
  return row?.userId
}
