/** Tagged SQL taken apart. */
import { Prisma } from './generated/sqlite/client.ts'

export type Tagged = readonly [query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]]

type Template = { readonly sqlite: string; readonly postgres: string }

const templates = new WeakMap<TemplateStringsArray, Template>()

/** The statement of a tagged template or of a `Prisma.sql`, with its values in order. */
export function toStatement(
  dialect: keyof Template,
  [query, ...values]: Tagged,
): { readonly sql: string; readonly values: readonly unknown[] } {
  if (query instanceof Prisma.Sql) return fromSql(dialect, query)
  if (values.some((value) => value instanceof Prisma.Sql)) {
    return fromSql(dialect, Prisma.sql(query, ...values))
  }
  let template = templates.get(query)
  if (!template) {
    const { sql, text } = Prisma.sql(query, ...values)
    template = { sqlite: sql, postgres: text }
    templates.set(query, template)
  }
  return { sql: template[dialect], values }
}

function fromSql(dialect: keyof Template, query: Prisma.Sql) {
  return { sql: dialect === 'sqlite' ? query.sql : query.text, values: query.values }
}

/** Neither database would store it as what it is. */
export const notParameter = (arg: unknown) =>
  new TypeError(`a parameter of SQL cannot be of type ${typeof arg}`)
