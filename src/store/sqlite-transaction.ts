/** One write transaction on SQLite. */
import type { PrismaClient } from './generated/sqlite/client.ts'
import type { Statements } from './sqlite-adapter.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { sqliteRaw } from './sqlite-raw.ts'
import type { Tx } from './store.ts'
import { abortedTransaction, transactionOver } from './transaction-errors.ts'
import { openTx } from './tx.ts'
import { within } from './write-limits.ts'

export type SqliteWriter = {
  readonly connection: SqliteConnection
  readonly prisma: PrismaClient
  /** How long a transaction may run, in ms. */
  readonly runMs: number
  /** Tells Prisma's adapter which transaction is open. */
  readonly setCurrent: (statements: Statements | undefined) => void
}

/**
 * Runs `run` in the transaction that is open. When it throws, what it wrote is undone: with
 * `others` before it in the transaction only that, otherwise all of it.
 */
export async function transactOnSqlite<T>(
  { connection, prisma, runMs, setCurrent }: SqliteWriter,
  run: (tx: Tx) => Promise<T>,
  others: boolean,
): Promise<T> {
  const statements = guardStatements(connection)
  const { tx, end } = openTx(sqliteRaw(statements), (inside) => prisma.$transaction(inside))
  setCurrent(statements)
  let done = false
  if (others) connection.execute('SAVEPOINT "write"', [])
  try {
    const result = await within(runMs, run(tx))
    statements.assertSound()
    statements.stop()
    await end()
    if (others) connection.execute('RELEASE "write"', [])
    done = true
    return result
  } finally {
    statements.stop()
    await end()
    setCurrent(undefined)
    if (!done) undo(connection, others)
  }
}

function undo(connection: SqliteConnection, others: boolean): void {
  if (!connection.inTransaction()) return
  if (!others) return void connection.execute('ROLLBACK', [])
  connection.execute('ROLLBACK TO "write"', [])
  connection.execute('RELEASE "write"', [])
}

type GuardedStatements = Statements & {
  /** Nothing passes any more. */
  readonly stop: () => void
  /**
   * @throws Error when a statement had failed. PostgreSQL refuses everything after one and turns
   * the COMMIT into a ROLLBACK without a word; here too such a transaction must not commit.
   */
  readonly assertSound: () => void
}

/** The writer's statements for the length of one transaction. */
function guardStatements(writer: Statements): GuardedStatements {
  let open = true
  let failure: { readonly error: unknown } | undefined
  const assertSound = () => {
    if (failure) throw abortedTransaction(failure.error)
  }
  const guarded =
    <A extends unknown[], R>(statement: (...args: A) => R) =>
    (...args: A): R => {
      if (!open) throw transactionOver()
      assertSound()
      try {
        return statement(...args)
      } catch (error) {
        failure = { error }
        throw error
      }
    }
  return {
    select: guarded(writer.select),
    execute: guarded(writer.execute),
    stop: () => {
      open = false
    },
    assertSound,
  }
}
