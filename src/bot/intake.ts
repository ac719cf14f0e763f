import type { Inbound, InboundTap } from '../platforms/port.ts'
import { CommitUnknown } from '../store/commit-unknown.ts'
import { insertInbox, type NewInboxRow } from '../store/inbox.ts'
import { StoreBusy } from '../store/store.ts'
import type { EngineDeps } from './definitions.ts'

export type Intake = {
  /** Resolves when committed: true if the event is new, false if it had been stored before. */
  readonly store: (inbound: Exclude<Inbound, InboundTap>, personKey: string) => Promise<boolean>
  readonly idle: () => Promise<void>
}

type Waiting = NewInboxRow & {
  readonly resolve: (isNew: boolean) => void
  readonly reject: (error: unknown) => void
}

/** More than this waiting means the database does not keep up: better to be sent again. */
const maxWaiting = 4_096
/** One statement stays small enough to be quick. */
const maxBatch = 512

/**
 * Stores events so that those which arrive in one turn of the event loop, or while a commit is
 * under way, share the next commit: one statement however many, and never a timer.
 */
export function createIntake(deps: EngineDeps, wake: (personKey: string) => void): Intake {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined

  async function drain(): Promise<void> {
    // Let what else arrived in this turn of the loop come along.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      await commit(batch)
    }
  }

  /** The ids that are new. Where that cannot be told, all: to look for nothing does no harm. */
  async function insert(batch: readonly Waiting[]): Promise<ReadonlySet<string>> {
    const { store } = deps
    const write = () => store.write('inbox', (tx) => insertInbox(tx, store.dialect, batch))
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof CommitUnknown)) throw error
      // Whatever of it was not committed is now.
      await write()
      return new Set(batch.map(({ id }) => id))
    }
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const stored = await insert(batch)
      for (const row of batch) {
        row.resolve(stored.has(row.id))
        if (stored.has(row.id) && row.state === 'pending') wake(row.personKey)
      }
    } catch (error) {
      if (batch.length === 1 || error instanceof StoreBusy) {
        for (const row of batch) row.reject(error)
        return
      }
      // What no database can hold must not keep out what came with it.
      for (const row of batch) await commit([row])
    }
  }

  function start(): void {
    running ??= drain().finally(() => {
      running = undefined
      // Somebody may have come after the last look.
      if (waiting.length > 0) start()
    })
  }

  return {
    store: (inbound, personKey) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maxWaiting) return reject(new StoreBusy('the inbox is full'))
        waiting.push({
          id: deps.ids.next(),
          inbound,
          personKey,
          receivedMs: deps.clock.real(),
          state: inbound.kind === 'unsupported' ? 'ignored' : 'pending',
          resolve,
          reject,
        })
        start()
      }),
    idle: async () => {
      while (running) await running
    },
  }
}
