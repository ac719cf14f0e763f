/** What stands in the race. Each runs in a process of its own: `child.ts`. */
import type { StoredRows } from './trail.ts'

export type ContenderOptions = {
  /** A migrated SQLite file, for those that store. */
  readonly file?: string
  /** Where the platform's far side listens, for those that answer. */
  readonly baseUrl?: string
  /** What one message leaves behind in Dealgate's tables, for who is to write the same. */
  readonly rows?: StoredRows
}

export type Contender = {
  readonly port: number
  /** Resolves when everything accepted so far is done. */
  readonly settle?: () => Promise<void>
  /** SQL statements since the last time it was asked. */
  readonly statements?: () => readonly string[]
}

export type Start = (options: ContenderOptions) => Promise<Contender>

export type Question = 'settle' | 'cpu' | 'statements'
export type Asked = { readonly id: number; readonly question: Question }
export type Answered = { readonly id: number; readonly value: unknown }
