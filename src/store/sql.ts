/**
 * Lists and rows as ONE parameter of tagged SQL, so that a statement stays the same however long
 * they are: it is prepared once and costs one round trip.
 *
 * What both databases understand: quoted camelCase names, `ON CONFLICT`, `RETURNING`, `COALESCE`,
 * `CASE`. What differs: PostgreSQL's `SUM` of a bigint is a decimal (write
 * `CAST(SUM(x) AS BIGINT)`), SQLite's comparisons are the integers 0 and 1, and an expression of
 * whole numbers comes out of SQLite as a bigint.
 */
import { Prisma } from './generated/sqlite/client.ts'
import type { Store } from './store.ts'
import { storableJson } from './text.ts'

type Dialect = Store['dialect']

/**
 * A subselect of texts, in a column `value`.
 *
 * @example
 * tx.$queryRaw`SELECT * FROM "Name" WHERE "key" IN ${inTexts(dialect, keys)}`
 * @throws TextRefused
 */
export function inTexts(dialect: Dialect, values: readonly string[]): Prisma.Sql {
  const json = storableJson(values)
  return dialect === 'sqlite'
    ? Prisma.sql`(SELECT value FROM json_each(${json}))`
    : Prisma.sql`(SELECT jsonb_array_elements_text(${json}::jsonb) AS value)`
}

type SqlTypes = {
  readonly text: string
  readonly integer: number
  readonly bigint: bigint | number
  readonly boolean: boolean
  readonly timestamp: Date
}
type Columns = Readonly<Record<string, keyof SqlTypes>>
/** What is missing becomes NULL. */
type Row<C extends Columns> = { readonly [K in keyof C]?: SqlTypes[C[K]] | null }

/**
 * A SELECT of rows, its columns in the order of `columns`, to insert or to join. `ON CONFLICT` may
 * follow.
 *
 * @example
 * tx.$executeRaw`INSERT INTO "Name" ("key", "kind", "subjectId", "form")
 *   ${jsonRows(dialect, { key: 'text', kind: 'text', subjectId: 'text', form: 'text' }, names)}
 *   ON CONFLICT DO NOTHING`
 * @throws TextRefused
 */
export function jsonRows<C extends Columns>(
  dialect: Dialect,
  columns: C,
  rows: readonly Row<C>[],
): Prisma.Sql {
  const names = Object.keys(columns)
  const cells = rows.map((row) => names.map((name) => jsonCell(dialect, row[name])))
  const json = storableJson(cells)
  const types = dialect === 'sqlite' ? sqliteTypes : postgresTypes
  const list = names.map(
    (name, index) => `CAST("row".value ->> ${index} AS ${types[columns[name]!]}) AS "${name}"`,
  )
  const select = Prisma.raw(`SELECT ${list.join(', ')} FROM`)
  return dialect === 'sqlite'
    ? Prisma.sql`${select} json_each(${json}) AS "row" WHERE true`
    : Prisma.sql`${select} jsonb_array_elements(${json}::jsonb) AS "row"(value) WHERE true`
}

const sqliteTypes = {
  text: 'TEXT',
  integer: 'INTEGER',
  bigint: 'INTEGER',
  boolean: 'INTEGER',
  timestamp: 'TEXT',
} as const
const postgresTypes = {
  text: 'TEXT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP(3)',
} as const

/** A bigint travels as text, since a JSON number is a double to many readers. */
function jsonCell(dialect: Dialect, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (!(value instanceof Date)) return value ?? null
  const instant = value.toISOString()
  return dialect === 'sqlite' ? instant.replace('Z', '+00:00') : instant
}
