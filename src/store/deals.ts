/** Deals as they are read and changed. The hot path: tagged SQL, one statement each. */
import type { Precision } from '../lib/calendar.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { Store, Tx } from './store.ts'

export type DealRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly accountId: string
  readonly accountShort: string
  readonly pipelineId: string
  readonly stageId: string
  /** YYYY-MM-DD */
  readonly stageEnteredDate: string
  readonly amountFen: bigint | null
  readonly currency: string
  readonly amountApprox: boolean
  /** Whether tax is in the amount; null where nobody said. */
  readonly taxIncluded: boolean | null
  readonly listPriceFen: bigint | null
  readonly closeDate: string | null
  readonly closeDatePrecision: Precision
  readonly ownerId: string
  readonly ownerName: string
  readonly outcome: string
  readonly version: number
}

type RawDeal = { [K in keyof DealRow]: DealRow[K] | number | bigint | null }

const columns = Prisma.sql`
  d."id", d."code", d."name", d."accountId", a."shortName" AS "accountShort", d."pipelineId",
  d."stageId", d."stageEnteredDate", d."amountFen", d."currency", d."amountApprox",
  d."taxIncluded",
  d."listPriceFen", d."closeDate", d."closeDatePrecision", d."ownerId", u."name" AS "ownerName",
  d."outcome", d."version"
  FROM "Deal" d JOIN "Account" a ON a."id" = d."accountId" JOIN "User" u ON u."id" = d."ownerId"`

/** SQLite answers 0 and 1 for booleans and may answer a number for a BigInt. */
function toDeal(raw: RawDeal): DealRow {
  const fen = (value: RawDeal['amountFen']) => (value === null ? null : BigInt(value))
  return {
    ...(raw as DealRow),
    amountFen: fen(raw.amountFen),
    listPriceFen: fen(raw.listPriceFen),
    amountApprox: Boolean(raw.amountApprox),
    taxIncluded: raw.taxIncluded === null ? null : Boolean(raw.taxIncluded),
    version: Number(raw.version),
  }
}

export async function findDeal(tx: Tx, id: string): Promise<DealRow | undefined> {
  const rows = await tx.$queryRaw<RawDeal[]>`SELECT ${columns} WHERE d."id" = ${id}`
  return rows[0] && toDeal(rows[0])
}

/**
 * The versions of these deals, by id. On PostgreSQL they are nobody else's to change for the rest of
 * the transaction, so that several are changed together or not at all.
 */
export async function lockDeals(
  tx: Tx,
  dialect: Store['dialect'],
  ids: readonly string[],
): Promise<Map<string, number>> {
  const lock = dialect === 'postgres' ? Prisma.sql`FOR UPDATE` : Prisma.empty
  const rows = await tx.$queryRaw<{ id: string; version: number | bigint }[]>`
    SELECT "id", "version" FROM "Deal" WHERE "id" IN (${Prisma.join([...ids])})
    ORDER BY "id" ${lock}`
  return new Map(rows.map(({ id, version }) => [id, Number(version)]))
}

/** Deals by id, and the open deals of these accounts; at most 50. */
export async function findDealsOf(
  tx: Tx,
  of: { readonly dealIds: readonly string[]; readonly accountIds: readonly string[] },
): Promise<DealRow[]> {
  const either: Prisma.Sql[] = []
  if (of.dealIds.length > 0) either.push(Prisma.sql`d."id" IN (${Prisma.join([...of.dealIds])})`)
  if (of.accountIds.length > 0) {
    either.push(
      Prisma.sql`(d."accountId" IN (${Prisma.join([...of.accountIds])}) AND d."outcome" = 'open')`,
    )
  }
  if (either.length === 0) return []
  const rows = await tx.$queryRaw<RawDeal[]>`
    SELECT ${columns} WHERE ${Prisma.join(either, ' OR ')} ORDER BY d."code" LIMIT 50`
  return rows.map(toDeal)
}

/** The lost deals of these accounts, the latest first; at most 20. */
export async function findLostDeals(tx: Tx, accountIds: readonly string[]): Promise<DealRow[]> {
  if (accountIds.length === 0) return []
  const rows = await tx.$queryRaw<RawDeal[]>`
    SELECT ${columns}
    WHERE d."accountId" IN (${Prisma.join([...accountIds])}) AND d."outcome" = 'lost'
    ORDER BY d."closedDate" DESC, d."code" LIMIT 20`
  return rows.map(toDeal)
}

/** A user's open deals, the latest touched first. */
export async function findOwnDeals(tx: Tx, ownerId: string, limit: number): Promise<DealRow[]> {
  const rows = await tx.$queryRaw<RawDeal[]>`
    SELECT ${columns} WHERE d."ownerId" = ${ownerId} AND d."outcome" = 'open'
    ORDER BY d."updatedAt" DESC, d."code" LIMIT ${limit}`
  return rows.map(toDeal)
}

export type DealChange = {
  readonly outcome?: string
  readonly closedDate?: string | null
  readonly lossReason?: string | null
  readonly lostToId?: string | null
  readonly lossLesson?: string | null
  readonly stageId?: string
  readonly stageEnteredDate?: string
  readonly amountFen?: bigint | null
  readonly currency?: string
  readonly amountApprox?: boolean
  readonly taxIncluded?: boolean | null
  readonly closeDate?: string | null
  readonly closeDatePrecision?: string
  readonly buyerStage?: number | null
  readonly budgetRange?: string | null
  readonly decisionProcess?: string | null
  readonly decisionDate?: string | null
  readonly painPoints?: string
  readonly valueProposition?: string | null
}

/**
 * Changes a deal that still has this version, in one compare-and-set. False when somebody else was
 * first: nothing was written.
 */
export async function changeDealRow(
  tx: Tx,
  at: { readonly id: string; readonly version: number; readonly now: Date },
  change: DealChange,
): Promise<boolean> {
  const sets = Object.entries(change).map(
    ([column, value]) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ${value}`,
  )
  const count = await tx.$executeRaw`
    UPDATE "Deal" SET ${Prisma.join([
      ...sets,
      Prisma.sql`"version" = "version" + 1`,
      Prisma.sql`"updatedAt" = ${at.now}`,
    ])} WHERE "id" = ${at.id} AND "version" = ${at.version}`
  return count === 1
}

/** Leaves the current stage and enters another: two rows of the history, never changed later. */
export async function writeStageMove(
  tx: Tx,
  move: {
    readonly historyId: string
    readonly dealId: string
    readonly stageId: string
    readonly enteredDate: string
    readonly at: Date
    readonly byUserId: string
    readonly reason?: string
  },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "StageHistory" SET "leftAt" = ${move.at}
    WHERE "dealId" = ${move.dealId} AND "leftAt" IS NULL`
  await tx.$executeRaw`
    INSERT INTO "StageHistory"
      ("id", "dealId", "stageId", "enteredDate", "enteredAt", "byUserId", "reason")
    VALUES (${move.historyId}, ${move.dealId}, ${move.stageId}, ${move.enteredDate}, ${move.at},
      ${move.byUserId}, ${move.reason ?? null})`
}

/** The largest amount any deal ever had: what a slip of a unit is measured against. */
export async function largestAmount(tx: Tx): Promise<bigint | undefined> {
  const [row] = await tx.$queryRaw<{ largest: bigint | number | null }[]>`
    SELECT MAX("amountFen") AS "largest" FROM "Deal"`
  return row?.largest === null || row?.largest === undefined ? undefined : BigInt(row.largest)
}
