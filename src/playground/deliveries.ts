/**
 * What is on its way to the bot: kept for the inspector, tried again until it is taken, and late,
 * out of order or twice under the faults that the simulated platforms have in common.
 */
import type { Clock } from '../lib/clock.ts'
import type { Timer } from './timer.ts'

/** How long a delivery that is held back for reordering waits for another one. */
const reorderMs = 2_000

type Report = {
  readonly id: string
  readonly attempts: readonly unknown[]
  readonly state: 'delivering' | 'acknowledged' | 'waiting' | 'given-up' | 'unseen'
  /** Real clock; when the next attempt is due. */
  readonly nextAttemptMs?: number
}

type Surroundings = {
  readonly clock: Clock
  readonly timer: Timer
  /** How many reports are kept. */
  readonly history: number
  readonly faults: {
    readonly duplicateDelivery: boolean
    readonly lateDeliveryMs: number
    readonly reorder: boolean
  }
}

/** How one kind of delivery is made. A wire is what leaves: the bytes with their signature. */
export type Course<R extends Report, Wire> = {
  /** One try, with what left at the first one. */
  readonly attempt: (
    report: R,
    first: Wire | undefined,
  ) => Promise<{ readonly report: R; readonly isTaken: boolean; readonly wire: Wire }>
  /** ms before the next try; undefined after the last. */
  readonly waitAfter: (tries: number) => number | undefined
  /** Opens a report for the same once more. */
  readonly again: (report: R) => R
}

export type Deliveries<R extends Report> = {
  readonly open: (report: R) => R
  /** A report that was forgotten meanwhile stays forgotten. */
  readonly keep: (report: R) => R
  /** Resolves after the first try. */
  readonly deliver: <Wire>(report: R, course: Course<R, Wire>) => Promise<R>
  readonly all: () => readonly R[]
  /** Whether nothing is under way or waiting for another try. */
  readonly settled: () => boolean
  readonly forget: () => void
  /** No more attempts. */
  readonly stop: () => void
}

export function createDeliveries<R extends Report>(
  world: Surroundings,
  tell: (report: R) => void,
): Deliveries<R> {
  const reports = new Map<string, R>()
  const pending = new Set<{ readonly cancel: () => void }>()
  let held: (() => void) | undefined
  let stopped = false

  const keep = (report: R): R => {
    if (!reports.has(report.id)) return report
    reports.set(report.id, report)
    tell(report)
    return report
  }

  const later = (ms: number, run: () => void) => {
    if (stopped) return
    const entry = world.timer.after(ms, () => {
      pending.delete(entry)
      if (!stopped) run()
    })
    pending.add(entry)
  }

  const tryOnce = async <Wire>(report: R, course: Course<R, Wire>, first?: Wire): Promise<R> => {
    const { report: tried, isTaken, wire } = await course.attempt(report, first)
    if (isTaken) return keep({ ...tried, state: 'acknowledged', nextAttemptMs: undefined })
    const wait = course.waitAfter(tried.attempts.length)
    if (wait === undefined || stopped) return keep({ ...tried, state: 'given-up' })
    later(wait, () => void tryOnce(tried, course, first ?? wire))
    return keep({ ...tried, state: 'waiting', nextAttemptMs: world.clock.real() + wait })
  }

  const firstDelivery = async <Wire>(report: R, course: Course<R, Wire>): Promise<R> => {
    const done = await tryOnce(report, course)
    const release = held
    held = undefined
    release?.()
    if (done.state === 'acknowledged' && world.faults.duplicateDelivery) {
      void tryOnce(course.again(done), course)
    }
    return done
  }

  const inOrder = <Wire>(report: R, course: Course<R, Wire>): Promise<R> => {
    if (!world.faults.reorder || held) return firstDelivery(report, course)
    return new Promise((resolve) => {
      const go = () => void firstDelivery(report, course).then(resolve)
      held = go
      later(reorderMs, () => {
        if (held !== go) return
        held = undefined
        go()
      })
    })
  }

  return {
    open: (report) => {
      reports.set(report.id, report)
      const oldest = reports.keys().next().value
      if (reports.size > world.history && oldest) reports.delete(oldest)
      tell(report)
      return report
    },
    keep,
    deliver: (report, course) => {
      const wait = world.faults.lateDeliveryMs
      if (wait <= 0) return inOrder(report, course)
      return new Promise((resolve) => later(wait, () => void inOrder(report, course).then(resolve)))
    },
    all: () => [...reports.values()],
    settled: () =>
      ![...reports.values()].some(({ state }) => state === 'delivering' || state === 'waiting'),
    forget: () => {
      for (const entry of pending) entry.cancel()
      pending.clear()
      held = undefined
      reports.clear()
    },
    stop: () => {
      stopped = true
      for (const entry of pending) entry.cancel()
    },
  }
}
