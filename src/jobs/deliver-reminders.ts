import { reminderDueCard } from '../../cards/reminder-card.ts'
import type { Job, JobDeps } from '../bot/job.ts'
import { dayIn } from '../lib/calendar.ts'
import { subjectOfReminder, viewReminder } from '../operations/reminder-view.ts'
import { enqueue, type NewOutboxRow } from '../store/outbox.ts'
import { findViewerById } from '../store/people.ts'
import { claimReminder, findDueReminders, type ReminderRow } from '../store/reminders.ts'
import type { Tx } from '../store/store.ts'

const sliceRows = 50

/** Reminders whose time has come go out, each once: it is marked in the transaction that queues it. */
export const deliverRemindersJob: Job = {
  id: 'deliver-reminders',
  every: { minutes: 1 },
  run: async (deps, { signal }) => {
    for (let left = true; left; ) {
      signal.throwIfAborted()
      left = await deps.store.write('background', (tx) => deliverSlice(deps, tx))
      deps.wake?.()
    }
  },
}

/** Whether there may be more. */
async function deliverSlice(deps: JobDeps, tx: Tx): Promise<boolean> {
  const now = new Date(deps.clock.business())
  const due = await findDueReminders(tx, now, sliceRows)
  const rows: NewOutboxRow[] = []
  for (const reminder of due) {
    if (!(await claimReminder(tx, reminder, now))) continue
    const row = await pushOf(deps, tx, reminder)
    if (row) rows.push(row)
    else deps.log.info({ task: reminder.id }, 'a reminder is of nobody who can be reached')
  }
  await enqueue(tx, deps.store.dialect, rows)
  return due.length === sliceRows
}

async function pushOf(
  { store, clock, ids, zone, platforms }: JobDeps,
  tx: Tx,
  reminder: ReminderRow,
): Promise<NewOutboxRow | undefined> {
  const viewer = await findViewerById(tx, store.dialect, reminder.ownerId)
  if (!viewer) return undefined
  const [identity] = await tx.identity.findMany({
    where: { userId: viewer.userId, platform: { in: [...platforms.keys()] } },
    orderBy: { platform: 'asc' },
    take: 1,
  })
  if (!identity) return undefined
  const nowMs = clock.business()
  const reader = { tx, viewer, zone, today: dayIn(zone, nowMs) }
  const about = await subjectOfReminder(reader, reminder)
  return {
    id: ids.next(),
    dedupeKey: `reminder:${reminder.id}:${reminder.dueAt.getTime()}`,
    platform: identity.platform,
    operation: 'send',
    targetKind: 'user',
    targetId: identity.externalId,
    userId: viewer.userId,
    subjectKind: about?.subject.kind,
    subjectId: about?.subject.id,
    card: reminderDueCard(await viewReminder(reader, reminder)),
    priority: 5,
    createdMs: nowMs,
    nextMs: clock.real(),
  }
}
