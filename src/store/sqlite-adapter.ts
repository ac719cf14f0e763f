/**
 * Prisma on `node:sqlite`, with two connections: the official adapters have one, so that plain
 * queries run inside whatever transaction happens to be open. Here what is outside of a transaction
 * can only read, and sees committed rows only.
 */
import type {
  ConnectionInfo,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils'
import {
  type Attempt,
  attemptOnce,
  attemptRead,
  type SqliteConnection,
} from './sqlite-connection.ts'
import { inferColumnType, toBoundValue, toEngineValue } from './sqlite-values.ts'
import { checkParameters } from './text.ts'

export type Statements = Pick<SqliteConnection, 'select' | 'execute'>

const info = { provider: 'sqlite', adapterName: 'dealgate-node-sqlite' } as const

// SQLITE_MAX_VARIABLE_NUMBER: https://www.sqlite.org/limits.html
const connectionInfo: ConnectionInfo = { maxBindValues: 32_766, supportsRelationJoins: false }

/**
 * @param reader a read-only connection: everything outside of a transaction
 * @param current the transaction that the store has begun on the writer
 */
export function sqliteAdapter(
  reader: Statements,
  current: () => Statements,
): SqlDriverAdapterFactory {
  const adapter: SqlDriverAdapter = {
    ...queryable(reader, attemptRead),
    startTransaction: async () => transaction(current()),
    executeScript: () => Promise.reject(new Error('scripts are for migrations')),
    getConnectionInfo: () => connectionInfo,
    dispose: async () => {},
  }
  return { ...info, connect: async () => adapter }
}

/** The store begins and commits; what Prisma sends at the end is left out (a phantom query). */
function transaction(statements: Statements): Transaction {
  return {
    ...queryable(statements),
    options: { usePhantomQuery: true },
    commit: async () => {},
    rollback: async () => {},
  }
}

function queryable(statements: Statements, attempt: Attempt = attemptOnce): SqlQueryable {
  return {
    ...info,
    queryRaw: async (query) => attempt(() => select(statements, query)),
    executeRaw: async (query) => attempt(() => statements.execute(query.sql, bind(query))),
  }
}

function select(statements: Statements, query: SqlQuery): SqlResultSet {
  const { names, types, rows } = statements.select(query.sql, bind(query))
  return {
    columnNames: [...names],
    columnTypes: types.map((type, column) => type ?? inferColumnType(rows, column)),
    rows: rows.map((row) => row.map(toEngineValue)),
  }
}

function bind({ args, argTypes }: SqlQuery) {
  checkParameters(args)
  return args.map((arg, index) => toBoundValue(arg, argTypes[index]!))
}
