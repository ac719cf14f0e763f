/** The store in PostgreSQL: READ COMMITTED, any number of instances. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { type Fault, faultOf } from './faults.ts'
import { PrismaClient as PostgresClient } from './generated/postgres/client.ts'
import type { PrismaClient } from './generated/sqlite/client.ts'
import { combinedPool, openPools } from './postgres-pools.ts'
import { postgresRaw } from './postgres-raw.ts'
import {
  type PostgresTransaction,
  type PostgresWriter,
  transactOnPostgres,
} from './postgres-transaction.ts'
import { type Store, StoreBusy } from './store.ts'
import { withRawSql } from './tx.ts'
import { once, type WriteLimits, waitUntil } from './write-limits.ts'
import { createWriteQueue } from './write-queue.ts'

const maxTries = 5
/** `read-only` is a standby after a failover. */
const notNow: ReadonlySet<Fault> = new Set([
  'away',
  'busy',
  'disk-full',
  'disk-failed',
  'read-only',
])

/** Opens a migrated database. */
export async function openPostgres(url: string, limits: WriteLimits = {}): Promise<Store> {
  const connections = limits.connections ?? 10
  const { writers, readers } = openPools(url, connections, limits.statementMs ?? 5000)
  const open = new AsyncLocalStorage<PostgresTransaction>()
  const runMs = limits.runMs ?? 10_000
  const prisma = createClient(combinedPool(readers, open), {
    maxWait: runMs,
    timeout: runMs * 2,
  })
  const queue = createWriteQueue({ slots: connections, waiting: limits.waiting ?? 256 })

  const writer: PostgresWriter = { pool: writers, prisma, runMs, open }

  return {
    dialect: 'postgres',
    db: withRawSql(
      prisma,
      postgresRaw((config) => readers.query(config)),
    ),
    write: async (lane, run) => {
      const until = waitUntil(lane, limits)
      const turn = queue.enter(lane, until)
      if (turn) await turn
      try {
        return await untilSettled(() => transactOnPostgres(writer, run), until)
      } finally {
        queue.leave()
      }
    },
    // PostgreSQL looks after its own pages.
    check: async () => [],
    close: once(async () => {
      await queue.close()
      await prisma.$disconnect()
      await Promise.all([readers.end(), writers.end()])
    }),
  }
}

function createClient(
  pool: pg.Pool,
  transactionOptions: { readonly maxWait: number; readonly timeout: number },
): PrismaClient {
  const adapter = new PrismaPg(pool as unknown as ConstructorParameters<typeof PrismaPg>[0])
  const prisma = new PostgresClient({ adapter, transactionOptions })
  // Both generated clients have the same models, so one type stands for both.
  return prisma as unknown as PrismaClient
}

/** Runs again what lost against another transaction. */
async function untilSettled<T>(transact: () => Promise<T>, until: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact()
    } catch (error) {
      if (error instanceof StoreBusy) throw error
      const fault = faultOf(error)
      if (fault && notNow.has(fault))
        throw new StoreBusy('PostgreSQL cannot write now', { cause: error })
      if (fault !== 'conflict') throw error
      const pause = Math.random() * 20 * 2 ** attempt
      if (attempt === maxTries || performance.now() + pause > until) {
        throw new StoreBusy('other transactions were always in the way', { cause: error })
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
