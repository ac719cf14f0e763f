/** `node migrate-once.ts <url>`: a process that migrates and prints what it applied. */
import { migratePostgres, migrateSqlite } from '../../src/store/migrate.ts'

const url = process.argv[2]!
const names = url.startsWith('file:')
  ? await migrateSqlite(url.slice('file:'.length))
  : await migratePostgres(url)
process.stdout.write(JSON.stringify(names))
