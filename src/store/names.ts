/** The table of names: every spelling a subject is found by. */
import type { NameHit } from '../language/names.ts'
import { nameKeys } from '../lib/names.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

/** Which of these keys are names. One indexed statement, however many names there are. */
export async function findNames(
  tx: Tx,
  dialect: Store['dialect'],
  keys: readonly string[],
): Promise<NameHit[]> {
  if (keys.length === 0) return []
  return tx.$queryRaw<NameHit[]>`
    SELECT "key", "kind", "subjectId", "form" FROM "Name"
    WHERE "key" IN ${inTexts(dialect, keys)}`
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
