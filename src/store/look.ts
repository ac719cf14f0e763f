import type { Tx } from './store.ts'

/** Runs something inside the open transaction and undoes what it wrote. */
export async function undone<T>(tx: Tx, look: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SAVEPOINT "look"`
  const seen = await look()
  await tx.$executeRaw`ROLLBACK TO "look"`
  await tx.$executeRaw`RELEASE "look"`
  return seen
}
