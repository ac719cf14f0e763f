/**
 * Lists of accounts: one page, and how many there are. `Account(grade, lastActivityDate)` gives
 * whoever reads all of them a grade's silent ones first; a rep's own are found by `Account(ownerId)`.
 */
import type { ListQuery } from '../domain/list-query.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { accountConditions, allOf, type Listing } from './list-conditions.ts'
import { accountsInReach } from './reach.ts'
import type { Tx } from './store.ts'

export type ListedAccount = {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly shortName: string
  readonly grade: string
  readonly industry: string | null
  readonly region: string | null
  readonly lastActivityDate: string | null
  readonly ownerId: string
  readonly ownerName: string
}

const byGrade = Prisma.sql`a."grade", a."lastActivityDate" ASC NULLS FIRST, a."id"`
const orders: Readonly<Partial<Record<ListQuery['order'], Prisma.Sql>>> = {
  'longest-silent': Prisma.sql`a."lastActivityDate" ASC NULLS FIRST, a."id"`,
  'latest-contact': Prisma.sql`a."lastActivityDate" DESC NULLS LAST, a."id"`,
  newest: Prisma.sql`a."createdAt" DESC, a."id" DESC`,
}

function sourceOf(query: ListQuery, listing: Listing) {
  const { from, where } = accountsInReach(listing, 'deal.read', query)
  return { from, where: allOf([where, ...accountConditions(query, listing)]) }
}

/** One page, in the query's order. */
export async function listAccounts(
  tx: Pick<Tx, '$queryRaw'>,
  query: ListQuery,
  listing: Listing,
  page: { readonly offset: number; readonly limit: number },
): Promise<ListedAccount[]> {
  const { from, where } = sourceOf(query, listing)
  const rows = await tx.$queryRaw<ListedAccount[]>`
    SELECT a."id", a."version", a."code", a."shortName", a."grade", a."industry", a."region",
      a."lastActivityDate", a."ownerId", u."name" AS "ownerName"
    FROM ${from} JOIN "User" u ON u."id" = a."ownerId"
    WHERE ${where} ORDER BY ${orders[query.order] ?? byGrade}
    LIMIT ${page.limit} OFFSET ${page.offset}`
  return rows.map((row) => ({ ...row, version: Number(row.version) }))
}

export async function countAccounts(
  tx: Pick<Tx, '$queryRaw'>,
  query: ListQuery,
  listing: Listing,
): Promise<number> {
  const { from, where } = sourceOf(query, listing)
  const [row] = await tx.$queryRaw<{ count: number | bigint }[]>`
    SELECT COUNT(*) AS "count" FROM ${from} WHERE ${where}`
  return Number(row!.count)
}
