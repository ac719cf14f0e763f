/** How long a write may wait and run. */
import type { Lane } from './store.ts'

export type WriteLimits = {
  /** How long a write waits for its turn and the lock, in ms, by lane or for all. */
  readonly waitMs?: number | Readonly<Record<Lane, number>>
  /** How many writes may wait; one more is refused at once. */
  readonly waiting?: number
  /** How long one transaction may run, in ms; it does nothing but SQL, so longer is a bug. */
  readonly runMs?: number
  /** How long SQLite's commit waits for those who are next in line, to be theirs as well, in ms. */
  readonly shareMs?: number
  /** How long PostgreSQL may take for one statement, in ms. */
  readonly statementMs?: number
  /** How many transactions PostgreSQL runs for us at a time; as many connections serve reads. */
  readonly connections?: number
}

/** Feishu wants taps and events answered within 3 s, so these give up before. */
const defaultWaitMs: Readonly<Record<Lane, number>> = {
  tap: 2000,
  inbox: 2500,
  message: 4000,
  background: 4000,
}

/** When (`performance.now()`) a write that comes now gives up waiting. */
export function waitUntil(lane: Lane, { waitMs = defaultWaitMs }: WriteLimits): number {
  return performance.now() + (typeof waitMs === 'number' ? waitMs : waitMs[lane])
}

/** @throws Error when `running` is not done after `ms` */
export async function within<T>(ms: number, running: Promise<T>): Promise<T> {
  const overrun = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => overrun.reject(new Error(`a transaction ran longer than ${ms} ms`)),
    ms,
  )
  try {
    return await Promise.race([running, overrun.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** A function whose work is done by the first call; the others wait for the same. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= work()
    return done
  }
}
