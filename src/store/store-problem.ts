/** Why a database cannot be used, in words for whoever runs the bot. */
import { resolve } from 'node:path'
import { type Fault, faultOf } from './faults.ts'

/** The database cannot be used as it is; the message says what to do. */
export class StoreProblem extends Error {
  override name = 'StoreProblem'
}

/** The path in `file:./data/dealgate.db`. */
export function fileOf(databaseUrl: string): string {
  return resolve(databaseUrl.slice('file:'.length).replace(/\?.*$/, ''))
}

/** What to do about a file whose content is damaged. */
export function restoreSteps(file: string): string {
  return (
    `The database ${file} is damaged, and nothing is written to it any more. What to do: ` +
    `1. stop the bot. 2. Copy ${file} aside, with ${file}-wal and ${file}-shm if they are there, ` +
    `and keep the copies. 3. Put the newest backup in its place and remove the other two; without ` +
    `a backup, save what can be read: sqlite3 COPY .recover | sqlite3 ${file}. 4. Start the bot: ` +
    `what Feishu got no answer to in the last hours comes again by itself.`
  )
}

/** The problem behind an error of opening the database; undefined when it is another, or a bug. */
export function problemOf(databaseUrl: string, error: unknown): StoreProblem | undefined {
  const words = databaseUrl.startsWith('file:')
    ? fileWords(fileOf(databaseUrl), error)
    : serverWords(new URL(databaseUrl).host, error)
  return words === undefined ? undefined : new StoreProblem(words, { cause: error })
}

const mayNot = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']

function fileWords(file: string, error: unknown): string | undefined {
  const fault = faultOf(error)
  if (fault === 'read-only' || mayNot.includes(codeOf(error))) {
    return (
      `The database ${file} cannot be written by this user (${messageOf(error)}). Allow it to write ` +
      `the file and its folder, or name another file: DATABASE_URL=file:…`
    )
  }
  const words: Partial<Record<Fault, string>> = {
    corrupt: restoreSteps(file),
    busy: `The database ${file} is locked by another process. Is another bot running on it?`,
    'disk-full': `There is no space left for the database ${file}.`,
    'disk-failed': `The database ${file} cannot be read or written (${messageOf(error)}).`,
  }
  return fault && words[fault]
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const refusals = ['28000', '28P01', '3D000', '42501']

function serverWords(host: string, error: unknown): string | undefined {
  if (refusals.includes(codeOf(error))) {
    return `PostgreSQL at ${host} refuses: ${messageOf(error)}. Look at DATABASE_URL.`
  }
  const fault = faultOf(error)
  if (fault === 'read-only') {
    return `PostgreSQL at ${host} may only be read: is it a standby? Name the primary in DATABASE_URL.`
  }
  if (fault !== 'away' && fault !== 'busy') return undefined
  return (
    `PostgreSQL at ${host} cannot be reached (${messageOf(error)}). Is it running, and is ` +
    `DATABASE_URL right?`
  )
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** What lies deepest: what is around it says less. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return messageOf(error.cause)
  const inner = error instanceof AggregateError ? error.errors[0] : undefined
  return inner ? messageOf(inner) : error.message || codeOf(error)
}
