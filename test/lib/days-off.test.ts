import { describe, expect, it } from 'vitest'
import { addDays, addWorkdays } from '../../src/lib/calendar.ts'
import { unknownYear, workCalendar } from '../../src/lib/days-off.ts'

describe('working days of 2026', () => {
  it('are 248: 365 days, 104 at weekends, 19 days off from Monday to Friday, 6 made up for', () => {
    const days = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i))
    expect(days.filter(workCalendar.isWorkday)).toHaveLength(365 - 104 - 19 + 6)
  })

  it.each([
    ['2026-01-01', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-10-07', false],
    ['2026-10-10', true],
    ['2026-11-21', false],
    ['2027-02-06', false],
    ['2027-02-08', true],
  ])('%s', (day, worked) => expect(workCalendar.isWorkday(day)).toBe(worked))

  it('are counted over the days off', () => {
    expect(addWorkdays('2026-09-30', 1, workCalendar)).toBe('2026-10-08')
    expect(addWorkdays('2026-10-08', 2, workCalendar)).toBe('2026-10-10')
  })

  it('of a year without a notice are not known', () => {
    expect(unknownYear('2026-11-18', '2026-12-31')).toBeUndefined()
    expect(unknownYear('2026-12-30', '2027-01-05')).toBe(2027)
  })
})
