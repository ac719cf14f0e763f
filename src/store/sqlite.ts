/** The store in a SQLite file: one writer behind a queue, one reader. */

import { type Fault, faultOf } from './faults.ts'
import { PrismaClient } from './generated/sqlite/client.ts'
import { type Statements, sqliteAdapter } from './sqlite-adapter.ts'
import { attemptRead, configureWriter, connectSqlite, whileBusy } from './sqlite-connection.ts'
import { sqliteRaw } from './sqlite-raw.ts'
import { guardStatements } from './sqlite-transaction.ts'
import { type Store, StoreBusy, type Tx } from './store.ts'
import { openTx, withRawSql } from './tx.ts'
import { once, type WriteLimits, waitUntil, within } from './write-limits.ts'
import { createWriteQueue } from './write-queue.ts'

/** Nothing was written, and it may work again: when the lock is free, when there is space. */
const notNow: ReadonlySet<Fault> = new Set(['busy', 'disk-full', 'disk-failed'])

/** Opens a migrated file. */
export async function openSqlite(file: string, limits: WriteLimits = {}): Promise<Store> {
  const writer = connectSqlite(file)
  await configureWriter(writer, performance.now() + 10_000)
  const reader = connectSqlite(file, { readOnly: true })
  reader.script('PRAGMA cache_size = -32000')

  let current: Statements | undefined
  const runMs = limits.runMs ?? 10_000
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(reader, () => {
      if (!current) throw new Error('a write outside of write()')
      return current
    }),
    transactionOptions: { maxWait: runMs, timeout: runMs * 2 },
  })
  const queue = createWriteQueue({ slots: 1, waiting: limits.waiting ?? 256 })

  const transact = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => {
    const statements = guardStatements(writer)
    const { tx, end } = openTx(sqliteRaw(statements), (run) => prisma.$transaction(run))
    current = statements
    try {
      const result = await within(runMs, run(tx))
      statements.assertSound()
      statements.stop()
      await end()
      writer.execute('COMMIT', [])
      return result
    } finally {
      statements.stop()
      await end()
      current = undefined
      // Also after a COMMIT that failed: SQLite then keeps the transaction open.
      if (writer.inTransaction()) writer.execute('ROLLBACK', [])
    }
  }

  return {
    dialect: 'sqlite',
    db: withRawSql(prisma, sqliteRaw(reader, attemptRead)),
    write: async (lane, run) => {
      const until = waitUntil(lane, limits)
      const turn = queue.enter(lane, until)
      if (turn) await turn
      try {
        await whileBusy(() => writer.execute('BEGIN IMMEDIATE', []), until)
        return await transact(run)
      } catch (error) {
        const fault = faultOf(error)
        if (!fault || !notNow.has(fault)) throw error
        throw new StoreBusy(`SQLite cannot write now: ${fault}`, { cause: error })
      } finally {
        queue.leave()
      }
    },
    close: once(async () => {
      await queue.close()
      await prisma.$disconnect()
      reader.close()
      writer.close()
    }),
  }
}
