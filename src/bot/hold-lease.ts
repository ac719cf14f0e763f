/** Something that one instance alone may have, for as long as it lives: taken, renewed, handed on. */
import { setTimeout as startTimer } from 'node:timers'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import { isPassing } from '../lib/passing.ts'
import { dropLease, takeLease } from '../store/leases.ts'
import type { Store } from '../store/store.ts'

export type HeldLease = {
  readonly isHeld: () => boolean
  readonly stop: () => Promise<void>
}

export type HeldLeaseDeps = { readonly store: Store; readonly clock: Clock; readonly log: Log }

/** A process that dies keeps others waiting for this long. */
const leaseMs = 30_000
const renewMs = 10_000

/**
 * @param owner names this instance
 * @param on.taken when it has become ours; `lost` when it may be somebody else's by now
 */
export function holdLease(
  { store, clock, log }: HeldLeaseDeps,
  lease: { readonly name: string; readonly owner: string },
  on: { readonly taken: () => void; readonly lost: () => void },
): HeldLease {
  let heldUntilMs: number | undefined
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopped = false

  const lose = () => {
    if (heldUntilMs === undefined) return
    heldUntilMs = undefined
    on.lost()
  }

  const look = async () => {
    const nowMs = clock.real()
    try {
      const claim = { ...lease, nowMs, ms: leaseMs }
      const isOurs = await store.write('background', (tx) => takeLease(tx, store.dialect, claim))
      if (stopped || !isOurs) return lose()
      const isNew = heldUntilMs === undefined
      heldUntilMs = nowMs + leaseMs
      if (isNew) on.taken()
    } catch (error) {
      const level = isPassing(error) ? 'warn' : 'error'
      log[level]({ err: error, lease: lease.name }, 'a lease could not be renewed')
      // What cannot be renewed is somebody else's before long.
      if (heldUntilMs !== undefined && nowMs + renewMs >= heldUntilMs) lose()
    }
  }

  const next = () => {
    running = look().finally(() => {
      running = undefined
      if (stopped) return
      timer = startTimer(next, renewMs).unref()
    })
  }
  next()

  const letGo = async () => {
    await running
    if (heldUntilMs === undefined) return
    lose()
    await store
      .write('background', (tx) => dropLease(tx, lease))
      // It runs out by itself.
      .catch((error) => log.warn({ err: error, lease: lease.name }, 'a lease was not let go of'))
  }

  return {
    isHeld: () => heldUntilMs !== undefined,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await letGo()
    },
  }
}
