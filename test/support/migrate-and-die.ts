/** Applies one migration and is killed before the commit: `migrate-and-die.ts <DATABASE_URL>`. */
import { migratePostgres, migrateSqlite } from '../../src/store/migrate.ts'
import type { Migration } from '../../src/store/migrations.ts'

const url = process.argv[2]!
const applied: Migration = {
  name: '1_parents',
  checksum: 'x',
  sql: 'CREATE TABLE "Parent" ("id" TEXT)',
}
const deadly: Migration = {
  name: '2_deadly',
  checksum: 'x',
  get sql(): string {
    process.kill(process.pid, 'SIGKILL')
    return ''
  },
}
await (url.startsWith('file:')
  ? migrateSqlite(url.slice('file:'.length), [applied, deadly])
  : migratePostgres(url, [applied, deadly]))
