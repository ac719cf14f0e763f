/** The store in a SQLite file: one writer behind a queue, one reader. */
import { PrismaClient } from './generated/sqlite/client.ts'
import { type Statements, sqliteAdapter } from './sqlite-adapter.ts'
import {
  configureWriter,
  connectSqlite,
  type SqliteConnection,
  whileBusy,
} from './sqlite-connection.ts'
import { isBusy } from './sqlite-errors.ts'
import { sqliteRaw } from './sqlite-raw.ts'
import { guardStatements } from './sqlite-transaction.ts'
import { type Store, StoreBusy, type Tx } from './store.ts'
import { openTx, withRawSql } from './tx.ts'
import { type WriteLimits, waitUntil, within } from './write-limits.ts'
import { createWriteQueue } from './write-queue.ts'

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
    const { tx, end } = openTx(sqliteRaw(statements), prisma)
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
      // Also after a COMMIT that failed: SQLite then keeps the transaction open.
      if (writer.inTransaction()) writer.execute('ROLLBACK', [])
      current = undefined
    }
  }

  return {
    dialect: 'sqlite',
    db: withRawSql(prisma, sqliteRaw(reader)),
    write: async (lane, run) => {
      const until = waitUntil(lane, limits)
      const turn = queue.enter(lane, until)
      if (turn) await turn
      try {
        await begin(writer, until)
        return await transact(run)
      } finally {
        queue.leave()
      }
    },
    close: async () => {
      await prisma.$disconnect()
      reader.close()
      writer.close()
    },
  }
}

async function begin(writer: SqliteConnection, until: number): Promise<void> {
  try {
    await whileBusy(() => writer.execute('BEGIN IMMEDIATE', []), until)
  } catch (error) {
    if (!isBusy(error)) throw error
    throw new StoreBusy('another process holds the lock', { cause: error })
  }
}
