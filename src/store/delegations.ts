/** Who decides on approvals in whose place, from day to day. */
import type { Delegation } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type DelegationRow = Delegation

export async function insertDelegation(
  tx: Tx,
  row: Pick<
    Delegation,
    'id' | 'fromId' | 'toId' | 'startDate' | 'endDate' | 'createdById' | 'createdAt'
  >,
): Promise<void> {
  await tx.delegation.create({ data: row })
}

/** Those of somebody that hold or are to hold, in order. */
export function openDelegations(tx: Tx, fromId: string, today: string): Promise<DelegationRow[]> {
  return tx.delegation.findMany({
    where: { fromId, revokedAt: null, endDate: { gte: today } },
    orderBy: [{ startDate: 'asc' }, { createdAt: 'asc' }],
  })
}

/** How many of these were still open and are not any more. */
export async function revokeDelegations(
  tx: Tx,
  ids: readonly string[],
  now: Date,
): Promise<number> {
  const { count } = await tx.delegation.updateMany({
    where: { id: { in: [...ids] }, revokedAt: null },
    data: { revokedAt: now },
  })
  return count
}
