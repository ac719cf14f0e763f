/** The table of names: every spelling a subject is found by. */
import type { Viewer } from '../domain/permission.ts'
import type { NameHit } from '../language/names.ts'
import { nameBigrams, nameKeys } from '../lib/names.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { ownOpenDeals } from './reach.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

/** Who asks, and inside which transaction. */
type Asking = {
  readonly tx: Tx
  readonly dialect: Store['dialect']
  readonly viewer: Viewer
}

/** A key that more subjects share is an ordinary word: 射频校准 in a company that does nothing else. */
const mostAlike = 50

const hitColumns = Prisma.sql`
  n."key", n."kind", n."subjectId", n."form", COALESCE(d."ownerId", a."ownerId") AS "ownerId",
  d."accountId" AS "accountId"`

/**
 * Which of these keys are names, with whose they are. A fixed number of indexed statements, however
 * many names there are; an ordinary word is a name only of what is the viewer's own.
 */
export async function findNames(asking: Asking, keys: readonly string[]): Promise<NameHit[]> {
  if (keys.length === 0) return []
  const { tx, dialect } = asking
  const counted = await tx.$queryRaw<{ key: string; count: number | bigint }[]>`
    SELECT "key", "count" FROM (
      SELECT k."value" AS "key", (
        SELECT COUNT(*) FROM (
          SELECT 1 FROM "Name" n WHERE n."key" = k."value" LIMIT ${mostAlike + 1}) AS m
      ) AS "count"
      FROM ${inTexts(dialect, keys)} AS k) AS c
    WHERE "count" > 0`
  const keysWith = (wanted: (count: number) => boolean) =>
    counted.flatMap(({ key, count }) => (wanted(Number(count)) ? [key] : []))
  const names = keysWith((count) => count <= mostAlike)
  const words = keysWith((count) => count > mostAlike)
  if (names.length === 0 && words.length === 0) return []
  const hits = await tx.$queryRaw<NameHit[]>`
    SELECT ${hitColumns}
    FROM "Name" n
    LEFT JOIN "Deal" d ON n."kind" = 'deal' AND d."id" = n."subjectId"
    LEFT JOIN "Account" a ON n."kind" = 'account' AND a."id" = n."subjectId"
    WHERE n."key" IN ${inTexts(dialect, names)}`
  return words.length === 0 ? hits : [...hits, ...(await findOwn(asking, words))]
}

/** Open deals that the viewer's people own or the viewer takes part in, by these words. */
async function findOwn({ tx, dialect, viewer }: Asking, words: string[]): Promise<NameHit[]> {
  const own = ownOpenDeals({ dialect, viewer }, Prisma.sql`d."id", d."ownerId", d."accountId"`)
  // CROSS JOIN keeps SQLite from going through everybody's deals of that name.
  return tx.$queryRaw<NameHit[]>`
    SELECT n."key", n."kind", n."subjectId", n."form", d."ownerId", d."accountId"
    FROM ${own} AS d CROSS JOIN "Name" n
    WHERE n."key" IN ${inTexts(dialect, words)} AND n."kind" = 'deal' AND n."subjectId" = d."id"
    LIMIT ${mostAlike}`
}

type Subject = {
  readonly kind: 'account' | 'deal' | 'lead' | 'user' | 'team' | 'competitor'
  readonly id: string
  readonly code?: string
  readonly name: string
  readonly aliases?: readonly string[]
}

/** Writes the keys a subject is found by; those it has stay. */
export async function saveNames(tx: Tx, subject: Subject): Promise<void> {
  const rows = nameKeys(subject).map(
    ({ key, form }) => Prisma.sql`(${key}, ${subject.kind}, ${subject.id}, ${form})`,
  )
  await tx.$executeRaw`
    INSERT INTO "Name" ("key", "kind", "subjectId", "form")
    VALUES ${Prisma.join(rows)} ON CONFLICT DO NOTHING`
  const bigrams = bigramsOf(subject).map(
    (bigram) => Prisma.sql`(${bigram}, ${subject.kind}, ${subject.id})`,
  )
  if (bigrams.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "NameBigram" ("bigram", "kind", "subjectId")
    VALUES ${Prisma.join(bigrams)} ON CONFLICT DO NOTHING`
}

/** Takes the names of a record that is no more. */
export async function forgetNames(tx: Tx, subject: Subject): Promise<void> {
  const { kind, id } = subject
  await tx.name.deleteMany({ where: { kind, subjectId: id } })
  const bigram = { in: bigramsOf(subject) }
  await tx.nameBigram.deleteMany({ where: { bigram, kind, subjectId: id } })
}

/** Those of deals and accounts: people and leads are few. */
function bigramsOf({ kind, name, aliases = [] }: Subject): string[] {
  if (kind === 'deal') return nameBigrams(name)
  return kind === 'account' ? nameBigrams(name, ...aliases) : []
}
