/** The audit trail: who changed what, from what to what, and which message said so. */
import type { Tx } from './store.ts'

export type AuditEntry = {
  /** `noun.verb` */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly field?: string
  readonly oldValue?: string | null
  readonly newValue?: string | null
}

/** Which act the entries belong to. */
export type AuditSource = {
  readonly at: Date
  readonly userId?: string
  readonly draftId?: string
  readonly eventKey?: string
}

/** Writes the entries, in the transaction of the change they tell of. */
export async function writeAudit(
  tx: Tx,
  ids: { readonly next: () => string },
  source: AuditSource,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await tx.audit.createMany({
    data: entries.map((entry) => ({ id: ids.next(), ...source, ...entry })),
  })
}
