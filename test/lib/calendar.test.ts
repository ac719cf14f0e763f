import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkdays,
  type Day,
  dayIn,
  dayOf,
  diffDays,
  echoDay,
  endOfMonth,
  endOfQuarter,
  instantOf,
  isDay,
  minuteOfDayIn,
  partsOf,
  quarterOf,
  shiftQuarter,
  shortDay,
  startOfQuarter,
  startOfWeek,
  type WorkCalendar,
  weekday,
} from '../../src/lib/calendar.ts'

const today = '2026-11-18'

/** Days from 2000-01-01 to 2099-12-31. */
const day = fc.integer({ min: 0, max: 36_524 }).map((n) => addDays('2000-01-01', n))
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
)

describe('a day', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '1999-12-31',
    '2100-01-01',
    '2026-1-1',
    '',
    '20261118',
  ])('%s is none', (text) => expect(isDay(text)).toBe(false))

  test.each(['2000-01-01', '2099-12-31', '2024-02-29'])('%s is one', (text) =>
    expect(isDay(text)).toBe(true),
  )

  test('exists exactly when its parts make it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2110 }),
        fc.integer({ min: -1, max: 14 }),
        fc.integer({ min: -1, max: 33 }),
        (year, month, date) => {
          const made = dayOf(year, month, date)
          const real = new Date(Date.UTC(year, month - 1, date))
          const exists =
            year >= 2000 &&
            year <= 2099 &&
            real.getUTCMonth() === month - 1 &&
            real.getUTCDate() === date
          expect(made !== undefined).toBe(exists)
          if (made) expect(partsOf(made)).toEqual([year, month, date])
        },
      ),
    )
  })
})

describe('arithmetic', () => {
  test('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, n) => {
        expect(diffDays(from, addDays(from, n))).toBe(n)
        expect(addDays(addDays(from, n), -n)).toBe(from)
      }),
    )
  })

  test('a month later is the same date, or the last of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (from, n) => {
        const to = addMonths(from, n)
        const [year, month, date] = partsOf(from)
        const [toYear, toMonth, toDate] = partsOf(to)
        expect(toYear * 12 + toMonth).toBe(year * 12 + month + n)
        expect(toDate).toBe(Math.min(date, partsOf(endOfMonth(to))[2]))
      }),
    )
  })

  test('months add up where no date is cut', () => {
    const early = fc
      .tuple(day, fc.integer({ min: 1, max: 28 }))
      .map(([d, n]) => `${d.slice(0, 8)}${String(n).padStart(2, '0')}`)
    fc.assert(
      fc.property(
        early,
        fc.integer({ min: -99, max: 99 }),
        fc.integer({ min: -99, max: 99 }),
        (from, a, b) => {
          expect(addMonths(addMonths(from, a), b)).toBe(addMonths(from, a + b))
        },
      ),
    )
  })

  test.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-11-18', -11, '2025-12-18'],
  ])('%s and %i months is %s', (from, n, to) => expect(addMonths(from, n)).toBe(to))
})

describe('weeks and quarters', () => {
  test('a week is Monday to Sunday around any day', () => {
    fc.assert(
      fc.property(day, (d) => {
        const monday = startOfWeek(d)
        expect(weekday(monday)).toBe(1)
        expect(diffDays(monday, d)).toBe(weekday(d) - 1)
        expect(weekday(d)).toBe(new Date(`${d}T00:00:00Z`).getUTCDay() || 7)
      }),
    )
  })

  test('a day lies in its quarter, and quarters follow each other', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 40 }), (d, n) => {
        const quarter = quarterOf(d)
        expect(startOfQuarter(quarter) <= d && d <= endOfQuarter(quarter)).toBe(true)
        expect(addDays(endOfQuarter(quarter), 1)).toBe(startOfQuarter(shiftQuarter(quarter, 1)))
        expect(shiftQuarter(shiftQuarter(quarter, n), -n)).toEqual(quarter)
      }),
    )
  })
})

describe('working days', () => {
  test('weekends are stepped over', () => {
    expect(addWorkdays(today, 3)).toBe('2026-11-23')
    expect(addWorkdays('2026-11-21', 3)).toBe('2026-11-25')
    expect(addWorkdays('2026-11-23', -1)).toBe('2026-11-20')
    expect(addWorkdays(today, 0)).toBe(today)
  })

  test('the calendar decides', () => {
    const holiday: WorkCalendar = {
      isWorkday: (d) =>
        d === '2026-10-10' || (weekday(d) <= 5 && !(d >= '2026-10-01' && d <= '2026-10-07')),
      known: () => true,
    }
    expect(addWorkdays('2026-09-30', 1, holiday)).toBe('2026-10-08')
    expect(addWorkdays('2026-09-30', 3, holiday)).toBe('2026-10-10')
  })

  test('n steps land on the n-th working day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 300 }), (d, n) => {
        const to = addWorkdays(d, n)
        let seen = 0
        for (let at = addDays(d, 1); at <= to; at = addDays(at, 1)) if (weekday(at) <= 5) seen++
        expect(seen).toBe(n)
        expect(weekday(to)).toBeLessThanOrEqual(5)
      }),
      { numRuns: 40 },
    )
  })

  test('a calendar without a working day is a bug', () => {
    expect(() => addWorkdays(today, 1, { isWorkday: () => false, known: () => true })).toThrow()
  })
})

describe('instants', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-18T16:30:00Z', '2026-11-19', 30],
    ['Asia/Shanghai', '2026-11-18T15:30:00Z', '2026-11-18', 1410],
    ['America/New_York', '2026-11-18T04:59:00Z', '2026-11-17', 1439],
    ['UTC', '2026-11-18T00:00:00Z', '2026-11-18', 0],
  ])('in %s, %s is %s at minute %i', (where, iso, civil, minute) => {
    expect(dayIn(where, Date.parse(iso))).toBe(civil)
    expect(minuteOfDayIn(where, Date.parse(iso))).toBe(minute)
  })

  test('a time the clocks show is found again in any zone', () => {
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 1439 }), (where, d, minute) => {
        const ms = instantOf(where, d, minute)
        const shown = diffDays(d, dayIn(where, ms)) * 1440 + minuteOfDayIn(where, ms)
        // A skipped hour comes out after the jump, and never a day of Apia's that did not exist.
        if (shown !== minute) {
          expect(shown).toBeGreaterThan(minute)
          expect(shown - minute).toBeLessThanOrEqual(1440)
        }
      }),
    )
  })

  test('the hour that New York skips comes out after it', () => {
    expect(new Date(instantOf('America/New_York', '2026-03-08', 150)).toISOString()).toBe(
      '2026-03-08T07:30:00.000Z',
    )
  })

  test('an unknown zone is refused', () => {
    expect(() => dayIn('Asia/Nowhere', 0)).toThrow(RangeError)
  })

  test('the zone of the server does not matter', () => {
    const calendar = join(import.meta.dirname, '../../src/lib/calendar.ts')
    const script = `const c = await import(${JSON.stringify(`file://${calendar}`)})
      const at = Date.parse('2026-11-18T16:30:00Z')
      console.log(JSON.stringify([c.dayIn('Asia/Shanghai', at), c.addMonths('2027-01-31', 1),
        c.weekday('2026-03-08'), c.endOfMonth('2026-11-18'), c.instantOf('Asia/Shanghai', '2026-11-18', 600),
        c.addDays('2026-03-07', 2), c.diffDays('2026-03-07', '2026-11-02')]))`
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      })
    const [shanghai, newYork, apia] = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia'].map(
      inZone,
    )
    expect(newYork).toBe(shanghai)
    expect(apia).toBe(shanghai)
    expect(JSON.parse(shanghai!)[0]).toBe('2026-11-19')
  })
})

describe('echo', () => {
  test.each<[Day, string]>([
    ['2026-11-25', '2026-11-25(下周三)'],
    ['2026-11-18', '2026-11-18(今天)'],
    ['2026-11-19', '2026-11-19(周四)'],
    ['2026-11-17', '2026-11-17(昨天)'],
    ['2026-11-30', '2026-11-30(周一,本月底)'],
    ['2026-11-23', '2026-11-23(下周一)'],
    ['2026-11-26', '2026-11-26(下周四)'],
    ['2026-11-13', '2026-11-13(上周五)'],
    ['2026-12-15', '2026-12-15(周二)'],
    ['2027-01-01', '2027-01-01(元旦)'],
  ])('%s', (d, echoed) => expect(echoDay(d, today)).toBe(echoed))

  test.each([
    ['2027-03-31', 'quarter', '2027-03-31(2027年一季度,精度:季度)'],
    ['2026-12-31', 'month', '2026-12-31(2026年12月,精度:月)'],
    ['2026-12-05', 'third', '2026-12-05(2026年12月初,精度:旬)'],
    ['2026-12-15', 'third', '2026-12-15(2026年12月中,精度:旬)'],
    ['2026-11-27', 'week', '2026-11-27(下周,精度:周)'],
    ['2026-12-18', 'week', '2026-12-18(12-14那一周,精度:周)'],
  ] as const)('%s to the %s', (d, precision, echoed) => {
    expect(echoDay(d, today, precision)).toBe(echoed)
  })

  test('in lists the year shows only when it is another', () => {
    expect(shortDay('2026-12-31', today)).toBe('12-31')
    expect(shortDay('2027-01-31', today)).toBe('2027-01-31')
  })
})
