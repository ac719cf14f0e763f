/** What a store is: types only. The two databases are `sqlite.ts` and `postgres.ts`. */
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts'

/** Reads committed rows only. */
export type Db = Omit<
  PrismaClient,
  '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'
>

/** Inside the one write transaction. */
export type Tx = Prisma.TransactionClient

/** Who waits for whom on SQLite's one writer: the first lane goes first. */
export const lanes = ['tap', 'inbox', 'message', 'background'] as const
export type Lane = (typeof lanes)[number]

export type Store = {
  readonly dialect: 'sqlite' | 'postgres'
  readonly db: Db
  /**
   * Runs `run` in one write transaction and returns what it returned once committed. Rolled back
   * when it throws. `run` may be run again after a lock or serialisation conflict, so it must do
   * nothing but use `tx`; on SQLite it must not touch `db` for rows it has just written.
   *
   * @throws StoreBusy when the lock could not be had in time or the queue is full: nothing was
   * written, and the caller answers 503 or 「暂时没存上,请再点一次」.
   */
  readonly write: <T>(lane: Lane, run: (tx: Tx) => Promise<T>) => Promise<T>
  /** What is wrong with the data as stored, empty when nothing is. Holds nothing up. */
  readonly check: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** The database could not be written just now; nothing was. Try again. */
export class StoreBusy extends Error {
  override name = 'StoreBusy'
  readonly passing: boolean = true
}

/** The data are damaged: nothing is written any more, so that what is there can be saved. */
export class StoreBroken extends StoreBusy {
  override name = 'StoreBroken'
  override readonly passing = false
}
