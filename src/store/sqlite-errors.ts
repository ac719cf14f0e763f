/** Errors of node:sqlite as Prisma's kinds. */
import { DriverAdapterError, type MappedError } from '@prisma/driver-adapter-utils'

// Result codes: https://www.sqlite.org/rescode.html
const constraint = {
  unique: 2067,
  primaryKey: 1555,
  rowId: 2579,
  notNull: 1299,
  foreignKey: 787,
  trigger: 1811,
} as const
const primaryNames: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
}

type SqliteError = Error & { readonly code: string; readonly errcode: number }

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/** What is thrown instead of an error of node:sqlite; anything else comes back as it is. */
export function toAdapterError(error: unknown): unknown {
  if (isSqliteError(error)) {
    return new DriverAdapterError({
      originalCode: primaryNames[error.errcode & 0xff] ?? `SQLITE_${error.errcode}`,
      originalMessage: error.message,
      ...mapCode(error),
    })
  }
  // A bigint beyond 64 bits never reaches SQLite.
  if (error instanceof TypeError && error.message.includes('BigInt value is too large')) {
    return new DriverAdapterError({ kind: 'ValueOutOfRange', cause: error.message })
  }
  return error
}

function mapCode(error: SqliteError): MappedError {
  switch (error.errcode) {
    case constraint.unique:
    case constraint.primaryKey:
    case constraint.rowId: {
      const { table, fields } = namedColumns(error.message)
      return { kind: 'UniqueConstraintViolation', constraint: fields && { fields }, table }
    }
    case constraint.notNull: {
      const { fields } = namedColumns(error.message)
      return { kind: 'NullConstraintViolation', constraint: fields && { fields } }
    }
    case constraint.foreignKey:
    case constraint.trigger:
      return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } }
  }
  if ((error.errcode & 0xff) === 5) return { kind: 'SocketTimeout' }
  const table = /^no such table: (.+)$/.exec(error.message)?.[1]
  if (table) return { kind: 'TableDoesNotExist', table }
  const column = /(?:^no such column: |has no column named )(.+)$/.exec(error.message)?.[1]
  if (column) return { kind: 'ColumnNotFound', column }
  return { kind: 'sqlite', extendedCode: error.errcode, message: error.message }
}

/** `UNIQUE constraint failed: Deal.code, Deal.x` names the columns. */
function namedColumns(message: string): { table?: string; fields?: string[] } {
  const columns = message.split('constraint failed: ')[1]?.split(', ')
  if (!columns) return {}
  return {
    table: columns[0]?.split('.').slice(0, -1).join('.') || undefined,
    fields: columns.map((column) => column.split('.').pop()!),
  }
}
