/**
 * Days off and make-up days by the yearly notice of the State Council's General Office. 2026:
 * 国务院办公厅关于2026年部分节假日安排的通知, 2025-11-04. The next year's comes each November and
 * is one more entry here; until then the year is not known, and whoever counts workdays says so.
 */
import { type Day, partsOf, type WorkCalendar, weekday } from './calendar.ts'

type Notice = {
  /** First and last day of each holiday. */
  readonly off: readonly (readonly [from: string, to: string])[]
  /** Weekend days that are worked. */
  readonly worked: readonly string[]
}

/** By year; days as `MM-DD`. */
const notices: Readonly<Record<number, Notice>> = {
  2026: {
    off: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}

/** Monday to Friday, with the days off and make-up days of the years whose notice is known. */
export const workCalendar: WorkCalendar = {
  isWorkday: (day) => {
    const notice = notices[partsOf(day)[0]]
    const date = day.slice(5)
    if (notice?.worked.includes(date)) return true
    if (notice?.off.some(([from, to]) => date >= from && date <= to)) return false
    return weekday(day) <= 5
  },
  known: (year) => year in notices,
}

/** The first year of these days whose days off are not known; undefined when all are. */
export function unknownYear(...days: readonly Day[]): number | undefined {
  return days.map((day) => partsOf(day)[0]).find((year) => !workCalendar.known(year))
}
