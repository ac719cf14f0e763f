/**
 * Says how a half-done migration ended, after somebody has looked:
 *
 *   node src/cli/node.cjs src/cli/migrate-resolve.ts <name> applied | rolled-back
 *
 * Our own runner leaves none; Prisma's tools, used by hand, can.
 */
import { resolve } from 'node:path'
import pg from 'pg'
import { loadDotEnv } from '../lib/dot-env.ts'
import { connectSqlite } from '../store/sqlite-connection.ts'
import { isMain } from './is-main.ts'

const columns = { applied: 'finished_at', 'rolled-back': 'rolled_back_at' } as const

/** Returns whether there was such a migration, begun and not ended. */
export async function resolveMigration(
  databaseUrl: string,
  name: string,
  ending: keyof typeof columns,
): Promise<boolean> {
  const change = (parameter: string) =>
    `UPDATE "_prisma_migrations" SET "${columns[ending]}" = CURRENT_TIMESTAMP
      WHERE "migration_name" = ${parameter} AND "finished_at" IS NULL AND "rolled_back_at" IS NULL`
  if (databaseUrl.startsWith('file:')) {
    const connection = connectSqlite(resolve(databaseUrl.slice('file:'.length)))
    try {
      return connection.execute(change('?'), [name]) === 1
    } finally {
      connection.close()
    }
  }
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(change('$1'), [name])).rowCount === 1
  } finally {
    await client.end()
  }
}

if (isMain(import.meta.url)) {
  const [name, ending] = process.argv.slice(2)
  if (!name || (ending !== 'applied' && ending !== 'rolled-back')) {
    console.error('usage: migrate-resolve <name> applied | rolled-back')
    process.exit(1)
  }
  loadDotEnv()
  const url = process.env.DATABASE_URL || 'file:./data/dealgate.db'
  const found = await resolveMigration(url, name, ending)
  console.log(found ? `${name}: ${ending}` : `${name} is not half done`)
}
