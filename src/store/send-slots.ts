import * as z from 'zod'
import { Prisma } from './generated/sqlite/client.ts'
import { jsonRows } from './sql.ts'
import type { Store, Tx } from './store.ts'

const historySchema = z.array(z.tuple([z.number(), z.number()]))

/**
 * What left lately under these keys. On PostgreSQL the rows are locked, so that two instances never
 * give out the same place.
 */
export async function readSlots(
  tx: Tx,
  dialect: Store['dialect'],
  keys: readonly string[],
): Promise<Map<string, [number, number][]>> {
  const lock = dialect === 'postgres' ? Prisma.sql`FOR UPDATE` : Prisma.empty
  const find = () => tx.$queryRaw<{ key: string; sent: string }[]>`
    SELECT "key", "sent" FROM "SendSlot" WHERE "key" IN (${Prisma.join([...keys])})
    ORDER BY "key" ${lock}`
  let rows = await find()
  if (dialect === 'postgres' && rows.length < keys.length) {
    // What is not there cannot be locked.
    const known = new Set(rows.map((row) => row.key))
    const missing = keys.filter((key) => !known.has(key)).sort()
    const slots = missing.map((key) => Prisma.sql`(${key}, '[]')`)
    await tx.$executeRaw`
      INSERT INTO "SendSlot" ("key", "sent") VALUES ${Prisma.join(slots)} ON CONFLICT DO NOTHING`
    rows = await find()
  }
  return new Map(rows.map((row) => [row.key, historySchema.parse(JSON.parse(row.sent))]))
}

export async function writeSlots(
  tx: Tx,
  dialect: Store['dialect'],
  slots: ReadonlyMap<string, readonly (readonly [number, number])[]>,
): Promise<void> {
  const rows = [...slots].map(([key, sent]) => ({ key, sent: JSON.stringify(sent) }))
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "SendSlot" ("key", "sent") ${jsonRows(dialect, { key: 'text', sent: 'text' }, rows)}
    ON CONFLICT ("key") DO UPDATE SET "sent" = excluded."sent"`
}
