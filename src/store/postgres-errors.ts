/** Which errors of PostgreSQL mean "run it again", and which "not now". */

import { StoreBusy } from './store.ts'

/**
 * Whether the transaction was committed is not known. What runs again must find out by its own key
 * (inbox key, version), as everything here does; so the caller answers as for StoreBusy.
 */
export class CommitUnknown extends StoreBusy {
  override name = 'CommitUnknown'
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const conflictCodes: ReadonlySet<string> = new Set(['40001', '40P01', 'P2034'])
const awayCodes: ReadonlySet<string> = new Set([
  '25006', // read_only_sql_transaction: a standby after a failover
  '53100', // disk_full
  '53200', // out_of_memory
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57014', // query_canceled: statement_timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'P1001',
  'P1008',
  'P1017',
])
// pg gives these no code.
const awayMessage =
  /^Connection terminated|timeout exceeded when trying to connect|Query read timeout|^Client has encountered a connection error/

/** Another transaction was in the way, and this one was rolled back: worth running again. */
export const isConflict = (error: unknown): boolean =>
  someCause(error, (e) => conflictCodes.has(e.code))

/** The server cannot be had just now. */
export const isAway = (error: unknown): boolean =>
  someCause(
    error,
    (e) => awayCodes.has(e.code) || e.code.startsWith('08') || awayMessage.test(e.message),
  )

type Fault = { readonly code: string; readonly message: string }

/** An error of pg, or of Prisma around a driver adapter's around one of pg. */
function someCause(error: unknown, test: (fault: Fault) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, originalCode, message, originalMessage, cause, meta } = error as Record<
    string,
    unknown
  >
  const texts = (values: unknown[]) =>
    values.map((value) => (typeof value === 'string' ? value : ''))
  const [outer = '', inner = '', said = '', saidInside = ''] = texts([
    code,
    originalCode,
    message,
    originalMessage,
  ])
  return (
    test({ code: outer, message: said }) ||
    test({ code: inner, message: saidInside }) ||
    someCause(cause, test) ||
    someCause((meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError, test)
  )
}
