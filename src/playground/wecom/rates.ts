/**
 * How much may be sent: 10 000 calls of an API in a minute, 30 messages a minute and 1000 an hour to
 * one member or chat (https://developer.work.weixin.qq.com/document/path/90312). Sliding windows on
 * the real clock, so that no choice of moment gets more through.
 */
import type { World } from './world.ts'

export type Rates = {
  /** Counts one, unless it is over a limit. */
  readonly api: (name: string) => boolean
  readonly messageTo: (whom: string) => boolean
  readonly forget: () => void
}

type Window = { readonly limit: number; readonly ms: number }

const apiWindows: readonly Window[] = [
  { limit: 10_000, ms: 60_000 },
  { limit: 150_000, ms: 3_600_000 },
]
const messageWindows: readonly Window[] = [
  { limit: 30, ms: 60_000 },
  { limit: 1_000, ms: 3_600_000 },
]

export function createRates(world: World): Rates {
  const counted = new Map<string, number[]>()

  const takes = (key: string, windows: readonly Window[]): boolean => {
    if (!world.enforceLimits) return true
    const now = world.clock.real()
    const longest = Math.max(...windows.map(({ ms }) => ms))
    const times = (counted.get(key) ?? []).filter((at) => at > now - longest)
    counted.set(key, times)
    // The one that would be over the limit is the limit-th from the end, where it is still inside.
    const isFull = windows.some(({ limit, ms }) => (times.at(-limit) ?? -Infinity) > now - ms)
    if (isFull) return false
    times.push(now)
    return true
  }

  return {
    api: (name) => takes(`api/${name}`, apiWindows),
    messageTo: (whom) => takes(`message/${whom}`, messageWindows),
    forget: () => counted.clear(),
  }
}
