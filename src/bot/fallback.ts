import type { Card } from '../../cards/kit/card.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import { enqueue, type OutboxRow } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'

/** What could not reach a chat goes to the person it was for, once. */
export async function fallbackFor(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  row: OutboxRow,
): Promise<void> {
  const { userId } = row
  if (row.operation !== 'send' || row.targetKind !== 'chat' || !userId) return
  await deps.store.write('background', async (tx) => {
    const identity = await tx.identity.findFirst({ where: { userId, platform: row.platform } })
    if (!identity) return
    await enqueue(tx, deps.store.dialect, [
      {
        id: deps.ids.next(),
        dedupeKey: `${row.dedupeKey}:in-private`,
        platform: row.platform,
        operation: 'send',
        targetKind: 'user',
        targetId: identity.externalId,
        userId,
        subjectKind: row.subjectKind ?? undefined,
        subjectId: row.subjectId ?? undefined,
        draftId: row.draftId ?? undefined,
        card: JSON.parse(row.card) as Card,
        priority: row.priority,
        createdMs: deps.clock.business(),
        nextMs: deps.clock.real(),
      },
    ])
  })
}
