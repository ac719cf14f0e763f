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

/** A migrated, empty database. */
export async function freshDatabase(database: Database): Promise<FreshDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const response = await fetch(`${inject('databasesUrl')}/${database}`)
  if (!response.ok) throw new Error(await response.text())
  const base: unknown = await response.json()
  return database === 'sqlite'
    ? copyFile(base as SqliteBase, name)
    : copy(base as PostgresBase, name)
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

function copyFile({ file, folder }: SqliteBase, name: string): FreshDatabase {
  const path = join(folder, `${name}.db`)
  copyFileSync(file, path)
  const files = [path, `${path}-wal`, `${path}-shm`]
  return {
    url: `file:${path}`,
    drop: async () => {
      for (const each of files) rmSync(each, { force: true })
    },
  }
}

async function copy({ serverUrl, template }: PostgresBase, name: string): Promise<FreshDatabase> {
  await onServer(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`)
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => onServer(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`),
  }
}
