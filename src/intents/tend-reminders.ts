import { reminderListCard } from '../../cards/reminder-card.ts'
import type { Asked } from '../bot/read-value.ts'
import type { AskedQuestion, Intent, Reply, Turn } from '../bot/turn.ts'
import { readDate } from '../language/date.ts'
import { type ReminderRequest, readReminderRequest } from '../language/reminder-requests.ts'
import { instantOf } from '../lib/calendar.ts'
import { foldName } from '../lib/names.ts'
import { cancelReminder, moveReminder } from '../operations/change-reminder.ts'
import { listReminders, openReminders } from '../operations/list-reminders.ts'
import { momentText } from '../operations/reminder-view.ts'
import type { ReminderRow } from '../store/reminders.ts'
import { readMoment } from './reminder-time.ts'

/** What is set: shown, dropped, moved. */
export const tendRemindersIntent: Intent = {
  id: 'reminder.tend',
  what: '看提醒、改提醒',
  examples: [
    '我的提醒',
    '取消给陈总打电话的提醒',
    '把交标书的提醒改到周五上午10点',
    '明天有哪些提醒',
  ],
  operations: [cancelReminder, moveReminder],
  read: (_sentence, free) => {
    for (const clause of free) {
      const request = readReminderRequest(clause)
      if (request) return { clauses: [clause], run: (turn) => run(turn, request) }
    }
    return undefined
  },
}

async function run(turn: Turn, request: ReminderRequest): Promise<Reply> {
  const day = dayOf(turn, request)
  if (request.kind === 'list' || request.all) {
    return { kind: 'card', card: reminderListCard(await listReminders(turn, day)) }
  }
  const found = await meant(turn, request, day)
  const [row, ...others] = found
  if (!row) return { kind: 'problem', problem: { id: 'ReminderUnknown', said: request.what } }
  if (others.length > 0) return { kind: 'ask', questions: [whichReminder(turn, found)] }
  if (request.kind === 'cancel') {
    return { kind: 'propose', operation: cancelReminder, body: { taskId: row.id }, how: 'at-once' }
  }
  return moved(turn, request, row)
}

async function moved(turn: Turn, { to }: ReminderRequest, row: ReminderRow): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const said = { said: to!.text, mention: to!.found, current: row.dueAt }
  const moment = readMoment(turn, asked, said)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!moment) return { kind: 'ask', questions: asked.questions }
  const dueAt = new Date(instantOf(turn.zone, moment.day, moment.minute)).toISOString()
  const body = { taskId: row.id, dueAt, notes: [...moment.notes] }
  return { kind: 'propose', operation: moveReminder, body, how: 'at-once' }
}

function dayOf(turn: Turn, { day }: ReminderRequest): string | undefined {
  if (!day) return undefined
  const { today, minuteOfDay } = turn
  const reading = readDate(day.found, { today, minuteOfDay, field: 'future' })
  return reading.kind === 'value' && reading.value.precision === 'day'
    ? reading.value.day
    : undefined
}

/** The share of what was said, in pairs of characters, that its words must hold. */
const alike = 0.6

function sharedWith(title: string, said: string): number {
  const pairs = Array.from({ length: Math.max(1, said.length - 1) }, (_, i) => said.slice(i, i + 2))
  return pairs.filter((pair) => title.includes(pair)).length / pairs.length
}

/** Those whose words hold what was said, or else are like it. */
async function meant(
  turn: Turn,
  { what }: ReminderRequest,
  day: string | undefined,
): Promise<ReminderRow[]> {
  const rows = await openReminders(turn, day)
  if (turn.answers.reminder) return rows.filter((row) => row.id === turn.answers.reminder)
  const said = foldName(what)
  if (said === '') return rows
  const holding = rows.filter((row) => {
    const title = foldName(row.title)
    return title !== '' && (title.includes(said) || said.includes(title))
  })
  if (holding.length > 0) return holding
  return rows.filter((row) => sharedWith(foldName(row.title), said) >= alike)
}

const whichReminder = (turn: Turn, rows: readonly ReminderRow[]): AskedQuestion => ({
  slot: 'reminder',
  text: '哪个提醒?',
  options: rows.slice(0, 5).map((row) => ({
    label: row.title || '叫你一声',
    detail: momentText(turn, row.dueAt),
    value: row.id,
  })),
})
