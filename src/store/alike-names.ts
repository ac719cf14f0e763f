/** Names to liken what was said to: the viewer's own, and those that share bigrams with it. */
import type { Viewer } from '../domain/permission.ts'
import { bigramsSaid } from '../lib/names.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { ownOpenDeals } from './reach.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

type Asking = {
  readonly tx: Tx
  readonly dialect: Store['dialect']
  readonly viewer: Viewer
}

/** An open deal with its account's short name, or an account with its own. */
export type KnownName = {
  readonly kind: 'deal' | 'account'
  readonly id: string
  readonly name: string
  readonly short: string
}

/**
 * Names of open deals and of accounts that the viewer's people own or the viewer takes part in, no
 * more than `limit`, in no order.
 */
export async function ownNames(asking: Asking, limit: number): Promise<KnownName[]> {
  const { tx, dialect, viewer } = asking
  const owners = inTexts(dialect, [viewer.userId, ...viewer.memberIds])
  const part = Prisma.sql`(SELECT "subjectId" FROM "Participant" WHERE "userId" = ${viewer.userId})`
  const own = ownOpenDeals({ dialect, viewer }, Prisma.sql`d."id", d."name", d."accountId"`)
  return tx.$queryRaw<KnownName[]>`
    SELECT 'deal' AS "kind", d."id", d."name", a."shortName" AS "short"
    FROM ${own} AS d JOIN "Account" a ON a."id" = d."accountId"
    UNION ALL
    SELECT 'account', "id", "name", "shortName" FROM "Account"
    WHERE "archivedAt" IS NULL AND ("ownerId" IN ${owners} OR "id" IN ${part})
    LIMIT ${limit}`
}

/** A bigram in more names tells nothing: 检测 where everything is about testing. */
const mostSharing = 1000

/**
 * Names of anybody's open deals and accounts that share bigrams with the text, those that share
 * most first. One indexed statement, however many names there are.
 */
export async function namesSharing(
  { tx, dialect }: Omit<Asking, 'viewer'>,
  text: string,
  limit: number,
): Promise<KnownName[]> {
  const bigrams = bigramsSaid(text)
  if (bigrams.length === 0) return []
  return tx.$queryRaw<KnownName[]>`
    SELECT s."kind", s."subjectId" AS "id", COALESCE(d."name", a."name") AS "name",
      COALESCE(o."shortName", a."shortName") AS "short"
    FROM (
      SELECT b."kind", b."subjectId", COUNT(*) AS "shared"
      FROM "NameBigram" b
      WHERE b."bigram" IN (
        SELECT k."value" FROM ${inTexts(dialect, bigrams)} AS k
        WHERE (SELECT COUNT(*) FROM (
          SELECT 1 FROM "NameBigram" n WHERE n."bigram" = k."value" LIMIT ${mostSharing + 1}
        ) AS m) <= ${mostSharing})
      GROUP BY b."kind", b."subjectId"
      ORDER BY "shared" DESC, b."subjectId" LIMIT ${limit}
    ) AS s
    LEFT JOIN "Deal" d ON s."kind" = 'deal' AND d."id" = s."subjectId" AND d."outcome" = 'open'
    LEFT JOIN "Account" o ON o."id" = d."accountId"
    LEFT JOIN "Account" a
      ON s."kind" = 'account' AND a."id" = s."subjectId" AND a."archivedAt" IS NULL
    WHERE COALESCE(d."name", a."name") IS NOT NULL
    ORDER BY s."shared" DESC`
}
