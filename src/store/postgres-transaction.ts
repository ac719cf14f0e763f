/** One connection for the length of one write transaction on PostgreSQL. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { bindPostgres, rawTypes } from './postgres-types.ts'
import { type Tagged, toStatement } from './tagged-sql.ts'
import { checkParameters } from './text.ts'
import { abortedTransaction, transactionOver } from './transaction-errors.ts'
import type { RawSql } from './tx.ts'

export type PostgresTransaction = {
  readonly query: (config: pg.QueryConfig | pg.QueryArrayConfig) => Promise<pg.QueryResult>
  /** Nothing passes any more; resolves when what was under way has ended. */
  readonly stop: () => Promise<void>
  /** The first error of a statement: after one, PostgreSQL turns the COMMIT into a ROLLBACK. */
  readonly failure: () => { readonly error: unknown } | undefined
}

/** Statements one after the other, as pg wants them, until `stop`. */
export function guardClient(client: pg.PoolClient): PostgresTransaction {
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

type Query = (config: pg.QueryConfig) => Promise<pg.QueryResult>

/** Tagged SQL on a connection or a pool. */
export function postgresRaw(query: Query): RawSql {
  const run = async (tagged: Tagged) => {
    const { sql, values } = toStatement('postgres', tagged)
    checkParameters(values)
    return query({
      name: preparedName(sql),
      text: sql,
      values: values.map(bindPostgres),
      types: rawTypes,
    })
  }
  return {
    $queryRaw: async (...tagged) => (await run(tagged)).rows,
    $executeRaw: async (...tagged) => (await run(tagged)).rowCount ?? 0,
  }
}

/** Statements written in the code are few; what exceeds this is not prepared. */
const preparedLimit = 500
const preparedNames = new Map<string, string>()

function preparedName(sql: string): string | undefined {
  const known = preparedNames.get(sql)
  if (known || preparedNames.size >= preparedLimit) return known
  const name = `dg_${createHash('sha1').update(sql).digest('hex').slice(0, 20)}`
  preparedNames.set(sql, name)
  return name
}
