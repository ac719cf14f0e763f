/** What the steps of reading a date hand to each other. */
import { type Day, isDay, type Precision, type WorkCalendar } from '../lib/calendar.ts'
import { spanOf } from './date-span.ts'

export type DateContext = {
  /** Today in the workspace's zone. */
  readonly today: Day
  /** Minutes since its midnight. */
  readonly minuteOfDay: number
  /** `future`: 签约, 提醒. `past`: 互动. */
  readonly field: 'future' | 'past'
  readonly calendar?: WorkCalendar
  /** What the field holds now: 推迟两周 counts from it. */
  readonly currentDay?: Day
}

export type Candidate = {
  readonly day: Day
  readonly precision?: Precision
  readonly label?: string
  readonly note?: string
  /** Minutes since midnight, where the mention itself implies the time. */
  readonly minute?: number
  /** The hour was said without 上午 or 下午. */
  readonly guessed?: boolean
}

/** Days to choose from; a `question` makes even a single one a question. */
export type Open = { readonly options: readonly Candidate[]; readonly question?: string }

export type Resolved = Open | { readonly refuse: string }

export const one = (day: Day, precision?: Precision): Open => ({ options: [{ day, precision }] })

export const ask = (question: string, ...days: readonly Day[]): Open => ({
  question,
  options: days.map((day) => ({ day })),
})

export const noDate = { refuse: '没有具体日期,先不改' } as const

/**
 * The day in a span that the field can take: 本周 on a Saturday ends on Sunday, 本月 in a field
 * that looks back ends today.
 */
export function reachableDay(candidate: Candidate, { today, field }: DateContext): Day {
  const { day, precision = 'day' } = candidate
  if (precision === 'day' || !isDay(day)) return day
  const { from, to } = spanOf({ day, precision })
  if (field === 'future') return day < today && to >= today ? to : day
  return day > today && from <= today ? today : day
}

/** Whether a field that looks forward or back cannot take the candidate. */
export function isOutOfReach(candidate: Candidate, context: DateContext): boolean {
  const day = reachableDay(candidate, context)
  return context.field === 'future' ? day < context.today : day > context.today
}
