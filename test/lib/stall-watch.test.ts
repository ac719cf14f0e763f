import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchStalls } from '../../src/lib/stall-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a loop that stood still is told of when it goes on, and not trusted for a while', () => {
  const told: number[] = []
  const watch = watchStalls({ nowMs: Date.now, onStall: (ms) => void told.push(ms) })
  vi.advanceTimersByTime(60_000)
  expect([told, watch.shaken()]).toEqual([[], false])
  // The clock goes on while no timer runs.
  vi.setSystemTime(Date.now() + 1_900)
  vi.advanceTimersByTime(500)
  expect(told).toEqual([])
  vi.setSystemTime(Date.now() + 3_000)
  vi.advanceTimersByTime(500)
  expect([told, watch.shaken()]).toEqual([[3_000], true])
  vi.advanceTimersByTime(9_000)
  expect(watch.shaken()).toBe(true)
  vi.advanceTimersByTime(1_000)
  expect([told.length, watch.shaken()]).toEqual([1, false])
  watch.stop()
  vi.setSystemTime(Date.now() + 60_000)
  vi.advanceTimersByTime(500)
  expect(told).toHaveLength(1)
})
