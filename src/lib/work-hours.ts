/** Hours that people work: what the waiting of an approval is counted in. */
import { addDays, dayIn, instantOf, type WorkCalendar } from './calendar.ts'

/** Minutes since midnight. */
const startMinute = 9 * 60
const endMinute = 18 * 60

/** Whole minutes worked between two instants (epoch ms), 09:00–18:00 on working days of the zone. */
export function workMinutesBetween(
  zone: string,
  calendar: WorkCalendar,
  fromMs: number,
  toMs: number,
): number {
  let minutes = 0
  const last = dayIn(zone, toMs)
  for (let day = dayIn(zone, fromMs); day <= last; day = addDays(day, 1)) {
    if (!calendar.isWorkday(day)) continue
    const start = Math.max(fromMs, instantOf(zone, day, startMinute))
    const end = Math.min(toMs, instantOf(zone, day, endMinute))
    if (end > start) minutes += Math.floor((end - start) / 60_000)
  }
  return minutes
}
