/** The table of names: every spelling a subject is found by. */
import type { NameHit } from '../language/names.ts'
import { nameKeys } from '../lib/names.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

/**
 * Which of these keys are names, with whose they are. One indexed statement, however many names
 * there are.
 */
export async function findNames(
  tx: Tx,
  dialect: Store['dialect'],
  keys: readonly string[],
): Promise<NameHit[]> {
  if (keys.length === 0) return []
  return tx.$queryRaw<NameHit[]>`
    SELECT n."key", n."kind", n."subjectId", n."form", COALESCE(d."ownerId", a."ownerId") AS "ownerId",
      d."accountId" AS "accountId"
    FROM "Name" n
    LEFT JOIN "Deal" d ON n."kind" = 'deal' AND d."id" = n."subjectId"
    LEFT JOIN "Account" a ON n."kind" = 'account' AND a."id" = n."subjectId"
    WHERE n."key" IN ${inTexts(dialect, keys)}`
}

/** Writes the keys a subject is found by; those it has stay. */
export async function saveNames(
  tx: Tx,
  subject: {
    readonly kind: 'account' | 'deal' | 'lead' | 'user' | 'team'
    readonly id: string
    readonly code?: string
    readonly name: string
    readonly aliases?: readonly string[]
  },
): Promise<void> {
  const rows = nameKeys(subject).map(
    ({ key, form }) => Prisma.sql`(${key}, ${subject.kind}, ${subject.id}, ${form})`,
  )
  await tx.$executeRaw`
    INSERT INTO "Name" ("key", "kind", "subjectId", "form")
    VALUES ${Prisma.join(rows)} ON CONFLICT DO NOTHING`
}
