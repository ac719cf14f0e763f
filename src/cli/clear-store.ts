import { Prisma } from '../store/generated/sqlite/client.ts'
import type { Tx } from '../store/store.ts'

/** Empties every table of a demo's store. The foreign keys are checked once, at the commit. */
export async function clearStore(tx: Tx): Promise<void> {
  await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`
  for (const model of Object.values(Prisma.ModelName)) {
    await tx.$executeRaw`DELETE FROM ${Prisma.raw(`"${model}"`)}`
  }
}
