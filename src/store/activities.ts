/** Logged contacts and the tasks that follow from them. The hot path: tagged SQL, one statement each. */
import type { Tx } from './store.ts'

export type NewActivity = {
  readonly id: string
  readonly accountId: string
  readonly dealId?: string
  readonly contactId?: string
  readonly kind: string
  readonly onDate: string
  readonly topic?: string
  readonly feedback?: string
  readonly nextStep?: string
  readonly nextDate?: string
  /** What was typed, whole. */
  readonly text: string
  readonly byUserId: string
  readonly createdAt: Date
}

export async function insertActivity(tx: Tx, row: NewActivity): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Activity" ("id", "accountId", "dealId", "contactId", "kind", "onDate", "topic",
      "feedback", "nextStep", "nextDate", "text", "byUserId", "createdAt")
    VALUES (${row.id}, ${row.accountId}, ${row.dealId ?? null}, ${row.contactId ?? null},
      ${row.kind}, ${row.onDate}, ${row.topic ?? null}, ${row.feedback ?? null},
      ${row.nextStep ?? null}, ${row.nextDate ?? null}, ${row.text}, ${row.byUserId},
      ${row.createdAt})`
}

export type NewTask = {
  readonly id: string
  readonly kind: 'next-step' | 'reminder' | 'plan'
  readonly ownerId: string
  readonly accountId?: string
  readonly dealId?: string | null
  readonly activityId?: string
  readonly title: string
  readonly dueDate: string
  readonly createdAt: Date
}

export async function insertTask(tx: Tx, row: NewTask): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Task" ("id", "kind", "ownerId", "accountId", "dealId", "activityId", "title",
      "dueDate", "createdAt")
    VALUES (${row.id}, ${row.kind}, ${row.ownerId}, ${row.accountId ?? null},
      ${row.dealId ?? null}, ${row.activityId ?? null}, ${row.title}, ${row.dueDate},
      ${row.createdAt})`
}

/** A contact known by name alone so far. */
export async function insertContact(
  tx: Tx,
  row: {
    readonly id: string
    readonly accountId: string
    readonly name: string
    readonly createdAt: Date
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Contact" ("id", "accountId", "name", "department", "createdAt")
    VALUES (${row.id}, ${row.accountId}, ${row.name}, 'other', ${row.createdAt})`
}
