/** Everything that goes out: one row a recipient, claimed by lease, ended as sent, dead or cancelled. */
import type { Card } from '../../cards/kit/card.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { jsonRows } from './sql.ts'
import type { Store, Tx } from './store.ts'

type Dialect = Store['dialect']

export type NewOutboxRow = {
  readonly id: string
  /** Two rows with the same key are one push. */
  readonly dedupeKey: string
  readonly platform: string
  readonly operation: 'send' | 'update'
  /** `card`: the outbox row whose message is to change. */
  readonly targetKind: 'user' | 'chat' | 'card'
  readonly targetId: string
  /** Our user, where one person is meant. */
  readonly userId?: string
  readonly subjectKind?: string
  readonly subjectId?: string
  /** The draft, or the request for approval, whose card this is. */
  readonly draftId?: string
  readonly replyTo?: string
  readonly card: Card
  /** 0 answers to people · 5 pushes */
  readonly priority: number
  /** Business clock: context is the last message of the past ten minutes. */
  readonly createdMs: number
  /** Real clock: not before. */
  readonly nextMs: number
}

const insertColumns = {
  id: 'text',
  dedupeKey: 'text',
  platform: 'text',
  operation: 'text',
  targetKind: 'text',
  targetId: 'text',
  userId: 'text',
  subjectKind: 'text',
  subjectId: 'text',
  draftId: 'text',
  replyTo: 'text',
  card: 'text',
  priority: 'integer',
  createdMs: 'bigint',
  nextMs: 'bigint',
} as const

const quoted = (names: readonly string[]) => Prisma.raw(names.map((n) => `"${n}"`).join(', '))

/** Queues what goes out, in the transaction of what it tells of. One statement. */
export async function enqueue(
  tx: Tx,
  dialect: Dialect,
  rows: readonly NewOutboxRow[],
): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((row) => ({ ...row, card: JSON.stringify(row.card) }))
  await tx.$executeRaw`
    INSERT INTO "Outbox" (${quoted(Object.keys(insertColumns))})
    ${jsonRows(dialect, insertColumns, values)} ON CONFLICT DO NOTHING`
}

export type OutboxRow = {
  readonly id: string
  readonly dedupeKey: string
  readonly platform: string
  readonly operation: 'send' | 'update'
  readonly targetKind: 'user' | 'chat' | 'card'
  readonly targetId: string
  readonly userId: string | null
  readonly subjectKind: string | null
  readonly subjectId: string | null
  readonly draftId: string | null
  readonly replyTo: string | null
  readonly card: string
  readonly payload: string | null
  readonly priority: number
  /** Sends that came to an end. One that nobody saw the end of counts in `fence` only. */
  readonly attempts: number
  readonly fence: number
  /** How the last try that came to an end did so. */
  readonly reason: string | null
  /** Since when it could have left. */
  readonly nextMs: number
}

/**
 * Now, as leases are told by. Instances on one server may have clocks of their own, so it is the
 * server's; a file has one.
 */
export const leaseNow = (dialect: Dialect, nowMs: number): Prisma.Sql =>
  dialect === 'postgres'
    ? Prisma.sql`CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT)`
    : Prisma.sql`${BigInt(nowMs)}`

/**
 * Rows that could leave now, answers to people first, one a target: the next waits until this one
 * is out, and for a while also while it is being retried, so that a chat keeps its order and a long
 * queue for one leaves room for the others.
 */
export async function findSendable(
  tx: Tx,
  dialect: Dialect,
  at: {
    readonly nowMs: number
    readonly limit: number
    readonly platforms: readonly string[]
    /** Of these, those whose chats cannot be reached from here just now. */
    readonly chatsClosed: readonly string[]
  },
): Promise<OutboxRow[]> {
  if (at.platforms.length === 0) return []
  const now = BigInt(at.nowMs)
  const leases = leaseNow(dialect, at.nowMs)
  const lock = dialect === 'postgres' ? Prisma.sql`FOR UPDATE OF o SKIP LOCKED` : Prisma.empty
  const closed =
    at.chatsClosed.length > 0
      ? Prisma.sql`AND NOT (o."targetKind" = 'chat'
          AND o."platform" IN (${Prisma.join([...at.chatsClosed])}))`
      : Prisma.empty
  const rows = await tx.$queryRaw<OutboxRow[]>`
    SELECT o."id", o."dedupeKey", o."platform", o."operation", o."targetKind", o."targetId",
      o."userId", o."subjectKind", o."subjectId", o."draftId", o."replyTo", o."card", o."payload",
      o."priority", o."attempts", o."fence", o."reason", o."nextMs"
    FROM "Outbox" o
    WHERE o."state" = 'pending' AND o."nextMs" <= ${now} AND o."leaseMs" <= ${leases}
      AND o."platform" IN (${Prisma.join([...at.platforms])})
      ${closed}
      AND NOT EXISTS (
        SELECT 1 FROM "Outbox" b
        WHERE b."targetId" = o."targetId" AND b."state" = 'pending' AND (
          (b."id" < o."id" AND (b."leaseMs" > ${leases} OR b."attempts" BETWEEN 1 AND 3))
          OR (b."nextMs" <= ${now} AND b."leaseMs" <= ${leases}
            AND (b."priority", b."id") < (o."priority", o."id"))))
    ORDER BY o."priority", o."id" LIMIT ${at.limit} ${lock}`
  return rows.map((row) => ({
    ...row,
    attempts: Number(row.attempts),
    fence: Number(row.fence),
    nextMs: Number(row.nextMs),
  }))
}

/** Leases the rows to this instance with the bytes they will carry, every try the same. */
export async function leaseRows(
  tx: Tx,
  dialect: Dialect,
  lease: { readonly owner: string; readonly nowMs: number; readonly ms: number },
  rows: readonly { readonly id: string; readonly payload: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outbox" SET "leaseOwner" = ${lease.owner},
      "leaseMs" = ${leaseNow(dialect, lease.nowMs)} + ${BigInt(lease.ms)}, "fence" = "fence" + 1, "payload" = s."payload"
    FROM (${jsonRows(dialect, { id: 'text', payload: 'text' }, rows)}) AS s
    WHERE "Outbox"."id" = s."id"`
}

export type FinishedRow = {
  readonly id: string
  /** The fence this instance holds: a row that somebody else leased since is left alone. */
  readonly fence: number
  readonly state: 'pending' | 'sent' | 'dead' | 'cancelled'
  readonly attempts: number
  readonly nextMs: number
  readonly messageId?: string
  readonly lastCode?: string
  readonly reason?: string
  readonly sentMs?: number
}

/** Writes down how sends ended. One statement. */
export async function finishRows(
  tx: Tx,
  dialect: Dialect,
  rows: readonly FinishedRow[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = {
    id: 'text',
    fence: 'integer',
    state: 'text',
    attempts: 'integer',
    nextMs: 'bigint',
    messageId: 'text',
    lastCode: 'text',
    reason: 'text',
    sentMs: 'bigint',
  } as const
  await tx.$executeRaw`
    UPDATE "Outbox" SET "state" = s."state", "attempts" = s."attempts", "nextMs" = s."nextMs",
      "leaseMs" = 0,
      "messageId" = COALESCE(s."messageId", "Outbox"."messageId"), "lastCode" = s."lastCode",
      "reason" = s."reason", "sentMs" = s."sentMs"
    FROM (${jsonRows(dialect, columns, rows)}) AS s
    WHERE "Outbox"."id" = s."id" AND "Outbox"."fence" = s."fence"`
}

/**
 * How much waits, since when, and the next real instant after now at which a row comes due or its
 * lease ends. What is due already waits for something else: its turn, or room.
 */
export async function findWaiting(
  tx: Pick<Tx, '$queryRaw'>,
  nowMs: number,
): Promise<{ readonly count: number; readonly oldestMs?: number; readonly dueMs?: number }> {
  const [row] = await tx.$queryRaw<Record<'count' | 'oldest' | 'due', bigint | number | null>[]>`
    SELECT COUNT(*) AS "count", MIN(p."nextMs") AS "oldest",
      MIN(CASE WHEN p."at" > ${BigInt(nowMs)} THEN p."at" END) AS "due"
    FROM (
      SELECT "nextMs", CASE WHEN "leaseMs" > "nextMs" THEN "leaseMs" ELSE "nextMs" END AS "at"
      FROM "Outbox" WHERE "state" = 'pending') AS p`
  const { count, oldest, due } = row!
  const instant = (ms: bigint | number | null) => (ms === null ? undefined : Number(ms))
  return { count: Number(count), oldestMs: instant(oldest), dueMs: instant(due) }
}

export type MessageOfRow = {
  readonly messageId: string | null
  /** Who or which chat has it. */
  readonly targetKind: 'user' | 'chat'
  readonly targetId: string
  readonly state: string
  /** When it is tried next, while it is pending. */
  readonly nextMs: number
}

/** The messages that updates are about, by outbox id; their id is null until they are sent. */
export async function messageIds(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, MessageOfRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.$queryRaw<(MessageOfRow & { id: string })[]>`
    SELECT "id", "messageId", "targetKind", "targetId", "state", "nextMs" FROM "Outbox"
    WHERE "id" IN (${Prisma.join([...ids])})`
  return new Map(rows.map((row) => [row.id, { ...row, nextMs: Number(row.nextMs) }]))
}

export type SentCard = {
  readonly id: string
  readonly platform: string
  readonly messageId: string | null
  readonly targetId: string
  readonly userId: string | null
  readonly draftId: string | null
  readonly subjectKind: string | null
  readonly subjectId: string | null
}

/** Who reads the card and what it is about: what is asked again before it is changed. */
export const readerOf = ({ userId, subjectKind, subjectId }: SentCard) => ({
  userId: userId ?? undefined,
  subjectKind: subjectKind ?? undefined,
  subjectId: subjectId ?? undefined,
})

const sentColumns = Prisma.sql`
  "id", "platform", "messageId", "targetId", "userId", "draftId", "subjectKind", "subjectId"
  FROM "Outbox"`

/** The card behind a platform's message. */
export async function findSentCard(tx: Tx, messageId: string): Promise<SentCard | undefined> {
  const [row] = await tx.$queryRaw<SentCard[]>`
    SELECT ${sentColumns} WHERE "messageId" = ${messageId}`
  return row
}

/** Every copy of the card of a draft, or of a request for approval. */
export async function copiesOf(tx: Tx, draftId: string): Promise<SentCard[]> {
  return tx.$queryRaw<SentCard[]>`
    SELECT ${sentColumns}
    WHERE "draftId" = ${draftId} AND "operation" = 'send' AND "state" IN ('pending', 'sent')`
}

/** A message has few answers, one for each thing that was asked for. */
const maxAnswers = 64

/** The drafts whose cards answered the event, by the keys that `replyRow` gives. */
export async function findReplyDrafts(tx: Tx, eventKey: string): Promise<string[]> {
  const keys = Array.from({ length: maxAnswers }, (_, index) => `reply:${eventKey}:${index}`)
  const rows = await tx.$queryRaw<{ draftId: string }[]>`
    SELECT DISTINCT "draftId" FROM "Outbox"
    WHERE "dedupeKey" IN (${Prisma.join(keys)}) AND "draftId" IS NOT NULL`
  return rows.map((row) => row.draftId)
}

/** The bot's last message to any of these targets since the business instant. */
export async function lastCardTo(
  tx: Tx,
  targetIds: readonly string[],
  sinceMs: number,
): Promise<SentCard | undefined> {
  const [row] = await tx.$queryRaw<SentCard[]>`
    SELECT ${sentColumns}
    WHERE "targetId" IN (${Prisma.join([...targetIds])}) AND "operation" = 'send'
      AND "createdMs" >= ${BigInt(sinceMs)}
      AND "state" IN ('pending', 'sent')
    ORDER BY "id" DESC LIMIT 1`
  return row
}

/** The card that somebody looks at, with the changes that have been made to it. */
export async function currentCard(
  tx: Tx,
  of: { readonly messageId: string } | { readonly id: string },
): Promise<Card | undefined> {
  const which =
    'id' in of
      ? Prisma.sql`${of.id}`
      : Prisma.sql`(SELECT "id" FROM "Outbox" WHERE "messageId" = ${of.messageId} LIMIT 1)`
  const [row] = await tx.$queryRaw<{ card: string }[]>`
    SELECT "card" FROM (
      SELECT "id", "card" FROM "Outbox" WHERE "id" = ${which}
      UNION ALL
      SELECT "id", "card" FROM "Outbox"
      WHERE "targetId" = ${which} AND "operation" = 'update' AND "state" IN ('pending', 'sent')
    ) AS c ORDER BY "id" DESC LIMIT 1`
  return row && (JSON.parse(row.card) as Card)
}

/** What a draft's cards speak of, once it is there: 「它」 after a new deal is that deal. */
export async function setCardSubject(
  tx: Tx,
  draftId: string,
  subject: { readonly kind: string; readonly id: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outbox" SET "subjectKind" = ${subject.kind}, "subjectId" = ${subject.id}
    WHERE "draftId" = ${draftId}`
}
