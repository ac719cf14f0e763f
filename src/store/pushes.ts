/** What the bot said to somebody unasked, to be found again when it is no longer to be read. */
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type Push = { readonly id: string; readonly platform: string }

/** What went to somebody about a record, or is on its way, since that business instant. */
export async function findPushes(
  tx: Tx,
  of: {
    /** Where they are reached, on any platform. */
    readonly targetIds: readonly string[]
    readonly userId: string
    readonly subject: { readonly kind: string; readonly id: string }
    readonly sinceMs: number
  },
): Promise<Push[]> {
  return tx.$queryRaw<Push[]>`
    SELECT "id", "platform" FROM "Outbox"
    WHERE "targetId" IN (${Prisma.join([...of.targetIds])}) AND "state" IN ('pending', 'sent')
      AND "operation" = 'send' AND "userId" = ${of.userId} AND "dedupeKey" LIKE 'news:%'
      AND "subjectKind" = ${of.subject.kind} AND "subjectId" = ${of.subject.id}
      AND "createdMs" >= ${BigInt(of.sinceMs)}
    ORDER BY "id"`
}

/** Cancels those that nobody has begun to send, and says which. */
export async function cancelUnsent(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Outbox" SET "state" = 'cancelled', "reason" = 'withdrawn'
    WHERE "id" IN (${Prisma.join([...ids])}) AND "state" = 'pending' AND "fence" = 0
    RETURNING "id"`
  return new Set(rows.map(({ id }) => id))
}
