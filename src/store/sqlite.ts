/** The store in a SQLite file: one writer behind a queue, one reader. */
import { type Fault, faultOf } from './faults.ts'
import { PrismaClient } from './generated/sqlite/client.ts'
import { quickCheckBeside } from './quick-check.ts'
import { type Statements, sqliteAdapter } from './sqlite-adapter.ts'
import { attemptRead, configureWriter, connectSqlite } from './sqlite-connection.ts'
import { groupCommit } from './sqlite-group.ts'
import { sqliteRaw } from './sqlite-raw.ts'
import type { SqliteWriter } from './sqlite-transaction.ts'
import { type Store, StoreBroken, StoreBusy } from './store.ts'
import { withRawSql } from './tx.ts'
import { once, type WriteLimits, waitUntil } from './write-limits.ts'
import { createWriteQueue } from './write-queue.ts'

/** Nothing was written, and it may work again: when the lock is free, when there is space. */
const notNow: ReadonlySet<Fault> = new Set(['busy', 'disk-full', 'disk-failed'])

/**
 * Opens a migrated file.
 *
 * @param onBroken is told once, when the file turns out to be damaged
 */
export async function openSqlite(
  file: string,
  limits: WriteLimits = {},
  onBroken: () => void = () => {},
): Promise<Store> {
  const connection = connectSqlite(file)
  await configureWriter(connection, performance.now() + 10_000)
  const reader = connectSqlite(file, { readOnly: true })
  reader.script('PRAGMA cache_size = -32000')
  const runMs = limits.runMs ?? 10_000
  let current: Statements | undefined
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(reader, () => {
      if (!current) throw new Error('a write outside of write()')
      return current
    }),
    transactionOptions: { maxWait: runMs, timeout: runMs * 2 },
  })
  const setCurrent = (statements: Statements | undefined) => {
    current = statements
  }
  const writer: SqliteWriter = { connection, prisma, runMs, setCurrent }
  const guard = createGuard(onBroken)
  const { write, stop } = queuedWrites(writer, limits, guard)
  return {
    dialect: 'sqlite',
    db: withRawSql(prisma, sqliteRaw(reader, attemptRead)),
    write,
    check: async () => {
      const found = await quickCheckBeside(file)
      if (found.length > 0) guard.break(new Error(found.join('; ')))
      return found
    },
    close: once(async () => {
      await stop()
      await prisma.$disconnect()
      // The writer last: it folds the WAL into the file.
      reader.close()
      connection.close()
    }),
  }
}

type Guard = {
  /** @throws StoreBroken once the file is known to be damaged */
  readonly assertSound: () => void
  readonly break: (cause: unknown) => StoreBroken
}

function createGuard(onBroken: () => void): Guard {
  let broken: StoreBroken | undefined
  return {
    assertSound: () => {
      if (broken) throw broken
    },
    break: (cause) => {
      if (!broken) {
        broken = new StoreBroken('the SQLite file is damaged', { cause })
        onBroken()
      }
      return broken
    },
  }
}

function queuedWrites(
  writer: SqliteWriter,
  limits: WriteLimits,
  guard: Guard,
): { readonly write: Store['write']; readonly stop: () => Promise<void> } {
  const queue = createWriteQueue({ slots: 1, waiting: limits.waiting ?? 256 })
  const group = groupCommit(writer, limits.shareMs)
  return {
    stop: queue.close,
    write: async (lane, run) => {
      guard.assertSound()
      const until = waitUntil(lane, limits)
      const turn = queue.enter(lane, until)
      if (turn) await turn
      try {
        const { result, committed } = await group.run(run, until).finally(() => {
          // In one go: whom the commit is left to must not be refused in between.
          group.end(lane, queue.next())
          queue.leave()
        })
        await committed
        return result
      } catch (error) {
        const fault = faultOf(error)
        if (fault === 'corrupt') throw guard.break(error)
        if (!fault || !notNow.has(fault)) throw error
        throw new StoreBusy(`SQLite cannot write now: ${fault}`, { cause: error })
      }
    },
  }
}
