/** People at customers. Phones are read one at a time and nowhere else. */
import type { Department, Influence, Stance } from '../domain/decision-chain.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

export type ContactRow = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly department: Department
  readonly title: string | null
  readonly duty: string | null
  readonly preference: string | null
}

const columns = Prisma.raw('"id", "accountId", "name", "department", "title", "duty", "preference"')

/** An account's contacts, the oldest first; at most 200. */
export async function contactsOf(tx: Tx, accountId: string): Promise<ContactRow[]> {
  return tx.$queryRaw<ContactRow[]>`
    SELECT ${columns} FROM "Contact" WHERE "accountId" = ${accountId}
    ORDER BY "createdAt", "id" LIMIT 200`
}

/** One contact's number, digits only: for who has just been found to have the right to it. */
export async function phoneOf(tx: Tx, contactId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ phone: string | null }[]>`
    SELECT "phone" FROM "Contact" WHERE "id" = ${contactId}`
  return row?.phone ?? undefined
}

/**
 * Accounts that have a contact of this name: those of these owners and those that the user takes
 * part in.
 */
export async function accountsWithContact(
  tx: Tx,
  dialect: Store['dialect'],
  of: { readonly name: string; readonly userId: string; readonly ownerIds: readonly string[] },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a."id" AS "id" FROM "Account" a
    JOIN "Contact" c ON c."accountId" = a."id"
    WHERE c."name" = ${of.name} AND a."archivedAt" IS NULL AND (
      a."ownerId" IN ${inTexts(dialect, of.ownerIds)}
      OR a."id" IN (SELECT "subjectId" FROM "Participant" WHERE "userId" = ${of.userId})
      OR a."id" IN (
        SELECT d."accountId" FROM "Participant" p JOIN "Deal" d ON d."id" = p."subjectId"
        WHERE p."userId" = ${of.userId} AND p."subjectKind" = 'deal')
      OR a."id" IN (
        SELECT d."accountId" FROM "Deal" d
        WHERE d."ownerId" = ${of.userId} AND d."outcome" = 'open'))
    ORDER BY a."id" LIMIT 20`
  return rows.map(({ id }) => id)
}

/** Accounts with a contact of this name, whoever owns them; at most 20. */
export async function anyAccountsWithContact(tx: Tx, name: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ accountId: string }[]>`
    SELECT "accountId" FROM "Contact" WHERE "name" = ${name} LIMIT 20`
  return [...new Set(rows.map(({ accountId }) => accountId))]
}

export type ChainRow = {
  readonly dealId: string
  readonly contactId: string
  readonly stance: Stance | 'unknown'
  readonly influence: Influence | null
}

/** Who is in the chains of these deals. */
export async function chainsOf(tx: Tx, dealIds: readonly string[]): Promise<ChainRow[]> {
  if (dealIds.length === 0) return []
  return tx.$queryRaw<ChainRow[]>`
    SELECT "dealId", "contactId", "stance", "influence" FROM "ContactRole"
    WHERE "dealId" IN (${Prisma.join([...dealIds])})`
}

/** Puts one person's part in a deal's chain as it is to be. */
export async function saveChainRow(tx: Tx, row: ChainRow): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ContactRole" ("dealId", "contactId", "stance", "influence")
    VALUES (${row.dealId}, ${row.contactId}, ${row.stance}, ${row.influence})
    ON CONFLICT ("dealId", "contactId")
    DO UPDATE SET "stance" = ${row.stance}, "influence" = ${row.influence}`
}

export async function removeChainRow(
  tx: Tx,
  { dealId, contactId }: Pick<ChainRow, 'dealId' | 'contactId'>,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "ContactRole" WHERE "dealId" = ${dealId} AND "contactId" = ${contactId}`
}

/** Takes a contact out again, unless an activity or a chain has come to need it. */
export async function dropUnusedContact(tx: Tx, contactId: string): Promise<void> {
  const activities = await tx.activity.count({ where: { contactId, undoneAt: null } })
  const roles = await tx.contactRole.count({ where: { contactId } })
  if (activities + roles > 0) return
  await tx.activity.updateMany({ where: { contactId }, data: { contactId: null } })
  await tx.contact.delete({ where: { id: contactId } })
}

export type NewContact = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly department?: Department
  readonly title?: string
  readonly phone?: string
  readonly duty?: string
  readonly preference?: string
  readonly createdAt: Date
}

export async function insertNewContact(tx: Tx, row: NewContact): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Contact" ("id", "accountId", "name", "department", "title", "phone", "duty",
      "preference", "createdAt")
    VALUES (${row.id}, ${row.accountId}, ${row.name}, ${row.department ?? 'other'},
      ${row.title ?? null}, ${row.phone ?? null}, ${row.duty ?? null}, ${row.preference ?? null},
      ${row.createdAt})`
}

export type ContactFields = {
  readonly department?: string
  readonly title?: string | null
  readonly phone?: string | null
  readonly duty?: string | null
  readonly preference?: string | null
}

/** The fields that these are, as they stand now. */
export async function contactFields(
  tx: Tx,
  id: string,
): Promise<Required<ContactFields> | undefined> {
  const [row] = await tx.$queryRaw<Required<ContactFields>[]>`
    SELECT "department", "title", "phone", "duty", "preference" FROM "Contact" WHERE "id" = ${id}`
  return row
}

export async function changeContact(tx: Tx, id: string, change: ContactFields): Promise<void> {
  const sets = Object.entries(change).map(
    ([column, value]) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ${value}`,
  )
  if (sets.length === 0) return
  await tx.$executeRaw`UPDATE "Contact" SET ${Prisma.join(sets)} WHERE "id" = ${id}`
}
