/** What a message leaves behind: the rows that it added, read back to be written by others. */
import { DatabaseSync } from 'node:sqlite'

export const trailTables = [
  'Inbox',
  'Contact',
  'Activity',
  'Task',
  'Draft',
  'Audit',
  'Outbox',
] as const

export type Row = Readonly<Record<string, unknown>>
export type StoredRows = readonly { readonly table: string; readonly row: Row }[]

/** Everything in the tables that a message adds to, but what the company was seeded with. */
export function readTrail(file: string): StoredRows {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return trailTables.flatMap((table) =>
      database
        .prepare(`SELECT * FROM "${table}" WHERE "id" NOT LIKE 'seed-%' ORDER BY "id"`)
        .all()
        .map((row) => ({ table, row: { ...row } })),
    )
  } finally {
    database.close()
  }
}

/** Takes the trail of earlier runs away. */
export function clearTrail(file: string): void {
  const database = new DatabaseSync(file)
  try {
    for (const table of trailTables) {
      database.exec(`DELETE FROM "${table}" WHERE "id" NOT LIKE 'seed-%'`)
    }
    database.exec('DELETE FROM "SendSlot"; PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}
