/** Accounts with what a person wants to know of them at a glance. */
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type AccountRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly grade: string
  readonly industry: string | null
  readonly ownerId: string
  readonly lastActivityDate: string | null
}

/** Accounts by id, the archived ones left out. */
export async function findAccounts(tx: Tx, ids: readonly string[]): Promise<AccountRow[]> {
  if (ids.length === 0) return []
  return tx.$queryRaw<AccountRow[]>`
    SELECT "id", "code", "name", "shortName", "grade", "industry", "ownerId", "lastActivityDate"
    FROM "Account" WHERE "id" IN (${Prisma.join([...ids])}) AND "archivedAt" IS NULL
    ORDER BY "code"`
}

/** What was signed with the account from `since` (exclusive) to `until` (inclusive), in fen. */
export async function signedFen(
  tx: Tx,
  accountId: string,
  since: string,
  until: string,
): Promise<bigint> {
  const { _sum } = await tx.contract.aggregate({
    where: { accountId, signedDate: { gt: since, lte: until } },
    _sum: { amountFen: true },
  })
  return _sum.amountFen ?? 0n
}

/** The account's contact of this name. */
export async function findContact(
  tx: Tx,
  accountId: string,
  name: string,
): Promise<{ readonly id: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Contact" WHERE "accountId" = ${accountId} AND "name" = ${name} LIMIT 1`
  return row
}

/** Sets the day of the last contact to the latest entry that stands. */
export async function refreshLastActivity(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Account" SET "lastActivityDate" = (
      SELECT MAX("onDate") FROM "Activity"
      WHERE "accountId" = ${accountId} AND "undoneAt" IS NULL AND "kind" <> 'note')
    WHERE "id" = ${accountId}`
}
