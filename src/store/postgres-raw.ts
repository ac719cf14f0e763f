/** Tagged SQL on PostgreSQL, past Prisma: a third of its CPU. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { bindPostgres, rawTypes } from './postgres-types.ts'
import { type Tagged, toStatement } from './tagged-sql.ts'
import { checkParameters } from './text.ts'
import type { RawSql } from './tx.ts'

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
