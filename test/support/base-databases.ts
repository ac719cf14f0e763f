/** One migrated database of each kind, which every test's own is a copy of. */
import { join } from 'node:path'
import pg from 'pg'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

export type SqliteBase = { readonly file: string; readonly folder: string }
export type PostgresBase = { readonly serverUrl: string; readonly template: string }

export type BaseDatabases = {
  readonly sqlite: () => Promise<SqliteBase>
  readonly postgres: () => Promise<PostgresBase>
  readonly stop: () => Promise<void>
  /** The same when the process is ending and nothing can be awaited. */
  readonly kill: () => void
}

/** Nothing is made before it is asked for, and then once. */
export function createBases(folder: string): BaseDatabases {
  let sqlite: Promise<SqliteBase> | undefined
  let postgres: Promise<PostgresBase> | undefined
  let server: PostgresServer | undefined
  // Imported late: these need the generated clients.
  const migrations = () => import('../../src/store/migrate.ts')

  const makeSqlite = async () => {
    const { migrateSqlite } = await migrations()
    const file = join(folder, 'base.db')
    await migrateSqlite(file)
    return { file, folder }
  }
  const makePostgres = async () => {
    const { migratePostgres } = await migrations()
    server = await startPostgres(join(folder, 'postgres'))
    const template = `dealgate_base_${process.pid}`
    await onServer(server.url, `CREATE DATABASE "${template}"`)
    await migratePostgres(databaseUrl(server.url, template))
    return { serverUrl: server.url, template }
  }
  return {
    sqlite: () => {
      sqlite ??= makeSqlite()
      return sqlite
    },
    postgres: () => {
      postgres ??= makePostgres()
      return postgres
    },
    stop: async () => {
      const base = await postgres?.catch(() => undefined)
      if (base) await onServer(base.serverUrl, `DROP DATABASE IF EXISTS "${base.template}"`)
      await server?.stop()
    },
    kill: () => server?.kill(),
  }
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Runs one statement that is about databases. */
export async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
