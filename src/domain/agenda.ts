/** What somebody has to do, the most urgent first. */
import type { Day } from '../lib/calendar.ts'
import type { Cadence } from './cadence.ts'
import type { FirstContact } from './first-contact.ts'
import type { Grade } from './grade.ts'

export type Due =
  | { readonly kind: 'first-contact'; readonly state: FirstContact }
  | { readonly kind: 'approval'; readonly submittedMs: number }
  | { readonly kind: 'contact'; readonly grade: Grade; readonly cadence: Cadence }
  | { readonly kind: 'stage'; readonly limitDate: Day; readonly overDays: number }
  | { readonly kind: 'task'; readonly dueDate: Day; readonly dueMs?: number }
  | { readonly kind: 'closing'; readonly closeDate: Day }

const grades: readonly Grade[] = ['a', 'b', 'c', 'potential']

/**
 * Late first contacts, then first contacts that run; what others wait for; late contacts by grade;
 * stages that last too long; what was promised; signing dates; contacts that are due but not late.
 */
function rankOf(due: Due): readonly (number | string)[] {
  switch (due.kind) {
    case 'first-contact':
      return due.state.kind === 'late' ? [0, -due.state.minutes] : [1, due.state.minutesLeft]
    case 'approval':
      return [1.5, due.submittedMs]
    case 'contact': {
      const { cadence, grade } = due
      if (cadence.lateDays > 0) return [2, grades.indexOf(grade), -cadence.lateDays]
      return [6, cadence.dueDate, grades.indexOf(grade)]
    }
    case 'stage':
      return [3, -due.overDays, due.limitDate]
    case 'task':
      return [4, due.dueDate, due.dueMs ?? Number.MAX_SAFE_INTEGER]
    case 'closing':
      return [5, due.closeDate]
  }
}

/** Compares by urgency: negative when `a` comes first. */
export function compareUrgency(a: Due, b: Due): number {
  const x = rankOf(a)
  const y = rankOf(b)
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i]! < y[i]!) return -1
    if (x[i]! > y[i]!) return 1
  }
  return 0
}

/** Which days are asked about. Without a first one, everything that is late comes along. */
export type Horizon = { readonly from?: Day; readonly to: Day }

export const isWithin = (day: Day, { from, to }: Horizon): boolean =>
  day <= to && (from === undefined || day >= from)
