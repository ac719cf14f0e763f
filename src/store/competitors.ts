/** Competitors, what was heard of them, and the deals that are fought against them. */
import { coreName } from '../lib/names.ts'
import { forgetNames, saveNames } from './names.ts'
import type { Tx } from './store.ts'

export type CompetitorRow = { readonly id: string; readonly name: string }

export async function findCompetitor(tx: Tx, id: string): Promise<CompetitorRow | undefined> {
  const [row] = await tx.$queryRaw<CompetitorRow[]>`
    SELECT "id", "name" FROM "Competitor" WHERE "id" = ${id}`
  return row
}

/** The competitor of this name, however its legal form is written. */
export async function findCompetitorCalled(
  tx: Tx,
  name: string,
): Promise<CompetitorRow | undefined> {
  const [row] = await tx.$queryRaw<CompetitorRow[]>`
    SELECT "id", "name" FROM "Competitor" WHERE "core" = ${coreName(name)}`
  return row
}

/** Brings a competitor in, with the names that sentences know it by. */
export async function insertCompetitor(
  tx: Tx,
  row: CompetitorRow & { readonly createdAt: Date },
): Promise<void> {
  await tx.competitor.create({ data: { ...row, core: coreName(row.name) } })
  await saveNames(tx, { kind: 'competitor', id: row.id, name: row.name })
}

/** Lets go of a competitor that nothing has come to need. False when something has. */
export async function dropCompetitor(tx: Tx, { id, name }: CompetitorRow): Promise<boolean> {
  const notes = await tx.competitorNote.count({ where: { competitorId: id, undoneAt: null } })
  const deals = await tx.dealCompetitor.count({ where: { competitorId: id } })
  const lost = await tx.deal.findFirst({ where: { lostToId: id }, select: { id: true } })
  if (notes + deals > 0 || lost) return false
  await forgetNames(tx, { kind: 'competitor', id, name })
  await tx.competitorNote.deleteMany({ where: { competitorId: id } })
  await tx.competitor.delete({ where: { id } })
  return true
}

/** Puts a deal down as fought against a competitor. False when it was already. */
export async function linkCompetitor(
  tx: Tx,
  link: { readonly dealId: string; readonly competitorId: string; readonly createdAt: Date },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "DealCompetitor" ("dealId", "competitorId", "createdAt")
    VALUES (${link.dealId}, ${link.competitorId}, ${link.createdAt}) ON CONFLICT DO NOTHING`
  return count === 1
}

/** When the deal was put down as fought against the competitor; undefined when it is not. */
export async function linkedSince(
  tx: Tx,
  link: { readonly dealId: string; readonly competitorId: string },
): Promise<Date | undefined> {
  const row = await tx.dealCompetitor.findFirst({ where: { ...link }, select: { createdAt: true } })
  return row?.createdAt
}

export async function unlinkCompetitor(
  tx: Tx,
  link: { readonly dealId: string; readonly competitorId: string },
): Promise<void> {
  await tx.dealCompetitor.deleteMany({ where: { ...link } })
}

/** The competitors that a deal is fought against. */
export async function competitorsOfDeal(tx: Tx, dealId: string): Promise<CompetitorRow[]> {
  return tx.$queryRaw<CompetitorRow[]>`
    SELECT c."id", c."name" FROM "DealCompetitor" d JOIN "Competitor" c ON c."id" = d."competitorId"
    WHERE d."dealId" = ${dealId} ORDER BY d."createdAt", c."name" LIMIT 20`
}

/** Competitors by when they came in, the latest first. */
export async function latestCompetitors(tx: Tx, limit: number): Promise<CompetitorRow[]> {
  return tx.$queryRaw<CompetitorRow[]>`
    SELECT c."id", c."name" FROM "Competitor" c
    ORDER BY c."createdAt" DESC, c."name" LIMIT ${limit}`
}

export type NewNote = {
  readonly id: string
  readonly competitorId: string
  readonly accountId?: string
  readonly dealId?: string
  readonly kind: string
  readonly text: string
  readonly changeBp?: number
  readonly onDate: string
  readonly byUserId: string
  readonly createdAt: Date
}

export async function insertNotes(tx: Tx, notes: readonly NewNote[]): Promise<void> {
  await tx.competitorNote.createMany({ data: [...notes] })
}

/** Takes notes back; they stay in the store. */
export async function undoNotes(tx: Tx, ids: readonly string[], undoneAt: Date): Promise<void> {
  await tx.competitorNote.updateMany({ where: { id: { in: [...ids] } }, data: { undoneAt } })
}
