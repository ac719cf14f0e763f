/**
 * Writes that wait for one another anyway share a commit: each runs in a savepoint of the open
 * transaction, and all of them are told once it is on the disk. Nobody is made to wait for company.
 */
import { whileBusy } from './sqlite-connection.ts'
import { type SqliteWriter, transactOnSqlite } from './sqlite-transaction.ts'
import type { Lane, Tx } from './store.ts'

export type GroupCommit = {
  /** Runs in the open transaction, or begins one. To be called by whoever has the turn. */
  readonly run: <T>(run: (tx: Tx) => Promise<T>, until: number) => Promise<Joined<T>>
  /** Commits, unless `next` may still come along. To be called before the turn is given away. */
  readonly end: (lane: Lane, next: Lane | undefined) => void
}

/** What a write returned, and when it is on the disk. */
type Joined<T> = { readonly result: T; readonly committed: Promise<void> }

type Group = {
  readonly beganMs: number
  readonly members: PromiseWithResolvers<void>[]
  /** Somebody is waiting for the answer to a request. */
  urgent: boolean
}

const isUrgent = (lane: Lane | undefined) => lane === 'tap' || lane === 'inbox'

/** @param shareMs how long a commit waits for those who are next in line, in ms */
export function groupCommit(writer: SqliteWriter, shareMs = 8): GroupCommit {
  const { connection } = writer
  let group: Group | undefined

  const settle = (tell: (member: PromiseWithResolvers<void>) => void) => {
    const members = group?.members ?? []
    group = undefined
    members.forEach(tell)
  }

  const commit = () => {
    try {
      connection.execute('COMMIT', [])
      settle((member) => member.resolve())
    } catch (error) {
      // SQLite keeps a transaction open whose COMMIT failed.
      if (connection.inTransaction()) connection.execute('ROLLBACK', [])
      settle((member) => member.reject(error))
    }
  }

  return {
    run: async (run, until) => {
      // A group that was left open has members, and this turn was promised its commit.
      if (!group) await whileBusy(() => connection.execute('BEGIN IMMEDIATE', []), until)
      group ??= { beganMs: performance.now(), members: [], urgent: false }
      try {
        const result = await transactOnSqlite(writer, run, group.members.length > 0)
        const member = Promise.withResolvers<void>()
        group.members.push(member)
        return { result, committed: member.promise }
      } catch (error) {
        // Some failures, a full disk among them, undo the whole transaction.
        if (!connection.inTransaction()) settle((member) => member.reject(error))
        throw error
      }
    },
    end: (lane, next) => {
      if (!group) return
      group.urgent ||= isUrgent(lane)
      const mayWait =
        next !== undefined &&
        performance.now() - group.beganMs < shareMs &&
        (isUrgent(next) || !group.urgent)
      if (!mayWait) commit()
    },
  }
}
