/** What one instance has for itself, for as long as it says so. */
import { leaseNow } from './outbox.ts'
import type { Store, Tx } from './store.ts'

export type LeaseClaim = {
  readonly name: string
  /** Names the instance, and no other in its life. */
  readonly owner: string
  /** Real clock, epoch ms. */
  readonly nowMs: number
  readonly ms: number
}

/** Takes the lease, or makes one's own last longer. False while it is somebody else's. */
export async function takeLease(
  tx: Tx,
  dialect: Store['dialect'],
  { name, owner, nowMs, ms }: LeaseClaim,
): Promise<boolean> {
  const now = leaseNow(dialect, nowMs)
  const count = await tx.$executeRaw`
    INSERT INTO "Lease" ("name", "owner", "untilMs") VALUES (${name}, ${owner}, ${now} + ${BigInt(ms)})
    ON CONFLICT ("name") DO UPDATE SET "owner" = excluded."owner", "untilMs" = excluded."untilMs"
      WHERE "Lease"."owner" = excluded."owner" OR "Lease"."untilMs" <= ${now}`
  return count === 1
}

/** Anybody may have it now. */
export async function dropLease(
  tx: Tx,
  { name, owner }: Pick<LeaseClaim, 'name' | 'owner'>,
): Promise<void> {
  await tx.$executeRaw`DELETE FROM "Lease" WHERE "name" = ${name} AND "owner" = ${owner}`
}
