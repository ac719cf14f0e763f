/** Requests for approval with their steps, and the one compare-and-set that every change of one is. */
import type { Approval, ApprovalState, Step, StepState } from '../domain/approval.ts'
import type { Slot } from '../domain/terms-policy.ts'
import { type ApprovalRequest, type ApprovalStep, Prisma } from './generated/sqlite/client.ts'
import { jsonRows } from './sql.ts'
import type { Store, Tx } from './store.ts'

export type ApprovalRow = Approval & {
  readonly id: string
  /** AP-31 */
  readonly code: string
  readonly dealId: string
  readonly termsId: string
  readonly submittedAt: Date
  /** Counts how often it was handed in. */
  readonly round: number
  /** What it was handed in with: the cards of that draft are the requester's. */
  readonly draftId: string | null
  readonly version: number
}

type Stored = ApprovalRequest & { readonly steps: readonly ApprovalStep[] }

const toStep = (step: ApprovalStep): Step => ({
  id: step.id,
  approverId: step.approverId,
  slot: step.slot as Slot | 'added',
  reasons: JSON.parse(step.reasons) as string[],
  rank: step.rank,
  state: step.state as StepState,
  openedAt: step.openedAt,
  reminders: step.reminders,
  decidedAt: step.decidedAt,
  decidedById: step.decidedById,
  comment: step.comment,
})

const toApproval = ({ steps, state, ...row }: Stored): ApprovalRow => ({
  ...row,
  state: state as ApprovalState,
  steps: steps.map(toStep),
})

const withSteps = {
  steps: { orderBy: [{ rank: 'asc' }, { position: 'asc' }] },
} satisfies Prisma.ApprovalRequestInclude

/** As tagged SQL hands a row out. */
type Raw<Row, Dates extends keyof Row> = Omit<Row, Dates> & {
  readonly [K in Dates]: Date | string | null
}

type RawRequest = Raw<ApprovalRequest, 'submittedAt' | 'decidedAt'>

/** Tagged SQL, here and below where somebody waits for it: a change of a deal, a tap. */
export async function findApproval(tx: Tx, id: string): Promise<ApprovalRow | undefined> {
  const rows = await tx.$queryRaw<RawRequest[]>`SELECT * FROM "ApprovalRequest" WHERE "id" = ${id}`
  return (await withTheirSteps(tx, rows))[0]
}

async function withTheirSteps(tx: Tx, rows: readonly RawRequest[]): Promise<ApprovalRow[]> {
  if (rows.length === 0) return []
  const steps = await tx.$queryRaw<Raw<ApprovalStep, 'openedAt' | 'decidedAt'>[]>`
    SELECT * FROM "ApprovalStep" WHERE "approvalId" IN (${Prisma.join(rows.map(({ id }) => id))})
    ORDER BY "rank", "position"`
  return rows.map((row) =>
    toApproval({
      ...row,
      submittedAt: new Date(row.submittedAt!),
      decidedAt: dateOf(row.decidedAt),
      round: Number(row.round),
      version: Number(row.version),
      steps: steps
        .filter(({ approvalId }) => approvalId === row.id)
        .map((step) => ({
          ...step,
          position: Number(step.position),
          rank: Number(step.rank),
          reminders: Number(step.reminders),
          openedAt: dateOf(step.openedAt),
          decidedAt: dateOf(step.decidedAt),
        })),
    }),
  )
}

const dateOf = (value: Date | string | null): Date | null => (value ? new Date(value) : null)

/** The deal that a request is of, and how the request stands. */
export async function approvalRoot(
  tx: Tx,
  id: string,
): Promise<Pick<ApprovalRow, 'dealId' | 'state'> | undefined> {
  const [row] = await tx.$queryRaw<Pick<ApprovalRow, 'dealId' | 'state'>[]>`
    SELECT "dealId", "state" FROM "ApprovalRequest" WHERE "id" = ${id}`
  return row
}

/** By the short codes that people type, in any case, in their order; unknown ones are left out. */
export async function findApprovalsByCode(
  tx: Tx,
  codes: readonly string[],
): Promise<ApprovalRow[]> {
  const typed = codes.map((code) => code.toUpperCase())
  if (typed.length === 0) return []
  const rows = await tx.$queryRaw<RawRequest[]>`
    SELECT * FROM "ApprovalRequest" WHERE "code" IN (${Prisma.join(typed)})`
  const found = await withTheirSteps(tx, rows)
  return typed.flatMap((code) => found.filter((one) => one.code === code))
}

/** What is under way on these deals, the oldest first. */
export async function pendingOf(tx: Tx, dealIds: readonly string[]): Promise<ApprovalRow[]> {
  if (dealIds.length === 0) return []
  const rows = await tx.$queryRaw<RawRequest[]>`
    SELECT * FROM "ApprovalRequest"
    WHERE "dealId" IN (${Prisma.join([...dealIds])}) AND "state" = 'pending'`
  // Ordered there, SQLite would read every pending request in that order.
  const found = await withTheirSteps(tx, rows)
  return found.sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())
}

/** The newest request of a deal, whatever came of it. */
export async function latestOf(tx: Tx, dealId: string): Promise<ApprovalRow | undefined> {
  const row = await tx.approvalRequest.findFirst({
    where: { dealId },
    include: withSteps,
    orderBy: { submittedAt: 'desc' },
  })
  return row ? toApproval(row) : undefined
}

/** Requests under way in which one of these people has still to decide, the oldest first; at most 50. */
export async function waitingFor(tx: Tx, approverIds: readonly string[]): Promise<ApprovalRow[]> {
  if (approverIds.length === 0) return []
  // From the few steps of theirs: told as a condition, SQLite reads every request that is pending.
  const rows = await tx.$queryRaw<RawRequest[]>`
    SELECT r.* FROM (
      SELECT DISTINCT "approvalId" FROM "ApprovalStep"
      WHERE "approverId" IN (${Prisma.join([...approverIds])}) AND "state" IN ('open', 'waiting')
    ) AS s CROSS JOIN "ApprovalRequest" r
    WHERE r."id" = s."approvalId" AND r."state" = 'pending'
    ORDER BY r."submittedAt" LIMIT 50`
  return withTheirSteps(tx, rows)
}

/** What somebody asked for: under way or sent back first, then the latest that ended; at most 20. */
export async function requestedBy(tx: Tx, requesterId: string): Promise<ApprovalRow[]> {
  const rows = await tx.approvalRequest.findMany({
    where: { requesterId },
    include: withSteps,
    orderBy: { submittedAt: 'desc' },
    take: 20,
  })
  return rows.map(toApproval).toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)))
}

const isOver = ({ state }: ApprovalRow) => state !== 'pending' && state !== 'returned'

/** Under way, a slice in the order of ids. */
export async function pendingSlice(
  tx: Tx,
  after: string,
  limit: number,
): Promise<readonly ApprovalRow[]> {
  const rows = await tx.approvalRequest.findMany({
    where: { state: 'pending', id: { gt: after } },
    include: withSteps,
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(toApproval)
}

/** What was let through by 特批 in this time, the oldest first. */
export async function releasedBetween(
  tx: Tx,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<{ readonly approvalId: string; readonly comment: string | null }[]> {
  return tx.approvalDecision.findMany({
    where: { verdict: 'released', at: { gte: from, lt: to } },
    orderBy: { at: 'asc' },
    select: { approvalId: true, comment: true },
  })
}

export async function insertApproval(
  tx: Tx,
  row: Omit<ApprovalRow, 'version' | 'round' | 'reason' | 'decidedAt' | 'decidedById'>,
): Promise<void> {
  const { steps, ...request } = row
  await tx.approvalRequest.create({ data: request })
  await writeSteps(tx, row.id, steps)
}

/**
 * Makes the request what it is to be, if it is still as it was read: one compare-and-set of the root
 * row, then its steps. False when somebody else was first, and nothing was written.
 */
export async function saveApproval(
  tx: Tx,
  before: ApprovalRow,
  after: Approval & Partial<Pick<ApprovalRow, 'termsId' | 'round' | 'submittedAt' | 'draftId'>>,
): Promise<boolean> {
  const { state, reason, decidedAt, decidedById, termsId, round, submittedAt, draftId } = after
  const count = await tx.$executeRaw`
    UPDATE "ApprovalRequest" SET "state" = ${state}, "reason" = ${reason},
      "decidedAt" = ${decidedAt}, "decidedById" = ${decidedById},
      "termsId" = ${termsId ?? before.termsId}, "round" = ${round ?? before.round},
      "submittedAt" = ${submittedAt ?? before.submittedAt},
      "draftId" = ${draftId === undefined ? before.draftId : draftId}, "version" = "version" + 1
    WHERE "id" = ${before.id} AND "version" = ${before.version}`
  if (count === 0) return false
  const ids = new Set(after.steps.map(({ id }) => id))
  const gone = before.steps.filter(({ id }) => !ids.has(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.approvalStep.deleteMany({ where: { id: { in: gone } } })
  const known = new Map(before.steps.map((step) => [step.id, step]))
  await writeSteps(
    tx,
    before.id,
    after.steps.filter(({ id }) => !known.has(id)),
    before.steps.length,
  )
  for (const step of after.steps) {
    if (known.has(step.id) && known.get(step.id) !== step) {
      await tx.$executeRaw`
        UPDATE "ApprovalStep" SET "approverId" = ${step.approverId}, "slot" = ${step.slot},
          "reasons" = ${JSON.stringify(step.reasons)}, "rank" = ${step.rank},
          "state" = ${step.state}, "openedAt" = ${step.openedAt}, "reminders" = ${step.reminders},
          "decidedAt" = ${step.decidedAt}, "decidedById" = ${step.decidedById},
          "comment" = ${step.comment}
        WHERE "id" = ${step.id}`
    }
  }
  return true
}

async function writeSteps(
  tx: Tx,
  approvalId: string,
  steps: readonly Step[],
  from = 0,
): Promise<void> {
  if (steps.length === 0) return
  await tx.approvalStep.createMany({
    data: steps.map(({ reasons, ...step }, index) => ({
      ...step,
      approvalId,
      position: from + index + 1,
      reasons: JSON.stringify(reasons),
    })),
  })
}

export type DecisionEntry = {
  readonly approvalId: string
  readonly round: number
  readonly userId: string
  readonly forUserId?: string
  readonly verdict:
    | 'submitted'
    | 'approved'
    | 'rejected'
    | 'returned'
    | 'passed-on'
    | 'added'
    | 'withdrawn'
    | 'released'
    | 'expired'
    | 'superseded'
  readonly comment?: string
  readonly termsHash: string
}

const decisionColumns = {
  id: 'text',
  approvalId: 'text',
  round: 'integer',
  userId: 'text',
  forUserId: 'text',
  verdict: 'text',
  comment: 'text',
  termsHash: 'text',
  at: 'timestamp',
} as const

/** Writes down what was done to a request. One statement. */
export async function writeDecisions(
  act: {
    readonly tx: Tx
    readonly dialect: Store['dialect']
    readonly ids: { readonly next: () => string }
    readonly now: Date
  },
  entries: readonly DecisionEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({ ...entry, id: act.ids.next(), at: act.now }))
  await act.tx.$executeRaw`
    INSERT INTO "ApprovalDecision" ("id", "approvalId", "round", "userId", "forUserId", "verdict",
      "comment", "termsHash", "at") ${jsonRows(act.dialect, decisionColumns, rows)}`
}
