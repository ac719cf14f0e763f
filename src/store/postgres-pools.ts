/** Connections to PostgreSQL. */
import type { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { PostgresTransaction } from './postgres-transaction.ts'
import { checkParameters } from './text.ts'

export type Pools = { readonly writers: pg.Pool; readonly readers: pg.Pool }

/** Two pools, so that reads never wait for transactions, and what reads cannot write. */
export function openPools(url: string, connections: number, statementMs: number): Pools {
  const settings: pg.PoolConfig = {
    connectionString: url,
    max: connections,
    statement_timeout: statementMs,
    // A half-open socket answers nothing, not even the server's own timeout.
    query_timeout: statementMs + 1000,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
  const writers = new pg.Pool(settings)
  const readers = new pg.Pool({ ...settings, options: '-c default_transaction_read_only=on' })
  for (const pool of [writers, readers]) {
    // An idle connection that breaks is dropped by the pool; unheard, the event ends the process.
    pool.on('error', () => {})
    // Nor may one that breaks between two of its statements, or just when it was opened.
    pool.on('connect', (client) => client.on('error', () => {}))
  }
  return { writers, readers }
}

/**
 * The pool that Prisma's adapter gets: single queries go to the readers, and the only connection it
 * can have is the transaction that is open where Prisma asks. The store itself begins and ends that
 * one, so Prisma's own BEGIN and COMMIT are left out.
 */
export function combinedPool(readers: pg.Pool, open: AsyncLocalStorage<PostgresTransaction>) {
  return Object.assign(new pg.Pool(), {
    query: async (config: pg.QueryConfig) => {
      checkParameters(config.values ?? [])
      return readers.query(config)
    },
    connect: async () => {
      const transaction = open.getStore()
      if (!transaction) throw new Error('a write outside of write()')
      return boundClient(transaction)
    },
  }) as unknown as pg.Pool
}

const frame: ReadonlySet<string> = new Set(['BEGIN', 'COMMIT', 'ROLLBACK'])

function boundClient(transaction: PostgresTransaction) {
  return {
    query: async (config: pg.QueryConfig) =>
      frame.has(config.text) ? { rows: [], fields: [], rowCount: 0 } : transaction.query(config),
    on: () => {},
    removeListener: () => {},
    release: () => {},
  }
}
