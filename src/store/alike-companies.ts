/** Customers and leads that may be the same company as one that is to be entered. */
import { bigramsOf } from '../lib/names.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

type Asking = { readonly tx: Tx; readonly dialect: Store['dialect'] }

export type CompanyRow = {
  readonly kind: 'account' | 'lead'
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string | null
  /** None yet for a lead that nobody has been given. */
  readonly ownerId: string | null
  readonly ownerName: string | null
  /** Where a lead came from. */
  readonly source: string
}

type Ref = { readonly kind: 'account' | 'lead'; readonly id: string }

/** Names that more share tell nothing. */
const mostAlike = 20
const mostSharing = 1000

/**
 * Candidates by spelling, by phone and by shared bigrams: three statements through indexes, however
 * many customers there are.
 *
 * @param of.spellings folded
 */
export async function alikeCompanies(
  asking: Asking,
  of: { readonly spellings: readonly string[]; readonly phone?: string },
): Promise<{ readonly company: CompanyRow; readonly byPhone: boolean }[]> {
  const phoned = of.phone ? await byPhone(asking.tx, of.phone) : []
  const named = [
    ...(await bySpelling(asking, of.spellings)),
    ...(await byBigrams(asking, of.spellings)),
  ]
  const rows = await companies(asking, [...phoned, ...named])
  return rows.map((company) => ({
    company,
    byPhone: phoned.some((ref) => ref.kind === company.kind && ref.id === company.id),
  }))
}

async function byPhone(tx: Tx, phone: string): Promise<Ref[]> {
  return tx.$queryRaw<Ref[]>`
    SELECT 'account' AS "kind", "accountId" AS "id" FROM "Contact" WHERE "phone" = ${phone}
    UNION SELECT 'lead', "id" FROM "Lead"
    WHERE "contactPhone" = ${phone} AND "state" = 'open' LIMIT ${mostAlike}`
}

async function bySpelling({ tx, dialect }: Asking, spellings: readonly string[]): Promise<Ref[]> {
  // The CROSS JOIN begins at the spellings: SQLite would rather begin at all names of a kind.
  return tx.$queryRaw<Ref[]>`
    SELECT DISTINCT n."kind", n."subjectId" AS "id"
    FROM ${inTexts(dialect, spellings)} AS k CROSS JOIN "Name" n
    WHERE n."key" = k."value" AND n."kind" IN ('account', 'lead')
      AND n."form" IN ('full', 'core', 'alias') LIMIT ${mostAlike}`
}

async function byBigrams({ tx, dialect }: Asking, spellings: readonly string[]): Promise<Ref[]> {
  const bigrams = [...new Set(spellings.flatMap(bigramsOf))]
  if (bigrams.length === 0) return []
  return tx.$queryRaw<Ref[]>`
    SELECT b."kind", b."subjectId" AS "id" FROM "NameBigram" b
    WHERE b."kind" IN ('account', 'lead') AND b."bigram" IN (
      SELECT k."value" FROM ${inTexts(dialect, bigrams)} AS k
      WHERE (SELECT COUNT(*) FROM (
        SELECT 1 FROM "NameBigram" n WHERE n."bigram" = k."value" LIMIT ${mostSharing + 1}
      ) AS m) <= ${mostSharing})
    GROUP BY b."kind", b."subjectId" ORDER BY COUNT(*) DESC, b."subjectId" LIMIT ${mostAlike}`
}

async function companies({ tx, dialect }: Asking, refs: readonly Ref[]): Promise<CompanyRow[]> {
  const ids = (kind: Ref['kind']) => [
    ...new Set(refs.flatMap((ref) => (ref.kind === kind ? [ref.id] : []))),
  ]
  if (refs.length === 0) return []
  return tx.$queryRaw<CompanyRow[]>`
    SELECT 'account' AS "kind", a."id", a."code", a."name", a."shortName", a."ownerId",
      u."name" AS "ownerName", a."source"
    FROM "Account" a LEFT JOIN "User" u ON u."id" = a."ownerId"
    WHERE a."id" IN ${inTexts(dialect, ids('account'))} AND a."archivedAt" IS NULL
    UNION ALL
    SELECT 'lead', l."id", l."code", l."name", NULL, l."ownerId", u."name", l."source"
    FROM "Lead" l LEFT JOIN "User" u ON u."id" = l."ownerId"
    WHERE l."id" IN ${inTexts(dialect, ids('lead'))} AND l."state" = 'open'`
}

/** Of two who enter the same company at once, the second waits until the first is through. */
export async function lockCompanyName({ tx, dialect }: Asking, core: string): Promise<void> {
  if (dialect === 'postgres')
    await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext(${`account:${core}`}))) AS l`)
}

/** An open lead becomes a customer, once. False when it is one already. */
export async function convertLead(tx: Tx, leadId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE "Lead" SET "state" = 'converted', "version" = "version" + 1
    WHERE "id" = ${leadId} AND "state" = 'open'`
  return count === 1
}

/** The conversion taken back. */
export async function reopenLead(tx: Tx, leadId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Lead" SET "state" = 'open', "version" = "version" + 1
    WHERE "id" = ${leadId} AND "state" = 'converted'`
}
