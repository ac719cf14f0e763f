/** Tags of accounts. */
import { jsonRows } from './sql.ts'
import type { Store, Tx } from './store.ts'

export type TagRow = {
  readonly tag: string
  /** YYYY-MM-DD: when somebody should look whether it still holds. */
  readonly reviewDate: string | null
  readonly createdAt: Date
}

/** An account's tags, the newest last. */
export async function findTags(tx: Tx, accountId: string): Promise<TagRow[]> {
  const rows = await tx.$queryRaw<(Omit<TagRow, 'createdAt'> & { createdAt: Date | string })[]>`
    SELECT "tag", "reviewDate", "createdAt" FROM "AccountTag"
    WHERE "accountId" = ${accountId} ORDER BY "createdAt", "tag"`
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }))
}

/** Puts the tags on; those that are there stay as they are. */
export async function insertTags(
  tx: Tx,
  dialect: Store['dialect'],
  accountId: string,
  tags: readonly TagRow[],
): Promise<void> {
  if (tags.length === 0) return
  const columns = {
    accountId: 'text',
    tag: 'text',
    reviewDate: 'text',
    createdAt: 'timestamp',
  } as const
  const rows = tags.map((tag) => ({ accountId, ...tag }))
  await tx.$executeRaw`
    INSERT INTO "AccountTag" ("accountId", "tag", "reviewDate", "createdAt")
    ${jsonRows(dialect, columns, rows)} ON CONFLICT DO NOTHING`
}

export async function deleteTags(
  tx: Tx,
  accountId: string,
  tags: readonly string[],
): Promise<void> {
  await tx.accountTag.deleteMany({ where: { accountId, tag: { in: [...tags] } } })
}
