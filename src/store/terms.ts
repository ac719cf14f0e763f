/** Commercial terms, one row a version. What was submitted is never changed, only its state is. */
import type { Terms } from '../domain/terms.ts'
import { Prisma, type Terms as StoredTerms } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type TermsState = 'draft' | 'pending' | 'approved' | 'void'

export type TermsRow = Terms & {
  readonly id: string
  readonly dealId: string
  readonly version: number
  readonly hash: string
  readonly state: TermsState
  /** The last day on which approved terms hold. */
  readonly validUntil: string | null
  readonly createdAt: Date
}

function toTerms({
  nonStandard,
  state,
  byUserId: _,
  approvedAt: __,
  ...row
}: StoredTerms): TermsRow {
  return {
    ...row,
    state: state as TermsState,
    nonStandard: JSON.parse(nonStandard) as string[],
  }
}

/** Writes the deal's next version and returns it. The deal's version must have been set before. */
export async function insertTerms(
  tx: Tx,
  row: {
    readonly id: string
    readonly dealId: string
    readonly terms: Terms
    readonly hash: string
    readonly state: TermsState
    readonly approvedAt?: Date
    readonly validUntil?: string
    readonly createdAt: Date
    readonly byUserId: string
  },
): Promise<TermsRow> {
  const { terms, ...rest } = row
  const { _max } = await tx.terms.aggregate({
    where: { dealId: row.dealId },
    _max: { version: true },
  })
  const stored = await tx.terms.create({
    data: {
      ...rest,
      ...terms,
      nonStandard: JSON.stringify(terms.nonStandard),
      version: (_max.version ?? 0) + 1,
    },
  })
  return toTerms(stored)
}

export async function findTerms(tx: Tx, id: string): Promise<TermsRow | undefined> {
  const [row] = await tx.$queryRaw<Raw[]>`SELECT * FROM "Terms" WHERE "id" = ${id}`
  return row && fromSql(row)
}

type Raw = Omit<StoredTerms, 'createdAt' | 'approvedAt' | 'listPriceFen' | 'priceFen'> & {
  readonly createdAt: Date | string
  readonly approvedAt: Date | string | null
  readonly listPriceFen: bigint | number | null
  readonly priceFen: bigint | number
}

const fromSql = (row: Raw): TermsRow =>
  toTerms({
    ...row,
    version: Number(row.version),
    listPriceFen: row.listPriceFen === null ? null : BigInt(row.listPriceFen),
    priceFen: BigInt(row.priceFen),
    discountBp: Number(row.discountBp),
    prepayBp: Number(row.prepayBp),
    netDays: Number(row.netDays),
    deliveryWeeksMin: Number(row.deliveryWeeksMin),
    deliveryWeeksMax: Number(row.deliveryWeeksMax),
    warrantyMonths: row.warrantyMonths === null ? null : Number(row.warrantyMonths),
    createdAt: new Date(row.createdAt),
    approvedAt: row.approvedAt === null ? null : new Date(row.approvedAt),
  })

/** The approved terms of a deal that hold on that day, the newest. */
export async function approvedTerms(
  tx: Tx,
  dealId: string,
  today: string,
): Promise<TermsRow | undefined> {
  const [row] = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Terms"
    WHERE "dealId" = ${dealId} AND "state" = 'approved'
      AND ("validUntil" IS NULL OR "validUntil" >= ${today})
    ORDER BY "version" DESC LIMIT 1`
  return row && fromSql(row)
}

/** Every version of the deal's terms, the oldest first. */
export async function termsOfDeal(tx: Tx, dealId: string): Promise<TermsRow[]> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Terms" WHERE "dealId" = ${dealId} ORDER BY "version"`
  return rows.map(fromSql)
}

/** What terms of a deal are judged by beside themselves: its cost in fen, its customer's grade. */
export async function termsContext(
  tx: Tx,
  dealId: string,
): Promise<{ readonly costFen?: bigint; readonly grade?: string }> {
  const [row] = await tx.$queryRaw<{ costFen: bigint | number | null; grade: string | null }[]>`
    SELECT d."costFen", a."grade" FROM "Deal" d JOIN "Account" a ON a."id" = d."accountId"
    WHERE d."id" = ${dealId}`
  return {
    ...(row?.costFen != null && { costFen: BigInt(row.costFen) }),
    ...(row?.grade != null && { grade: row.grade }),
  }
}

export async function setTermsState(
  tx: Tx,
  id: string,
  to: { readonly state: TermsState; readonly approvedAt?: Date; readonly validUntil?: string },
): Promise<void> {
  const { state, approvedAt, validUntil } = to
  const more = approvedAt
    ? Prisma.sql`, "approvedAt" = ${approvedAt}, "validUntil" = ${validUntil ?? null}`
    : Prisma.empty
  await tx.$executeRaw`UPDATE "Terms" SET "state" = ${state} ${more} WHERE "id" = ${id}`
}

/** Approved terms of the deal that are not this version hold no more. */
export async function voidOtherTerms(tx: Tx, dealId: string, exceptId?: string): Promise<void> {
  const others = exceptId ? Prisma.sql`AND "id" <> ${exceptId}` : Prisma.empty
  await tx.$executeRaw`
    UPDATE "Terms" SET "state" = 'void'
    WHERE "dealId" = ${dealId} AND "state" = 'approved' ${others}`
}
