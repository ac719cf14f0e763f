/** What a gate asks of a deal, as the store knows it; evidence; and who was let through. */
import { type DealField, dealFields, type GateFacts } from '../domain/gate-facts.ts'
import type { Tx } from './store.ts'

type RawFacts = {
  budgetRange: string | null
  decisionProcess: string | null
  decisionDate: string | null
  painPoints: string
  valueProposition: string | null
  contacts: number | bigint
  reachable: number | bigint
  needs: number | bigint
  budgets: number | bigint
  activities: number | bigint
  terms: number | bigint
  contracts: number | bigint
}

/** @param today terms that are valid until then still hold */
export async function gateFacts(tx: Tx, dealId: string, today: string): Promise<GateFacts> {
  const [raw] = await tx.$queryRaw<RawFacts[]>`
    SELECT d."budgetRange", d."decisionProcess", d."decisionDate", d."painPoints",
      d."valueProposition",
      (SELECT COUNT(*) FROM "Contact" c WHERE c."accountId" = d."accountId") AS "contacts",
      (SELECT COUNT(*) FROM "Contact" c
        WHERE c."accountId" = d."accountId" AND c."phone" IS NOT NULL) AS "reachable",
      (SELECT COUNT(*) FROM "RequirementVersion" r
        WHERE r."dealId" = d."id" AND r."undoneAt" IS NULL) AS "needs",
      (SELECT COUNT(*) FROM "RequirementVersion" r
        WHERE r."dealId" = d."id" AND r."undoneAt" IS NULL
          AND r."budgetFen" IS NOT NULL) AS "budgets",
      (SELECT COUNT(*) FROM "Activity" a
        WHERE a."accountId" = d."accountId" AND (a."dealId" = d."id" OR a."dealId" IS NULL)
          AND a."undoneAt" IS NULL AND a."kind" <> 'note') AS "activities",
      (SELECT COUNT(*) FROM "Terms" t
        WHERE t."dealId" = d."id" AND t."state" = 'approved'
          AND (t."validUntil" IS NULL OR t."validUntil" >= ${today})) AS "terms",
      (SELECT COUNT(*) FROM "Contract" k WHERE k."dealId" = d."id") AS "contracts"
    FROM "Deal" d WHERE d."id" = ${dealId}`
  const painPoints: string[] = JSON.parse(raw!.painPoints)
  const values: Readonly<Record<DealField, boolean>> = {
    budget: raw!.budgetRange !== null || Number(raw!.budgets) > 0,
    'decision-process': raw!.decisionProcess !== null,
    'decision-date': raw!.decisionDate !== null,
    'pain-points': painPoints.length > 0,
    'value-proposition': raw!.valueProposition !== null,
  }
  return {
    milestones: await milestoneKeys(tx, dealId),
    departments: await departmentsInChain(tx, dealId),
    filled: new Set(dealFields.filter((field) => values[field])),
    contacts: Number(raw!.contacts),
    reachable: Number(raw!.reachable),
    needKnown: Number(raw!.needs) > 0 || painPoints.length > 0,
    activities: Number(raw!.activities),
    termsApproved: Number(raw!.terms) > 0,
    contractSigned: Number(raw!.contracts) > 0,
  }
}

export type DealFile = {
  readonly buyerStage: number | null
  readonly budgetRange: string | null
  readonly decisionProcess: string | null
  readonly decisionDate: string | null
  /** JSON: string[] */
  readonly painPoints: string
  readonly valueProposition: string | null
}

/** What is known of how the customer buys. */
export async function findDealFile(tx: Tx, id: string): Promise<DealFile> {
  return tx.deal.findUniqueOrThrow({
    where: { id },
    select: {
      buyerStage: true,
      budgetRange: true,
      decisionProcess: true,
      decisionDate: true,
      painPoints: true,
      valueProposition: true,
    },
  })
}

async function milestoneKeys(tx: Tx, dealId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ criterion: string }[]>`
    SELECT "criterion" FROM "Milestone" WHERE "dealId" = ${dealId}`
  return new Set(rows.map((row) => row.criterion))
}

async function departmentsInChain(tx: Tx, dealId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ department: string }[]>`
    SELECT DISTINCT c."department" FROM "ContactRole" r JOIN "Contact" c ON c."id" = r."contactId"
    WHERE r."dealId" = ${dealId}`
  return rows.map((row) => row.department)
}

/** The stages that the deal has been in, and since when it is in this one. */
export async function stagesBeen(
  tx: Tx,
  dealId: string,
): Promise<{ readonly been: ReadonlySet<string>; readonly since: Date }> {
  const rows = await tx.stageHistory.findMany({
    where: { dealId },
    select: { stageId: true, enteredAt: true },
    orderBy: [{ enteredAt: 'desc' }, { id: 'desc' }],
  })
  return {
    been: new Set(rows.map(({ stageId }) => stageId)),
    since: rows[0]?.enteredAt ?? new Date(0),
  }
}

export type MilestoneRow = {
  readonly dealId: string
  readonly criterion: string
  readonly evidence: string
  readonly kind: string
  readonly fileHash: string | null
  readonly link: string | null
  readonly witness: string | null
  readonly byUserId: string
  readonly onDate: string
}

/** The evidence that a deal has. */
export async function milestonesOf(tx: Tx, dealId: string): Promise<MilestoneRow[]> {
  return tx.milestone.findMany({ where: { dealId }, orderBy: { criterion: 'asc' } })
}

/** Puts evidence in, in place of what there was for the same. */
export async function saveMilestone(tx: Tx, row: MilestoneRow): Promise<void> {
  const { dealId, criterion, ...rest } = row
  await tx.milestone.upsert({
    where: { dealId_criterion: { dealId, criterion } },
    create: row,
    update: rest,
  })
}

export async function removeMilestone(
  tx: Tx,
  { dealId, criterion }: Pick<MilestoneRow, 'dealId' | 'criterion'>,
): Promise<void> {
  await tx.milestone.deleteMany({ where: { dealId, criterion } })
}

export type ReleaseRow = {
  readonly id: string
  readonly dealId: string
  readonly fromStageId: string
  readonly toStageId: string
  readonly missing: readonly string[]
  readonly reason: string
  readonly byUserId: string
  readonly byName: string
  readonly createdAt: Date
}

/** Who let the deal through with something missing, the latest first; those taken back not. */
export async function releasesOf(tx: Tx, dealId: string): Promise<ReleaseRow[]> {
  const rows = await tx.$queryRaw<
    (Omit<ReleaseRow, 'missing' | 'createdAt'> & { missing: string; createdAt: Date | string })[]
  >`
    SELECT g."id", g."dealId", g."fromStageId", g."toStageId", g."missing", g."reason",
      g."byUserId", u."name" AS "byName", g."createdAt"
    FROM "GateRelease" g JOIN "User" u ON u."id" = g."byUserId"
    WHERE g."dealId" = ${dealId} AND g."undoneAt" IS NULL
    ORDER BY g."createdAt" DESC, g."id" DESC`
  return rows.map((row) => ({
    ...row,
    missing: JSON.parse(row.missing),
    createdAt: new Date(row.createdAt),
  }))
}

export async function insertRelease(tx: Tx, row: Omit<ReleaseRow, 'byName'>): Promise<void> {
  await tx.gateRelease.create({ data: { ...row, missing: JSON.stringify(row.missing) } })
}

export async function undoRelease(tx: Tx, id: string, undoneAt: Date): Promise<void> {
  await tx.gateRelease.update({ where: { id }, data: { undoneAt } })
}
