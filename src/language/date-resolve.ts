/** From what was said to the days it may mean. */
import {
  addDays,
  addMonths,
  addWorkdays,
  type Day,
  diffDays,
  endOfQuarter,
  partsOf,
  quarterName,
  quarterOf,
  shiftQuarter,
  shortDay,
  startOfWeek,
  type WorkCalendar,
  weekday,
  weekdayName,
  weekendsOnly,
} from '../lib/calendar.ts'
import { festivalDay } from '../lib/festivals.ts'
import type { AfterUnit, When } from './date-mention.ts'
import {
  resolveDate,
  resolveDateOfMonth,
  resolveFestival,
  resolveHalfYear,
  resolveMonth,
  resolveMonthPart,
  resolveQuarter,
  resolveYearPart,
} from './date-resolve-year.ts'
import {
  ask,
  type Candidate,
  type DateContext,
  isOutOfReach,
  noDate,
  one,
  type Resolved,
} from './date-resolved.ts'

/** The days a mention may mean, those the field cannot take included where nothing better is known. */
export function resolveWhen(when: When, context: DateContext): Resolved {
  const { today } = context
  switch (when.kind) {
    case 'offset':
      return { options: when.days.map((days) => ({ day: addDays(today, days) })) }
    case 'weekday':
      return when.week === undefined
        ? resolveBareWeekday(when.weekday, context)
        : resolveWeekday(when.weekday, when.week, context)
    case 'week':
      return one(addDays(startOfWeek(today), when.week * 7 + 4), 'week')
    case 'weekend':
      return resolveWeekend(when.week, context)
    case 'date':
      return resolveDate(when, context)
    case 'four-digits':
      return resolveFourDigits(when, context)
    case 'date-of-month':
      return resolveDateOfMonth(when.date, when.monthBy, context)
    case 'month-part':
      return resolveMonthPart(when.in, when.part, context)
    case 'month':
      return resolveMonth(when.in, context)
    case 'quarter':
      return resolveQuarter(when, context)
    case 'quarter-by':
      return one(endOfQuarter(shiftQuarter(quarterOf(today), when.by)), 'quarter')
    case 'half-year':
      return resolveHalfYear(when, context)
    case 'year-part':
      return resolveYearPart(when, context)
    case 'year':
      return resolveYear(
        'at' in when.year ? when.year.at : partsOf(today)[0] + when.year.by,
        context,
      )
    case 'festival':
      return resolveFestival(when, context)
    case 'before-new-year':
      return resolveBeforeNewYear(context)
    case 'after':
      return resolveAfter(when, context, today)
    case 'shift':
      if (!context.currentDay) return { refuse: '现在没有日期,请直接说改到哪天' }
      return resolveAfter(when, context, context.currentDay)
    case 'clock':
      // Whether the time is past is seen when it is known: the neighbouring day stands by.
      return {
        options: [{ day: today }, { day: addDays(today, context.field === 'future' ? 1 : -1) }],
      }
    case 'vague':
      return noDate
  }
}

function resolveWeekday(weekdayNumber: number, week: number, context: DateContext): Resolved {
  const day = addDays(startOfWeek(context.today), week * 7 + weekdayNumber - 1)
  if (week !== 0 || !isOutOfReach({ day }, context)) return one(day)
  const isFuture = context.field === 'future'
  const other = addDays(day, isFuture ? 7 : -7)
  const which = (isFuture ? '下' : '上') + weekdayName(other)
  return ask(`${day} ${isFuture ? '已过去' : '还没到'},是${which} ${other}?`, other)
}

/** 周三 said on a Wednesday about the future may be today or a week from now. */
function resolveBareWeekday(weekdayNumber: number, { today, field }: DateContext): Resolved {
  const ahead = (weekdayNumber - weekday(today) + 7) % 7
  if (field === 'past') return one(addDays(today, ahead === 0 ? 0 : ahead - 7))
  if (ahead > 0) return one(addDays(today, ahead))
  const next = addDays(today, 7)
  return {
    question: '是哪一天?',
    options: [
      { day: today, label: `今天 ${shortDay(today, today)}` },
      { day: next, label: `下${weekdayName(next)} ${shortDay(next, today)}` },
    ],
  }
}

function resolveWeekend(week: number | undefined, context: DateContext): Resolved {
  const { today, field } = context
  const saturday = addDays(startOfWeek(today), (week ?? 0) * 7 + 5)
  const days = [saturday, addDays(saturday, 1)]
  if (week === undefined && field === 'past' && saturday > today) {
    return weekendDays(
      days.map((day) => addDays(day, -7)),
      today,
    )
  }
  // On a Sunday 周末 may be today or the next one.
  const also = week === undefined && field === 'future' && days[0]! < today ? 7 : undefined
  const options = also ? [...days, ...days.map((day) => addDays(day, also))] : days
  const usable = options.filter((day) => !isOutOfReach({ day }, context))
  return weekendDays(usable.length > 0 ? usable : days, today)
}

function weekendDays(days: readonly Day[], today: Day): Resolved {
  const options = days.map((day) => ({ day, label: shortDay(day, today) }))
  return options.length > 1 ? { question: '周六还是周日?', options } : { options }
}

function resolveFourDigits(when: { month: number; date: number }, context: DateContext): Resolved {
  const { today, minuteOfDay, field } = context
  const date = resolveDate(when, context)
  const minute = when.month * 60 + when.date
  // The next time the clock shows it, or the last.
  const later = minute > minuteOfDay
  const shift = field === 'future' ? (later ? 0 : 1) : later ? -1 : 0
  const pad = (n: number) => String(n).padStart(2, '0')
  const time: Candidate = {
    day: addDays(today, shift),
    minute,
    label: `${pad(when.month)}:${pad(when.date)}`,
  }
  const days = 'options' in date ? date.options : []
  return { question: '是日期还是时间?', options: [...days, time] }
}

/** A year alone says too little for a date: its quarters are offered. */
function resolveYear(year: number, context: DateContext): Resolved {
  const options = [1, 2, 3, 4]
    .map((quarter): Candidate => ({ day: endOfQuarter({ year, quarter }), precision: 'quarter' }))
    .filter((candidate) => !isOutOfReach(candidate, context))
    .map((candidate) => ({
      ...candidate,
      label: quarterName(quarterOf(candidate.day)),
    }))
  return options.length > 0 ? { question: `${year}年的什么时候?`, options } : noDate
}

function resolveBeforeNewYear(context: DateContext): Resolved {
  const { today } = context
  if (context.field === 'past') return noDate
  const year = partsOf(today)[0]
  const springs = [year, year + 1]
    .map((y) => festivalDay('春节', y))
    .filter((day) => day !== undefined)
  const spring = springs.find((day) => day > today)
  const solar = `${year}-12-31`
  const eve = spring && addDays(spring, -1)
  if (eve && spring < solar) return one(eve)
  return {
    question: '是哪个年前?',
    options: [
      { day: solar, label: `元旦前 ${solar}` },
      ...(eve ? [{ day: eve, label: `春节前 ${eve}` }] : []),
    ],
  }
}

function resolveAfter(
  { counts, unit, back }: Pick<Extract<When, { kind: 'after' }>, 'counts' | 'unit' | 'back'>,
  context: DateContext,
  from: Day,
): Resolved {
  const candidates = counts.map((count) =>
    countFrom(from, back ? -count : count, { unit, context }),
  )
  if (candidates.some((candidate) => candidate === undefined)) return { refuse: '日期太远,看不懂' }
  return { options: candidates.filter((candidate) => candidate !== undefined) }
}

/** Beyond this no day of ours is reached, and dates stop being dates. */
const mostDays = 40_000

function countFrom(
  from: Day,
  count: number,
  { unit, context }: { unit: AfterUnit; context: DateContext },
): Candidate | undefined {
  const { minuteOfDay, calendar = weekendsOnly } = context
  const days = { minute: 1 / 1440, day: 1, workday: 1.5, week: 7, month: 31, year: 366 }[unit]
  if (Math.abs(count) * days > mostDays) return undefined
  if (unit === 'minute') {
    const minute = minuteOfDay + count
    const shift = Math.floor(minute / 1440)
    return { day: addDays(from, shift), minute: minute - shift * 1440 }
  }
  if (unit === 'day') return { day: addDays(from, count) }
  if (unit === 'week') return { day: addDays(from, count * 7) }
  if (unit === 'workday') return workdaysFrom(from, count, calendar)
  const months = unit === 'year' ? count * 12 : count
  const whole = Math.trunc(months)
  return { day: addDays(addMonths(from, whole), Math.round((months - whole) * 30)) }
}

function workdaysFrom(today: Day, count: number, calendar: WorkCalendar): Candidate {
  const day = addWorkdays(today, count, calendar)
  const unknown = [today, day].map((d) => partsOf(d)[0]).find((year) => !calendar.known(year))
  if (unknown === undefined || diffDays(today, day) === 0) return { day }
  return { day, note: `没有${unknown}年的节假日表,只除去了周末` }
}
