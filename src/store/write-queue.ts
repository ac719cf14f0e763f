/** Whose write goes next: by lane, then by arrival. */
import { type Lane, lanes, StoreBusy } from './store.ts'

export type WriteQueue = {
  /**
   * Waits for the turn; whoever got it must call `leave`. A turn that is free is had at once.
   *
   * @throws StoreBusy when too many wait, when the turn did not come before `until`
   * (`performance.now()`), or when the queue is closed
   */
  readonly enter: (lane: Lane, until: number) => Promise<void> | undefined
  readonly leave: () => void
  /** The lane of whoever is next. */
  readonly next: () => Lane | undefined
  /** Refuses who waits and who comes; resolves when everybody who has a turn has left. */
  readonly close: () => Promise<void>
}

type Waiter = { readonly go: () => void; readonly refuse: (reason: StoreBusy) => void }

/** @param limits how many may write at a time, and how many may wait */
export function createWriteQueue(limits: {
  readonly slots: number
  readonly waiting: number
}): WriteQueue {
  const queues = new Map<Lane, Set<Waiter>>(lanes.map((lane) => [lane, new Set()]))
  let free = limits.slots
  let waiting = 0
  let closed: PromiseWithResolvers<void> | undefined

  const wait = (lane: Lane, until: number) => {
    const turn = Promise.withResolvers<void>()
    const queue = queues.get(lane)!
    const gone = () => {
      clearTimeout(timer)
      queue.delete(waiter)
      waiting--
    }
    const waiter: Waiter = {
      go: () => {
        gone()
        turn.resolve()
      },
      refuse: (reason) => {
        gone()
        turn.reject(reason)
      },
    }
    const timer = setTimeout(
      () => waiter.refuse(new StoreBusy('the turn to write did not come in time')),
      until - performance.now(),
    )
    queue.add(waiter)
    waiting++
    return turn.promise
  }
  const everybody = () => lanes.flatMap((lane) => [...queues.get(lane)!])

  return {
    enter: (lane, until) => {
      if (closed) throw new StoreBusy('the store is closed')
      if (waiting >= limits.waiting) throw new StoreBusy(`${waiting} writes wait already`)
      if (free === 0) return wait(lane, until)
      free--
      return undefined
    },
    next: () => lanes.find((lane) => queues.get(lane)!.size > 0),
    leave: () => {
      for (const lane of lanes) {
        const [next] = queues.get(lane)!
        if (next) return next.go()
      }
      free++
      if (free === limits.slots) closed?.resolve()
    },
    close: () => {
      closed ??= Promise.withResolvers()
      for (const waiter of everybody()) waiter.refuse(new StoreBusy('the store is closed'))
      if (free === limits.slots) closed.resolve()
      return closed.promise
    },
  }
}
