/** Since when an account has been waiting too long, for queries over many of them. */
import {
  addDays,
  type Day,
  quarterOf,
  shiftQuarter,
  startOfMonth,
  startOfQuarter,
} from '../lib/calendar.ts'

/**
 * By grade, the day before which the last contact is too long ago. S0: A 「每周至少1次」, B 「每月2-3次」
 * (15 days between two), C 「每月1次」, 潜在 「每季度1次」: a month or a quarter that went by without.
 */
export const overdueContactDays = (today: Day): readonly { grade: string; before: Day }[] => [
  { grade: 'a', before: addDays(today, -7) },
  { grade: 'b', before: addDays(today, -15) },
  { grade: 'c', before: startOfMonth(addDays(startOfMonth(today), -1)) },
  { grade: 'potential', before: startOfQuarter(shiftQuarter(quarterOf(today), -1)) },
]
