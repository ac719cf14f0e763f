/** Values between pg and JavaScript, as `$queryRaw` hands them out. */
import pg from 'pg'
import { Prisma } from './generated/sqlite/client.ts'
import { notParameter } from './tagged-sql.ts'

// Numbers of types: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: BigInt, // int8
  1114: (text) => new Date(`${text.replace(' ', 'T')}Z`), // timestamp, always UTC here
  1700: (text) => new Prisma.Decimal(text), // numeric
}

/** What Prisma would give; pg's own parsers for the rest. */
export const rawTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

/** A parameter of tagged SQL. pg would write an instant in the process's own time zone. */
export function bindPostgres(arg: unknown): string | number | boolean | Uint8Array | null {
  switch (typeof arg) {
    case 'string':
    case 'number':
    case 'boolean':
      return arg
    case 'bigint':
      return arg.toString()
    case 'object':
      if (arg === null || arg instanceof Uint8Array) return arg
      if (arg instanceof Date) return arg.toISOString().slice(0, -1)
  }
  throw notParameter(arg)
}
