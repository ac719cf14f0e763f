import { type Day, diffDays } from '../lib/calendar.ts'
import type { Stage } from './pipeline.ts'

export type Dwell = {
  readonly days: number
  /** None: a deal may stay as long as it likes. */
  readonly limitDays?: number
  /** Days beyond the limit; 0 within it. */
  readonly overDays: number
}

/** How long a deal has been in its stage, against what S0's table 「平均周期」 gives it. */
export function dwellOf(enteredDate: Day, today: Day, { maxDays }: Pick<Stage, 'maxDays'>): Dwell {
  const days = diffDays(enteredDate, today)
  return {
    days,
    limitDays: maxDays ?? undefined,
    overDays: maxDays === null ? 0 : Math.max(0, days - maxDays),
  }
}
