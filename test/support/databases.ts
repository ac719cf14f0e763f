/** A store of its own for a test, on either database: `describe.each(databases)('on %s', …)`. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openStore } from '../../src/store/connect.ts'
import type { Store } from '../../src/store/store.ts'
import type { WriteLimits } from '../../src/store/write-limits.ts'
import { databaseUrl, onServer, type PostgresBase, type SqliteBase } from './base-databases.ts'

export const databases = ['sqlite', 'postgres'] as const
export type Database = (typeof databases)[number]

export type FreshDatabase = {
  /** As DATABASE_URL: for a second store, or another process, on the same database. */
  readonly url: string
  readonly drop: () => Promise<void>
}

export type FreshStore = {
  readonly store: Store
  readonly url: string
  /** Closes the store and drops the database. */
  readonly close: () => Promise<void>
}

/** A migrated database without rows. */
export async function freshDatabase(database: Database): Promise<FreshDatabase> {
  if (database === 'sqlite') {
    const { file, folder } = await base<SqliteBase>('sqlite')
    const path = newFile(folder)
    copyFileSync(file, path)
    return fileDatabase(path)
  }
  const { serverUrl, template } = await base<PostgresBase>('postgres')
  return serverDatabase(serverUrl, `TEMPLATE "${template}"`)
}

/** A database without tables; on SQLite not even a file. */
export async function emptyDatabase(database: Database): Promise<FreshDatabase> {
  if (database === 'sqlite') return fileDatabase(newFile((await base<SqliteBase>('sqlite')).folder))
  return serverDatabase((await base<PostgresBase>('postgres')).serverUrl, '')
}

async function base<T>(database: Database): Promise<T> {
  const response = await fetch(`${inject('databasesUrl')}/${database}`)
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as T
}

/** A store on a migrated, empty database. */
export async function freshStore(database: Database, limits?: WriteLimits): Promise<FreshStore> {
  const { url, drop } = await freshDatabase(database)
  const store = await openStore({ databaseUrl: url, limits })
  return {
    store,
    url,
    close: async () => {
      await store.close()
      await drop()
    },
  }
}

const newFile = (folder: string) => join(folder, `${randomUUID()}.db`)

function fileDatabase(path: string): FreshDatabase {
  const files = [path, `${path}-wal`, `${path}-shm`]
  return {
    url: `file:${path}`,
    drop: async () => {
      for (const each of files) rmSync(each, { force: true })
    },
  }
}

async function serverDatabase(serverUrl: string, options: string): Promise<FreshDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `CREATE DATABASE "${name}" ${options}`)
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => onServer(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`),
  }
}
