/** Who a platform's directory told of, as a whole. One person is `directory.ts`. */
import * as z from 'zod'
import { inTexts } from './sql.ts'
import type { Store, Tx } from './store.ts'

export type { DirectoryPerson } from '../platforms/port.ts'

export type KnownPerson = {
  readonly externalId: string
  readonly userId: string
  readonly name: string
  readonly department: string | null
  readonly managerId: string | null
  readonly active: boolean
  readonly administrator: boolean
}

/** Everyone who is known on the platform, active or not. */
export async function findKnownPeople(
  tx: Pick<Tx, '$queryRaw'>,
  platform: string,
): Promise<KnownPerson[]> {
  const rows = await tx.$queryRaw<(Omit<KnownPerson, 'active'> & { active: boolean | number })[]>`
    SELECT i."externalId", i."userId", u."name", u."department", u."managerId", u."active",
      EXISTS (SELECT 1 FROM "UserRole" r WHERE r."userId" = u."id" AND r."role" = 'operations')
        AS "administrator"
    FROM "Identity" i JOIN "User" u ON u."id" = i."userId" WHERE i."platform" = ${platform}`
  return rows.map((row) => ({
    ...row,
    active: Boolean(row.active),
    administrator: Boolean(row.administrator),
  }))
}

const listedKey = (platform: string) => `directory-listed:${platform}`

/** The platform ids that the last whole reading of the directory held. */
export async function readListed(tx: Pick<Tx, 'meta'>, platform: string): Promise<string[]> {
  const found = await tx.meta.findUnique({ where: { key: listedKey(platform) } })
  return found ? z.array(z.string()).parse(JSON.parse(found.value)) : []
}

export async function writeListed(
  tx: Pick<Tx, 'meta'>,
  platform: string,
  externalIds: readonly string[],
): Promise<void> {
  const key = listedKey(platform)
  const value = JSON.stringify(externalIds)
  await tx.meta.upsert({ where: { key }, create: { key, value }, update: { value } })
}

/** ADMIN_USERS who are known already are administrators from this start on. */
export async function ensureAdministrators(
  tx: Tx,
  dialect: Store['dialect'],
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "UserRole" ("userId", "role")
    SELECT DISTINCT "userId", 'operations' FROM "Identity"
    WHERE "externalId" IN ${inTexts(dialect, externalIds)}
    ON CONFLICT DO NOTHING`
}
