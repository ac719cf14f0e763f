/** Won deals on their way to who delivers them. */
import type { Handover } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type HandoverRow = Handover

export async function insertHandover(
  tx: Tx,
  row: Pick<Handover, 'id' | 'dealId' | 'fromUserId' | 'toUserId' | 'createdAt'>,
): Promise<void> {
  await tx.handover.create({ data: row })
}

export function findHandover(tx: Tx, id: string): Promise<HandoverRow | null> {
  return tx.handover.findUnique({ where: { id } })
}

/** Moves it on from the version that was read, in one compare-and-set. */
export async function changeHandover(
  tx: Tx,
  before: HandoverRow,
  to: Pick<Handover, 'state'> & Partial<Pick<Handover, 'reason' | 'decidedAt'>>,
): Promise<boolean> {
  const { count } = await tx.handover.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...to, version: { increment: 1 } },
  })
  return count === 1
}
