/** Events that were answered: stored under their keys, taken in each person's order. */
import type { Inbound } from '../platforms/port.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { jsonRows } from './sql.ts'
import type { Store, Tx } from './store.ts'
import { storableText } from './text.ts'

type Dialect = Store['dialect']

export type NewInboxRow = {
  readonly id: string
  readonly inbound: Inbound
  readonly personKey: string
  readonly receivedMs: number
  /** `ignored`: nothing to do, but kept and counted. `done`: done in this very transaction. */
  readonly state: 'pending' | 'ignored' | 'done'
}

/**
 * Stores the events that are new under all their keys, in one statement. Returns the ids that were;
 * the others had been stored before.
 */
export async function insertInbox(
  tx: Tx,
  dialect: Dialect,
  rows: readonly NewInboxRow[],
): Promise<Set<string>> {
  const columns = {
    id: 'text',
    platform: 'text',
    eventKey: 'text',
    messageKey: 'text',
    softKey: 'text',
    kind: 'text',
    personKey: 'text',
    body: 'text',
    receivedMs: 'bigint',
    state: 'text',
  } as const
  const values = rows.map(({ id, inbound, personKey, receivedMs, state }) => ({
    id,
    platform: inbound.platform,
    eventKey: inbound.eventKey,
    messageKey: inbound.kind === 'message' ? `${inbound.platform}:${inbound.messageId}` : null,
    softKey: inbound.kind === 'message' ? inbound.softKey : null,
    kind: inbound.kind,
    personKey,
    body: JSON.stringify(inbound),
    receivedMs,
    state,
  }))
  const stored = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Inbox" (${Prisma.raw(
      Object.keys(columns)
        .map((name) => `"${name}"`)
        .join(', '),
    )})
    ${jsonRows(dialect, columns, values)}
    ON CONFLICT DO NOTHING RETURNING "id"`
  return new Set(stored.map((row) => row.id))
}

export type PendingRow = {
  readonly id: string
  readonly inbound: Inbound
  readonly attempts: number
  /** Whether another one waits behind it. */
  readonly more: boolean
}

/**
 * The person's oldest pending event. On PostgreSQL under a lock of the person for the rest of the
 * transaction: `busy` when another instance holds it.
 */
export async function takeOldest(
  tx: Tx,
  dialect: Dialect,
  personKey: string,
): Promise<PendingRow | 'busy' | undefined> {
  if (dialect === 'postgres') {
    const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${personKey}, 0)) AS "held"`
    if (!lock?.held) return 'busy'
  }
  const [row, behind] = await tx.$queryRaw<
    { id: string; body: string; attempts: number | bigint }[]
  >`
    SELECT "id", "body", "attempts" FROM "Inbox"
    WHERE "state" = 'pending' AND "personKey" = ${personKey} ORDER BY "id" LIMIT 2`
  if (!row) return undefined
  return {
    id: row.id,
    inbound: JSON.parse(row.body) as Inbound,
    attempts: Number(row.attempts),
    more: behind !== undefined,
  }
}

export async function finishInbox(tx: Tx, id: string, doneMs: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Inbox" SET "state" = 'done', "doneMs" = ${BigInt(doneMs)} WHERE "id" = ${id}`
}

/** The beginning says what it was. */
const errorCharacters = 500

/** Counts a failed try; the last one ends the row. */
export async function failInbox(
  tx: Tx,
  row: { readonly id: string; readonly error: string; readonly giveUp: boolean },
): Promise<void> {
  const error = storableText(row.error).slice(0, errorCharacters)
  await tx.$executeRaw`
    UPDATE "Inbox" SET "attempts" = "attempts" + 1, "error" = ${error},
      "state" = ${row.giveUp ? 'failed' : 'pending'} WHERE "id" = ${row.id}`
}

/** What the person last said and was answered to, the latest first. */
export async function lastSaidBy(tx: Tx, personKey: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ body: string }[]>`
    SELECT "body" FROM "Inbox"
    WHERE "state" = 'done' AND "personKey" = ${personKey} AND "kind" = 'message'
    ORDER BY "id" DESC LIMIT 5`
  return rows.flatMap(({ body }) => {
    const inbound = JSON.parse(body) as Inbound
    const text = inbound.kind === 'message' && inbound.content.type === 'text'
    return text ? [inbound.content.text] : []
  })
}

/** When the newest of these that were done under the key had happened, epoch ms. */
export async function newestDoneMs(
  tx: Tx,
  personKey: string,
  kinds: readonly Inbound['kind'][],
): Promise<number | undefined> {
  const rows = await tx.$queryRaw<{ body: string }[]>`
    SELECT "body" FROM "Inbox"
    WHERE "state" = 'done' AND "personKey" = ${personKey} AND "body" <> ''
      AND "kind" IN (${Prisma.join([...kinds])})`
  const instants = rows.map(({ body }) => (JSON.parse(body) as Inbound).occurredMs)
  return instants.length > 0 ? Math.max(...instants) : undefined
}

/** Everyone with something pending: what a start or another instance's end leaves behind. */
export async function findPendingPeople(tx: Pick<Tx, '$queryRaw'>): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personKey: string }[]>`
    SELECT DISTINCT "personKey" FROM "Inbox" WHERE "state" = 'pending'`
  return rows.map((row) => row.personKey)
}

/** Keeps an authentic request that could not be read, so that nothing is lost. */
export async function parkRejected(
  store: Store,
  row: {
    readonly id: string
    readonly platform: string
    readonly reason: string
    readonly body: string
    readonly receivedMs: number
  },
): Promise<void> {
  await store.write('inbox', async (tx) => {
    const body = storableText(row.body)
    await tx.inboxRejected.create({ data: { ...row, body, receivedMs: BigInt(row.receivedMs) } })
  })
}

/**
 * The stored message under this key. Where it is still pending it is not taken up any more, and
 * there is nothing of it: undefined. Whoever is on it just now is waited for.
 */
export async function dropUnread(
  tx: Tx,
  dialect: Dialect,
  messageKey: string,
): Promise<{ readonly eventKey: string } | undefined> {
  const [row] = await tx.$queryRaw<{ eventKey: string; personKey: string }[]>`
    SELECT "eventKey", "personKey" FROM "Inbox" WHERE "messageKey" = ${messageKey}`
  if (!row) return undefined
  if (dialect === 'postgres') {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${row.personKey}, 0))`
  }
  const dropped = await tx.$executeRaw`
    UPDATE "Inbox" SET "state" = 'ignored' WHERE "messageKey" = ${messageKey} AND "state" = 'pending'`
  return dropped > 0 ? undefined : row
}
