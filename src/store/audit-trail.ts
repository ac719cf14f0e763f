/** What was changed on records, by whom and when: the audit's rows and the stage history. */
import type { Tx } from './store.ts'

export type TrailSpan = { readonly start?: Date; readonly end?: Date }

const within = ({ start, end }: TrailSpan) => ({ gte: start, lt: end })

/** Changes of these records, newest first. */
export async function auditOf(
  tx: Tx,
  of: {
    readonly kind: 'deal' | 'account'
    readonly ids: readonly string[]
    readonly span: TrailSpan
    /** Only of these fields. */
    readonly fields?: readonly string[]
  },
  limit: number,
) {
  if (of.ids.length === 0) return []
  return tx.audit.findMany({
    where: {
      subjectKind: of.kind,
      subjectId: { in: [...of.ids] },
      at: within(of.span),
      ...(of.fields && { field: { in: [...of.fields] } }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      at: true,
      userId: true,
      action: true,
      subjectId: true,
      field: true,
      oldValue: true,
      newValue: true,
    },
  })
}

/** Every stage these deals were in, oldest first. */
export async function stagesOf(tx: Tx, dealIds: readonly string[]) {
  if (dealIds.length === 0) return []
  return tx.stageHistory.findMany({
    where: { dealId: { in: [...dealIds] } },
    orderBy: [{ dealId: 'asc' }, { enteredAt: 'asc' }, { id: 'asc' }],
    select: { dealId: true, stageId: true, enteredAt: true, byUserId: true, reason: true },
  })
}
