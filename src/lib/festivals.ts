/**
 * Festivals people date things by. 清明 is the solar term; 春节, 端午 and 中秋 follow the lunar
 * calendar and are listed, not computed: Hong Kong Observatory, Gregorian-Lunar Calendar
 * Conversion Table (https://www.hko.gov.hk/en/gts/time/conversion.htm), 2024 to 2035.
 * Days off and make-up days are not here: those come from a yearly notice, as a `WorkCalendar`.
 */

export type Festival = '元旦' | '春节' | '清明节' | '劳动节' | '端午节' | '中秋节' | '国庆节'

export const festivals: readonly Festival[] = [
  '元旦',
  '春节',
  '清明节',
  '劳动节',
  '端午节',
  '中秋节',
  '国庆节',
]

const fixed: Partial<Record<Festival, string>> = {
  元旦: '01-01',
  劳动节: '05-01',
  国庆节: '10-01',
}

const byYear: Partial<Record<Festival, Readonly<Record<number, string>>>> = {
  春节: {
    2024: '02-10',
    2025: '01-29',
    2026: '02-17',
    2027: '02-06',
    2028: '01-26',
    2029: '02-13',
    2030: '02-03',
    2031: '01-23',
    2032: '02-11',
    2033: '01-31',
    2034: '02-19',
    2035: '02-08',
  },
  清明节: {
    2024: '04-04',
    2025: '04-04',
    2026: '04-05',
    2027: '04-05',
    2028: '04-04',
    2029: '04-04',
    2030: '04-05',
    2031: '04-05',
    2032: '04-04',
    2033: '04-04',
    2034: '04-05',
    2035: '04-05',
  },
  端午节: {
    2024: '06-10',
    2025: '05-31',
    2026: '06-19',
    2027: '06-09',
    2028: '05-28',
    2029: '06-16',
    2030: '06-05',
    2031: '06-24',
    2032: '06-12',
    2033: '06-01',
    2034: '06-20',
    2035: '06-10',
  },
  中秋节: {
    2024: '09-17',
    2025: '10-06',
    2026: '09-25',
    2027: '09-15',
    2028: '10-03',
    2029: '09-22',
    2030: '09-12',
    2031: '10-01',
    2032: '09-19',
    2033: '09-08',
    2034: '09-27',
    2035: '09-16',
  },
}

/** The festival's day in that year, `YYYY-MM-DD`; undefined for a year that is not in the table. */
export function festivalDay(festival: Festival, year: number): string | undefined {
  const monthDay = fixed[festival] ?? byYear[festival]?.[year]
  return monthDay && `${year}-${monthDay}`
}

/** The name of the festival that falls on this day, if one does. */
export function festivalOn(day: string): Festival | undefined {
  const year = Number(day.slice(0, 4))
  return festivals.find((festival) => festivalDay(festival, year) === day)
}
