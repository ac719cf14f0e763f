/** What people did in a stretch of days, and what was left without a next step. */
import type { EnteredStage } from '../domain/moves.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

type Reading = { readonly tx: Tx; readonly dialect: Store['dialect'] }

export type Span = {
  /** YYYY-MM-DD, both included. */
  readonly from: string
  readonly to: string
  /** The instants at which the first day begins and the last one ends. */
  readonly start: Date
  readonly end: Date
}

/** Contacts logged by each of these people; notes are none. */
export async function activitiesBy(
  tx: Tx,
  users: readonly string[],
  { from, to }: Span,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.activity.groupBy({
    by: ['byUserId'],
    where: {
      byUserId: { in: [...users] },
      onDate: { gte: from, lte: to },
      undoneAt: null,
      kind: { not: 'note' },
    },
    _count: true,
  })
  return new Map(rows.map((row) => [row.byUserId, row._count]))
}

/** The latest of them. */
export async function latestActivitiesBy(
  tx: Tx,
  users: readonly string[],
  { from, to }: Span,
  limit: number,
) {
  return tx.activity.findMany({
    where: {
      byUserId: { in: [...users] },
      onDate: { gte: from, lte: to },
      undoneAt: null,
      kind: { not: 'note' },
    },
    orderBy: [{ onDate: 'desc' }, { createdAt: 'desc' }],
    take: limit,
    select: { accountId: true, onDate: true, kind: true, topic: true, feedback: true },
  })
}

/** Leads that each of these people was given. */
export async function leadsGivenTo(
  tx: Tx,
  users: readonly string[],
  { start, end }: Span,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.lead.groupBy({
    by: ['ownerId'],
    where: { ownerId: { in: [...users] }, assignedAt: { gte: start, lt: end } },
    _count: true,
  })
  return new Map(rows.map((row) => [row.ownerId ?? '', row._count]))
}

/** What each of these people signed, in fen. */
export async function signedBy(
  tx: Tx,
  users: readonly string[],
  { from, to }: Span,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.contract.groupBy({
    by: ['ownerId'],
    where: { ownerId: { in: [...users] }, signedDate: { gte: from, lte: to } },
    _sum: { amountFen: true },
  })
  return new Map(rows.map((row) => [row.ownerId, row._sum.amountFen ?? 0n]))
}

/** The whole stage history of those of their deals that were touched since the first day. */
export async function stagesEntered(
  { tx, dialect }: Reading,
  users: readonly string[],
  { from, start }: Span,
): Promise<EnteredStage[]> {
  // CROSS JOIN keeps SQLite from beginning with everybody's history.
  const rows = await tx.$queryRaw<
    {
      dealId: string
      ownerId: string
      stageId: string
      enteredDate: string
      reason: string | null
    }[]
  >`
    SELECT h."dealId", d."ownerId", h."stageId", h."enteredDate", h."reason"
    FROM "Deal" d CROSS JOIN "StageHistory" h
    WHERE d."ownerId" IN ${inTexts(dialect, users)} AND d."updatedAt" >= ${start}
      AND h."dealId" = d."id" AND EXISTS (
        SELECT 1 FROM "StageHistory" s WHERE s."dealId" = d."id" AND s."enteredDate" >= ${from})
    ORDER BY h."dealId", h."enteredAt", h."id"`
  return rows.map(({ reason, ...row }) => ({ ...row, undone: reason === '撤销' }))
}

const openTask = Prisma.sql`t."doneAt" IS NULL AND t."cancelledAt" IS NULL`

export type WithoutStep = {
  readonly kind: 'deal' | 'account'
  readonly id: string
  readonly ownerId: string
  readonly code: string
  readonly name: string
  readonly lastActivityDate: string | null
}

/**
 * Open deals for which nothing is planned: no open task, and no next step in words alone since
 * `recent`; soonest to be signed first.
 */
export async function dealsWithoutStep(
  { tx, dialect }: Reading,
  users: readonly string[],
  { recent, limit }: { readonly recent: string; readonly limit: number },
): Promise<WithoutStep[]> {
  return tx.$queryRaw`
    SELECT 'deal' AS "kind", d."id", d."ownerId", d."code", d."name", (
      SELECT MAX(x."onDate") FROM "Activity" x
      WHERE x."accountId" = d."accountId" AND x."dealId" = d."id" AND x."undoneAt" IS NULL
    ) AS "lastActivityDate"
    FROM ${inTexts(dialect, users)} AS u CROSS JOIN "Deal" d
    WHERE d."ownerId" = u."value" AND d."outcome" = 'open'
      AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."dealId" = d."id" AND ${openTask})
      AND NOT EXISTS (
        SELECT 1 FROM "Task" t
        WHERE t."accountId" = d."accountId" AND t."dealId" IS NULL AND ${openTask})
      AND NOT EXISTS (
        SELECT 1 FROM "Activity" x
        WHERE x."accountId" = d."accountId" AND x."dealId" = d."id" AND x."onDate" >= ${recent}
          AND x."undoneAt" IS NULL AND x."nextStep" IS NOT NULL AND x."nextDate" IS NULL)
    ORDER BY d."closeDate", d."code" LIMIT ${limit}`
}

/** Accounts without an open deal that were talked to since `recent`, and nothing is planned. */
export async function accountsWithoutStep(
  { tx, dialect }: Reading,
  users: readonly string[],
  { recent, limit }: { readonly recent: string; readonly limit: number },
): Promise<WithoutStep[]> {
  return tx.$queryRaw`
    SELECT 'account' AS "kind", a."id", a."ownerId", a."code", a."shortName" AS "name",
      a."lastActivityDate"
    FROM "Account" a
    WHERE a."ownerId" IN ${inTexts(dialect, users)} AND a."archivedAt" IS NULL
      AND a."lastActivityDate" >= ${recent}
      AND NOT EXISTS (
        SELECT 1 FROM "Deal" d WHERE d."accountId" = a."id" AND d."outcome" = 'open')
      AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."accountId" = a."id" AND ${openTask})
      AND NOT EXISTS (
        SELECT 1 FROM "Activity" x
        WHERE x."accountId" = a."id" AND x."onDate" >= ${recent} AND x."undoneAt" IS NULL
          AND x."nextStep" IS NOT NULL AND x."nextDate" IS NULL)
    ORDER BY a."lastActivityDate", a."code" LIMIT ${limit}`
}

/** Open deals to be signed in these days. */
export async function dealsClosing(
  { tx, dialect }: Reading,
  users: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<DealClosing[]> {
  // CROSS JOIN and COALESCE keep SQLite from reading everybody's deals of these days.
  return tx.$queryRaw`
    SELECT d."id", d."ownerId", d."code", d."name", d."closeDate"
    FROM ${inTexts(dialect, users)} AS u CROSS JOIN "Deal" d
    WHERE d."ownerId" = u."value" AND d."outcome" = 'open'
      AND COALESCE(d."closeDate", '') BETWEEN ${from} AND ${to}
    ORDER BY d."closeDate", d."code" LIMIT 50`
}

type DealClosing = {
  readonly id: string
  readonly ownerId: string
  readonly code: string
  readonly name: string
  readonly closeDate: string
}
