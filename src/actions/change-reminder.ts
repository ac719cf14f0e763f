import { problemToast } from '../../cards/problem-card.ts'
import { reminderCard, reminderMoveCard } from '../../cards/reminder-card.ts'
import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { propose } from '../bot/drafts.ts'
import { type DateMention, readDate, tagDates } from '../language/date.ts'
import { normalise } from '../language/normalise.ts'
import { addDays, dayIn, instantOf, minuteOfDayIn } from '../lib/calendar.ts'
import type { Operation } from '../operations/operation.ts'
import { viewReminder } from '../operations/reminder-view.ts'
import type { ReminderRow } from '../store/reminders.ts'
import { withOwnReminder } from './own-reminder.ts'

/** Does it at once, with an undo of its own. */
async function atOnce(
  tap: Tap,
  of: { readonly operation: string; readonly body: unknown; readonly said: string },
): Promise<Tapped> {
  const operation: Operation = tap.operation(of.operation)
  const origin = { platform: tap.platform, chatId: tap.chat?.id ?? '', said: of.said }
  const shown = await propose(tap, origin, { operation, body: of.body, how: 'at-once' })
  return { card: shown.card }
}

/** 「删除」 */
export const cancelReminderAction: Action = {
  id: 'reminder.cancel',
  run: withOwnReminder(async (tap, row) => ({
    toast: { tone: 'success', text: '提醒已删除' },
    ...(await atOnce(tap, {
      operation: 'reminder.cancel',
      body: { taskId: row.id },
      said: `删除提醒 ${row.title}`,
    })),
  })),
}

const later = { day: 1, week: 7 } as const

/** 「+1天」「+1周」: the same time of day, counted from today where it has come already. */
export const snoozeReminderAction: Action = {
  id: 'reminder.snooze',
  run: withOwnReminder(async (tap, row) => {
    const days = later[tap.action.pick as keyof typeof later]
    if (!days) return { toast: { tone: 'info', text: '没有改动' } }
    const due = row.dueAt.getTime()
    const from = row.dueAt > tap.now ? dayIn(tap.zone, due) : tap.today
    return moveTo(tap, row, instantOf(tap.zone, addDays(from, days), minuteOfDayIn(tap.zone, due)))
  }),
}

async function moveTo(tap: Tap, row: ReminderRow, ms: number): Promise<Tapped> {
  const body = { taskId: row.id, dueAt: new Date(ms).toISOString(), notes: [] }
  const done = await atOnce(tap, { operation: 'reminder.move', body, said: `改期 ${row.title}` })
  return { toast: { tone: 'success', text: '提醒已改期' }, ...done }
}

/** 「改期」: a form for the time, and the time itself, in words. */
export const moveReminderAction: Action = {
  id: 'reminder.move',
  run: withOwnReminder(async (tap, row) => {
    const { when } = tap.form
    if (typeof when !== 'string') {
      return { also: { card: reminderMoveCard(await viewReminder(tap, row)) } }
    }
    const read = instantSaid(tap, row, when)
    if ('reason' in read) return { toast: { tone: 'warning', text: read.reason } }
    return moveTo(tap, row, read.ms)
  }),
}

const unread = { reason: '时间没看懂,这样写:明天下午3点' }

/** One day with a time of day; without one the reminder keeps its own. */
function instantSaid(
  tap: Tap,
  row: ReminderRow,
  words: string,
): { ms: number } | { reason: string } {
  const text = normalise(words)
  const [tag, ...others] = tagDates(text)
  const rest =
    tag && (text.slice(0, tag.start) + text.slice(tag.end)).replace(/[改到在于吧,。\s]/gu, '')
  if (!tag || others.length > 0 || rest !== '') return unread
  const reading = readDate(shiftless(tag.found), {
    today: tap.today,
    minuteOfDay: minuteOfDayIn(tap.zone, tap.now.getTime()),
    field: 'future',
  })
  if (reading.kind === 'refuse') return { reason: reading.reason.replace('日期', '时间') }
  if (reading.kind === 'ask' || reading.value.precision !== 'day') return unread
  const { day, time } = reading.value
  const [hour, minute] = time?.split(':').map(Number) ?? []
  const own = minuteOfDayIn(tap.zone, row.dueAt.getTime())
  const ms = instantOf(tap.zone, day, time ? hour! * 60 + minute! : own)
  if (ms > tap.now.getTime()) return { ms }
  return { reason: problemToast({ id: 'ReminderRefused', said: words, reason: '时间已过去' }) }
}

/** 推迟一小时 in the form counts from now, as 一小时后 does. */
const shiftless = (mention: DateMention): DateMention =>
  mention.when.kind === 'shift' ? { ...mention, when: { ...mention.when, kind: 'after' } } : mention

/** One of the list: its own card comes beside, so that the list stays. */
export const showReminderAction: Action = {
  id: 'reminder.show',
  run: withOwnReminder(async (tap, row) => ({
    also: { card: reminderCard(await viewReminder(tap, row)) },
  })),
}
