/**
 * What a funnel is drawn from. Open deals are added up per stage and day of entry, which for all
 * deals is one walk along `Deal(outcome, stageId, stageEnteredDate, currency, amountFen)`, the table
 * itself unread; a team's deals are found by their owners.
 */
import type { ListQuery } from '../domain/list-query.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { accountConditions, allOf, dealConditions, type Listing } from './list-conditions.ts'
import { dealsInReach, mayToDeal } from './reach.ts'
import type { Tx } from './store.ts'

export type StageHeap = {
  readonly stageId: string
  readonly enteredDate: string
  readonly currency: string
  readonly count: number
  /** Of the amounts the viewer may see. */
  readonly fen: bigint
}

/** Joins the accounts only where something is asked of them. */
function sourceOf(query: ListQuery, listing: Listing) {
  const { from, where } = dealsInReach(listing, 'funnel.read', query)
  const ofAccount = accountConditions(query, listing)
  const join = Prisma.sql`${from} JOIN "Account" a ON a."id" = d."accountId"`
  return {
    from: ofAccount.length > 0 ? join : from,
    where: allOf([where, ...dealConditions(query, listing), ...ofAccount]),
  }
}

/** The open deals, heaped by stage and by the day they entered it. */
export async function heapDeals(
  tx: Pick<Tx, '$queryRaw'>,
  query: ListQuery,
  listing: Listing,
): Promise<StageHeap[]> {
  const { from, where } = sourceOf(query, listing)
  const rows = await tx.$queryRaw<
    (Omit<StageHeap, 'count' | 'fen'> & { count: number | bigint; fen: number | bigint | null })[]
  >`
    SELECT d."stageId" AS "stageId", d."stageEnteredDate" AS "enteredDate",
      d."currency" AS "currency", COUNT(*) AS "count",
      CAST(SUM(CASE WHEN ${mayToDeal(listing, 'deal.read-amount')} THEN d."amountFen" END)
        AS BIGINT) AS "fen"
    FROM ${from} WHERE ${where} GROUP BY d."stageId", d."stageEnteredDate", d."currency"`
  return rows.map((row) => ({ ...row, count: Number(row.count), fen: BigInt(row.fen ?? 0) }))
}

export type StagePath = {
  readonly dealId: string
  readonly pipelineId: string
  readonly outcome: string
  /** A stage it was in at some time. */
  readonly stageId: string
}

/** How many of the latest deals the conversion is taken from. */
export const sampledDeals = 1000

/**
 * The stages that the latest deals went through, closed ones included: ids are in the order of
 * creation, so the newest are the end of the primary key.
 */
export async function stagePaths(
  tx: Pick<Tx, '$queryRaw'>,
  query: ListQuery,
  listing: Listing,
): Promise<StagePath[]> {
  const { from, where } = sourceOf({ ...query, outcome: 'any' }, listing)
  return tx.$queryRaw<StagePath[]>`
    SELECT h."dealId" AS "dealId", s."pipelineId" AS "pipelineId", s."outcome" AS "outcome",
      h."stageId" AS "stageId"
    FROM (
      SELECT d."id", d."pipelineId", d."outcome" FROM ${from} WHERE ${where}
      ORDER BY d."id" DESC LIMIT ${sampledDeals}
    ) AS s JOIN "StageHistory" h ON h."dealId" = s."id"`
}
