/** The store that DATABASE_URL names. */
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { migratePostgres, migrateSqlite } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'
import type { WriteLimits } from './write-limits.ts'

export type StoreOptions = {
  /** `file:./data/dealgate.db`, relative to the working directory, or `postgresql://…` */
  readonly databaseUrl: string
  readonly limits?: WriteLimits
  /** Is told the names of the migrations that were applied. */
  readonly onMigrated?: (names: readonly string[]) => void
}

/**
 * Opens the store: the folder is made, pending migrations are applied, and Prisma is warm.
 *
 * @throws MigrationProblem when the database must not be used as it is
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl } = options
  const store = databaseUrl.startsWith('file:')
    ? await openFile(databaseUrl, options)
    : await openServer(databaseUrl, options)
  await warm(store)
  return store
}

async function openFile(url: string, options: StoreOptions): Promise<Store> {
  const file = resolve(url.slice('file:'.length).replace(/\?.*$/, ''))
  await mkdir(dirname(file), { recursive: true })
  tell(options, await migrateSqlite(file))
  return openSqlite(file, options.limits)
}

async function openServer(url: string, options: StoreOptions): Promise<Store> {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new Error(`DATABASE_URL is neither file:… nor postgresql://…`)
  }
  tell(options, await migratePostgres(url))
  return openPostgres(url, options.limits)
}

function tell({ onMigrated }: StoreOptions, names: readonly string[]): void {
  if (names.length > 0) onMigrated?.(names)
}

/** Prisma's first query compiles its wasm: 0.3 s that no message should wait for. */
async function warm(store: Store): Promise<void> {
  await store.db.meta.findFirst()
  await store.write('background', (tx) => tx.meta.findFirst())
}
