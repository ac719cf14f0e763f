/** Which day a date mention means, given today and the kind of field it is for. */
import {
  addDays,
  type Day,
  diffDays,
  endOfMonth,
  isDay,
  partsOf,
  type WorkCalendar,
  weekday,
  weekdayName,
  weekendsOnly,
} from '../lib/calendar.ts'
import { festivalOn } from '../lib/festivals.ts'
import type { DateMention, DayValue, SaidTime } from './date-mention.ts'
import { resolveWhen } from './date-resolve.ts'
import { type Candidate, type DateContext, type Open, reachableDay } from './date-resolved.ts'
import { spanOf } from './date-span.ts'
import type { Reading } from './reading.ts'

/** Up to 05:00 the day before is still 今天 to whoever has not slept. */
const nightEnds = 300

/** Reads a mention where a date is expected. */
export function readDate(mention: DateMention, context: DateContext): Reading<DayValue> {
  const resolved = inTheNight(mention, context) ?? resolveWhen(mention.when, context)
  if ('refuse' in resolved) return { kind: 'refuse', reason: resolved.refuse }
  const checked = checkWeekday(splitBefore(resolved, mention, context), mention, context)
  const timed = checked.options.map((option) =>
    withTime({ ...option, day: reachableDay(option, context) }, mention.time),
  )
  const reachable = timed.filter(({ day }) => isDay(day))
  if (reachable.length === 0) return { kind: 'refuse', reason: '日期太远,看不懂' }
  const usable = reachable.filter((option) => isOnRightSide(option, context))
  if (usable.length === 0) return { kind: 'refuse', reason: wrongSide(reachable[0]!, context) }
  if (mention.when.kind === 'clock') return readClock(timed, mention, context)
  const values = usable.map((option) => ({
    label: option.label ?? option.day,
    value: toValue(option, mention, context),
  }))
  const [first] = values
  if (checked.question === undefined && values.length === 1) {
    return {
      kind: 'value',
      value: first!.value,
      ...(first!.value.note && { note: first!.value.note }),
    }
  }
  return { kind: 'ask', question: checked.question ?? '是哪一天?', options: values }
}

/** A time without a day is today's; when that is over, the neighbouring day is asked about. */
function readClock(
  [today, neighbour]: readonly Candidate[],
  mention: DateMention,
  context: DateContext,
): Reading<DayValue> {
  if (isOnRightSide(today!, context)) {
    const value = toValue(today!, mention, context)
    return { kind: 'value', value, ...(value.note && { note: value.note }) }
  }
  const value = toValue(neighbour!, mention, context)
  const [over, other] = context.field === 'future' ? ['已过去', '明天'] : ['还没到', '昨天']
  return {
    kind: 'ask',
    question: `今天 ${value.time} ${over},是${other}?`,
    options: [{ label: `${other} ${value.time}`, value }],
  }
}

function inTheNight(
  mention: DateMention,
  { today, minuteOfDay, field }: DateContext,
): Open | undefined {
  const { when, time } = mention
  const isToday = when.kind === 'offset' && when.days.length === 1 && when.days[0] === 0
  if (!isToday || time || field !== 'past' || minuteOfDay >= nightEnds) return undefined
  const yesterday = addDays(today, -1)
  return {
    question: '是哪一天?',
    options: [
      { day: yesterday, label: `昨天 ${yesterday.slice(5)}` },
      { day: today, label: `今天 ${today.slice(5)}` },
    ],
  }
}

/** 12月前 may end before December or with it. */
function splitBefore(resolved: Open, mention: DateMention, context: DateContext): Open {
  const [only] = resolved.options
  const span = only?.precision
  const wide = span === 'week' || span === 'month' || span === 'quarter'
  if (mention.by !== 'before' || !wide || resolved.options.length > 1 || !only) return resolved
  const { from, to } = spanOf({ day: only.day, precision: span })
  const before = addDays(from, -1)
  const options = [before, to]
    .map((day): Candidate => ({ day }))
    .filter((option) => isOnRightSide(option, context))
  if (options.length === 0) return resolved
  return { ...resolved, question: resolved.question ?? '最晚是哪一天?', options }
}

/** 11-25(周四), when the 25th is a Wednesday: one of the two is wrong. */
function checkWeekday(resolved: Open, mention: DateMention, context: DateContext): Open {
  const [only] = resolved.options
  const said = mention.weekday
  if (
    said === undefined ||
    resolved.question ||
    !only ||
    resolved.options.length > 1 ||
    weekday(only.day) === said
  ) {
    return resolved
  }
  const ahead = (said - weekday(only.day) + 7) % 7
  const nearest = addDays(only.day, ahead > 3 ? ahead - 7 : ahead)
  const label = (day: Day) => `${day} ${weekdayName(day)}`
  return {
    question: `${only.day} 是${weekdayName(only.day)},不是${weekdayName(nearest)},要哪天?`,
    options: [only, { day: nearest }]
      .filter((option) => isOnRightSide(option, context))
      .map((option) => ({ ...option, label: label(option.day) })),
  }
}

function withTime(option: Candidate, time: SaidTime | undefined): Candidate {
  const minute = option.minute ?? time?.minute
  if (minute === undefined) return option
  const { guessed } = option.minute === undefined ? (time ?? {}) : {}
  return minute < 1440
    ? { ...option, minute, guessed }
    : { ...option, day: addDays(option.day, 1), minute: minute - 1440, guessed }
}

function isOnRightSide(
  { day, minute }: Candidate,
  { today, minuteOfDay, field }: DateContext,
): boolean {
  const apart = diffDays(today, day) || (minute === undefined ? 0 : minute - minuteOfDay)
  return field === 'future' ? apart >= 0 : apart <= 0
}

function wrongSide({ day }: Candidate, { today, field }: DateContext): string {
  const what = day === today ? '时间' : '日期'
  return field === 'future' ? `${what}已过去` : `${what}还没到`
}

const pad = (n: number) => String(n).padStart(2, '0')

function toValue(option: Candidate, mention: DateMention, context: DateContext): DayValue {
  const { day, minute } = option
  const precision = mention.precision ?? option.precision ?? 'day'
  const time =
    minute === undefined ? undefined : `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
  const notes = [
    option.note,
    option.guessed && time ? `按 ${time} 算` : undefined,
    precision === 'day' && context.field === 'future'
      ? dayOffNote(day, context.calendar)
      : undefined,
  ].filter((note) => note !== undefined)
  return {
    day,
    precision,
    ...(time && { time }),
    ...(mention.by && { by: true }),
    ...(notes.length > 0 && { note: notes.join(';') }),
  }
}

/** The last day of a month is said for what it is: nobody plans it for its weekday. */
function dayOffNote(day: Day, calendar: WorkCalendar = weekendsOnly): string | undefined {
  if (calendar.isWorkday(day)) {
    // Without a table of days off the festivals themselves are still known.
    const festival = calendar.known(partsOf(day)[0]) ? undefined : festivalOn(day)
    return festival && `${day} 是${festival}`
  }
  const name = weekday(day) > 5 ? weekdayName(day) : (festivalOn(day) ?? '休息日')
  return day === endOfMonth(day) ? `${day} 是月底,也是${name}` : `${day} 是${name}`
}

export type { DateContext }
