/** Values between node:sqlite and JavaScript, in the official adapter's storage format. */

import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { type ArgType, type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { notParameter } from './tagged-sql.ts'

const declaredTypes: Readonly<Record<string, ColumnType>> = {
  INTEGER: ColumnTypeEnum.Int32,
  INT: ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  REAL: ColumnTypeEnum.Double,
  DECIMAL: ColumnTypeEnum.Numeric,
  TEXT: ColumnTypeEnum.Text,
  DATETIME: ColumnTypeEnum.DateTime,
  BOOLEAN: ColumnTypeEnum.Boolean,
  JSONB: ColumnTypeEnum.Json,
  BLOB: ColumnTypeEnum.Bytes,
}

/** The type of a declared column; undefined for an expression, whose values say what they are. */
export function declaredColumnType(declared: string | null): ColumnType | undefined {
  return declared === null ? undefined : declaredTypes[declared.toUpperCase()]
}

/** The type of an expression's column, by its first value that is not NULL. */
export function inferColumnType(rows: readonly SQLOutputValue[][], column: number): ColumnType {
  for (const row of rows) {
    const value = row[column]
    if (value === null || value === undefined) continue
    if (typeof value === 'string') return ColumnTypeEnum.Text
    if (typeof value === 'bigint') return ColumnTypeEnum.Int64
    if (typeof value === 'number') return ColumnTypeEnum.UnknownNumber
    return ColumnTypeEnum.Bytes
  }
  return ColumnTypeEnum.Int32
}

/** A value as Prisma's engine takes it from an adapter: a bigint as number or, if long, as text. */
export function toEngineValue(value: SQLOutputValue): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  }
  return value
}

/** A value as `$queryRaw` hands it out. */
export function toScriptValue(value: SQLOutputValue, type: ColumnType | undefined): unknown {
  if (value === null) return null
  switch (type) {
    case ColumnTypeEnum.Boolean:
      return Number(value) === 1
    case ColumnTypeEnum.DateTime:
      return new Date(value as string)
    case ColumnTypeEnum.Json:
      return JSON.parse(value as string)
    case ColumnTypeEnum.Int32:
      return typeof value === 'bigint' ? Number(value) : value
    default:
      return value
  }
}

/** A parameter that Prisma's engine passes, with what the engine says it is. */
export function toBoundValue(arg: unknown, type: ArgType): SQLInputValue {
  if (typeof arg !== 'string') return bindScript(arg)
  switch (type.scalarType) {
    case 'int':
    case 'bigint':
      return BigInt(arg)
    case 'float':
    case 'decimal':
      return Number.parseFloat(arg)
    case 'datetime':
      return bindScript(new Date(arg))
    case 'bytes':
      return Buffer.from(arg, 'base64')
    default:
      return arg
  }
}

/**
 * A parameter of tagged SQL. Whole numbers are bound as integers: node:sqlite would bind a REAL,
 * and a REAL in an expression makes the result one.
 */
export function bindScript(arg: unknown): SQLInputValue {
  switch (typeof arg) {
    case 'string':
    case 'bigint':
      return arg
    case 'number':
      return Number.isSafeInteger(arg) ? BigInt(arg) : arg
    case 'boolean':
      return arg ? 1n : 0n
    case 'object':
      if (arg === null) return null
      if (arg instanceof Date) return arg.toISOString().replace('Z', '+00:00')
      if (arg instanceof Uint8Array) return arg
  }
  throw notParameter(arg)
}
