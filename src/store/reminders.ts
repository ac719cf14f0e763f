/** Reminders: tasks with an instant. */
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type ReminderRow = {
  readonly id: string
  readonly ownerId: string
  readonly accountId: string | null
  readonly dealId: string | null
  readonly title: string
  readonly dueAt: Date
  readonly doneAt: Date | null
  readonly cancelledAt: Date | null
}

type Raw = { [K in keyof ReminderRow]: ReminderRow[K] | string | null }

const dateOf = (value: unknown) => (value === null ? null : new Date(value as string | Date))

const toReminder = (raw: Raw): ReminderRow => ({
  ...(raw as ReminderRow),
  dueAt: dateOf(raw.dueAt)!,
  doneAt: dateOf(raw.doneAt),
  cancelledAt: dateOf(raw.cancelledAt),
})

const columns = Prisma.sql`
  t."id", t."ownerId", t."accountId", t."dealId", t."title", t."dueAt", t."doneAt", t."cancelledAt"
  FROM "Task" t`

export async function insertReminder(
  tx: Tx,
  row: Omit<ReminderRow, 'doneAt' | 'cancelledAt'> & {
    readonly dueDate: string
    readonly createdAt: Date
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Task" ("id", "kind", "ownerId", "accountId", "dealId", "title", "dueDate", "dueAt",
      "createdAt")
    VALUES (${row.id}, 'reminder', ${row.ownerId}, ${row.accountId}, ${row.dealId}, ${row.title},
      ${row.dueDate}, ${row.dueAt}, ${row.createdAt})`
}

export async function findReminder(tx: Tx, id: string): Promise<ReminderRow | undefined> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT ${columns} WHERE t."id" = ${id} AND t."kind" = 'reminder'`
  return rows[0] && toReminder(rows[0])
}

/**
 * Somebody's reminders that are neither done nor cancelled, the soonest first; at most 50.
 *
 * @param since those that have come are let go of when they did before this
 */
export async function findOpenReminders(
  tx: Tx,
  ownerId: string,
  since: Date,
): Promise<ReminderRow[]> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT ${columns}
    WHERE t."ownerId" = ${ownerId} AND t."doneAt" IS NULL AND t."cancelledAt" IS NULL
      AND t."kind" = 'reminder' AND (t."notifiedAt" IS NULL OR t."dueAt" > ${since})
    ORDER BY t."dueAt", t."id" LIMIT 50`
  return rows.map(toReminder)
}

export type ReminderChange = {
  readonly dueAt?: Date
  readonly dueDate?: string
  readonly doneAt?: Date | null
  readonly cancelledAt?: Date | null
  readonly notifiedAt?: Date | null
}

/**
 * Changes an open reminder that is still due at this instant, in one compare-and-set. False when it
 * is not: nothing was written.
 */
export async function changeReminder(
  tx: Tx,
  at: { readonly id: string; readonly ownerId: string; readonly dueAt: Date },
  data: ReminderChange,
): Promise<boolean> {
  const { id, ownerId, dueAt } = at
  const where = { id, ownerId, dueAt, kind: 'reminder', doneAt: null, cancelledAt: null }
  return (await tx.task.updateMany({ where, data })).count === 1
}

/** Brings back a reminder that was cancelled. */
export async function reviveReminder(
  tx: Tx,
  at: { readonly id: string; readonly ownerId: string },
): Promise<boolean> {
  const where = { ...at, kind: 'reminder', doneAt: null, cancelledAt: { not: null } }
  return (await tx.task.updateMany({ where, data: { cancelledAt: null } })).count === 1
}

/** Reminders whose time has come and that nobody has been told of, the longest due first. */
export async function findDueReminders(tx: Tx, now: Date, limit: number): Promise<ReminderRow[]> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT ${columns}
    WHERE t."notifiedAt" IS NULL AND t."dueAt" <= ${now} AND t."kind" = 'reminder'
      AND t."doneAt" IS NULL AND t."cancelledAt" IS NULL
    ORDER BY t."dueAt", t."id" LIMIT ${limit}`
  return rows.map(toReminder)
}

/** Takes a due reminder to be delivered. False when it was moved, done or delivered since. */
export async function claimReminder(tx: Tx, row: ReminderRow, now: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE "Task" SET "notifiedAt" = ${now}
    WHERE "id" = ${row.id} AND "notifiedAt" IS NULL AND "dueAt" = ${row.dueAt}
      AND "doneAt" IS NULL AND "cancelledAt" IS NULL`
  return count === 1
}
