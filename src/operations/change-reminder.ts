import * as z from 'zod'
import {
  type ReminderView,
  reminderClosedCard,
  reminderSetCard,
} from '../../cards/reminder-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import type { Problem } from '../domain/problem.ts'
import { dayIn } from '../lib/calendar.ts'
import { writeAudit } from '../store/audit.ts'
import {
  changeReminder,
  findReminder,
  type ReminderRow,
  reviveReminder,
} from '../store/reminders.ts'
import { type Act, defineOperation } from './operation.ts'
import { momentText, viewReminder } from './reminder-view.ts'

/** The viewer's own reminder, while it is open. */
export async function ownReminder(
  act: Pick<Act, 'tx' | 'viewer'>,
  taskId: string,
): Promise<ReminderRow | undefined> {
  const row = await findReminder(act.tx, taskId)
  const open = row && row.doneAt === null && row.cancelledAt === null
  return open && row.ownerId === act.viewer.userId ? row : undefined
}

const gone: Problem = { id: 'ReminderGone' }

const cancelBody = z.strictObject({ taskId: z.string() })

/** Deletes a reminder; ten minutes long it can be had back. */
export const cancelReminder = defineOperation<
  z.infer<typeof cancelBody>,
  ReminderView,
  z.infer<typeof cancelBody>
>({
  id: 'reminder.cancel',
  body: cancelBody,
  undoBody: cancelBody,
  plan: async (act, { taskId }) => {
    const row = await ownReminder(act, taskId)
    return row ? { ok: true, view: await viewReminder(act, row) } : { ok: false, problem: gone }
  },
  apply: async (act, { taskId }) => {
    const row = await ownReminder(act, taskId)
    if (!row) return { kind: 'problem', problem: gone }
    if (!(await changeReminder(act.tx, row, { cancelledAt: act.now }))) return { kind: 'stale' }
    await audit(act, taskId, { action: 'reminder.cancel' })
    return { kind: 'done', view: await viewReminder(act, row), undo: { taskId } }
  },
  undo: async (act, { taskId }) => {
    const at = { id: taskId, ownerId: act.viewer.userId }
    if (!(await reviveReminder(act.tx, at))) return { kind: 'problem', problem: gone }
    await audit(act, taskId, { action: 'reminder.revive' })
    const view = await viewReminder(act, (await findReminder(act.tx, taskId))!)
    return { kind: 'undone', card: undoneCard(view.what ?? '提醒', `${view.when} 照常提醒。`) }
  },
  previewCard: (view, draft) => reminderClosedCard(view, '删除提醒?', draft),
  doneCard: (view, draft, undoable) =>
    reminderClosedCard(view, '提醒已删除', undoable ? draft : undefined),
})

const moveBody = z.strictObject({
  taskId: z.string(),
  /** The instant it is to come at, ISO. */
  dueAt: z.string(),
  notes: z.array(z.string()),
})

export type MoveReminder = z.infer<typeof moveBody>

const movedBack = z.strictObject({ taskId: z.string(), dueAt: z.string(), notifiedAt: z.string() })

/** Another time for a reminder, one that has come included: then it comes again. */
export const moveReminder = defineOperation<MoveReminder, ReminderView, z.infer<typeof movedBack>>({
  id: 'reminder.move',
  body: moveBody,
  undoBody: movedBack,
  plan: async (act, body) => {
    const row = await ownReminder(act, body.taskId)
    const problem = row ? refusal(act, body) : gone
    if (!row || problem) return { ok: false, problem: problem ?? gone }
    return { ok: true, view: await viewReminder(act, { ...row, dueAt: new Date(body.dueAt) }) }
  },
  apply: async (act, body) => {
    const row = await ownReminder(act, body.taskId)
    const problem = row ? refusal(act, body) : gone
    if (!row || problem) return { kind: 'problem', problem: problem ?? gone }
    const task = await act.tx.task.findUnique({
      where: { id: row.id },
      select: { notifiedAt: true },
    })
    const dueAt = new Date(body.dueAt)
    const change = { dueAt, dueDate: dayIn(act.zone, dueAt.getTime()), notifiedAt: null }
    if (!(await changeReminder(act.tx, row, change))) return { kind: 'stale' }
    await audit(act, row.id, {
      action: 'reminder.move',
      oldValue: row.dueAt.toISOString(),
      newValue: body.dueAt,
    })
    return {
      kind: 'done',
      view: await viewReminder(act, { ...row, dueAt }, body.notes),
      undo: {
        taskId: row.id,
        dueAt: row.dueAt.toISOString(),
        notifiedAt: task?.notifiedAt?.toISOString() ?? '',
      },
    }
  },
  undo: async (act, { taskId, dueAt: was, notifiedAt }) => {
    const row = await ownReminder(act, taskId)
    if (!row) return { kind: 'problem', problem: gone }
    const dueAt = new Date(was)
    const change = {
      dueAt,
      dueDate: dayIn(act.zone, dueAt.getTime()),
      notifiedAt: notifiedAt === '' ? null : new Date(notifiedAt),
    }
    if (!(await changeReminder(act.tx, row, change))) return { kind: 'problem', problem: gone }
    await audit(act, taskId, { action: 'reminder.move', newValue: was })
    const view = await viewReminder(act, { ...row, dueAt })
    return { kind: 'undone', card: undoneCard(view.what ?? '提醒', `时间还是 ${view.when}。`) }
  },
  previewCard: (view) => reminderSetCard(view, '改期?'),
  doneCard: (view) => reminderSetCard(view, '提醒已改期'),
})

function refusal(act: Act, { dueAt }: MoveReminder): Problem | undefined {
  const at = new Date(dueAt)
  if (at > act.now) return undefined
  return { id: 'ReminderRefused', said: momentText(act, at), reason: '时间已过去' }
}

/** Ticks a reminder off. False when there is nothing to tick off any more. */
export async function finishReminder(act: Act, row: ReminderRow): Promise<boolean> {
  if (!(await changeReminder(act.tx, row, { doneAt: act.now }))) return false
  await audit(act, row.id, { action: 'reminder.finish' })
  return true
}

const audit = (
  act: Act,
  taskId: string,
  entry: { readonly action: string; readonly oldValue?: string; readonly newValue?: string },
) => writeAudit(act, [{ ...entry, subjectKind: 'task', subjectId: taskId }])
