/** What lets sent cards be changed, once each, where a platform asks for it. */
import type { CardTicket } from '../platforms/port.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

type OfMessage = { readonly platform: string; readonly messageId: string }

/** Keeps the newest: a tap's takes any other's place, the one of the sending nobody's. */
export async function keepTicket(tx: Tx, ticket: OfMessage & CardTicket): Promise<void> {
  const { platform, messageId, code, fromTap } = ticket
  const otherwise = fromTap
    ? Prisma.sql`UPDATE SET "code" = excluded."code", "fromTap" = excluded."fromTap"`
    : Prisma.sql`NOTHING`
  await tx.$executeRaw`
    INSERT INTO "CardTicket" ("platform", "messageId", "code", "fromTap")
    VALUES (${platform}, ${messageId}, ${code}, ${fromTap})
    ON CONFLICT ("platform", "messageId") DO ${otherwise}`
}

/** Tickets by message; none for a message that cannot be changed any more. */
export async function findTickets(
  tx: Tx,
  platform: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, CardTicket>> {
  if (messageIds.length === 0) return new Map()
  const rows = await tx.cardTicket.findMany({
    where: { platform, messageId: { in: [...messageIds] } },
  })
  return new Map(rows.map(({ messageId, code, fromTap }) => [messageId, { code, fromTap }]))
}

/** This one is used up. A newer one stays. */
export async function dropTicket(tx: Tx, of: OfMessage & { readonly code: string }): Promise<void> {
  const { platform, messageId, code } = of
  await tx.cardTicket.deleteMany({ where: { platform, messageId, code } })
}
