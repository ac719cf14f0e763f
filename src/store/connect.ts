/** The store that DATABASE_URL names. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { migratePostgres, migrateSqlite } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { quickCheck } from './quick-check.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'
import { fileOf, problemOf, restoreSteps, StoreProblem } from './store-problem.ts'
import type { WriteLimits } from './write-limits.ts'

export type StoreOptions = {
  /** `file:./data/dealgate.db`, relative to the working directory, or `postgresql://…` */
  readonly databaseUrl: string
  readonly limits?: WriteLimits
  /** Is told the names of the migrations that were applied. */
  readonly onMigrated?: (names: readonly string[]) => void
  /** Reads a file from end to end first. */
  readonly check?: boolean
  /** Is told once what to do, when the data turn out to be damaged. */
  readonly onBroken?: (whatToDo: string) => void
}

/**
 * Opens the store: the folder is made, pending migrations are applied, it can be written, and Prisma
 * is warm.
 *
 * @throws MigrationProblem when the database must not be used as it is
 * @throws StoreProblem when it cannot be used, with what to do
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl } = options
  if (!/^(file:|postgres(ql)?:\/\/)/.test(databaseUrl)) {
    throw new Error(`DATABASE_URL is neither file:… nor postgresql://…`)
  }
  try {
    const store = await (databaseUrl.startsWith('file:') ? openFile : openServer)(options)
    await warm(store).catch(async (error) => {
      await store.close()
      throw error
    })
    return store
  } catch (error) {
    throw problemOf(databaseUrl, error) ?? error
  }
}

async function openFile(options: StoreOptions): Promise<Store> {
  const { limits, check, onBroken } = options
  const file = fileOf(options.databaseUrl)
  await mkdir(dirname(file), { recursive: true })
  const found = check && existsSync(file) ? quickCheck(file) : []
  if (found.length > 0) throw new StoreProblem(`${restoreSteps(file)}\n${found.join('\n')}`)
  tell(options, await migrateSqlite(file))
  return openSqlite(file, limits, () => onBroken?.(restoreSteps(file)))
}

async function openServer(options: StoreOptions): Promise<Store> {
  tell(options, await migratePostgres(options.databaseUrl))
  return openPostgres(options.databaseUrl, options.limits)
}

function tell({ onMigrated }: StoreOptions, names: readonly string[]): void {
  if (names.length > 0) onMigrated?.(names)
}

/**
 * Writes and takes it back, since what can be read cannot always be written; and Prisma's first query
 * compiles its wasm: 0.3 s that no message should wait for.
 */
async function warm(store: Store): Promise<void> {
  await store.db.meta.findFirst()
  await store.write('background', async (tx) => {
    await tx.meta.findFirst()
    await tx.$executeRaw`
      INSERT INTO "Meta" ("key", "value") VALUES ('start-probe', '')
      ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`
    await tx.$executeRaw`DELETE FROM "Meta" WHERE "key" = 'start-probe'`
  })
}
