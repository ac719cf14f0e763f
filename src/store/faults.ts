/** What went wrong in the database, said the same for both and for model calls and tagged SQL. */

export type Fault =
  | 'unique'
  | 'foreign-key'
  | 'not-null'
  | 'out-of-range'
  /** Another transaction won; this one was rolled back and may be run again. */
  | 'conflict'
  /** A lock was not to be had in time. */
  | 'busy'
  /** The server is not there or just going. */
  | 'away'
  | 'disk-full'
  | 'disk-failed'
  | 'read-only'
  /** Stop writing, keep the file, restore. */
  | 'corrupt'

const faults: Readonly<Record<string, Fault>> = {
  // Kinds of Prisma's driver adapters
  UniqueConstraintViolation: 'unique',
  ForeignKeyConstraintViolation: 'foreign-key',
  RestrictViolation: 'foreign-key',
  NullConstraintViolation: 'not-null',
  ValueOutOfRange: 'out-of-range',
  TransactionWriteConflict: 'conflict',
  SocketTimeout: 'busy',
  DatabaseNotReachable: 'away',
  ConnectionClosed: 'away',
  TooManyConnections: 'away',
  // https://www.sqlite.org/rescode.html
  SQLITE_FULL: 'disk-full',
  SQLITE_IOERR: 'disk-failed',
  SQLITE_READONLY: 'read-only',
  SQLITE_CANTOPEN: 'read-only',
  SQLITE_CORRUPT: 'corrupt',
  SQLITE_NOTADB: 'corrupt',
  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  '22003': 'out-of-range',
  '23001': 'foreign-key',
  '23502': 'not-null',
  '23503': 'foreign-key',
  '23505': 'unique',
  '25006': 'read-only',
  '40001': 'conflict',
  '40P01': 'conflict',
  '53100': 'disk-full',
  '53200': 'away',
  '53300': 'away',
  '55P03': 'busy',
  '57014': 'busy',
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '58030': 'disk-failed',
  XX001: 'corrupt',
  XX002: 'corrupt',
  // Node's sockets
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  EHOSTUNREACH: 'away',
  ENOTFOUND: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
}

// pg gives a lost connection no code.
const connectionLost =
  /^Connection terminated|timeout exceeded when trying to connect|Query read timeout|connection error and is not queryable/

/** The fault behind an error of the store; undefined when it is none of the database's. */
export function faultOf(error: unknown): Fault | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { code, kind, originalCode, message, cause, meta } = error as Record<string, unknown>
  for (const word of [originalCode, code, kind]) {
    if (typeof word !== 'string') continue
    const fault = faults[word]
    if (fault) return fault
    if (/^08...$/.test(word)) return 'away'
  }
  if (typeof message === 'string' && connectionLost.test(message)) return 'away'
  // Prisma's error carries the adapter's, and that one the kind as its cause.
  const inner = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  return faultOf(inner) ?? faultOf(cause)
}
