/** The regions, trades, sizes and tags that there are among the accounts the viewer may read. */
import { reachOf } from '../domain/permission.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { type Asker, accountsInReach } from './reach.ts'
import type { Tx } from './store.ts'

export type AccountValues = {
  readonly regions: readonly string[]
  readonly industries: readonly string[]
  readonly scales: readonly string[]
  readonly tags: readonly string[]
}

/** More different words than this nobody means one of. */
const most = 500

/**
 * Each value once. Who reads all accounts steps from one value to the next along the column's index,
 * so that 100,000 accounts cost as many look-ups as there are values; everybody else's accounts are
 * few.
 */
export async function accountValues(
  tx: Pick<Tx, '$queryRaw'>,
  asker: Asker,
): Promise<AccountValues> {
  const all = reachOf(asker.viewer, 'deal.read').includes('all')
  const of = (column: string) =>
    all ? stepThrough(tx, 'Account', column) : among(tx, asker, column)
  const readsAllTags = reachOf(asker.viewer, 'tag.read').includes('all')
  return {
    regions: await of('region'),
    industries: await of('industry'),
    scales: await of('scale'),
    tags: readsAllTags ? await stepThrough(tx, 'AccountTag', 'tag') : await tagsAmong(tx, asker),
  }
}

async function stepThrough(
  tx: Pick<Tx, '$queryRaw'>,
  table: 'Account' | 'AccountTag',
  column: string,
): Promise<string[]> {
  const from = Prisma.raw(`"${table}"`)
  const name = Prisma.raw(`"${column}"`)
  const rows = await tx.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE v("value") AS (
      SELECT MIN(${name}) FROM ${from}
      UNION ALL
      SELECT (SELECT MIN(${name}) FROM ${from} WHERE ${name} > v."value")
      FROM v WHERE v."value" IS NOT NULL
    ) SELECT "value" FROM v WHERE "value" IS NOT NULL LIMIT ${most}`
  return rows.map((row) => row.value)
}

async function among(tx: Pick<Tx, '$queryRaw'>, asker: Asker, column: string): Promise<string[]> {
  const { from, where } = accountsInReach(asker, 'deal.read')
  const name = Prisma.raw(`a."${column}"`)
  const rows = await tx.$queryRaw<{ value: string }[]>`
    SELECT DISTINCT ${name} AS "value" FROM ${from}
    WHERE ${where} AND ${name} IS NOT NULL LIMIT ${most}`
  return rows.map((row) => row.value)
}

async function tagsAmong(tx: Pick<Tx, '$queryRaw'>, asker: Asker): Promise<string[]> {
  const { from, where } = accountsInReach(asker, 'tag.read')
  const rows = await tx.$queryRaw<{ value: string }[]>`
    SELECT DISTINCT g."tag" AS "value" FROM ${from} JOIN "AccountTag" g ON g."accountId" = a."id"
    WHERE ${where} LIMIT ${most}`
  return rows.map((row) => row.value)
}

export type KnownTeam = { readonly id: string; readonly name: string }

/** Teams by name; companies have tens of them. */
export async function knownTeams(tx: Pick<Tx, '$queryRaw'>): Promise<KnownTeam[]> {
  return tx.$queryRaw<KnownTeam[]>`SELECT "id", "name" FROM "Team" ORDER BY "name" LIMIT ${most}`
}

/** Everyone in these teams and in those below them. */
export async function membersOf(
  tx: Pick<Tx, '$queryRaw'>,
  teamIds: readonly string[],
): Promise<string[]> {
  if (teamIds.length === 0) return []
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    WITH RECURSIVE below("id") AS (
      SELECT "id" FROM "Team" WHERE "id" IN (${Prisma.join([...teamIds])})
      UNION SELECT t."id" FROM "Team" t JOIN below ON t."parentId" = below."id"
    )
    SELECT DISTINCT m."userId" AS "userId" FROM "TeamMember" m JOIN below ON m."teamId" = below."id"`
  return rows.map((row) => row.userId)
}

/** Everyone in the teams that these people lead. */
export async function membersLedBy(
  tx: Pick<Tx, '$queryRaw'>,
  leaderIds: readonly string[],
): Promise<string[]> {
  if (leaderIds.length === 0) return []
  const teams = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Team" WHERE "managerId" IN (${Prisma.join([...leaderIds])})`
  return membersOf(
    tx,
    teams.map(({ id }) => id),
  )
}
