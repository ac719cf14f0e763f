/** What an account's card and its brief tell beside the account's row. */
import type { Tx } from './store.ts'

/** The file of an account, with its first contact. */
export async function accountFile(tx: Tx, id: string) {
  return tx.account.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      shortName: true,
      industry: true,
      region: true,
      address: true,
      scale: true,
      mainProducts: true,
      strategic: true,
      version: true,
      createdAt: true,
      contacts: {
        select: { name: true, title: true, department: true, phone: true, preference: true },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: 1,
      },
    },
  })
}

/** Whether anything was ever signed with the account up to this day. */
export async function everSigned(tx: Tx, accountId: string, until: string): Promise<boolean> {
  const first = await tx.contract.findFirst({
    where: { accountId, signedDate: { lte: until } },
    select: { id: true },
  })
  return first !== null
}

/** Codes of the approvals under way on these deals. */
export async function pendingApprovals(tx: Tx, dealIds: readonly string[]): Promise<string[]> {
  if (dealIds.length === 0) return []
  const rows = await tx.approvalRequest.findMany({
    where: { dealId: { in: [...dealIds] }, state: 'pending' },
    orderBy: { code: 'asc' },
    select: { code: true },
  })
  return rows.map((row) => row.code)
}

/** What is planned with an account or for one of its deals, the soonest first. */
export async function plannedFor(
  tx: Tx,
  of: { readonly accountId: string; readonly dealId?: string },
  limit: number,
) {
  const open = { doneAt: null, cancelledAt: null }
  const { accountId, dealId } = of
  return tx.task.findMany({
    where: dealId
      ? { ...open, OR: [{ dealId }, { accountId, dealId: null }] }
      : { ...open, accountId },
    orderBy: [{ dueDate: 'asc' }, { dueAt: 'asc' }],
    take: limit,
    select: {
      id: true,
      ownerId: true,
      title: true,
      dueDate: true,
      dueAt: true,
      dealId: true,
    },
  })
}

/** The latest talks with an account, newest first; those about these deals alone where given. */
export async function talksWith(
  tx: Tx,
  of: { readonly accountId: string; readonly dealIds?: readonly (string | null)[] },
  limit: number,
) {
  const about = of.dealIds && {
    OR: of.dealIds.map((dealId) => ({ dealId })),
  }
  return tx.activity.findMany({
    where: { accountId: of.accountId, undoneAt: null, ...about },
    orderBy: [{ onDate: 'desc' }, { createdAt: 'desc' }],
    take: limit,
    select: {
      id: true,
      onDate: true,
      kind: true,
      topic: true,
      feedback: true,
      nextStep: true,
      nextDate: true,
      text: true,
      byUserId: true,
      contactId: true,
      dealId: true,
    },
  })
}

/** Which of the next steps that these talks led to have been done. */
export async function stepsDone(
  tx: Tx,
  accountId: string,
  activityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.task.findMany({
    where: { accountId, activityId: { in: [...activityIds] }, doneAt: { not: null } },
    select: { activityId: true },
  })
  return new Set(rows.map((row) => row.activityId ?? ''))
}
