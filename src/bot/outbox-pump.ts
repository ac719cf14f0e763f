/**
 * Sends what the outbox holds: at once when something is committed, later by schedule, and whatever
 * another instance left behind once its lease has run out.
 */
import { setTimeout as startTimer } from 'node:timers'
import { dayIn } from '../lib/calendar.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import type { Log } from '../lib/logger.ts'
import { createRareWarning } from '../lib/rare-warning.ts'
import type { Delivery, Platform, SendOutcome } from '../platforms/port.ts'
import { dropTicket, keepTicket } from '../store/card-tickets.ts'
import {
  enqueue,
  type FinishedRow,
  findWaiting,
  finishRows,
  type OutboxRow,
} from '../store/outbox.ts'
import { type Store, StoreBusy, type Tx } from '../store/store.ts'
import { afterDeath } from './after-death.ts'
import { type Claim, type Claimed, claimOutbox, countLateEnds } from './claim-outbox.ts'
import { retryAfter } from './retry.ts'
import { createSendPace, type SendPace } from './send-pace.ts'

export type OutboxPump = {
  /** Something was committed. */
  readonly wake: () => void
  /** Platforms that take nothing from us until a person has put something right, and what that is. */
  readonly troubles: ReadonlyMap<string, string>
  /** Resolves when nothing is left to send, retries included. */
  readonly empty: () => Promise<void>
  /** Resolves when nothing is being sent; claims nothing more from now on. */
  readonly stop: () => Promise<void>
}

type PumpDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly platforms: ReadonlyMap<string, Platform>
  /** The workspace's IANA zone. */
  readonly zone: string
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number
  /** Nothing is claimed before: what waited would arrive all at once. */
  readonly ready?: Promise<unknown>
}

const maxInFlight = 32
/** A send of which the platform has said so often that it is on its way, a second apart, has arrived. */
const surelySent = 10
/** Sends that end within so long of each other are written down together. */
const gatherMs = 20
/** Another instance may have left something: look at least this often. */
const idleMs = 5_000

/** @param owner names this instance in its leases */
export function startOutboxPump(deps: PumpDeps, owner: string): OutboxPump {
  const { store, clock, log } = deps
  const ready = Promise.resolve(deps.ready)
  const finished: Ended[] = []
  const paces = new Map<string, SendPace>([...deps.platforms].map(([id, p]) => [id, paceOf(p)]))
  /** Until when a platform told the whole app to wait. */
  const holds = new Map<string, number>()
  const troubles = new Map<string, string>()
  const putOff = createRareWarning(log, 'messages could not be sent yet', clock.real)
  let inFlight = 0
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let timer: { readonly timeout: NodeJS.Timeout; readonly atMs: number } | undefined
  /** Whether the last look found nothing pending. */
  let empty = false
  const waiting: { readonly for: () => boolean; readonly resolve: () => void }[] = []

  const wake = () => {
    again = true
    empty = false
    running ??= ready.then(run).finally(() => {
      running = undefined
      if (again) wake()
      else tellWaiting()
    })
  }

  const tellWaiting = () => {
    for (const one of waiting.splice(0)) {
      if (one.for()) one.resolve()
      else waiting.push(one)
    }
  }

  const until = (condition: () => boolean) =>
    condition()
      ? Promise.resolve()
      : new Promise<void>((resolve) => void waiting.push({ for: condition, resolve }))

  const wakeIn = (ms: number) => {
    const waitMs = Math.max(1, Math.min(ms, idleMs))
    const atMs = performance.now() + waitMs
    if (stopped || (timer && timer.atMs <= atMs)) return
    clearTimeout(timer?.timeout)
    const ring = () => {
      timer = undefined
      wake()
    }
    timer = { timeout: startTimer(ring, waitMs).unref(), atMs }
  }

  async function run(): Promise<void> {
    try {
      while (again) {
        again = false
        await round()
      }
    } catch (error) {
      if (!(error instanceof StoreBusy)) log.error({ err: error }, 'the outbox could not be read')
      wakeIn(1_000)
    }
  }

  /** One transaction writes down what ended and claims what may leave. */
  async function round(): Promise<void> {
    clearTimeout(timer?.timeout)
    timer = undefined
    const ended = finished.splice(0)
    const nowMs = clock.real()
    const { platforms, room } = whatMayGo(nowMs)
    const { dialect } = store
    try {
      const { claimed, againMs, undrawable, left } = await store.write('background', async (tx) => {
        await writeEnds(deps, tx, { ended, nowMs })
        const today = dayIn(deps.zone, clock.business())
        const options = { dialect, platforms, owner, nowMs, today, limit: room }
        const claim: Claim = room > 0 ? await claimOutbox(tx, options) : { claimed: [] }
        const quiet = claim.claimed.length === 0 && !stopped
        return { ...claim, left: quiet ? await findWaiting(tx, nowMs) : undefined }
      })
      for (const { row } of claimed) paces.get(row.platform)!.begin(1)
      for (const one of claimed) void deliver(one, nowMs)
      for (const { outboxId, error } of undrawable ?? []) {
        log.error({ err: error, outboxId }, 'a message is dead: it cannot be drawn')
      }
      empty = claimed.length === 0 && !left?.count && againMs === undefined && inFlight === 0
      // A full hand may have left more behind.
      if (claimed.length === room && room > 0) again = true
      const free = [...paces.values()].map((pace) => pace.freeAt(nowMs))
      const waits = [againMs, left?.dueMs, ...holds.values(), ...free]
      const instants = waits.filter((at) => at !== undefined)
      const next = Math.min(nowMs + idleMs, ...instants.filter((at) => at > nowMs))
      wakeIn(next - nowMs)
    } catch (error) {
      finished.unshift(...ended)
      throw error
    }
  }

  /** The platforms that can be sent to just now, and how many may leave for each of them. */
  function whatMayGo(nowMs: number): { platforms: Map<string, Platform>; room: number } {
    const roomFor = (id: string) => paces.get(id)!.room(nowMs)
    const open = [...deps.platforms].filter(
      ([id]) => (holds.get(id) ?? 0) <= nowMs && roomFor(id) > 0,
    )
    const rooms = open.map(([id]) => roomFor(id))
    const room = stopped || open.length === 0 ? 0 : Math.min(maxInFlight - inFlight, ...rooms)
    return { platforms: new Map(open), room }
  }

  function tellOutcome(outcome: SendOutcome, row: OutboxRow, end: FinishedRow): void {
    if (outcome.kind === 'sent') return void troubles.delete(row.platform)
    if (outcome.kind === 'retry') {
      const { forPeople } = outcome
      if (forPeople !== undefined) troubles.set(row.platform, outcome.reason)
      putOff(forPeople === undefined ? outcome.reason : `${outcome.reason}: ${forPeople}`)
    }
    if (end.state !== 'dead') return
    const { lastCode: code, reason } = end
    const detail = outcome.kind === 'dead' ? outcome.detail : undefined
    log.warn({ outboxId: row.id, code, reason, detail }, 'a message is dead')
  }

  async function deliver({ row, delivery }: Claimed, claimedMs: number): Promise<void> {
    inFlight++
    let outcome: SendOutcome
    try {
      outcome = await deps.platforms.get(row.platform)!.send(delivery)
    } catch (error) {
      log.error({ err: error, outboxId: row.id }, 'a send failed in a way nobody foresaw')
      outcome = { kind: 'retry', code: 'bug', reason: String(error) }
    }
    const nowMs = clock.real()
    const end = endOf(outcome, row, { nowMs, random: deps.random() })
    if (outcome.kind === 'retry' && outcome.scope === 'app' && end.state === 'pending') {
      holds.set(row.platform, end.nextMs)
    }
    tellOutcome(outcome, row, end)
    finished.push({ end, row, claimedMs, ticket: ticketAfter(outcome, delivery) })
    inFlight--
    paces.get(row.platform)!.end(nowMs)
    empty = false
    if (waiting.length > 0) wake()
    else wakeIn(gatherMs)
  }

  wake()
  return {
    wake,
    troubles,
    empty: () => {
      if (finished.length > 0) wake()
      return until(() => empty && !running)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer?.timeout)
      if (finished.length > 0) wake()
      await until(() => !running && inFlight === 0)
    },
  }
}

const paceOf = ({ limits }: Platform): SendPace =>
  createSendPace([
    { ms: 1_000, max: limits.appPerSecond },
    { ms: 60_000, max: limits.appPerMinute },
  ])

/** How a send ended, and what of. */
type Ended = {
  readonly end: FinishedRow
  readonly row: OutboxRow
  readonly claimedMs: number
  readonly ticket?: TicketChange
}

type TicketChange = {
  readonly messageId: string
  readonly code: string
  readonly is: 'new' | 'used-up'
}

/** What the end of a send does to what lets its message be changed. */
function ticketAfter(outcome: SendOutcome, { target, ticket }: Delivery): TicketChange | undefined {
  if (outcome.kind === 'sent' && outcome.messageId && outcome.ticket) {
    return { messageId: outcome.messageId, code: outcome.ticket, is: 'new' }
  }
  const isUsedUp = outcome.kind === 'dead' || (outcome.kind === 'sent' && outcome.ticket === null)
  return ticket && isUsedUp ? { messageId: target.id, code: ticket.code, is: 'used-up' } : undefined
}

/** Writes down how sends ended, with what goes out instead of those that cannot. */
async function writeEnds(
  deps: PumpDeps,
  tx: Tx,
  { ended, nowMs }: { readonly ended: readonly Ended[]; readonly nowMs: number },
): Promise<void> {
  const { platforms, store } = deps
  const { dialect } = store
  await finishRows(
    tx,
    dialect,
    ended.map(({ end }) => end),
  )
  await countLateEnds(tx, ended, { dialect, platforms, nowMs })
  for (const { row, ticket } of ended) {
    if (!ticket) continue
    const { messageId, code } = ticket
    const of = { platform: row.platform, messageId, code }
    if (ticket.is === 'new') await keepTicket(tx, { ...of, fromTap: false })
    else await dropTicket(tx, of)
  }
  for (const { row, end } of ended.filter(({ end }) => end.state === 'dead')) {
    await enqueue(tx, dialect, await afterDeath(deps, tx, { row, reason: end.reason ?? '' }))
  }
}

function endOf(
  outcome: SendOutcome,
  row: Claimed['row'],
  at: { readonly nowMs: number; readonly random: number },
): FinishedRow {
  const { id, fence, attempts } = row
  const base = { id, fence, attempts, nextMs: at.nowMs }
  switch (outcome.kind) {
    case 'sent':
      return { ...base, state: 'sent', messageId: outcome.messageId, sentMs: at.nowMs }
    case 'dead':
      return { ...base, state: 'dead', lastCode: outcome.code, reason: outcome.reason }
    case 'retry': {
      // Asking on would send it anew once the platform has forgotten the key.
      if (outcome.underWay && attempts >= surelySent) {
        return { ...base, state: 'sent', lastCode: outcome.code, sentMs: at.nowMs }
      }
      const waitMs = retryAfter(attempts, at.random, outcome.afterMs)
      return waitMs === undefined
        ? { ...base, state: 'dead', lastCode: outcome.code, reason: `gave up: ${outcome.reason}` }
        : {
            ...base,
            state: 'pending',
            nextMs: at.nowMs + waitMs,
            lastCode: outcome.code,
            reason: outcome.reason,
          }
    }
  }
}
