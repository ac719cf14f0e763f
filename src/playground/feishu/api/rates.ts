/**
 * The limits: 50 calls a second and 1000 a minute per API, 5 a second per person, chat and message
 * (https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control). Sliding windows on
 * the real clock, so that no choice of moment gets more through.
 */
import type { World } from '../world.ts'

export type Excess = { readonly limit: number; readonly resetSeconds: number }

export type Rates = {
  /** Counts a call of an API, unless it is over a limit. */
  readonly api: (name: string) => Excess | undefined
  readonly target: (key: string) => boolean
  readonly forget: () => void
}

const apiWindows = [
  { limit: 50, ms: 1_000 },
  { limit: 1_000, ms: 60_000 },
] as const

const targetWindow = { limit: 5, ms: 1_000 } as const

export function createRates(world: World): Rates {
  const calls = new Map<string, number[]>()
  const targets = new Map<string, number[]>()

  const recent = (times: Map<string, number[]>, key: string, ms: number): number[] => {
    const since = world.clock.real() - ms
    const kept = (times.get(key) ?? []).filter((at) => at > since)
    times.set(key, kept)
    return kept
  }

  return {
    api: (name) => {
      if (!world.enforceLimits) return undefined
      const minute = recent(calls, name, 60_000)
      const now = world.clock.real()
      for (const window of apiWindows) {
        const inside = minute.filter((at) => at > now - window.ms)
        if (inside.length < window.limit) continue
        const freeAt = (inside[inside.length - window.limit] ?? now) + window.ms
        return {
          limit: window.limit,
          resetSeconds: Math.max(1, Math.ceil((freeAt - now) / 1000)),
        }
      }
      minute.push(now)
      return undefined
    },
    target: (key) => {
      if (!world.enforceLimits) return true
      const inside = recent(targets, key, targetWindow.ms)
      if (inside.length >= targetWindow.limit) return false
      inside.push(world.clock.real())
      return true
    },
    forget: () => {
      calls.clear()
      targets.clear()
    },
  }
}
