/**
 * Sends what the outbox holds: at once when something is committed, later by schedule, and whatever
 * another instance left behind once its lease has run out.
 */
import { setTimeout as startTimer } from 'node:timers'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import type { Log } from '../lib/logger.ts'
import type { Platform, SendOutcome } from '../platforms/port.ts'
import { type FinishedRow, finishRows, nextDue } from '../store/outbox.ts'
import { type Store, StoreBusy } from '../store/store.ts'
import { type Claimed, claimOutbox } from './claim-outbox.ts'
import { fallbackFor } from './fallback.ts'
import { retryAfter } from './retry.ts'

export type OutboxPump = {
  /** Something was committed. */
  readonly wake: () => void
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
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number
}

const maxInFlight = 32
/** Another instance may have left something: look at least this often. */
const idleMs = 5_000

/** @param owner names this instance in its leases */
export function startOutboxPump(deps: PumpDeps, owner: string): OutboxPump {
  const { store, clock, log } = deps
  const finished: FinishedRow[] = []
  /** Until when a platform told the whole app to wait. */
  const holds = new Map<string, number>()
  let inFlight = 0
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  /** Whether the last look found nothing pending. */
  let empty = false
  const waiting: { readonly for: () => boolean; readonly resolve: () => void }[] = []

  const wake = () => {
    again = true
    empty = false
    running ??= run().finally(() => {
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
    clearTimeout(timer)
    if (!stopped) timer = startTimer(wake, Math.max(1, Math.min(ms, idleMs))).unref()
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
    const ended = finished.splice(0)
    const room = stopped ? 0 : maxInFlight - inFlight
    const nowMs = clock.real()
    const { dialect } = store
    const platforms = new Map([...deps.platforms].filter(([id]) => (holds.get(id) ?? 0) <= nowMs))
    try {
      const { claimed, againMs, due } = await store.write('background', async (tx) => {
        await finishRows(tx, dialect, ended)
        const claim =
          room > 0
            ? await claimOutbox(tx, { dialect, platforms, owner, nowMs, limit: room })
            : { claimed: [] }
        const quiet = claim.claimed.length === 0 && room > 0
        return { againMs: undefined, ...claim, due: quiet ? await nextDue(tx) : undefined }
      })
      for (const one of claimed) void deliver(one)
      empty = claimed.length === 0 && due === undefined && againMs === undefined && inFlight === 0
      // A full hand may have left more behind.
      if (claimed.length === room && room > 0) again = true
      const instants = [againMs, due, ...holds.values()].filter((at) => at !== undefined)
      const next = Math.min(nowMs + idleMs, ...instants.filter((at) => at > nowMs))
      if (claimed.length === 0 || againMs !== undefined) wakeIn(next - nowMs)
    } catch (error) {
      finished.unshift(...ended)
      throw error
    }
  }

  async function deliver({ row, delivery }: Claimed): Promise<void> {
    inFlight++
    let outcome: SendOutcome
    try {
      outcome = await deps.platforms.get(row.platform)!.send(delivery)
    } catch (error) {
      log.error({ err: error, outboxId: row.id }, 'a send failed in a way nobody foresaw')
      outcome = { kind: 'retry', code: 'bug', reason: String(error) }
    }
    if (outcome.kind === 'retry' && outcome.scope === 'app' && outcome.afterMs) {
      holds.set(row.platform, clock.real() + outcome.afterMs)
    }
    const end = endOf(outcome, row, { nowMs: clock.real(), random: deps.random() })
    if (end.state === 'dead') {
      log.warn({ outboxId: row.id, code: end.lastCode, reason: end.reason }, 'a message is dead')
      await fallbackFor(deps, row).catch((error) =>
        log.error({ err: error, outboxId: row.id }, 'no fallback could be queued'),
      )
    }
    finished.push(end)
    inFlight--
    wake()
  }

  wake()
  return {
    wake,
    empty: () => until(() => empty && !running),
    stop: async () => {
      stopped = true
      await until(() => !running && inFlight === 0)
      clearTimeout(timer)
    },
  }
}

function endOf(
  outcome: SendOutcome,
  row: Claimed['row'],
  at: { readonly nowMs: number; readonly random: number },
): FinishedRow {
  const base = { id: row.id, fence: row.fence, nextMs: at.nowMs }
  switch (outcome.kind) {
    case 'sent':
      return { ...base, state: 'sent', messageId: outcome.messageId, sentMs: at.nowMs }
    case 'dead':
      return { ...base, state: 'dead', lastCode: outcome.code, reason: outcome.reason }
    case 'retry': {
      const waitMs = outcome.afterMs ?? retryAfter(row.attempts, at.random)
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
