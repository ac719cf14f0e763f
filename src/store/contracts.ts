/** Signed contracts. */
import type { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export async function insertContract(
  tx: Tx,
  row: Prisma.ContractUncheckedCreateInput,
): Promise<void> {
  await tx.contract.create({ data: row })
}

/** A number is on one paper only. */
export async function isNumberTaken(tx: Tx, number: string): Promise<boolean> {
  return (await tx.contract.count({ where: { number } })) > 0
}
