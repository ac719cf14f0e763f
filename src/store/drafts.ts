/** Requests on their way: asked about, previewed, applied, undone. */
import * as z from 'zod'
import { Prisma } from './generated/sqlite/client.ts'
import type { Store, Tx } from './store.ts'

export type DraftState =
  | 'asking'
  | 'previewed'
  /** Waits for what is missing, and comes back as a fresh preview. */
  | 'kept'
  | 'applied'
  | 'cancelled'
  | 'expired'
  | 'undone'
  | 'superseded'
  /** Waits for nothing: what a list's buttons go on from. */
  | 'listed'
  /** Waits for nothing: what may be done with words that nobody understood. */
  | 'offered'
  /** A button was tapped that needs words: the next ones are taken for them. */
  | 'wordless'

const questionSchema = z.strictObject({
  slot: z.string(),
  text: z.string(),
  options: z.array(
    z.strictObject({ label: z.string(), detail: z.string().optional(), value: z.string() }),
  ),
  likely: z.number().optional(),
})

/** A request that waits for answers. It is read anew, with them, once they are there. */
const askingBody = z.strictObject({
  kind: z.literal('asking'),
  /** The part of the message this request was, normalised. */
  said: z.string(),
  answers: z.record(z.string(), z.string()),
  questions: z.array(questionSchema),
  context: z.strictObject({ dealId: z.string().optional(), accountId: z.string().optional() }),
  /** Business instant at which it was said: 明天 stays that day's tomorrow. */
  saidMs: z.number(),
})

const dealAt = { dealId: z.string(), version: z.number() }
const accountAt = { accountId: z.string(), version: z.number() }
const rootAt = z.union([z.strictObject(dealAt), z.strictObject(accountAt)])
const also = z.array(rootAt).readonly().optional()
const guardSchema = z.union([
  z.strictObject({ ...dealAt, also }),
  z.strictObject({ ...accountAt, also }),
])

/** A change that waits for a tap, or was made. */
const changeBody = z.strictObject({
  kind: z.literal('change'),
  operation: z.string(),
  body: z.unknown(),
  guard: guardSchema.optional(),
})

/** A tap on a card without fields, and the one that is missing. */
const wordsBody = z.strictObject({
  kind: z.literal('words'),
  action: z.strictObject({
    a: z.string(),
    id: z.string(),
    v: z.number(),
    pick: z.string().optional(),
  }),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  field: z.string(),
})

/** A list that was shown, in its own schema. */
const listBody = z.strictObject({ kind: z.literal('list'), list: z.unknown() })

const bodySchema = z.discriminatedUnion('kind', [askingBody, changeBody, wordsBody, listBody])
const resultSchema = z.strictObject({ undo: z.unknown(), guard: guardSchema.optional() })

export type AskingBody = z.infer<typeof askingBody>
export type ChangeBody = z.infer<typeof changeBody>
export type WordsBody = z.infer<typeof wordsBody>
export type ListBody = z.infer<typeof listBody>
export type DraftResult = z.infer<typeof resultSchema>

export type DraftRow = {
  readonly id: string
  readonly userId: string
  readonly platform: string
  readonly chatId: string
  readonly state: DraftState
  readonly body: AskingBody | ChangeBody | WordsBody | ListBody
  readonly result?: DraftResult
  readonly version: number
  readonly sourceText: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly undoUntil: Date | null
}

type Raw = {
  id: string
  userId: string
  platform: string
  chatId: string
  state: string
  body: string
  result: string | null
  version: number | bigint
  sourceText: string
  createdAt: Date | string
  expiresAt: Date | string
  undoUntil: Date | string | null
}

const toDraft = (raw: Raw): DraftRow => ({
  ...raw,
  state: raw.state as DraftState,
  body: bodySchema.parse(JSON.parse(raw.body)),
  result: raw.result ? resultSchema.parse(JSON.parse(raw.result)) : undefined,
  version: Number(raw.version),
  createdAt: new Date(raw.createdAt),
  expiresAt: new Date(raw.expiresAt),
  undoUntil: raw.undoUntil === null ? null : new Date(raw.undoUntil),
})

/**
 * The draft, for the rest of the transaction nobody else's to change: of two taps at once the second
 * finds what the first has made of it.
 */
export async function findDraft(
  tx: Tx,
  dialect: Store['dialect'],
  id: string,
): Promise<DraftRow | undefined> {
  const lock = dialect === 'postgres' ? Prisma.sql`FOR UPDATE` : Prisma.empty
  const rows = await tx.$queryRaw<Raw[]>`SELECT * FROM "Draft" WHERE "id" = ${id} ${lock}`
  return rows[0] && toDraft(rows[0])
}

/**
 * The person's drafts that wait for an answer or a tap, the latest first.
 *
 * @param of.groupId only those asked for in this group. In private all of them count, since what was
 * asked for in a group is answered in private.
 */
export async function findWaitingDrafts(
  tx: Tx,
  of: { readonly userId: string; readonly groupId?: string; readonly now: Date },
): Promise<DraftRow[]> {
  const inGroup = of.groupId ? Prisma.sql`AND "chatId" = ${of.groupId}` : Prisma.empty
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Draft"
    WHERE "userId" = ${of.userId} AND "state" IN ('asking', 'previewed', 'kept')
      ${inGroup} AND "expiresAt" > ${of.now}
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 5`
  return rows.map(toDraft)
}

/** The tap of this person that still needs words, the latest. */
export async function findWordless(
  tx: Tx,
  userId: string,
  now: Date,
): Promise<DraftRow | undefined> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Draft"
    WHERE "userId" = ${userId} AND "state" = 'wordless' AND "expiresAt" > ${now}
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`
  return rows[0] && toDraft(rows[0])
}

/** The list that somebody was shown last, since then. */
export async function findLastListed(
  tx: Tx,
  userId: string,
  since: Date,
): Promise<DraftRow | undefined> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Draft"
    WHERE "userId" = ${userId} AND "state" = 'listed' AND "createdAt" >= ${since}
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`
  return rows[0] && toDraft(rows[0])
}

/** The person's latest change that can still be taken back. */
export async function findUndoable(
  tx: Tx,
  userId: string,
  now: Date,
): Promise<DraftRow | undefined> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Draft"
    WHERE "userId" = ${userId} AND "state" = 'applied' AND "undoUntil" >= ${now}
    ORDER BY "appliedAt" DESC, "id" DESC LIMIT 1`
  return rows[0] && toDraft(rows[0])
}

export async function insertDraft(
  tx: Tx,
  draft: Omit<DraftRow, 'version' | 'undoUntil'> & {
    readonly undoUntil?: Date
    readonly appliedAt?: Date
  },
): Promise<void> {
  const intent = intentOf(draft.body)
  const dealId = dealOf(draft.body)
  await tx.$executeRaw`
    INSERT INTO "Draft" ("id", "userId", "platform", "chatId", "intent", "state", "body", "result",
      "dealId", "version", "sourceText", "createdAt", "expiresAt", "appliedAt", "undoUntil")
    VALUES (${draft.id}, ${draft.userId}, ${draft.platform}, ${draft.chatId}, ${intent},
      ${draft.state}, ${JSON.stringify(draft.body)},
      ${draft.result ? JSON.stringify(draft.result) : null}, ${dealId ?? null}, 1,
      ${draft.sourceText}, ${draft.createdAt}, ${draft.expiresAt}, ${draft.appliedAt ?? null},
      ${draft.undoUntil ?? null})`
}

type Body = DraftRow['body']

const intentOf = (body: Body) => (body.kind === 'change' ? body.operation : body.kind)

/** The deal that a change is of. */
const dealOf = (body: Body) =>
  body.kind === 'change' && body.guard && 'dealId' in body.guard ? body.guard.dealId : undefined

/**
 * Moves a draft on from the version that was read, in one compare-and-set. False when another tap
 * was first.
 */
export async function changeDraft(
  tx: Tx,
  at: Pick<DraftRow, 'id' | 'version'>,
  to: {
    readonly state: DraftState
    readonly body: AskingBody | ChangeBody | WordsBody | ListBody
    readonly result?: DraftResult
    readonly expiresAt?: Date
    readonly appliedAt?: Date
    readonly undoUntil?: Date
  },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE "Draft" SET "state" = ${to.state}, "body" = ${JSON.stringify(to.body)},
      "intent" = ${intentOf(to.body)}, "dealId" = COALESCE(${dealOf(to.body) ?? null}, "dealId"),
      "result" = COALESCE(${to.result ? JSON.stringify(to.result) : null}, "result"),
      "expiresAt" = COALESCE(${to.expiresAt ?? null}, "expiresAt"),
      "appliedAt" = COALESCE(${to.appliedAt ?? null}, "appliedAt"),
      "undoUntil" = COALESCE(${to.undoUntil ?? null}, "undoUntil"),
      "version" = "version" + 1
    WHERE "id" = ${at.id} AND "version" = ${at.version}`
  return count === 1
}

/**
 * The moves of a deal, or of an account's deals, that wait for what is missing. On PostgreSQL the
 * deals are locked first, as whoever keeps a move locks them: of two pieces of evidence at once the
 * second sees the first.
 */
export async function findKept(
  tx: Tx,
  dialect: Store['dialect'],
  of: { readonly kind: 'deal' | 'account'; readonly id: string; readonly now: Date },
): Promise<DraftRow[]> {
  const deals =
    of.kind === 'deal'
      ? Prisma.sql`SELECT "id" FROM "Deal" WHERE "id" = ${of.id}`
      : Prisma.sql`SELECT "id" FROM "Deal" WHERE "accountId" = ${of.id} AND "outcome" = 'open'`
  const isPostgres = dialect === 'postgres'
  if (isPostgres) await tx.$queryRaw`${deals} ORDER BY "id" FOR UPDATE`
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT * FROM "Draft"
    WHERE "dealId" IN (${deals}) AND "state" = 'kept' AND "expiresAt" > ${of.now}
    ORDER BY "id" LIMIT 50 ${isPostgres ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  return rows.map(toDraft)
}

/** Nothing comes of the moves that were kept of this deal: of one person's, or of anybody's. */
export async function supersedeKept(
  tx: Tx,
  of: { readonly dealId: string; readonly userId?: string; readonly except?: string },
): Promise<void> {
  const whose = of.userId ? Prisma.sql`AND "userId" = ${of.userId}` : Prisma.empty
  const except = of.except ? Prisma.sql`AND "id" <> ${of.except}` : Prisma.empty
  await tx.$executeRaw`
    UPDATE "Draft" SET "state" = 'superseded', "version" = "version" + 1
    WHERE "dealId" = ${of.dealId} AND "state" = 'kept' ${whose} ${except}`
}

/** How many of the person's requests wait for them, this one aside. */
export async function countWaiting(
  tx: Tx,
  userId: string,
  now: Date,
  except: string,
): Promise<{ drafts: number; approvals: number }> {
  const [row] = await tx.$queryRaw<{ drafts: bigint | number; approvals: bigint | number }[]>`
    SELECT
      (SELECT COUNT(*) FROM "Draft" WHERE "userId" = ${userId} AND "id" <> ${except}
        AND "state" IN ('asking', 'previewed', 'kept') AND "expiresAt" > ${now}) AS "drafts",
      (SELECT COUNT(*) FROM "ApprovalStep" s WHERE s."approverId" = ${userId}
        AND s."state" = 'open') AS "approvals"`
  return { drafts: Number(row!.drafts), approvals: Number(row!.approvals) }
}
