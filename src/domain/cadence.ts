/**
 * How often an account is to be in touch with. S0: A 「每周至少1次」, B 「每月2-3次」, C 「每月1次」,
 * 潜在 「每季度1次」. Only contact with the customer counts, notes do not.
 */
import {
  addDays,
  type Day,
  diffDays,
  endOfMonth,
  endOfQuarter,
  quarterOf,
  shiftQuarter,
  startOfMonth,
  startOfQuarter,
} from '../lib/calendar.ts'
import type { Grade } from './grade.ts'

/** Days between two contacts at most. */
const gapDays = { a: 7, b: 15 } as const
/** Contacts in a calendar month at least. */
const perMonth = 2

export type Contacted = {
  readonly grade: Grade
  /** The last contact with the customer, the day the account came in while there is none. */
  readonly since: Day
  /** Contacts in the current calendar month; asked for of grade B only. */
  readonly thisMonth?: number
}

export type Cadence = {
  /** The last day on which the next contact is still in time. */
  readonly dueDate: Day
  /** Days past it; 0 while in time. */
  readonly lateDays: number
  /** A month's or a quarter's count ends on `dueDate`, rather than a gap between two contacts. */
  readonly byPeriod: boolean
}

/** When the next contact is due, and by how much it is late. */
export function cadenceOf(account: Contacted, today: Day): Cadence {
  const { dueDate, byPeriod } = dueOf(account, today)
  return { dueDate, byPeriod, lateDays: Math.max(0, diffDays(dueDate, today)) }
}

function dueOf({ grade, since, thisMonth = 0 }: Contacted, today: Day): Omit<Cadence, 'lateDays'> {
  switch (grade) {
    case 'a':
      return { dueDate: addDays(since, gapDays.a), byPeriod: false }
    case 'b': {
      const gap = addDays(since, gapDays.b)
      const month = endOfMonth(today)
      if (thisMonth >= perMonth || gap <= month) return { dueDate: gap, byPeriod: false }
      return { dueDate: month, byPeriod: true }
    }
    case 'c':
      return { dueDate: endOfMonth(addDays(endOfMonth(since), 1)), byPeriod: true }
    case 'potential':
      return { dueDate: endOfQuarter(shiftQuarter(quarterOf(since), 1)), byPeriod: true }
  }
}

/**
 * The latest `since` with which an account of this grade can be due by `until`: what a query for
 * accounts that are due asks for. B may be due by its count alone, whenever it was contacted last.
 */
export function dueSince(grade: Grade, until: Day): Day {
  switch (grade) {
    case 'a':
      return addDays(until, -gapDays.a)
    case 'b':
      return until
    case 'c':
      return addDays(startOfMonth(until), -1)
    case 'potential':
      return endOfQuarter(shiftQuarter(quarterOf(until), -1))
  }
}

/** The day before which the last contact must lie for an account of this grade to be late. */
export function lateBefore(grade: Grade, today: Day): Day {
  switch (grade) {
    case 'a':
    case 'b':
      return addDays(today, -gapDays[grade])
    case 'c':
      return startOfMonth(addDays(startOfMonth(today), -1))
    case 'potential':
      return startOfQuarter(shiftQuarter(quarterOf(today), -1))
  }
}
