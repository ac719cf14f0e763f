import { reminderClosedCard } from '../../cards/reminder-card.ts'
import type { Action } from '../bot/definitions.ts'
import { finishReminder } from '../operations/change-reminder.ts'
import { viewReminder } from '../operations/reminder-view.ts'
import { withOwnReminder } from './own-reminder.ts'

/** 「完成」: ticked off. */
export const finishReminderAction: Action = {
  id: 'reminder.finish',
  run: withOwnReminder(async (tap, row) => {
    if (!(await finishReminder(tap, row))) return { toast: { tone: 'info', text: '已完成' } }
    return {
      toast: { tone: 'success', text: '已完成' },
      card: reminderClosedCard(await viewReminder(tap, row), '已完成'),
    }
  }),
}
