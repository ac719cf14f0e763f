/** Something of one's own to make an example of. */
import { type Asker, accountsInReach, dealsInReach } from './reach.ts'
import type { Tx } from './store.ts'

export type ExampleRecord = {
  readonly deal?: { readonly code: string; readonly name: string }
  readonly account: { readonly code: string; readonly name: string }
}

/**
 * The newest open deal that the viewer may read, with its account; else the newest account alone.
 * Undefined where there is neither. Ids grow with time.
 */
export async function exampleRecord(tx: Tx, asker: Asker): Promise<ExampleRecord | undefined> {
  return (await newestDeal(tx, asker)) ?? (await newestAccount(tx, asker))
}

async function newestDeal(tx: Tx, asker: Asker): Promise<ExampleRecord | undefined> {
  const { from, where } = dealsInReach(asker, 'deal.read', {})
  const [row] = await tx.$queryRaw<
    { code: string; name: string; accountCode: string; shortName: string }[]
  >`
    SELECT d."code" AS "code", d."name" AS "name",
      a."code" AS "accountCode", a."shortName" AS "shortName"
    FROM ${from} JOIN "Account" a ON a."id" = d."accountId"
    WHERE ${where} AND d."outcome" = 'open' ORDER BY d."id" DESC LIMIT 1`
  if (!row) return undefined
  return {
    deal: { code: row.code, name: row.name },
    account: { code: row.accountCode, name: row.shortName },
  }
}

async function newestAccount(tx: Tx, asker: Asker): Promise<ExampleRecord | undefined> {
  const { from, where } = accountsInReach(asker, 'deal.read')
  const [row] = await tx.$queryRaw<{ code: string; shortName: string }[]>`
    SELECT a."code" AS "code", a."shortName" AS "shortName"
    FROM ${from} WHERE ${where} ORDER BY a."id" DESC LIMIT 1`
  return row && { account: { code: row.code, name: row.shortName } }
}
