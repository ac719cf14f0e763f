import { describe, expect, test } from 'vitest'
import { diffDays, isDay } from '../../src/lib/calendar.ts'
import { festivalDay, festivalOn, festivals } from '../../src/lib/festivals.ts'

const years = Array.from({ length: 12 }, (_, i) => 2024 + i)

describe('festivals', () => {
  test('every festival has a day in every year of the table', () => {
    for (const festival of festivals) {
      for (const year of years) {
        const day = festivalDay(festival, year)
        expect(day && isDay(day), `${festival} ${year}`).toBe(true)
        // In 2031 中秋节 falls on 国庆节.
        expect(festivalDay(festivalOn(day!)!, year)).toBe(day)
      }
    }
  })

  // The platform computes new moons and may be a day off where one falls near midnight.
  test.each([
    ['春节', 1, 1],
    ['端午节', 5, 5],
    ['中秋节', 8, 15],
  ] as const)('%s is where the lunar calendar has it', (festival, month, date) => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    })
    const isLunarDay = (day: string, shift: number) =>
      lunar.format(Date.parse(day) + shift * 86_400_000) === `${month}/${date}`
    for (const year of years) {
      const day = festivalDay(festival, year)!
      expect(
        [-1, 0, 1].some((shift) => isLunarDay(day, shift)),
        day,
      ).toBe(true)
    }
  })

  test('the year after the table has none', () => {
    expect(festivalDay('春节', 2036)).toBeUndefined()
    expect(festivalDay('元旦', 2036)).toBe('2036-01-01')
  })

  test('no festival comes twice within three hundred days', () => {
    for (const year of years.slice(1)) {
      const gap = diffDays(festivalDay('春节', year - 1)!, festivalDay('春节', year)!)
      expect(gap).toBeGreaterThan(350)
      expect(gap).toBeLessThan(390)
    }
  })
})
