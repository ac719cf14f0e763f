/** Lost deals, heaped by what a report tells them apart by. */
import { type Asker, dealsInReach, mayToDeal } from './reach.ts'
import type { Tx } from './store.ts'

export type LossHeap = {
  readonly reason: string | null
  readonly stageId: string
  readonly region: string | null
  /** Whom they went to. */
  readonly rival: string | null
  readonly currency: string
  readonly count: number
  /** Of these the viewer may see the amount. */
  readonly seen: number
  /** Sum of the amounts that the viewer may see. */
  readonly fen: bigint
}

/** The deals that were lost in these days, both included, as far as the viewer's reports go. */
export async function heapLosses(
  asking: Asker & { readonly tx: Tx },
  of: { readonly from: string; readonly to: string; readonly ownerIds?: readonly string[] },
): Promise<LossHeap[]> {
  const { from, where } = dealsInReach(asking, 'report.read', of)
  const may = mayToDeal(asking, 'deal.read-amount')
  const rows = await asking.tx.$queryRaw<
    (Omit<LossHeap, 'count' | 'seen' | 'fen'> & {
      count: number | bigint
      seen: number | bigint
      fen: number | bigint | null
    })[]
  >`
    SELECT d."lossReason" AS "reason", d."stageId" AS "stageId", a."region" AS "region",
      c."name" AS "rival", d."currency" AS "currency", COUNT(*) AS "count",
      CAST(SUM(CASE WHEN ${may} THEN 1 ELSE 0 END) AS BIGINT) AS "seen",
      CAST(SUM(CASE WHEN ${may} THEN d."amountFen" END) AS BIGINT) AS "fen"
    FROM ${from} JOIN "Account" a ON a."id" = d."accountId"
      LEFT JOIN "Competitor" c ON c."id" = d."lostToId"
    WHERE ${where} AND d."outcome" = 'lost'
      AND d."closedDate" >= ${of.from} AND d."closedDate" <= ${of.to}
    GROUP BY d."lossReason", d."stageId", a."region", c."name", d."currency"`
  return rows.map((row) => ({
    ...row,
    count: Number(row.count),
    seen: Number(row.seen),
    fen: BigInt(row.fen ?? 0),
  }))
}
