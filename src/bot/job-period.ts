import { addDays, dayIn, instantOf } from '../lib/calendar.ts'
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
  const [hour, minute] = every.daily.split(':').map(Number) as [number, number]
  const today = dayIn(zone, nowMs)
  const begins = instantOf(zone, today, hour * 60 + minute)
  return begins <= nowMs ? begins : instantOf(zone, addDays(today, -1), hour * 60 + minute)
}
