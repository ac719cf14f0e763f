/** Dates that come round every year: which year is meant when none was said, or a wrong one. */
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  daysInMonth,
  diffDays,
  endOfMonth,
  endOfQuarter,
  isDay,
  type Precision,
  partsOf,
  quarterName,
  quarterOf,
  startOfMonth,
} from '../lib/calendar.ts'
import { type Festival, festivalDay } from '../lib/festivals.ts'
import type { MonthPart, SaidMonth, SaidYear } from './date-mention.ts'
import {
  ask,
  type Candidate,
  type DateContext,
  isOutOfReach,
  one,
  type Resolved,
} from './date-resolved.ts'

type Yearly = {
  /** The candidate's day in a year, `YYYY-MM-DD` even where there is no such day. */
  readonly in: (year: number) => string | undefined
  readonly precision?: Precision
  /** How a wrong day and the one proposed instead are put. */
  readonly question: (wrong: Day, proposed: Day, tense: string) => string
  readonly missing: (year: number) => string
  /** A full date with an old year is likely a slip of the year. */
  readonly full?: boolean
}

const onDay = (wrong: Day, proposed: Day, tense: string) => `${wrong} ${tense},是 ${proposed}?`

const farYears = 5

function resolveYearly(yearly: Yearly, year: SaidYear | undefined, context: DateContext): Resolved {
  const thisYear = partsOf(context.today)[0]
  if (!year) return resolveYearless(yearly, context)
  const said = 'at' in year ? year.at : thisYear + year.by
  const candidate = candidateIn(yearly, said)
  if (!candidate) return { refuse: yearly.missing(said) }
  if (!isOutOfReach(candidate, context)) {
    const far = context.field === 'future' && said - thisYear > farYears
    return far
      ? { question: `${candidate.day}?有点远`, options: [candidate] }
      : { options: [candidate] }
  }
  const slip = 'at' in year || year.by === 0
  const step = context.field === 'future' ? 1 : -1
  const proposed = [thisYear, thisYear + step]
    .map((y) => candidateIn(yearly, y))
    .find((c) => c && !isOutOfReach(c, context))
  if (!slip || !proposed) return { options: [candidate] }
  const sameYear = yearly.full && partsOf(proposed.day)[0] === thisYear
  const question = sameYear
    ? `是${proposed.day}吗?`
    : yearly.question(candidate.day, proposed.day, tenseOf(context))
  return { question, options: [proposed] }
}

const tenseOf = ({ field }: DateContext) => (field === 'future' ? '已过去' : '还没到')

function candidateIn(yearly: Yearly, year: number): Candidate | undefined {
  const day = yearly.in(year)
  return day !== undefined && isDay(day) ? { day, precision: yearly.precision } : undefined
}

/**
 * This year's day if the field can take it, else the neighbouring year's; asked when the day that
 * cannot be meant is the nearer of the two.
 */
function resolveYearless(yearly: Yearly, context: DateContext): Resolved {
  const { today, field } = context
  const thisYear = partsOf(today)[0]
  const current = yearly.in(thisYear)
  if (current === undefined) return { refuse: yearly.missing(thisYear) }
  const candidate = { day: current, precision: yearly.precision }
  const exists = isDay(current)
  if (!isOutOfReach(candidate, context)) {
    return exists ? { options: [candidate] } : { refuse: yearly.missing(thisYear) }
  }
  const otherYear = field === 'future' ? thisYear + 1 : thisYear - 1
  const other = candidateIn(yearly, otherYear)
  if (!other) return { refuse: yearly.missing(otherYear) }
  if (!exists || distance(today, current) >= distance(today, other.day)) return { options: [other] }
  return { question: yearly.question(current, other.day, tenseOf(context)), options: [other] }
}

const distance = (a: Day, b: Day) => Math.abs(diffDays(a, b))

const pad = (n: number) => String(n).padStart(2, '0')
const noSuchDay = '没有这一天'

export function resolveDate(
  { month, date, year }: { month: number; date: number; year?: SaidYear },
  context: DateContext,
): Resolved {
  // A leap year has every day that exists at all.
  if (date > daysInMonth(2024, month)) return { refuse: noSuchDay }
  const yearly: Yearly = {
    in: (y) => `${y}-${pad(month)}-${pad(date)}`,
    question: onDay,
    missing: (y) => `${y}年没有${month}月${date}日`,
    full: year !== undefined,
  }
  return resolveYearly(yearly, year, context)
}

export function resolveQuarter(
  { quarter, year }: { quarter: number; year?: SaidYear },
  context: DateContext,
): Resolved {
  const yearly: Yearly = {
    in: (y) => endOfQuarter({ year: y, quarter }),
    precision: 'quarter',
    question: (wrong, proposed, tense) =>
      `${quarterName(quarterOf(wrong))}${tense === '已过去' ? '已过' : tense},是${quarterName(quarterOf(proposed))}?`,
    missing: () => noSuchDay,
  }
  return resolveYearly(yearly, year, context)
}

export function resolveHalfYear(
  { half, year }: { half: 1 | 2; year?: SaidYear },
  context: DateContext,
): Resolved {
  const name = (day: Day) => `${day.slice(0, 4)}年${half === 1 ? '上' : '下'}半年`
  const yearly: Yearly = {
    in: (y) => (half === 1 ? `${y}-06-30` : `${y}-12-31`),
    precision: 'quarter',
    question: (wrong, proposed, tense) => `${name(wrong)}${tense},是${name(proposed)}?`,
    missing: () => noSuchDay,
  }
  return resolveYearly(yearly, year, context)
}

const yearParts = {
  start: { monthDay: '01-31', precision: 'month' },
  middle: { monthDay: '06-30', precision: 'month' },
  end: { monthDay: '12-31', precision: 'day' },
} as const

export function resolveYearPart(
  { part, year }: { part: keyof typeof yearParts; year?: SaidYear },
  context: DateContext,
): Resolved {
  const { monthDay, precision } = yearParts[part]
  const yearly: Yearly = {
    in: (y) => `${y}-${monthDay}`,
    precision,
    question: onDay,
    missing: () => noSuchDay,
  }
  return resolveYearly(yearly, year, context)
}

export function resolveFestival(
  { festival, eve, year }: { festival: Festival; eve: boolean; year?: SaidYear },
  context: DateContext,
): Resolved {
  const yearly: Yearly = {
    in: (y) => {
      const day = festivalDay(festival, y)
      return day && (eve ? addDays(day, -1) : day)
    },
    question: (_, proposed) => `${proposed}?`,
    missing: (y) => `没有${y}年${festival}的日期`,
  }
  // The eve of 元旦 is in the year before: next year's is the nearest to come in December.
  const shifted: Yearly = { ...yearly, in: (y) => yearly.in(y + 1) }
  return resolveYearly(festival === '元旦' && eve && !year ? shifted : yearly, year, context)
}

export function resolveMonth(month: SaidMonth, context: DateContext): Resolved {
  if ('monthBy' in month) {
    return one(endOfMonth(addMonths(startOfMonth(context.today), month.monthBy)), 'month')
  }
  const name = (day: Day) => `${partsOf(day)[0]}年${partsOf(day)[1]}月`
  const yearly: Yearly = {
    in: (y) => endOfMonth(`${y}-${pad(month.month)}-01`),
    precision: 'month',
    question: (wrong, proposed, tense) => `${name(wrong)}${tense},是${name(proposed)}?`,
    missing: () => noSuchDay,
  }
  return resolveYearly(yearly, month.year, context)
}

const partDates = { start: 5, middle: 15, 'first-third': 10, 'second-third': 20 } as const

/** 月初 is the 5th, 月中 the 15th; 上旬, 中旬 and 下旬 end on the 10th, the 20th and the last. */
function partOfMonth(month: Day, part: MonthPart): Day {
  if (part === 'end' || part === 'last-third') return endOfMonth(month)
  return month.slice(0, 8) + pad(partDates[part])
}

export function resolveMonthPart(
  month: SaidMonth,
  part: MonthPart,
  context: DateContext,
): Resolved {
  if (!('monthBy' in month)) {
    const yearly: Yearly = {
      in: (y) => partOfMonth(`${y}-${pad(month.month)}-01`, part),
      precision: 'third',
      question: onDay,
      missing: () => noSuchDay,
    }
    return resolveYearly(yearly, month.year, context)
  }
  const first = addMonths(startOfMonth(context.today), month.monthBy)
  const precision = part === 'end' && month.monthBy === 0 ? 'day' : 'third'
  const day = partOfMonth(first, part)
  const missed = context.field === 'future' ? day < context.today : day > context.today
  if (month.monthBy !== 0 || !missed) return one(day, precision)
  const other = partOfMonth(addMonths(first, context.field === 'future' ? 1 : -1), part)
  const tense = context.field === 'future' ? '已过' : '还没到'
  return {
    question: `${day.slice(5)} ${tense},是 ${other.slice(5)}?`,
    options: [{ day: other, precision: part === 'end' ? 'day' : 'third' }],
  }
}

export function resolveDateOfMonth(
  date: number,
  monthBy: number | undefined,
  context: DateContext,
): Resolved {
  if (date > 31) return { refuse: noSuchDay }
  const first = startOfMonth(context.today)
  const inMonth = (by: number) => {
    const [year, month] = partsOf(addMonths(first, by))
    return { month, day: dayOf(year, month, date) }
  }
  if (monthBy !== undefined && monthBy !== 0) {
    const { month, day } = inMonth(monthBy)
    return day ? one(day) : { refuse: `${month}月没有${date}号` }
  }
  const step = context.field === 'future' ? 1 : -1
  const current = inMonth(0)
  if (current.day && !isOutOfReach({ day: current.day }, context)) return one(current.day)
  const other = inMonth(step)
  if (current.day && monthBy === 0) {
    const tense = context.field === 'future' ? '已过' : '还没到'
    return other.day
      ? ask(`${current.day.slice(5)} ${tense},是 ${other.day.slice(5)}?`, other.day)
      : one(current.day)
  }
  if (other.day && (current.day || context.field === 'past')) return one(other.day)
  return askForLastDay(date, step, current.day ? 1 : 0, context)
}

/** 31号 in a month of 30 days: its last day, or the 31st of the next month that has one. */
function askForLastDay(date: number, step: number, from: number, context: DateContext): Resolved {
  const first = startOfMonth(context.today)
  const short = addMonths(first, from * step)
  const last = endOfMonth(short)
  let full: Day | undefined
  for (let by = from + 1; full === undefined; by++) {
    const [year, month] = partsOf(addMonths(first, by * step))
    full = dayOf(year, month, date)
    if (by > 3) break
  }
  const options = [last, full]
    .filter((day) => day !== undefined)
    .map((day) => ({
      day,
      label: day.slice(0, 4) === context.today.slice(0, 4) ? day.slice(5) : day,
    }))
  return { question: `${partsOf(short)[1]}月没有${date}号`, options }
}
