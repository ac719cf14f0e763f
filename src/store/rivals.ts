/** What is known of competitors, as far as the viewer may read it. */
import { Prisma } from './generated/sqlite/client.ts'
import { type Asker, mayReadNote, mayToDeal } from './reach.ts'
import { inTexts } from './sql.ts'
import type { Tx } from './store.ts'

type Asking = Asker & { readonly tx: Tx }

export type RivalNote = {
  readonly id: string
  readonly competitorId: string
  readonly kind: string
  readonly text: string
  readonly onDate: string
  readonly byUserId: string
  readonly accountId: string | null
}

/** The latest notes on these competitors: so many of each kind of each, newest first. */
export async function latestNotes(
  asking: Asking,
  competitorIds: readonly string[],
  ofEach: number,
): Promise<RivalNote[]> {
  if (competitorIds.length === 0) return []
  return asking.tx.$queryRaw<RivalNote[]>`
    SELECT "id", "competitorId", "kind", "text", "onDate", "byUserId", "accountId" FROM (
      SELECT n.*, ROW_NUMBER() OVER (
        PARTITION BY n."competitorId", n."kind"
        ORDER BY n."onDate" DESC, n."createdAt" DESC, n."id" DESC) AS "place"
      FROM "CompetitorNote" n
      WHERE n."competitorId" IN ${inTexts(asking.dialect, competitorIds)}
        AND n."undoneAt" IS NULL AND ${mayReadNote(asking)}) AS latest
    WHERE "place" <= ${ofEach} ORDER BY "onDate" DESC, "createdAt" DESC, "id" DESC`
}

/** Against whom these deals are fought, each with the latest that was heard; at most five. */
export async function rivalsOf(asking: Asking, dealIds: readonly string[]) {
  if (dealIds.length === 0) return []
  const rivals = await asking.tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT c."id", c."name" FROM "DealCompetitor" x JOIN "Competitor" c ON c."id" = x."competitorId"
    WHERE x."dealId" IN ${inTexts(asking.dialect, dealIds)}
    GROUP BY c."id", c."name" ORDER BY MIN(x."createdAt"), c."name" LIMIT 5`
  const notes = await latestNotes(
    asking,
    rivals.map(({ id }) => id),
    1,
  )
  return rivals.map(({ id, name }) => ({
    id,
    name,
    note: notes.find(({ competitorId }) => competitorId === id),
  }))
}

/** The CROSS JOIN begins at the competitor's deals: SQLite would rather begin at all open ones. */
const fought = (asking: Asking, competitorId: string) => Prisma.sql`
  FROM "DealCompetitor" x CROSS JOIN "Deal" d
  WHERE x."competitorId" = ${competitorId} AND d."id" = x."dealId" AND ${mayToDeal(asking, 'deal.read')}`

/** Ids of the open deals that are fought against the competitor, the soonest to close first. */
export async function openAgainst(
  asking: Asking,
  competitorId: string,
  limit: number,
): Promise<string[]> {
  const rows = await asking.tx.$queryRaw<{ id: string }[]>`
    SELECT d."id" ${fought(asking, competitorId)} AND d."outcome" = 'open'
    ORDER BY d."closeDate" ASC NULLS LAST, d."code" LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** How many deals are fought against the competitor, and how many were won and lost to it. */
export async function scoreAgainst(
  asking: Asking,
  competitorId: string,
): Promise<{ readonly open: number; readonly won: number; readonly lost: number }> {
  const rows = await asking.tx.$queryRaw<{ outcome: string; count: number | bigint }[]>`
    SELECT d."outcome" AS "outcome", COUNT(*) AS "count" ${fought(asking, competitorId)}
      AND (d."outcome" <> 'lost' OR d."lostToId" = ${competitorId})
    GROUP BY d."outcome"`
  const of = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0)
  return { open: of('open'), won: of('won'), lost: of('lost') }
}

export type KnownRival = {
  readonly id: string
  readonly name: string
  /** When the viewer's latest was heard; empty without any. */
  readonly heardOn: string
  readonly open: number
}

/** Competitors, the latest heard of first, with how many open deals each is in. */
export async function knownRivals(asking: Asking, limit: number): Promise<KnownRival[]> {
  const rows = await asking.tx.$queryRaw<(Omit<KnownRival, 'open'> & { open: number | bigint })[]>`
    SELECT c."id", c."name", COALESCE((
        SELECT MAX(n."onDate") FROM "CompetitorNote" n
        WHERE n."competitorId" = c."id" AND n."undoneAt" IS NULL AND ${mayReadNote(asking)}
      ), '') AS "heardOn", (
        SELECT COUNT(*) FROM "DealCompetitor" x CROSS JOIN "Deal" d
        WHERE x."competitorId" = c."id" AND d."id" = x."dealId" AND d."outcome" = 'open'
          AND ${mayToDeal(asking, 'deal.read')}
      ) AS "open"
    FROM "Competitor" c ORDER BY "heardOn" DESC, c."name" LIMIT ${limit}`
  return rows.map((row) => ({ ...row, open: Number(row.open) }))
}
