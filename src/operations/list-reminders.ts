import type { ReminderListView } from '../../cards/reminder-card.ts'
import { dayIn, echoDay } from '../lib/calendar.ts'
import { findOpenReminders, type ReminderRow } from '../store/reminders.ts'
import type { Act } from './operation.ts'
import { viewReminder } from './reminder-view.ts'

const shownAtOnce = 10
/** One that has come and was not ticked off is listed this long. */
const keptMs = 3 * 24 * 60 * 60_000

/** The viewer's own open reminders, on this day or on any. */
export async function openReminders(
  act: Pick<Act, 'tx' | 'viewer' | 'zone' | 'now'>,
  day?: string,
): Promise<ReminderRow[]> {
  const since = new Date(act.now.getTime() - keptMs)
  const rows = await findOpenReminders(act.tx, act.viewer.userId, since)
  return rows.filter((row) => day === undefined || dayIn(act.zone, row.dueAt.getTime()) === day)
}

/** What is still to come, the soonest first. */
export async function listReminders(act: Act, day?: string): Promise<ReminderListView> {
  const rows = await openReminders(act, day)
  const shown = rows.slice(0, shownAtOnce)
  return {
    reminders: await Promise.all(shown.map((row) => viewReminder(act, row))),
    count: rows.length,
    ...(day && { day: echoDay(day, act.today) }),
  }
}
