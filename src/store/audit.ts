/** The audit trail: who changed what, from what to what, and which message said so. */
import { jsonRows } from './sql.ts'
import type { Store, Tx } from './store.ts'

export type AuditEntry = {
  /** `noun.verb` */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly field?: string
  readonly oldValue?: string | null
  readonly newValue?: string | null
}

const columns = {
  id: 'text',
  at: 'timestamp',
  userId: 'text',
  action: 'text',
  subjectKind: 'text',
  subjectId: 'text',
  field: 'text',
  oldValue: 'text',
  newValue: 'text',
  eventKey: 'text',
} as const

/** Writes the entries, in the transaction of the change they tell of. One statement. */
export async function writeAudit(
  act: {
    readonly tx: Tx
    readonly dialect: Store['dialect']
    readonly ids: { readonly next: () => string }
    readonly now: Date
    /** Absent where the bot acts by itself. */
    readonly viewer?: { readonly userId: string }
    readonly eventKey?: string
  },
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({
    id: act.ids.next(),
    at: act.now,
    userId: act.viewer?.userId,
    eventKey: act.eventKey,
    field: undefined,
    oldValue: undefined,
    newValue: undefined,
    ...entry,
  }))
  await act.tx.$executeRaw`
    INSERT INTO "Audit" ("id", "at", "userId", "action", "subjectKind", "subjectId", "field",
      "oldValue", "newValue", "eventKey") ${jsonRows(act.dialect, columns, rows)}`
}

/** How often somebody has done this since then. */
export async function countAudit(
  tx: Tx,
  of: { readonly userId: string; readonly action: string; readonly since: Date },
): Promise<number> {
  return tx.audit.count({
    where: { userId: of.userId, action: of.action, at: { gte: of.since } },
  })
}
