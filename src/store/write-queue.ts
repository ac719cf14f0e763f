/** Whose write goes next: by lane, then by arrival. */
import { type Lane, lanes, StoreBusy } from './store.ts'

export type WriteQueue = {
  /**
   * Waits for the turn; whoever got it must call `leave`. A turn that is free is had at once.
   *
   * @throws StoreBusy when too many wait, or when the turn did not come before `until`
   * (`performance.now()`).
   */
  readonly enter: (lane: Lane, until: number) => Promise<void> | undefined
  readonly leave: () => void
}

type Waiter = { readonly go: () => void }

/** @param limits how many may write at a time, and how many may wait */
export function createWriteQueue(limits: {
  readonly slots: number
  readonly waiting: number
}): WriteQueue {
  const queues = new Map<Lane, Waiter[]>(lanes.map((lane) => [lane, []]))
  let free = limits.slots
  let waiting = 0

  const wait = (lane: Lane, until: number) =>
    new Promise<void>((resolve, reject) => {
      const queue = queues.get(lane)!
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiter), 1)
        waiting--
        reject(new StoreBusy('the turn to write did not come in time'))
      }, until - performance.now())
      const waiter: Waiter = {
        go: () => {
          clearTimeout(timer)
          waiting--
          resolve()
        },
      }
      queue.push(waiter)
      waiting++
    })

  return {
    enter: (lane, until) => {
      if (free > 0) {
        free--
        return undefined
      }
      if (waiting >= limits.waiting) throw new StoreBusy(`${waiting} writes wait already`)
      return wait(lane, until)
    },
    leave: () => {
      for (const lane of lanes) {
        const next = queues.get(lane)!.shift()
        if (next) return next.go()
      }
      free++
    },
  }
}
