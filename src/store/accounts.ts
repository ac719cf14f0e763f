/** Accounts with what a person wants to know of them at a glance. */
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

const columns = {
  id: true,
  code: true,
  name: true,
  shortName: true,
  grade: true,
  industry: true,
  ownerId: true,
  lastActivityDate: true,
} as const

export async function findAccounts(tx: Tx, ids: readonly string[]): Promise<AccountRow[]> {
  if (ids.length === 0) return []
  return tx.account.findMany({
    where: { id: { in: [...ids] }, archivedAt: null },
    select: columns,
    orderBy: { code: 'asc' },
  })
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

/** The latest entries, newest first; what was taken back is left out. */
export async function recentActivities(tx: Tx, accountId: string, limit: number) {
  return tx.activity.findMany({
    where: { accountId, undoneAt: null },
    orderBy: [{ onDate: 'desc' }, { createdAt: 'desc' }],
    take: limit,
    select: {
      onDate: true,
      kind: true,
      topic: true,
      feedback: true,
      nextStep: true,
      nextDate: true,
    },
  })
}

/** Contacts of the account, and which of them belong to the deal. */
export async function findContacts(tx: Tx, accountId: string) {
  return tx.contact.findMany({
    where: { accountId },
    select: { id: true, name: true, department: true, phone: true },
    orderBy: { createdAt: 'asc' },
  })
}

/** Sets the day of the last contact to the latest entry that stands. */
export async function refreshLastActivity(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Account" SET "lastActivityDate" = (
      SELECT MAX("onDate") FROM "Activity"
      WHERE "accountId" = ${accountId} AND "undoneAt" IS NULL AND "kind" <> 'note')
    WHERE "id" = ${accountId}`
}
