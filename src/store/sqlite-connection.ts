/** One connection to a SQLite file: settings, prepared statements, values. */

import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite'
import type { ColumnType } from '@prisma/driver-adapter-utils'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { faultOf } from './faults.ts'
import { toAdapterError } from './sqlite-errors.ts'
import { declaredColumnType } from './sqlite-values.ts'

/** Prisma writes `IN (?,?,…)` of every length, so what is kept prepared is bounded. */
const preparedLimit = 500

type Prepared = {
  readonly statement: StatementSync
  readonly names: readonly string[]
  /** undefined where the column is an expression. */
  readonly types: readonly (ColumnType | undefined)[]
}

export type Selected = {
  readonly names: readonly string[]
  readonly types: readonly (ColumnType | undefined)[]
  readonly rows: SQLOutputValue[][]
}

export type SqliteConnection = {
  /** Runs a statement for its rows. @throws DriverAdapterError */
  readonly select: (sql: string, args: readonly SQLInputValue[]) => Selected
  /** Runs a statement for the number of rows it changed. @throws DriverAdapterError */
  readonly execute: (sql: string, args: readonly SQLInputValue[]) => number
  /** Runs several statements. @throws DriverAdapterError */
  readonly script: (sql: string) => void
  readonly inTransaction: () => boolean
  readonly close: () => void
}

/**
 * Opens the file as it is: no pragma that needs a lock. `busy_timeout` is 0, it would block.
 *
 * @throws DriverAdapterError
 */
export function connectSqlite(
  file: string,
  options: { readonly readOnly?: boolean } = {},
): SqliteConnection {
  const settings = { timeout: 0, enableForeignKeyConstraints: true }
  const database = mapped(
    () => new DatabaseSync(file, { ...settings, readOnly: options.readOnly ?? false }),
  )
  const prepared = new Map<string, Prepared>()

  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= preparedLimit) prepared.delete(prepared.keys().next().value!)
    const made = describe(database.prepare(sql))
    prepared.set(sql, made)
    return made
  }

  return {
    select: (sql, args) =>
      mapped(() => {
        const { statement, names, types } = prepare(sql)
        const rows = statement.all(...args) as unknown as SQLOutputValue[][]
        return { names, types, rows }
      }),
    execute: (sql, args) => mapped(() => Number(prepare(sql).statement.run(...args).changes)),
    script: (sql) => mapped(() => database.exec(sql)),
    inTransaction: () => database.isTransaction,
    close: () => {
      prepared.clear()
      database.close()
    },
  }
}

function describe(statement: StatementSync): Prepared {
  const columns = statement.columns()
  const types = columns.map((column) => declaredColumnType(column.type))
  statement.setReturnArrays(true)
  // Integers of unknown size are read exactly; a declared Int32 is spared the detour.
  statement.setReadBigInts(
    types.some((type) => type === undefined || type === ColumnTypeEnum.Int64),
  )
  return { statement, names: columns.map((column) => column.name), types }
}

function mapped<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw toAdapterError(error)
  }
}

/** How long to pause before try `attempt` (from 0), in ms: growing, and never in step with others. */
function pauseMs(attempt: number): number {
  return Math.min(2 ** attempt, 50) * (0.5 + Math.random())
}

/**
 * Tries again while another connection holds the lock, without blocking the event loop, until
 * `until` (`performance.now()`); then the last error is thrown.
 */
export async function whileBusy<T>(run: () => T, until: number): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return run()
    } catch (error) {
      const pause = pauseMs(attempt)
      if (faultOf(error) !== 'busy' || performance.now() + pause > until) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/** How a statement is run: once, or again while another process holds a lock. */
export type Attempt = <T>(statement: () => T) => T | Promise<T>
export const attemptOnce: Attempt = (statement) => statement()
/** WAL never makes a read wait, but for the moment in which another process recovers the file. */
export const attemptRead: Attempt = (statement) => whileBusy(statement, performance.now() + 4000)

/**
 * Makes the connection one that may write.
 *
 * @throws Error when the file system cannot give what promise 1 needs: WAL, and a commit that is on
 * the disk when it returns.
 */
export async function configureWriter(writer: SqliteConnection, until: number): Promise<void> {
  await whileBusy(
    () => writer.script('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'),
    until,
  )
  writer.script('PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32000')
  const [journal] = writer.select('PRAGMA journal_mode', []).rows[0]!
  const [synchronous] = writer.select('PRAGMA synchronous', []).rows[0]!
  if (journal !== 'wal' || Number(synchronous) !== 2) {
    throw new Error(`SQLite runs with journal_mode=${journal}, synchronous=${synchronous}`)
  }
}
