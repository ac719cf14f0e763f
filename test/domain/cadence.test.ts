import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cadenceOf, dueSince, lateBefore } from '../../src/domain/cadence.ts'
import type { Grade } from '../../src/domain/grade.ts'
import { addDays, diffDays, endOfMonth, endOfQuarter, quarterOf } from '../../src/lib/calendar.ts'

const today = '2026-11-18'

describe('when the next contact is due', () => {
  it.each<[string, Grade, string, number | undefined, string, number]>([
    ['CUS1, nine days ago', 'a', '2026-11-09', undefined, '2026-11-16', 2],
    ['A on the seventh day', 'a', '2026-11-11', undefined, '2026-11-18', 0],
    ['A on the eighth', 'a', '2026-11-10', undefined, '2026-11-17', 1],
    ['CUS5, eight days ago', 'b', '2026-11-10', 1, '2026-11-25', 0],
    ['B on the fifteenth day', 'b', '2026-11-03', 1, '2026-11-18', 0],
    ['B on the sixteenth', 'b', '2026-11-02', 1, '2026-11-17', 1],
    ['B, once this month, the gap beyond it', 'b', '2026-11-18', 1, '2026-11-30', 0],
    ['B, twice this month already', 'b', '2026-11-18', 2, '2026-12-03', 0],
    ['CUS3, last month', 'c', '2026-10-30', undefined, '2026-11-30', 0],
    ['C this month already', 'c', '2026-11-02', undefined, '2026-12-31', 0],
    ['C with a month left out', 'c', '2026-09-30', undefined, '2026-10-31', 18],
    ['CUS6, not in this quarter', 'potential', '2026-09-02', undefined, '2026-12-31', 0],
    ['潜在 with a quarter left out', 'potential', '2026-06-30', undefined, '2026-09-30', 49],
  ])('B2 %s', (_, grade, since, thisMonth, dueDate, lateDays) => {
    const due = cadenceOf({ grade, since, thisMonth }, today)
    expect([due.dueDate, due.lateDays]).toEqual([dueDate, lateDays])
  })

  const days = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n))
  const grades = fc.constantFrom<Grade>('a', 'b', 'c', 'potential')

  it('a contact today is never late, and a later one never due earlier', () => {
    fc.assert(
      fc.property(grades, days, fc.integer({ min: 0, max: 200 }), (grade, since, later) => {
        const now = addDays(since, later)
        const due = cadenceOf({ grade, since, thisMonth: 0 }, now)
        expect(cadenceOf({ grade, since: now, thisMonth: 0 }, now).lateDays).toBe(0)
        expect(due.lateDays).toBe(Math.max(0, diffDays(due.dueDate, now)))
        const fresh = cadenceOf({ grade, since: addDays(since, 1), thisMonth: 0 }, now)
        expect(fresh.dueDate >= due.dueDate).toBe(true)
      }),
    )
  })

  it('what is due by a day was last contacted no later than the query asks for', () => {
    fc.assert(
      fc.property(
        grades,
        days,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 14 }),
        (grade, now, ago, ahead) => {
          const since = addDays(now, -ago)
          const until = addDays(now, ahead)
          const { dueDate } = cadenceOf({ grade, since, thisMonth: 0 }, now)
          if (dueDate <= until) expect(since <= dueSince(grade, until)).toBe(true)
        },
      ),
    )
  })

  it('C and 潜在 are due at the end of a period, which a contact in it moves on', () => {
    fc.assert(
      fc.property(days, (day) => {
        const c = cadenceOf({ grade: 'c', since: day }, day).dueDate
        expect(c).toBe(endOfMonth(c))
        expect(c > endOfMonth(day)).toBe(true)
        const potential = cadenceOf({ grade: 'potential', since: day }, day).dueDate
        expect(potential).toBe(endOfQuarter(quarterOf(potential)))
        expect(potential > endOfQuarter(quarterOf(day))).toBe(true)
      }),
    )
  })

  it('a query for the late ones finds just those', () => {
    fc.assert(
      fc.property(grades, days, fc.nat(200), fc.nat(3), (grade, now, ago, thisMonth) => {
        const since = addDays(now, -ago)
        const { lateDays } = cadenceOf({ grade, since, thisMonth }, now)
        expect(since < lateBefore(grade, now)).toBe(lateDays > 0)
      }),
    )
  })
})
