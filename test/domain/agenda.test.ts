import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareUrgency, type Due } from '../../src/domain/agenda.ts'
import { dwellOf } from '../../src/domain/dwell.ts'
import { type EnteredStage, forwardMoves } from '../../src/domain/moves.ts'

const late = (grade: 'a' | 'b', lateDays: number): Due => ({
  kind: 'contact',
  grade,
  cadence: { dueDate: '2026-11-10', lateDays, byPeriod: false },
})

/** As they are to be done. */
const inOrder: readonly Due[] = [
  { kind: 'first-contact', state: { kind: 'late', minutes: 90 } },
  { kind: 'first-contact', state: { kind: 'late', minutes: 30 } },
  { kind: 'first-contact', state: { kind: 'open', minutesLeft: 20 } },
  { kind: 'approval', submittedMs: 5 },
  late('a', 9),
  late('a', 2),
  late('b', 30),
  { kind: 'stage', limitDate: '2026-11-12', overDays: 6 },
  { kind: 'stage', limitDate: '2026-11-17', overDays: 1 },
  { kind: 'task', dueDate: '2026-11-16' },
  { kind: 'task', dueDate: '2026-11-18', dueMs: 1 },
  { kind: 'task', dueDate: '2026-11-18' },
  { kind: 'closing', closeDate: '2026-10-01' },
  { kind: 'closing', closeDate: '2026-11-18' },
  {
    kind: 'contact',
    grade: 'c',
    cadence: { dueDate: '2026-11-30', lateDays: 0, byPeriod: true },
  },
]

describe('what is most urgent', () => {
  it('U5 comes first, in whatever order it was found', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...inOrder], { minLength: 2 }), (found) => {
        const wanted = inOrder.filter((due) => found.includes(due))
        expect(found.toSorted(compareUrgency)).toEqual(wanted)
      }),
    )
  })
})

describe('days in a stage', () => {
  it.each([
    ['D-1001', '2026-10-12', 42, { days: 37, limitDays: 42, overDays: 0 }],
    ['D-1002', '2026-10-15', 28, { days: 34, limitDays: 28, overDays: 6 }],
    ['on its last day', '2026-10-21', 28, { days: 28, limitDays: 28, overDays: 0 }],
    ['without a limit', '2020-01-01', null, { days: 2513, overDays: 0 }],
  ] as const)('H5 %s', (_, entered, maxDays, dwell) => {
    expect(dwellOf(entered, '2026-11-18', { maxDays })).toEqual(dwell)
  })
})

describe('moves forward', () => {
  const entered = (stageId: string, enteredDate: string, undone = false): EnteredStage => ({
    dealId: 'd',
    ownerId: 'u',
    stageId,
    enteredDate,
    undone,
  })
  const days = { from: '2026-11-16', to: '2026-11-22' }
  const moves = (...history: EnteredStage[]) => forwardMoves(history, Number, days).length

  it.each<[string, number, EnteredStage[]]>([
    ['a deal that is new has not moved', 0, [entered('1', '2026-11-17')]],
    ['one step', 1, [entered('1', '2026-10-01'), entered('2', '2026-11-17')]],
    ['before the days', 0, [entered('1', '2026-10-01'), entered('2', '2026-11-15')]],
    ['a step back', 0, [entered('2', '2026-10-01'), entered('1', '2026-11-17')]],
    [
      'forward, and taken back',
      0,
      [entered('1', '2026-10-01'), entered('2', '2026-11-17'), entered('1', '2026-11-17', true)],
    ],
    [
      'back, which is taken back: nothing went forward',
      0,
      [entered('2', '2026-10-01'), entered('1', '2026-11-17'), entered('2', '2026-11-17', true)],
    ],
    [
      'taken back and done again',
      1,
      [
        entered('1', '2026-10-01'),
        entered('2', '2026-11-17'),
        entered('1', '2026-11-17', true),
        entered('2', '2026-11-18'),
      ],
    ],
  ])('U30 %s', (_, count, history) => expect(moves(...history)).toBe(count))
})
