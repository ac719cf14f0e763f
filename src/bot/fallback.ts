import type { Card } from '../../cards/kit/card.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import type { NewOutboxRow, OutboxRow } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'

/**
 * What could not reach a chat goes to the person it was for, once. In the transaction in which it
 * ends, and only if it did: another instance may have had it since.
 */
export async function fallbackFor(
  deps: { readonly clock: Clock; readonly ids: Ids },
  tx: Tx,
  row: OutboxRow,
): Promise<NewOutboxRow | undefined> {
  const { userId } = row
  if (row.operation !== 'send' || row.targetKind !== 'chat' || !userId) return undefined
  const ended = await tx.outbox.findFirst({ where: { id: row.id, state: 'dead' } })
  const identity = await tx.identity.findFirst({ where: { userId, platform: row.platform } })
  if (!ended || !identity) return undefined
  return {
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
  }
}
