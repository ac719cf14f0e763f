/**
 * Applies the pending migrations: all of them and their rows in `_prisma_migrations` in one
 * transaction under a lock, so that any number of instances may start at once and a kill leaves
 * nothing half done.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import {
  type AppliedMigration,
  type Migration,
  MigrationProblem,
  pendingMigrations,
  readMigrations,
} from './migrations.ts'
import {
  configureWriter,
  connectSqlite,
  type SqliteConnection,
  whileBusy,
} from './sqlite-connection.ts'

/** How long to wait for another instance that is migrating, in ms. */
const lockWaitMs = 60_000

/** Brings a SQLite file up to date and returns the names of what was applied. */
export async function migrateSqlite(
  file: string,
  migrations?: readonly Migration[],
): Promise<string[]> {
  const known = migrations ?? (await readMigrations('sqlite'))
  const connection = connectSqlite(file)
  const until = performance.now() + lockWaitMs
  try {
    await configureWriter(connection, until)
    if (sqlitePending(connection, known).length === 0) return []
    // Inside a transaction this would do nothing, and a DROP TABLE of a migration that rebuilds a
    // table would delete the rows that refer to it.
    connection.script('PRAGMA foreign_keys = OFF')
    await whileBusy(() => connection.script('BEGIN IMMEDIATE'), until)
    return applyToSqlite(connection, known)
  } finally {
    connection.close()
  }
}

function applyToSqlite(connection: SqliteConnection, known: readonly Migration[]): string[] {
  connection.script(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`)
  const pending = sqlitePending(connection, known)
  for (const { name, sql, checksum } of pending) {
    named(name, () => connection.script(sql))
    connection.execute(
      `INSERT INTO "_prisma_migrations"
        ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
        VALUES (?, ?, ?, current_timestamp, 1)`,
      [randomUUID(), checksum, name],
    )
  }
  const [orphan] = connection.select('PRAGMA foreign_key_check', []).rows
  if (orphan) {
    throw new MigrationProblem(
      `After the migrations a row of ${orphan[0]} refers to no row of ${orphan[2]}. Nothing was changed.`,
    )
  }
  connection.script('COMMIT')
  return pending.map(({ name }) => name)
}

function sqlitePending(connection: SqliteConnection, known: readonly Migration[]): Migration[] {
  const table = `SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`
  if (connection.select(table, []).rows.length === 0) return [...known]
  const { rows } = connection.select(
    `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL FROM "_prisma_migrations"
      WHERE "rolled_back_at" IS NULL`,
    [],
  )
  const applied: AppliedMigration[] = rows.map(([name, checksum, finished]) => ({
    name: String(name),
    checksum: String(checksum),
    finished: Number(finished) === 1,
  }))
  return pendingMigrations(known, applied)
}

/** Brings a PostgreSQL database up to date and returns the names of what was applied. */
export async function migratePostgres(
  url: string,
  migrations?: readonly Migration[],
): Promise<string[]> {
  const known = migrations ?? (await readMigrations('postgresql'))
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // The statement that is running is rejected as well.
  await client.connect()
  try {
    await client.query(
      `BEGIN; SET LOCAL lock_timeout = ${lockWaitMs}; SET LOCAL statement_timeout = 0`,
    )
    // Held to the end of the transaction, so it works behind a pooler too. The number is ours.
    await client.query('SELECT pg_advisory_xact_lock(7218001)')
    const names = await applyToPostgres(client, known)
    await client.query('COMMIT')
    return names
  } finally {
    await client.end()
  }
}

async function applyToPostgres(client: pg.Client, known: readonly Migration[]): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`)
  const { rows } = await client.query<AppliedMigration>(
    `SELECT "migration_name" AS name, "checksum", "finished_at" IS NOT NULL AS finished
      FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  )
  const pending = pendingMigrations(known, rows)
  for (const { name, sql, checksum } of pending) {
    await client.query(sql).catch((error) => failed(name, error))
    await client.query(
      `INSERT INTO "_prisma_migrations"
        ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
        VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
  }
  return pending.map(({ name }) => name)
}

function named(name: string, apply: () => void): void {
  try {
    apply()
  } catch (error) {
    failed(name, error)
  }
}

function failed(name: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new MigrationProblem(`Migration ${name} failed and nothing was changed: ${reason}`, {
    cause: error,
  })
}
