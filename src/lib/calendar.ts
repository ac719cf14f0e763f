/**
 * Civil days. A `Day` is a `YYYY-MM-DD` string and arithmetic goes by whole days since 1970-01-01,
 * so neither the server's zone nor daylight saving can move one. Weeks run Monday to Sunday.
 */
import { festivalOn } from './festivals.ts'

/** `YYYY-MM-DD`. */
export type Day = string

/** How exact a day is meant: 旬 (`third`) is a third of a month. */
export type Precision = 'day' | 'week' | 'third' | 'month' | 'quarter'

const dayMs = 86_400_000

function epochDay(day: Day): number {
  return (
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayMs
  )
}

function fromEpochDay(n: number): Day {
  return new Date(n * dayMs).toISOString().slice(0, 10)
}

const pad = (n: number) => String(n).padStart(2, '0')

/** An existing day from 2000-01-01 to 2099-12-31. */
export function isDay(text: string): text is Day {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false
  const [year, month, date] = partsOf(text)
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** Year, month 1–12, day of month. */
export function partsOf(day: Day): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

/** The day with these parts, or undefined where there is no such day (or it is out of range). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const day = `${year}-${pad(month)}-${pad(date)}`
  return isDay(day) ? day : undefined
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function addDays(day: Day, days: number): Day {
  return fromEpochDay(epochDay(day) + days)
}

/** Same day of the month, or the month's last where it is shorter: 01-31 + 1 → 02-28. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day)
  const index = year * 12 + month - 1 + months
  const toYear = Math.floor(index / 12)
  const toMonth = (index % 12) + 1
  return `${toYear}-${pad(toMonth)}-${pad(Math.min(date, daysInMonth(toYear, toMonth)))}`
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function diffDays(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from)
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: Day): number {
  return ((((epochDay(day) + 3) % 7) + 7) % 7) + 1
}

/** The Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`
}

export function endOfMonth(day: Day): Day {
  const [year, month] = partsOf(day)
  return `${day.slice(0, 8)}${pad(daysInMonth(year, month))}`
}

export type Quarter = { readonly year: number; readonly quarter: number }

export function quarterOf(day: Day): Quarter {
  const [year, month] = partsOf(day)
  return { year, quarter: Math.ceil(month / 3) }
}

/** The quarter `by` quarters later. */
export function shiftQuarter({ year, quarter }: Quarter, by: number): Quarter {
  const index = year * 4 + quarter - 1 + by
  return { year: Math.floor(index / 4), quarter: (((index % 4) + 4) % 4) + 1 }
}

export function startOfQuarter({ year, quarter }: Quarter): Day {
  return `${year}-${pad(quarter * 3 - 2)}-01`
}

export function endOfQuarter({ year, quarter }: Quarter): Day {
  return endOfMonth(`${year}-${pad(quarter * 3)}-01`)
}

/** Which days are worked. `known` says whether the year's notice of days off is in the table. */
export type WorkCalendar = {
  readonly isWorkday: (day: Day) => boolean
  readonly known: (year: number) => boolean
}

/** Monday to Friday, knowing nothing of days off. */
export const weekendsOnly: WorkCalendar = {
  isWorkday: (day) => weekday(day) <= 5,
  known: () => false,
}

/** The `count`-th working day after (before, when negative) the day, which itself is not counted. */
export function addWorkdays(day: Day, count: number, calendar: WorkCalendar = weekendsOnly): Day {
  const step = count < 0 ? -1 : 1
  let left = Math.abs(count)
  let at = day
  // A calendar without a single working day would never end: a year of nothing is a bug in it.
  for (let idle = 0; left > 0; idle++) {
    if (idle > 366) throw new Error(`no working day within a year of ${at}`)
    at = addDays(at, step)
    if (!calendar.isWorkday(at)) continue
    left--
    idle = 0
  }
  return at
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>()

/** Minutes since 1970-01-01 00:00 on the zone's wall clock. Throws RangeError on an unknown zone. */
function wallMinutes(zone: string, ms: number): number {
  let format = zoneFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    zoneFormats.set(zone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000
}

/** The civil day in the zone at this instant (epoch milliseconds). */
export function dayIn(zone: string, ms: number): Day {
  return fromEpochDay(Math.floor(wallMinutes(zone, ms) / 1440))
}

/** Minutes since the zone's midnight, 0–1439. */
export function minuteOfDayIn(zone: string, ms: number): number {
  return ((wallMinutes(zone, ms) % 1440) + 1440) % 1440
}

/**
 * The instant at which the zone's clocks show this day and minute. A time that daylight saving
 * skips is read with the offset before the jump, so it comes out after it.
 */
export function instantOf(zone: string, day: Day, minute: number): number {
  const wall = epochDay(day) * 1440 + minute
  const offsetAt = (ms: number) => wallMinutes(zone, ms) - Math.floor(ms / 60_000)
  const before = wall - offsetAt((wall - 1440) * 60_000)
  if (wallMinutes(zone, before * 60_000) === wall) return before * 60_000
  const after = wall - offsetAt((wall + 1440) * 60_000)
  if (wallMinutes(zone, after * 60_000) === wall) return after * 60_000
  return before * 60_000
}

const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const quarterNames = ['一', '二', '三', '四'] as const

/** 周一 … 周日. */
export function weekdayName(day: Day): string {
  return weekdayNames[weekday(day) - 1]!
}

/** 2027年一季度 */
export function quarterName({ year, quarter }: Quarter): string {
  return `${year}年${quarterNames[quarter - 1]}季度`
}

/** `11-25`, or `2027-01-31` when the year is not this one: for buttons and lists. */
export function shortDay(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
}

const weeksApart = (day: Day, today: Day) => diffDays(startOfWeek(today), startOfWeek(day)) / 7

function dayLabel(day: Day, today: Day): string {
  if (day === today) return '今天'
  if (day === addDays(today, -1)) return '昨天'
  const week = { [-1]: '上', 1: '下' }[weeksApart(day, today)] ?? ''
  const name = festivalOn(day) ?? week + weekdayName(day)
  return day === endOfMonth(today) ? `${name},本月底` : name
}

const precisionNames = { week: '周', third: '旬', month: '月', quarter: '季度' } as const

function spanLabel(day: Day, today: Day, precision: Exclude<Precision, 'day'>): string {
  const [year, month, date] = partsOf(day)
  if (precision === 'quarter') return quarterName(quarterOf(day))
  if (precision === 'month') return `${year}年${month}月`
  if (precision === 'third') {
    return `${year}年${month}月${date <= 10 ? '初' : date <= 20 ? '中' : '底'}`
  }
  const apart = weeksApart(day, today)
  const near = { [-1]: '上周', 0: '本周', 1: '下周', 2: '下下周' }[apart]
  return near ?? `${shortDay(startOfWeek(day), today)}那一周`
}

/**
 * A day as every answer shows it: `2026-11-25(下周三)`, `2026-11-30(周一,本月底)`, and where less
 * than a day is meant `2027-03-31(2027年一季度,精度:季度)`.
 */
export function echoDay(day: Day, today: Day, precision: Precision = 'day'): string {
  if (precision === 'day') return `${day}(${dayLabel(day, today)})`
  return `${day}(${spanLabel(day, today, precision)},精度:${precisionNames[precision]})`
}

/** A day where there is little room: `11-25`, with its span where less than a day is meant. */
export const listDay = (day: Day, today: Day, precision: Precision = 'day'): string =>
  precision === 'day' ? shortDay(day, today) : echoDay(day, today, precision)
