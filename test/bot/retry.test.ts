import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfter } from '../../src/bot/retry.ts'

const day = 24 * 3_600_000

/** How long it goes on trying altogether, and how often. */
function wholeWait(random: number, askedMs?: number): { tries: number; ms: number } {
  let ms = 0
  for (let tries = 1; tries < 1_000; tries++) {
    const wait = retryAfter(tries, random, askedMs)
    if (wait === undefined) return { tries, ms }
    ms += wait
  }
  throw new Error('it never ends')
}

describe('retries', () => {
  it('follow the schedule: soon at first, then seldom', () => {
    const waits = Array.from({ length: 12 }, (_, i) => retryAfter(i + 1, 0.5))
    const minutes = [2, 10, 30, 60, 120, 240, 480, 480].map((n) => n * 60_000)
    expect(waits).toEqual([1_000, 5_000, 30_000, ...minutes, undefined])
  })

  it('are spread, and over after a day, whatever the dice say', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const { tries, ms } = wholeWait(random)
        expect(tries).toBe(12)
        expect(ms).toBeGreaterThan(0.75 * day)
        expect(ms).toBeLessThan(1.25 * day)
      }),
    )
  })

  it('wait as long as the platform asks for', () => {
    expect(retryAfter(1, 0.5, 7_000)).toBe(7_000)
    expect(retryAfter(4, 0.5, 7_000)).toBe(7_000)
  })

  it('come to an end when the platform asks again and again, and never spin', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (askedMs) => {
        const { tries, ms } = wholeWait(0.5, askedMs)
        expect(tries).toBe(23)
        expect(ms).toBeLessThan(1.25 * day)
        expect(retryAfter(1, 0.5, askedMs)).toBeGreaterThanOrEqual(200)
      }),
    )
  })
})
