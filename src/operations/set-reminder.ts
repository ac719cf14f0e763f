import * as z from 'zod'
import { type ReminderView, reminderSetCard } from '../../cards/reminder-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { instantOf, isDay } from '../lib/calendar.ts'
import { writeAudit } from '../store/audit.ts'
import { changeReminder, findReminder, insertReminder } from '../store/reminders.ts'
import { type Act, defineOperation } from './operation.ts'
import { momentText, viewReminder } from './reminder-view.ts'

const reminderBody = z.strictObject({
  /** Empty when nothing was said. */
  title: z.string(),
  day: z.string().refine(isDay),
  /** Since midnight in the workspace's zone. */
  minute: z.number().int().min(0).max(1439),
  dealId: z.string().optional(),
  accountId: z.string().optional(),
  /** What was assumed about the time. */
  notes: z.array(z.string()),
})

export type SetReminder = z.infer<typeof reminderBody>

const undoBody = z.strictObject({ taskId: z.string() })

/**
 * Reminds the viewer, once, at a time. S0: 「任务管理和提醒功能,可以帮助销售人员更好地规划和跟进长期项目」.
 */
export const setReminder = defineOperation<SetReminder, ReminderView, z.infer<typeof undoBody>>({
  id: 'reminder.set',
  ownWords: ['title'],
  body: reminderBody,
  undoBody,
  plan: async (act, body) => {
    if (isOver(act, body)) return { ok: false, problem: over(act, body) }
    return { ok: true, view: await viewReminder(act, rowOf(act, body, ''), body.notes) }
  },
  apply: async (act, body) => {
    if (isOver(act, body)) return { kind: 'problem', problem: over(act, body) }
    const row = rowOf(act, body, act.ids.next())
    await insertReminder(act.tx, { ...row, dueDate: body.day, createdAt: act.now })
    await audit(act, row.id, { action: 'reminder.set', newValue: row.dueAt.toISOString() })
    const view = await viewReminder(act, row, body.notes)
    return { kind: 'done', view, undo: { taskId: row.id } }
  },
  undo: async (act, { taskId }) => {
    const row = await findReminder(act.tx, taskId)
    const dropped =
      row?.ownerId === act.viewer.userId &&
      (await changeReminder(act.tx, row, { cancelledAt: act.now }))
    if (!row || !dropped) {
      return { kind: 'problem', problem: { id: 'UndoRefused', reason: '这个提醒已经完成或删除' } }
    }
    await audit(act, taskId, { action: 'reminder.undo' })
    const view = await viewReminder(act, row)
    return { kind: 'undone', card: undoneCard(view.what ?? '提醒', `${view.when} 不再提醒。`) }
  },
  previewCard: (view) => reminderSetCard(view),
  doneCard: (view) => reminderSetCard(view),
})

const dueOf = (act: Act, { day, minute }: SetReminder) => new Date(instantOf(act.zone, day, minute))
const isOver = (act: Act, body: SetReminder) => dueOf(act, body) <= act.now
const over = (act: Act, body: SetReminder) =>
  ({
    id: 'ReminderRefused',
    said: momentText(act, dueOf(act, body)),
    reason: '时间已过去',
  }) as const

const rowOf = (act: Act, body: SetReminder, id: string) => ({
  id,
  ownerId: act.viewer.userId,
  title: body.title,
  dueAt: dueOf(act, body),
  dealId: body.dealId ?? null,
  accountId: body.accountId ?? null,
})

const audit = (
  act: Act,
  taskId: string,
  entry: { readonly action: string; readonly newValue?: string },
) => writeAudit(act, [{ ...entry, subjectKind: 'task', subjectId: taskId }])
