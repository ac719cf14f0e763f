/** How fast this instance sends, by when its sends arrive and not by when they were claimed. */
import type { Window } from './send-rate.ts'

export type SendPace = {
  readonly begin: (count: number) => void
  readonly end: (nowMs: number) => void
  /** How many more may begin now. */
  readonly room: (nowMs: number) => number
  /** When there is room again; undefined when that takes a send to end first. */
  readonly freeAt: (nowMs: number) => number | undefined
}

/** Clocks tick in whole milliseconds. */
const tickMs = 1

/**
 * A send arrives at some moment between its beginning and its end. Counted for all that time and a
 * window longer, no more than `max` can arrive within any window, however long each of them takes:
 * a token that had to be fetched first lets what waited for it leave all at once.
 */
export function createSendPace(windows: readonly Window[]): SendPace {
  const longestMs = Math.max(...windows.map(({ ms }) => ms))
  let underWay = 0
  /** Oldest first. */
  let ended: number[] = []

  const within = ({ ms }: Window, nowMs: number) =>
    ended.filter((at) => at > nowMs - ms - tickMs).length
  const roomIn = (window: Window, nowMs: number) => window.max - underWay - within(window, nowMs)

  return {
    begin: (count) => {
      underWay += count
    },
    end: (nowMs) => {
      underWay--
      ended = [...ended.filter((at) => at > nowMs - longestMs - tickMs), nowMs]
    },
    room: (nowMs) => Math.max(0, Math.min(...windows.map((window) => roomIn(window, nowMs)))),
    freeAt: (nowMs) => {
      if (windows.some(({ max }) => underWay >= max)) return undefined
      const full = windows.filter((window) => roomIn(window, nowMs) < 1)
      // The end that has to pass out of the window for one more to fit.
      const leaving = full.map(({ ms, max }) => ended.at(underWay - max)! + ms + tickMs)
      return Math.max(nowMs, ...leaving)
    },
  }
}
