import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { ownReminder } from '../operations/change-reminder.ts'
import { revisionOf } from '../operations/reminder-view.ts'
import type { ReminderRow } from '../store/reminders.ts'

/** Runs on the person's own open reminder, still due when the card said. */
export function withOwnReminder(
  run: (tap: Tap, row: ReminderRow) => Promise<Tapped>,
): Action['run'] {
  return async (tap) => {
    const row = await ownReminder(tap, tap.action.id)
    if (!row) return { toast: { tone: 'info', text: '这个提醒已经完成或删除' } }
    if (revisionOf(row) !== tap.action.v) {
      return { toast: { tone: 'info', text: '这个提醒已经改过时间,说「我的提醒」看最新的' } }
    }
    return run(tap, row)
  }
}
