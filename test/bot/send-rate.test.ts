import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSendPace } from '../../src/bot/send-pace.ts'
import {
  freeAt,
  type History,
  roomAt,
  type Window,
  withEnd,
  withSent,
} from '../../src/bot/send-rate.ts'

const windows: readonly Window[] = [
  { ms: 1_000, max: 7 },
  { ms: 5_000, max: 20 },
]

/** The most that fall within any one window. */
function fullest(arrivals: readonly number[], ms: number): number {
  const sorted = [...arrivals].sort((a, b) => a - b)
  const counts = sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length)
  return Math.max(0, ...counts)
}

const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 })

describe('slots', () => {
  it('never let more leave within a window than it holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), gaps, (start, waits) => {
        let history: History = []
        let nowMs = start
        const left: number[] = []
        for (const wait of waits) {
          nowMs += wait
          while (
            roomAt(history, windows, nowMs) > 0 &&
            left.filter((at) => at === nowMs).length < 3
          ) {
            history = withSent(history, windows, { nowMs, count: 1 })
            left.push(nowMs)
          }
        }
        for (const { ms, max } of windows) expect(fullest(left, ms)).toBeLessThanOrEqual(max)
      }),
    )
  })

  it('say when there is room again: then there is, and not a moment before', () => {
    fc.assert(
      fc.property(gaps, (waits) => {
        let history: History = []
        let nowMs = 0
        for (const wait of waits) {
          nowMs += wait
          if (roomAt(history, windows, nowMs) > 0) {
            history = withSent(history, windows, { nowMs, count: 1 })
            continue
          }
          const free = freeAt(history, windows, nowMs)
          expect(roomAt(history, windows, free)).toBeGreaterThan(0)
          expect(roomAt(history, windows, free - 1)).toBe(0)
        }
      }),
    )
  })

  it('hold for sends that take up to a window to arrive, once they count at their end', () => {
    const travels = fc.array(fc.record({ wait: fc.nat(200), travel: fc.nat(990) }), {
      maxLength: 120,
    })
    fc.assert(
      fc.property(travels, (sends) => {
        let history: History = []
        let nowMs = 0
        const under: { claimedMs: number; endMs: number }[] = []
        const arrivals: number[] = []
        const passTo = (ms: number) => {
          const over = under.filter(({ endMs }) => endMs <= ms)
          for (const { claimedMs, endMs } of over.sort((a, b) => a.endMs - b.endMs)) {
            history = withEnd(history, windows, { claimedMs, nowMs: endMs })
            under.splice(
              under.findIndex((one) => one.endMs === endMs),
              1,
            )
          }
          nowMs = ms
        }
        for (const { wait, travel } of sends) {
          passTo(nowMs + wait)
          while (roomAt(history, windows, nowMs) < 1) passTo(nowMs + 1)
          history = withSent(history, windows, { nowMs, count: 1 })
          under.push({ claimedMs: nowMs, endMs: nowMs + travel })
          arrivals.push(nowMs + travel)
        }
        for (const { ms, max } of windows) expect(fullest(arrivals, ms)).toBeLessThanOrEqual(max)
      }),
    )
  })

  it('keep no more history than the longest window needs', () => {
    let history: History = []
    for (let nowMs = 0; nowMs < 60_000; nowMs += 37) {
      history = withSent(history, windows, { nowMs, count: 1 })
    }
    expect(history.length).toBeLessThanOrEqual(60)
  })
})

describe('the pace of one instance', () => {
  const delays = fc.array(
    fc.record({ wait: fc.nat(300), travel: fc.nat(3_000), answer: fc.nat(500) }),
    { maxLength: 120 },
  )

  it('never lets more arrive within a window than it holds, however long they travel', () => {
    fc.assert(
      fc.property(delays, (sends) => {
        const pace = createSendPace(windows)
        const ends: number[] = []
        const arrivals: number[] = []
        let nowMs = 0
        const passTo = (ms: number) => {
          for (const end of ends.filter((at) => at <= ms).sort((a, b) => a - b)) pace.end(end)
          ends.splice(0, ends.length, ...ends.filter((at) => at > ms))
          nowMs = ms
        }
        for (const { wait, travel, answer } of sends) {
          passTo(nowMs + wait)
          while (pace.room(nowMs) < 1) passTo(pace.freeAt(nowMs) ?? Math.min(...ends))
          pace.begin(1)
          arrivals.push(nowMs + travel)
          ends.push(nowMs + travel + answer)
        }
        for (const { ms, max } of windows) expect(fullest(arrivals, ms)).toBeLessThanOrEqual(max)
      }),
    )
  })

  it('says when there is room again, or that a send has to end first', () => {
    const pace = createSendPace([{ ms: 1_000, max: 2 }])
    pace.begin(2)
    expect([pace.room(0), pace.freeAt(0)]).toEqual([0, undefined])
    pace.end(500)
    expect([pace.room(500), pace.freeAt(500)]).toEqual([0, 1_501])
    expect([pace.room(1_500), pace.room(1_501)]).toEqual([0, 1])
    pace.end(2_000)
    expect(pace.room(2_000)).toBe(1)
    expect(pace.room(3_001)).toBe(2)
  })
})
