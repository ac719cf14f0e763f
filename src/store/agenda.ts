/** What waits for people: their leads, accounts, deals and tasks, each read by its owner. */
import type { Grade } from '../domain/grade.ts'
import type { Tx } from './store.ts'

/** No card shows more; who has more of one kind is told so. */
const most = 200

/** Open leads that nobody has contacted yet, the longest waiting first. */
export async function uncontactedLeads(tx: Tx, owners: readonly string[]) {
  return tx.lead.findMany({
    where: {
      ownerId: { in: [...owners] },
      state: 'open',
      firstContactAt: null,
      assignedAt: { not: null },
    },
    orderBy: { assignedAt: 'asc' },
    take: most,
    select: {
      id: true,
      code: true,
      version: true,
      name: true,
      source: true,
      assignedAt: true,
      ownerId: true,
    },
  })
}

/**
 * Accounts whose last contact is no later than what their grade allows.
 *
 * @param since by grade
 */
export async function accountsContactedUntil(
  tx: Tx,
  owners: readonly string[],
  since: Readonly<Record<Grade, string>>,
) {
  const grades = Object.entries(since).map(([grade, day]) => ({
    grade,
    OR: [{ lastActivityDate: null }, { lastActivityDate: { lte: day } }],
  }))
  return tx.account.findMany({
    where: { ownerId: { in: [...owners] }, archivedAt: null, OR: grades },
    orderBy: [{ grade: 'asc' }, { lastActivityDate: 'asc' }],
    take: most,
    select: {
      id: true,
      version: true,
      shortName: true,
      grade: true,
      lastActivityDate: true,
      createdAt: true,
      ownerId: true,
    },
  })
}

/** Contacts with these accounts since a day, by account; notes are none. */
export async function contactsSince(
  tx: Tx,
  accountIds: readonly string[],
  from: string,
): Promise<ReadonlyMap<string, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx.activity.groupBy({
    by: ['accountId'],
    where: {
      accountId: { in: [...accountIds] },
      onDate: { gte: from },
      undoneAt: null,
      kind: { not: 'note' },
    },
    _count: true,
  })
  return new Map(rows.map(({ accountId, _count }) => [accountId, _count]))
}

export type StageLimit = {
  readonly stageId: string
  /** Entered no later than this, the stage reaches its limit in the days asked about. */
  readonly enteredUntil: string
}

/** Open deals that reach their stage's limit or their signing date. */
export async function dealsDue(
  tx: Tx,
  owners: readonly string[],
  { limits, closeUntil }: { readonly limits: readonly StageLimit[]; readonly closeUntil: string },
) {
  return tx.deal.findMany({
    where: {
      ownerId: { in: [...owners] },
      outcome: 'open',
      OR: [
        { closeDate: { lte: closeUntil } },
        ...limits.map(({ stageId, enteredUntil }) => ({
          stageId,
          stageEnteredDate: { lte: enteredUntil },
        })),
      ],
    },
    orderBy: [{ stageEnteredDate: 'asc' }, { code: 'asc' }],
    take: most,
    select: {
      id: true,
      version: true,
      code: true,
      name: true,
      stageId: true,
      stageEnteredDate: true,
      closeDate: true,
      ownerId: true,
    },
  })
}

/** Open tasks due in these days. */
export async function tasksDue(
  tx: Tx,
  owners: readonly string[],
  { from, to }: { readonly from?: string; readonly to?: string },
  take = 50,
) {
  return tx.task.findMany({
    where: {
      ownerId: { in: [...owners] },
      doneAt: null,
      cancelledAt: null,
      dueDate: { gte: from, lte: to },
    },
    orderBy: [{ dueDate: 'asc' }, { dueAt: 'asc' }, { id: 'asc' }],
    take,
    select: {
      id: true,
      kind: true,
      title: true,
      dueDate: true,
      dueAt: true,
      accountId: true,
      dealId: true,
      ownerId: true,
    },
  })
}

/** Approvals that wait for one of these people, the oldest first. */
export async function approvalsOpen(tx: Tx, approvers: readonly string[]) {
  return tx.approvalStep.findMany({
    where: { approverId: { in: [...approvers] }, state: 'open', approval: { state: 'pending' } },
    orderBy: { approval: { submittedAt: 'asc' } },
    take: 50,
    select: {
      approverId: true,
      approval: {
        select: { code: true, submittedAt: true, requesterId: true, dealId: true },
      },
    },
  })
}
