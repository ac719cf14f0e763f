import {
  addDays,
  type Day,
  endOfMonth,
  endOfQuarter,
  partsOf,
  quarterOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
} from '../lib/calendar.ts'
import type { DayValue } from './date-mention.ts'

/** The first and last day that a value of less than day precision covers: 下周 is Monday to Sunday. */
export function spanOf({ day, precision }: DayValue): { from: Day; to: Day } {
  if (precision === 'week') return { from: startOfWeek(day), to: addDays(startOfWeek(day), 6) }
  if (precision === 'month') return { from: startOfMonth(day), to: endOfMonth(day) }
  if (precision === 'quarter') {
    return { from: startOfQuarter(quarterOf(day)), to: endOfQuarter(quarterOf(day)) }
  }
  if (precision === 'third') {
    const third = Math.min(2, Math.floor((partsOf(day)[2] - 1) / 10))
    const from = addDays(startOfMonth(day), third * 10)
    return { from, to: third === 2 ? endOfMonth(day) : addDays(from, 9) }
  }
  return { from: day, to: day }
}
