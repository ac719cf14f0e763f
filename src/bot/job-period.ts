import { addDays, type Day, dayIn, instantOf } from '../lib/calendar.ts'
import { workCalendar } from '../lib/days-off.ts'
import type { Every } from './job.ts'

/**
 * The newest period that has begun, by its first instant (epoch ms). After downtime the newest is
 * run and the missed ones are not; a clock set back finds a period that has been run.
 */
export function newestPeriod(every: Every, zone: string, nowMs: number): number {
  if ('minutes' in every) {
    const lengthMs = every.minutes * 60_000
    return Math.floor(nowMs / lengthMs) * lengthMs
  }
  const today = dayIn(zone, nowMs)
  if ('daily' in every) {
    const at = (day: Day) => instantOf(zone, day, minuteOf(every.daily))
    return at(today) <= nowMs ? at(today) : at(addDays(today, -1))
  }
  const at = (month: Day) => instantOf(zone, firstWorkday(month), minuteOf(every.monthly))
  const month = `${today.slice(0, 8)}01`
  return at(month) <= nowMs ? at(month) : at(`${addDays(month, -1).slice(0, 8)}01`)
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  return hour * 60 + minute
}

function firstWorkday(from: Day): Day {
  let day = from
  while (!workCalendar.isWorkday(day)) day = addDays(day, 1)
  return day
}
