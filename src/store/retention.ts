/**
 * What is let go of after a while. Tables are walked by their ids, which sort by time, a slice a
 * transaction: however long they are, nobody waits for long.
 */
import type { Tx } from './store.ts'

/** How many rows a slice looks at. */
const sliceRows = 1_000

/** Where the next slice begins; undefined when this was the last. */
export type NextSlice = string | undefined

/**
 * Empties the bodies of events that nobody will ask for again. The rows stay, and with them the keys
 * that make a late redelivery happen once.
 *
 * @param before epoch ms on the real clock: events received earlier than this
 */
export async function pruneInboxSlice(
  tx: Tx,
  after: string,
  before: { readonly endedMs: number; readonly ignoredMs: number },
): Promise<NextSlice> {
  const [slice] = await tx.$queryRaw<{ last: string | null; firstMs: bigint | number | null }[]>`
    SELECT MAX("id") AS "last", MIN("receivedMs") AS "firstMs" FROM (
      SELECT "id", "receivedMs" FROM "Inbox" WHERE "id" > ${after}
      ORDER BY "id" LIMIT ${sliceRows}) AS "slice"`
  if (!slice?.last || Number(slice.firstMs) >= Math.max(before.endedMs, before.ignoredMs)) {
    return undefined
  }
  await tx.$executeRaw`
    UPDATE "Inbox" SET "body" = ''
    WHERE "id" > ${after} AND "id" <= ${slice.last} AND "body" <> '' AND (
      ("state" IN ('done', 'failed') AND "receivedMs" < ${BigInt(before.endedMs)})
      OR ("state" = 'ignored' AND "receivedMs" < ${BigInt(before.ignoredMs)}))`
  return slice.last
}

/** Closes previews and questions whose time is over, so that nothing takes them for open. */
export async function expireDraftsSlice(tx: Tx, after: string, now: Date): Promise<NextSlice> {
  const [slice] = await tx.$queryRaw<{ last: string | null }[]>`
    SELECT MAX("id") AS "last" FROM (
      SELECT "id" FROM "Draft" WHERE "id" > ${after} ORDER BY "id" LIMIT ${sliceRows}) AS "slice"`
  if (!slice?.last) return undefined
  await tx.$executeRaw`
    UPDATE "Draft" SET "state" = 'expired', "version" = "version" + 1
    WHERE "id" > ${after} AND "id" <= ${slice.last}
      AND "state" IN ('asking', 'previewed', 'kept') AND "expiresAt" <= ${now}`
  return slice.last
}
