/** One write transaction on PostgreSQL. */
import type { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { CommitUnknown } from './commit-unknown.ts'
import { faultOf } from './faults.ts'
import type { PrismaClient } from './generated/sqlite/client.ts'
import { postgresRaw } from './postgres-raw.ts'
import type { Tx } from './store.ts'
import { checkParameters } from './text.ts'
import { abortedTransaction, transactionOver } from './transaction-errors.ts'
import { openTx } from './tx.ts'
import { within } from './write-limits.ts'

export type PostgresWriter = {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** How long a transaction may run, in ms. */
  readonly runMs: number
  /** Tells Prisma's adapter which transaction a model call belongs to. */
  readonly open: AsyncLocalStorage<PostgresTransaction>
}

/** Runs `run` in a transaction on a connection of its own. */
export async function transactOnPostgres<T>(
  { pool, prisma, runMs, open }: PostgresWriter,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect()
  // What breaks it rejects the statement that runs as well.
  const ignore = () => {}
  connection.on('error', ignore)
  const statements = guardClient(connection)
  const { tx, end } = openTx(postgresRaw(statements.query), (inside) =>
    open.run(statements, () => prisma.$transaction(inside)),
  )
  let broken = false
  try {
    await connection.query('BEGIN')
    const result = await within(runMs, run(tx))
    await end()
    await commit(connection, statements)
    return result
  } catch (error) {
    await statements.stop()
    await end()
    // A connection that cannot even roll back is not used again.
    const rolledBack = connection.query('ROLLBACK').then(
      () => true,
      () => false,
    )
    broken = faultOf(error) === 'away' || !(await rolledBack)
    throw error
  } finally {
    connection.off('error', ignore)
    connection.release(broken)
  }
}

export type PostgresTransaction = {
  readonly query: (config: pg.QueryConfig | pg.QueryArrayConfig) => Promise<pg.QueryResult>
  /** Nothing passes any more; resolves when what was under way has ended. */
  readonly stop: () => Promise<void>
  /** The first error of a statement: after one, PostgreSQL turns the COMMIT into a ROLLBACK. */
  readonly failure: () => { readonly error: unknown } | undefined
}

/** Statements one after the other, as pg wants them, until `stop`. */
function guardClient(client: pg.PoolClient): PostgresTransaction {
  let open = true
  let failure: { readonly error: unknown } | undefined
  let last: Promise<unknown> = Promise.resolve()
  const run = async (config: pg.QueryConfig) => {
    if (!open) throw transactionOver()
    if (failure) throw abortedTransaction(failure.error)
    try {
      return await client.query(config)
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }
  return {
    query: (config) => {
      checkParameters(config.values ?? [])
      const result = last.then(() => run(config as pg.QueryConfig))
      last = result.catch(() => {})
      return result
    },
    stop: async () => {
      open = false
      await last
    },
    failure: () => failure,
  }
}

async function commit(connection: pg.PoolClient, statements: PostgresTransaction): Promise<void> {
  await statements.stop()
  const failure = statements.failure()
  if (failure) throw abortedTransaction(failure.error)
  try {
    await connection.query('COMMIT')
  } catch (error) {
    if (faultOf(error) !== 'away') throw error
    throw new CommitUnknown('the connection was lost during the COMMIT', { cause: error })
  }
}
