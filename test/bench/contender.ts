/** What stands in the race. Each runs in a process of its own: `child.ts`. */
import type { StoredRows } from './trail.ts'

export type ContenderOptions = {
  /** A migrated SQLite file, for those that store. */
  readonly file?: string
  /** Another database than a file, or one that several share. */
  readonly databaseUrl?: string
  /** Those that the bot is on; Feishu alone where left out. */
  readonly platforms?: 'both'
  /** How many names there are to know, for those that keep them in memory. */
  readonly names?: number
  /** Where the platform's far side listens, for those that answer. */
  readonly baseUrl?: string
  /** What one message leaves behind in Dealgate's tables, for who is to write the same. */
  readonly rows?: StoredRows
}

export type Contender = {
  /** 0 for one that is only asked. */
  readonly port: number
  /** Resolves when everything accepted so far is done. */
  readonly settle?: () => Promise<void>
  /** Does what is not done over HTTP, a piece at a time. */
  readonly work?: (pieces: readonly string[]) => Promise<Worked>
  /** SQL statements since the last time it was asked. */
  readonly statements?: () => readonly string[]
}

/** Of each piece, how long it took in ms, and what came out. */
export type Worked = {
  readonly latencies: readonly number[]
  readonly results: readonly (readonly string[])[]
}

export type Start = (options: ContenderOptions) => Promise<Contender>

export type Question =
  | 'settle'
  | 'cpu'
  | 'memory'
  | 'statements'
  | { readonly work: readonly string[] }
export type Asked = { readonly id: number; readonly question: Question }
export type Answered = { readonly id: number; readonly value: unknown }
