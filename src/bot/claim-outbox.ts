/** Takes what may leave now: under the limits, to people who may still read it, with fixed bytes. */
import type { Card } from '../../cards/kit/card.ts'
import { mayReadSubject } from '../operations/find-subject.ts'
import type { CardTicket, Delivery, Platform } from '../platforms/port.ts'
import { findTickets } from '../store/card-tickets.ts'
import {
  type FinishedRow,
  findSendable,
  finishRows,
  leaseRows,
  messageIds,
  type OutboxRow,
} from '../store/outbox.ts'
import { findViewerById } from '../store/people.ts'
import { readSlots, writeSlots } from '../store/send-slots.ts'
import type { Store, Tx } from '../store/store.ts'
import {
  freeAt,
  type History,
  isLate,
  roomAt,
  type Window,
  withEnd,
  withSent,
} from './send-rate.ts'

export type Claimed = { readonly row: OutboxRow; readonly delivery: Delivery }

export type Claim = {
  readonly claimed: readonly Claimed[]
  /** Real instant at which a limit lets the next one go; undefined when none stood in the way. */
  readonly againMs?: number
  /** What ended because of a bug of ours. */
  readonly undrawable?: readonly { readonly outboxId: string; readonly error: unknown }[]
}

export type ClaimOptions = {
  readonly dialect: Store['dialect']
  readonly platforms: ReadonlyMap<string, Platform>
  readonly owner: string
  readonly nowMs: number
  /** The workspace's day by the business clock: who stands in for whom depends on it. */
  readonly today: string
  readonly limit: number
}

const leaseMs = 60_000
/**
 * An answer whose rights were read just now is not asked about again. Pushes are, and what waited
 * longer than this: rights may have changed.
 */
const freshMs = 2_000
/** An update waits for the message that it changes, and does not ask for it all the time. */
const unsentWaitMs = 300
/** So often it is looked whether a chat can be reached from here again. */
const closedWaitMs = 5_000

const appWindows = ({ limits }: Platform, pushes: boolean): Window[] => [
  { ms: 1_000, max: limits.appPerSecond },
  // The last tenth of a minute's room is kept for answers to people.
  { ms: 60_000, max: Math.floor(limits.appPerMinute * (pushes ? 0.9 : 1)) },
]
const targetWindows = ({ limits }: Platform): Window[] => [
  { ms: 1_000, max: limits.targetPerSecond },
  ...(limits.targetPerMinute ? [{ ms: 60_000, max: limits.targetPerMinute }] : []),
  ...(limits.targetPerHour ? [{ ms: 3_600_000, max: limits.targetPerHour }] : []),
]

/** Claims what may leave, in one transaction. */
export async function claimOutbox(tx: Tx, options: ClaimOptions): Promise<Claim> {
  const { dialect, nowMs, limit } = options
  const platforms = [...options.platforms.keys()]
  const chatsClosed = platforms.filter((id) => areChatsClosed(options, id))
  const found = await findSendable(tx, dialect, { nowMs, limit, platforms, chatsClosed })
  if (found.length === 0) return { claimed: [] }
  const messages = await messageIds(
    tx,
    found.filter((row) => row.targetKind === 'card').map((row) => row.targetId),
  )
  const ended: FinishedRow[] = []
  const ready: OutboxRow[] = []
  for (const row of found) {
    const end = await whyNot(tx, row, messages, options)
    if (end) ended.push(end)
    else ready.push(row)
  }
  const { admitted, againMs } = await admit(tx, ready, options)
  const tickets = await ticketsFor(tx, admitted, messages, options)
  const claimed: Claimed[] = []
  const undrawable: { outboxId: string; error: unknown }[] = []
  for (const row of admitted) {
    try {
      claimed.push(toClaimed(row, { messages, tickets }, options))
    } catch (error) {
      // One bad row must not hold up all the others.
      undrawable.push({ outboxId: row.id, error })
      const end = { state: 'dead', nextMs: nowMs, reason: 'cannot-be-drawn' } as const
      ended.push({ ...asItWas(row), ...end })
    }
  }
  if (claimed.length > 0) {
    const payloads = claimed.map(({ row, delivery }) => ({ id: row.id, payload: delivery.payload }))
    await leaseRows(tx, dialect, { owner: options.owner, nowMs, ms: leaseMs }, payloads)
  }
  await finishRows(tx, dialect, ended)
  return { claimed, againMs, undrawable }
}

const areChatsClosed = ({ platforms }: ClaimOptions, platform: string) =>
  platforms.get(platform)?.chatsClosed?.() === true

const asItWas = ({ id, fence, attempts }: OutboxRow) => ({ id, fence, attempts })

type Messages = Awaited<ReturnType<typeof messageIds>>

/** How a row ends, or waits, without leaving; undefined when it may go. */
async function whyNot(
  tx: Tx,
  row: OutboxRow,
  messages: Messages,
  options: ClaimOptions,
): Promise<FinishedRow | undefined> {
  const { dialect, nowMs, today } = options
  const was = asItWas(row)
  if (row.targetKind === 'card') {
    const message = messages.get(row.targetId)
    if (message?.state === 'pending') {
      const nextMs = Math.max(nowMs + unsentWaitMs, message.nextMs)
      return { ...was, state: 'pending', nextMs }
    }
    if (!message?.messageId) {
      return { ...was, state: 'cancelled', nextMs: nowMs, reason: 'nothing-to-update' }
    }
    if (message.targetKind === 'chat' && areChatsClosed(options, row.platform)) {
      return { ...was, state: 'pending', nextMs: nowMs + closedWaitMs }
    }
  }
  const stale = row.priority > 0 || row.attempts > 0 || nowMs - row.nextMs > freshMs
  if (stale && !(await mayStillRead(tx, dialect, { ...row, today }))) {
    return { ...was, state: 'cancelled', nextMs: nowMs, reason: 'may-not-read' }
  }
  return undefined
}

async function mayStillRead(
  tx: Tx,
  dialect: Store['dialect'],
  row: OutboxRow & Pick<ClaimOptions, 'today'>,
): Promise<boolean> {
  if (!row.userId) return true
  const viewer = await findViewerById(tx, dialect, row.userId)
  return viewer !== undefined && (await mayReadSubject(tx, viewer, row))
}

/** Sends that took their time count from now on, so that what follows keeps its distance. */
export async function countLateEnds(
  tx: Tx,
  ended: readonly { readonly row: OutboxRow; readonly claimedMs: number }[],
  { dialect, platforms, nowMs }: Pick<ClaimOptions, 'dialect' | 'platforms' | 'nowMs'>,
): Promise<void> {
  const late = ended.filter(({ claimedMs }) => isLate({ claimedMs, nowMs }))
  if (late.length === 0) return
  const slots = new Map<string, History>(
    await readSlots(tx, dialect, [...new Set(late.map(({ row }) => appKey(row)))]),
  )
  for (const { row, claimedMs } of late) {
    const key = appKey(row)
    const windows = appWindows(platforms.get(row.platform)!, false)
    slots.set(key, withEnd(slots.get(key) ?? [], windows, { claimedMs, nowMs }))
  }
  await writeSlots(tx, dialect, slots)
}

const appKey = (row: OutboxRow) => `${row.platform}:app`
/** A person's limit is one, whether the message goes to them or to their chat with the bot. */
const targetKeys = (row: OutboxRow) => [
  `${row.platform}:${row.targetKind}:${row.targetId}`,
  ...(row.userId && row.targetKind !== 'card' ? [`${row.platform}:person:${row.userId}`] : []),
]

async function admit(
  tx: Tx,
  rows: readonly OutboxRow[],
  { dialect, platforms, nowMs }: ClaimOptions,
): Promise<{ admitted: OutboxRow[]; againMs?: number }> {
  if (rows.length === 0) return { admitted: [] }
  const keys = [...new Set(rows.flatMap((row) => [appKey(row), ...targetKeys(row)]))]
  const slots = new Map<string, History>(await readSlots(tx, dialect, keys))
  const touched = new Map<string, History>()
  const admitted: OutboxRow[] = []
  let againMs: number | undefined
  for (const row of rows) {
    const platform = platforms.get(row.platform)!
    const limits = [
      { key: appKey(row), windows: appWindows(platform, row.priority > 0) },
      ...targetKeys(row).map((key) => ({ key, windows: targetWindows(platform) })),
    ].map((limit) => ({ ...limit, history: slots.get(limit.key) ?? [] }))
    const waits = limits.filter((l) => roomAt(l.history, l.windows, nowMs) < 1)
    if (waits.length > 0) {
      const free = Math.max(...waits.map((l) => freeAt(l.history, l.windows, nowMs)))
      againMs = Math.min(againMs ?? free, free)
      continue
    }
    const count = messagesOf(row, platform)
    for (const { key, windows, history } of limits) {
      const next = withSent(history, windows, { nowMs, count })
      slots.set(key, next)
      touched.set(key, next)
    }
    admitted.push(row)
  }
  await writeSlots(tx, dialect, touched)
  return { admitted, againMs }
}

/** A card may leave in several messages; one that cannot be drawn leaves in none, a moment later. */
function messagesOf(row: OutboxRow, { render, messagesIn }: Platform): number {
  if (!messagesIn) return 1
  try {
    return messagesIn(row.payload ?? render(JSON.parse(row.card) as Card))
  } catch {
    return 1
  }
}

type Tickets = ReadonlyMap<string, CardTicket>

/** What lets the messages of these rows be changed, on the platforms that ask for it. */
async function ticketsFor(
  tx: Tx,
  rows: readonly OutboxRow[],
  messages: Messages,
  { platforms }: ClaimOptions,
): Promise<Tickets> {
  const found = new Map<string, CardTicket>()
  // Where a tap is answered at once its card needs no ticket.
  for (const { id } of [...platforms.values()].filter(({ answerTap }) => !answerTap)) {
    const updates = rows.filter((row) => row.platform === id && row.targetKind === 'card')
    const ids = updates.map((row) => messages.get(row.targetId)!.messageId!)
    for (const [messageId, ticket] of await findTickets(tx, id, ids)) found.set(messageId, ticket)
  }
  return found
}

const readBy = ({ targetKind }: OutboxRow) => (targetKind === 'chat' ? 'chat' : 'user')

/** Ends of a try after which nobody knows whether it arrived. */
const unsure: readonly string[] = ['no-answer', 'platform-error', 'unknown-problem']

function toClaimed(
  row: OutboxRow,
  { messages, tickets }: { readonly messages: Messages; readonly tickets: Tickets },
  { platforms }: ClaimOptions,
): Claimed {
  const platform = platforms.get(row.platform)!
  const message = row.targetKind === 'card' ? messages.get(row.targetId) : undefined
  const messageId = message?.messageId
  const ticket = messageId ? tickets.get(messageId) : undefined
  const target: Delivery['target'] =
    row.targetKind === 'card'
      ? { kind: 'message', id: messageId! }
      : { kind: row.targetKind, id: row.targetId }
  const reader = message && { kind: message.targetKind, id: message.targetId }
  const maybeArrived = row.fence > row.attempts || unsure.includes(row.reason ?? '')
  return {
    row: { ...row, fence: row.fence + 1, attempts: row.attempts + 1 },
    delivery: {
      operation: row.operation,
      target,
      ...(reader && { reader }),
      ...(ticket && { ticket }),
      ...(maybeArrived && { maybeArrived }),
      replyTo: row.replyTo ?? undefined,
      idempotencyKey: row.dedupeKey,
      payload:
        row.payload ?? platform.render(JSON.parse(row.card) as Card, reader?.kind ?? readBy(row)),
    },
  }
}
