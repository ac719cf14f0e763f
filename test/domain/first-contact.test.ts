import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstContactBy, firstContactOf, spokenMinutes } from '../../src/domain/first-contact.ts'

const at = (text: string) => Date.parse(`${text}:00+08:00`)

it.each([
  ['L-201 at ten', '2026-11-17T09:30', '2026-11-18T10:00', 'late', 30],
  ['on the minute', '2026-11-17T09:30', '2026-11-18T09:30', 'open', 0],
  ['a minute before', '2026-11-17T09:30', '2026-11-18T09:29', 'open', 1],
  ['over a weekend: natural hours', '2026-11-20T18:00', '2026-11-23T09:00', 'late', 39 * 60],
] as const)('G4 %s', (_, assigned, now, kind, minutes) => {
  const state = firstContactOf(at(assigned), at(now))
  expect(state).toEqual(
    kind === 'late' ? { kind, minutes } : { kind: 'open', minutesLeft: minutes },
  )
})

it('is late exactly after the instant it is due by', () => {
  const ms = fc.integer({ min: 0, max: 4_000_000_000 })
  fc.assert(
    fc.property(ms, ms, (assigned, later) => {
      const now = assigned + later
      const late = firstContactOf(assigned, now).kind === 'late'
      expect(late).toBe(now > firstContactBy(assigned))
    }),
  )
})

it.each([
  [0, '0分钟'],
  [30, '30分钟'],
  [60, '1小时'],
  [65, '1小时5分钟'],
  [1440, '1天'],
  [1505, '1天1小时'],
])('%i minutes are %s', (minutes, words) => expect(spokenMinutes(minutes)).toBe(words))
