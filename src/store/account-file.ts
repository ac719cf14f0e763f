/** A customer's file: the account's own columns and its first contact. */
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

export type AccountFile = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly industry: string | null
  readonly mainProducts: string | null
  readonly scale: string | null
  readonly region: string | null
  readonly address: string | null
  readonly version: number
  readonly contact?: {
    readonly id: string
    readonly name: string
    readonly title: string | null
    readonly department: string
    readonly phone: string | null
    readonly preference: string | null
  }
}

/** @param contactName the contact of this name, if there is one; otherwise the first */
export async function findAccountFile(
  tx: Tx,
  id: string,
  contactName?: string,
): Promise<AccountFile | undefined> {
  const account = await tx.account.findUnique({
    where: { id, archivedAt: null },
    include: {
      contacts: {
        where: contactName === undefined ? {} : { name: contactName },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: 1,
      },
    },
  })
  if (!account) return undefined
  const {
    contacts: [contact],
    ...own
  } = account
  return { ...own, ...(contact && { contact }) }
}

/** Columns to be set; null empties one. */
export type FileChange = {
  readonly account: Readonly<Record<string, string | null>>
  readonly contact: Readonly<Record<string, string | null>>
}

/**
 * Writes the change if the file still has the version that was read. False when somebody else was
 * first: nothing was written.
 *
 * @param contactId of the contact that is changed, or opened where the file has none
 * @param removeContact takes that contact out again
 */
export async function writeAccountFile(
  { tx, now }: { readonly tx: Tx; readonly now: Date },
  file: Pick<AccountFile, 'id' | 'version' | 'contact'>,
  change: FileChange,
  contactId: string,
  removeContact = false,
): Promise<boolean> {
  const sets = Object.entries(change.account).map(
    ([column, value]) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ${value}`,
  )
  const count = await tx.$executeRaw`
    UPDATE "Account" SET ${Prisma.join([...sets, Prisma.sql`"version" = "version" + 1`])}
    WHERE "id" = ${file.id} AND "version" = ${file.version}`
  if (count !== 1) return false
  if (removeContact) {
    await tx.contact.deleteMany({ where: { id: contactId } })
    return true
  }
  if (Object.keys(change.contact).length === 0) return true
  const { name, department, ...rest } = change.contact
  const data = {
    ...rest,
    ...(name && { name }),
    ...(department !== undefined && { department: department ?? 'other' }),
  }
  if (file.contact) {
    await tx.contact.update({ where: { id: contactId }, data })
  } else {
    const created = { id: contactId, accountId: file.id, name: name ?? '联系人', createdAt: now }
    await tx.contact.create({ data: { ...data, ...created } })
  }
  return true
}
