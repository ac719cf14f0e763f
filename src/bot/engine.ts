/**
 * The engine: what comes in is stored before it is answered, done in each person's order, and every
 * word that goes out leaves through the outbox.
 */
import { setTimeout as startTimer } from 'node:timers'
import type { Inbound, InboundTap, TapAnswer } from '../platforms/port.ts'
import { findPendingPeople, parkRejected } from '../store/inbox.ts'
import { TextRefused } from '../store/text.ts'
import type { EngineDeps } from './definitions.ts'
import { createIntake } from './intake.ts'
import { startOutboxPump } from './outbox-pump.ts'
import { personKeyOf } from './person-key.ts'
import { createPersonQueue } from './person-queue.ts'
import { answerTap } from './tap.ts'

export type Engine = {
  /**
   * Resolves once the event is committed, or was before; only then may the platform be answered.
   * @throws StoreBusy nothing was stored: the platform must send it again.
   */
  readonly accept: (inbound: Exclude<Inbound, InboundTap>) => Promise<void>
  readonly tap: (inbound: InboundTap) => Promise<TapAnswer>
  /** Events seen so far, by kind and by what became of them. */
  readonly counts: ReadonlyMap<string, number>
  /** Platforms that take nothing from us until a person has put something right, and what that is. */
  readonly troubles: ReadonlyMap<string, string>
  /** Sends at once what somebody else has queued; it would be found within seconds anyway. */
  readonly wake: () => void
  /** Resolves when everything accepted so far is done and everything to be sent is out. */
  readonly settled: () => Promise<void>
  /** Stops taking work up and waits for what is under way. */
  readonly stop: () => Promise<void>
}

/** How often to look for what another instance or an earlier life left behind. */
const sweepMs = 5_000

/** Starts the engine: what was pending before is taken up at once. */
export function startEngine(deps: EngineDeps): Engine {
  const owner = deps.ids.next()
  const counts = new Map<string, number>()
  const count = (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1)
  const pump = startOutboxPump(deps, owner)
  const queue = createPersonQueue(deps, pump.wake)
  const intake = createIntake(deps, queue.wake)
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const sweep = async () => {
    try {
      for (const personKey of await findPendingPeople(deps.store.db)) queue.wake(personKey)
    } catch (error) {
      deps.log.warn({ err: error }, 'the inbox could not be looked through')
    }
    if (!stopped) timer = startTimer(() => void sweep(), sweepMs).unref()
  }
  void sweep()

  return {
    counts,
    accept: async (inbound) => {
      if (inbound.kind === 'overheard') return count('message:overheard')
      try {
        const isNew = await intake.store(inbound, personKeyOf(inbound))
        count(`${inbound.kind}:${isNew ? 'new' : 'duplicate'}`)
      } catch (error) {
        if (!(error instanceof TextRefused)) throw error
        // It would come again and again, and never fit.
        await keepAside(deps, inbound)
        count(`${inbound.kind}:kept-aside`)
      }
    },
    tap: async (inbound) => {
      count('tap:new')
      const answer = await answerTap(deps, inbound)
      pump.wake()
      return answer
    },
    troubles: pump.troubles,
    wake: pump.wake,
    settled: async () => {
      await intake.idle()
      await queue.idle()
      await pump.empty()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await intake.idle()
      await queue.stop()
      await pump.stop()
    },
  }
}

async function keepAside(deps: EngineDeps, inbound: Inbound): Promise<void> {
  const id = deps.ids.next()
  const { platform } = inbound
  const reason = 'cannot be stored'
  const row = { id, platform, reason, body: JSON.stringify(inbound) }
  await parkRejected(deps.store, { ...row, receivedMs: deps.clock.real() })
  deps.log.warn({ platform, id, reason }, 'an event was kept aside: it cannot be stored')
}
