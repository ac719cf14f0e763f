/**
 * Delivers messages and events to the app's callback: encrypted, signed, five seconds to answer, and
 * three more tries for what was not answered with 200
 * (https://developer.work.weixin.qq.com/document/path/90238).
 */
import { type CallAnswer, callAsPlatform } from '../http-call.ts'
import { encryptPayload, signParts } from './cipher.ts'
import type { Told } from './events.ts'
import type { DeliveryAttempt, DeliveryReport } from './types.ts'
import { tell, type World } from './world.ts'
import { writeXml } from './xml.ts'

const ANSWER_MS = 5_000
const VERIFY_MS = 1_000
/** How long a delivery that is held back for reordering waits for another one. */
const REORDER_MS = 2_000
const RETRIES = 3

/** What becomes of a good answer: the passive reply in it. */
type OnAnswer = (answer: string) => void

export type Pusher = {
  readonly deliver: (
    told: Told,
    more?: { readonly messageId?: string; readonly onAnswer?: OnAnswer },
  ) => Promise<DeliveryReport>
  readonly verify: (url: string) => Promise<{ readonly saved: boolean; readonly why?: string }>
  readonly deliveries: () => readonly DeliveryReport[]
  readonly settled: () => boolean
  readonly forget: () => void
  /** No more attempts. */
  readonly stop: () => void
}

type Wire = { readonly query: string; readonly body: string }

export function createPusher(world: World): Pusher {
  const reports = new Map<string, DeliveryReport>()
  const pending = new Set<{ readonly cancel: () => void }>()
  let held: (() => void) | undefined
  let stopped = false

  /** A report that was forgotten meanwhile stays forgotten. */
  const keep = (report: DeliveryReport): DeliveryReport => {
    if (!reports.has(report.id)) return report
    reports.set(report.id, report)
    tell(world, { kind: 'delivery', delivery: report })
    return report
  }

  const record = (input: Omit<DeliveryReport, 'id'>): DeliveryReport => {
    const report = { ...input, id: world.ids.next('delivery') }
    reports.set(report.id, report)
    const oldest = reports.keys().next().value
    if (reports.size > world.history && oldest) reports.delete(oldest)
    tell(world, { kind: 'delivery', delivery: report })
    return report
  }

  const start = (told: Told, messageId?: string) =>
    record({
      ...told,
      kind: told.eventType === 'text' ? 'message' : 'event',
      messageId,
      attempts: [],
      state: 'delivering',
    })

  const later = (ms: number, run: () => void) => {
    if (stopped) return
    const entry = world.timer.after(ms, () => {
      pending.delete(entry)
      if (!stopped) run()
    })
    pending.add(entry)
  }

  /** Redelivers until acknowledged or the tries are used up. */
  const tryOnce = async (
    report: DeliveryReport,
    onAnswer: OnAnswer | undefined,
    first?: Wire,
  ): Promise<DeliveryReport> => {
    const wire = (world.faults.replayedNonce && first) || wrap(world, report.plaintext)
    const { attempt, answer } = await send(world, wire)
    const tried = { ...report, attempts: [...report.attempts, attempt] }
    if ('status' in answer && answer.status === 200) {
      onAnswer?.(answer.answer)
      return keep({ ...tried, state: 'acknowledged', nextAttemptMs: undefined })
    }
    const wait = tried.attempts.length > RETRIES ? undefined : waitBefore(world, tried)
    if (wait === undefined || stopped) return keep({ ...tried, state: 'given-up' })
    later(wait, () => void tryOnce(tried, onAnswer, first ?? wire))
    return keep({ ...tried, state: 'waiting', nextAttemptMs: world.clock.real() + wait })
  }

  const firstDelivery = async (
    report: DeliveryReport,
    onAnswer: OnAnswer | undefined,
  ): Promise<DeliveryReport> => {
    const done = await tryOnce(report, onAnswer)
    const release = held
    held = undefined
    release?.()
    if (done.state === 'acknowledged' && world.faults.duplicateDelivery) {
      void tryOnce(start(report, report.messageId), onAnswer)
    }
    return done
  }

  const inOrder = (
    report: DeliveryReport,
    onAnswer: OnAnswer | undefined,
  ): Promise<DeliveryReport> => {
    if (!world.faults.reorder || held) return firstDelivery(report, onAnswer)
    return new Promise((resolve) => {
      const go = () => void firstDelivery(report, onAnswer).then(resolve)
      held = go
      later(REORDER_MS, () => {
        if (held !== go) return
        held = undefined
        go()
      })
    })
  }

  return {
    deliver: (told, { messageId, onAnswer } = {}) => {
      const report = start(told, messageId)
      const wait = world.faults.lateDeliveryMs
      if (wait <= 0) return inOrder(report, onAnswer)
      return new Promise((resolve) =>
        later(wait, () => void inOrder(report, onAnswer).then(resolve)),
      )
    },
    verify: (url) => verifyUrl(world, url),
    deliveries: () => [...reports.values()],
    settled: () =>
      ![...reports.values()].some(({ state }) => state === 'delivering' || state === 'waiting'),
    forget: () => {
      for (const entry of pending) entry.cancel()
      pending.clear()
      held = undefined
      reports.clear()
    },
    stop: () => {
      stopped = true
      for (const entry of pending) entry.cancel()
    },
  }
}

const waitBefore = (world: World, tried: DeliveryReport): number | undefined =>
  world.redelivery[tried.attempts.length - 1] ?? world.redelivery.at(-1)

async function send(
  world: World,
  { query, body }: Wire,
): Promise<{ readonly attempt: DeliveryAttempt; readonly answer: CallAnswer }> {
  const atMs = world.clock.real()
  const url = world.callbackUrl && `${world.callbackUrl}?${query}`
  const answer: CallAnswer = url
    ? await callAsPlatform({
        url,
        headers: { 'content-type': 'text/xml' },
        body,
        totalMs: ANSWER_MS,
        timer: world.timer,
      })
    : { failure: 'offline' }
  const durationMs = world.clock.real() - atMs
  return { attempt: { atMs, url, body, ...answer, durationMs }, answer }
}

function wrap(world: World, plaintext: string): Wire {
  const { encrypted, query } = seal(world, plaintext)
  const body = writeXml({
    ToUserName: world.corpId,
    AgentID: String(world.app.agentId),
    Encrypt: encrypted,
  })
  return { body, query: query.toString() }
}

function seal(
  world: World,
  text: string,
): { readonly encrypted: string; readonly query: URLSearchParams } {
  const { faults, app, corpId } = world
  const encrypted = encryptPayload({
    aesKey: app.aesKey,
    text,
    receiveId: faults.wrongReceiveId ? `not-${corpId}` : corpId,
    random: world.ids.bytes(16),
  })
  const timestamp = String(Math.floor(world.clock.real() / 1000))
  const nonce = world.ids.next('nonce')
  const token = faults.wrongSignature ? `not-${app.token}` : app.token
  const signature = signParts({ token, timestamp, nonce, encrypted })
  return { encrypted, query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }) }
}

/** The body must be the decrypted echo to the byte, within a second. */
async function verifyUrl(
  world: World,
  url: string,
): Promise<{ readonly saved: boolean; readonly why?: string }> {
  const echo = world.ids.msgId()
  const { encrypted, query } = seal(world, echo)
  query.append('echostr', encrypted)
  const answer = await callAsPlatform({
    method: 'GET',
    url: `${url}?${query}`,
    headers: {},
    body: '',
    totalMs: VERIFY_MS,
    timer: world.timer,
  })
  if ('failure' in answer) return { saved: false, why: answer.failure }
  if (answer.status !== 200) return { saved: false, why: `HTTP ${answer.status}` }
  if (answer.answer !== echo) return { saved: false, why: 'another echo' }
  return { saved: true }
}
