/**
 * Lists of deals: one page, and how many and how much there are of them.
 *
 * `Deal(outcome, closeDate)` and `Deal(outcome, amountFen)` give whoever reads everything the first
 * page in order, `Deal(outcome, stageId, stageEnteredDate, currency, amountFen)` the count and the
 * sum without the table; a rep's or a team's deals are few enough to be sorted (see `reach.ts`).
 */
import type { ListQuery } from '../domain/list-query.ts'
import type { Precision } from '../lib/calendar.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { accountConditions, allOf, dealConditions, type Listing } from './list-conditions.ts'
import { dealsInReach, mayToDeal } from './reach.ts'
import type { Tx } from './store.ts'

export type ListedDeal = {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly name: string
  readonly stageId: string
  readonly stageEnteredDate: string
  /** Null where there is none and where the viewer may not see it. */
  readonly amountFen: bigint | null
  readonly currency: string
  readonly amountApprox: boolean
  readonly closeDate: string | null
  readonly closeDatePrecision: Precision
  readonly closedDate: string | null
  readonly outcome: string
  readonly ownerId: string
  readonly ownerName: string
  readonly accountGrade: string
  readonly lastActivityDate: string | null
}

export type DealTotals = {
  readonly count: number
  /** Of the amounts that the viewer may see. */
  readonly sums: readonly { readonly currency: string; readonly fen: bigint }[]
  /** Deals whose amount the viewer may not see. */
  readonly withoutAmount: number
}

const orders: Readonly<Record<ListQuery['order'], Prisma.Sql>> = {
  'close-date': Prisma.sql`d."closeDate" ASC NULLS LAST, d."id"`,
  'amount-most': Prisma.sql`d."amountFen" DESC, d."id"`,
  'amount-least': Prisma.sql`d."amountFen", d."id"`,
  'longest-in-stage': Prisma.sql`d."stageEnteredDate", d."id"`,
  'longest-silent': Prisma.sql`a."lastActivityDate" ASC NULLS FIRST, d."id"`,
  'latest-contact': Prisma.sql`a."lastActivityDate" DESC NULLS LAST, d."id"`,
  newest: Prisma.sql`d."createdAt" DESC, d."id" DESC`,
  'latest-closed': Prisma.sql`d."closedDate" DESC NULLS LAST, d."id"`,
  grade: Prisma.sql`a."grade", d."id"`,
}

function sourceOf(query: ListQuery, listing: Listing) {
  const { from, where } = dealsInReach(listing, 'deal.read', query)
  const ofAccount = accountConditions(query, listing)
  return {
    from,
    /** Only where something is asked of the account: without it a count needs no table. */
    joined: ofAccount.length > 0 ? Prisma.sql`${from} ${withAccount}` : from,
    where: allOf([where, ...dealConditions(query, listing), ...ofAccount]),
  }
}

const withAccount = Prisma.sql`JOIN "Account" a ON a."id" = d."accountId"`

type Raw = { [K in keyof ListedDeal]: ListedDeal[K] | number | bigint | null }

/** One page, in the query's order. */
export async function listDeals(
  tx: Pick<Tx, '$queryRaw'>,
  query: ListQuery,
  listing: Listing,
  page: { readonly offset: number; readonly limit: number },
): Promise<ListedDeal[]> {
  const { from, where } = sourceOf(query, listing)
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT d."id", d."version", d."code", d."name", d."stageId", d."stageEnteredDate",
      CASE WHEN ${mayToDeal(listing, 'deal.read-amount')} THEN d."amountFen" END AS "amountFen",
      d."currency", d."amountApprox", d."closeDate", d."closeDatePrecision", d."closedDate",
      d."outcome", d."ownerId", u."name" AS "ownerName", a."grade" AS "accountGrade",
      a."lastActivityDate"
    FROM ${from} ${withAccount} JOIN "User" u ON u."id" = d."ownerId"
    WHERE ${where} ORDER BY ${orders[query.order]} LIMIT ${page.limit} OFFSET ${page.offset}`
  return rows.map((row) => ({
    ...(row as ListedDeal),
    version: Number(row.version),
    amountFen: row.amountFen === null ? null : BigInt(row.amountFen),
    amountApprox: Boolean(row.amountApprox),
  }))
}

/** How many there are in all, and what they come to. */
export async function countDeals(
  tx: Pick<Tx, '$queryRaw'>,
  query: ListQuery,
  listing: Listing,
): Promise<DealTotals> {
  const { joined, where } = sourceOf(query, listing)
  const rows = await tx.$queryRaw<
    {
      currency: string
      count: number | bigint
      seen: number | bigint
      fen: bigint | number | null
    }[]
  >`
    SELECT d."currency" AS "currency", COUNT(*) AS "count",
      CAST(COALESCE(SUM(CASE WHEN ${mayToDeal(listing, 'deal.read-amount')} THEN 1 ELSE 0 END), 0)
        AS BIGINT) AS "seen",
      CAST(SUM(CASE WHEN ${mayToDeal(listing, 'deal.read-amount')} THEN d."amountFen" END)
        AS BIGINT) AS "fen"
    FROM ${joined} WHERE ${where} GROUP BY d."currency" ORDER BY d."currency"`
  const count = rows.reduce((sum, row) => sum + Number(row.count), 0)
  return {
    count,
    sums: rows.flatMap(({ currency, fen }) =>
      fen === null ? [] : [{ currency, fen: BigInt(fen) }],
    ),
    withoutAmount: count - rows.reduce((sum, row) => sum + Number(row.seen), 0),
  }
}
