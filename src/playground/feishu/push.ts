/**
 * Delivers events and callbacks to the bot: encrypted and signed over HTTP, or as frames of the
 * long connection. Events are tried again on the platform's schedule, callbacks never are
 * (https://open.feishu.cn/document/server-docs/event-subscription-guide/overview).
 */

import { type CallAnswer, callAsPlatform } from '../http-call.ts'
import { encryptEvent, signRequest } from './cipher.ts'
import { envelope } from './events.ts'
import type { DeliveryAttempt, DeliveryReport, JsonObject } from './types.ts'
import { tell, type World } from './world.ts'

const answerMs = 3_000
const challengeMs = 1_000
/** How long an event that is held back for reordering waits for another one. */
const reorderMs = 2_000

export type LongConnection = {
  readonly connections: () => number
  readonly send: (payload: string, totalMs: number) => Promise<CallAnswer>
}

export type Pusher = {
  readonly event: (
    eventType: string,
    event: JsonObject,
    messageId?: string,
  ) => Promise<DeliveryReport>
  readonly callback: (
    plaintext: JsonObject,
    messageId: string,
  ) => Promise<{ readonly report: DeliveryReport; readonly answer: CallAnswer }>
  readonly challenge: (url: string) => Promise<{ readonly saved: boolean; readonly why?: string }>
  /** Something that happened and that the app may not see. */
  readonly unseen: (eventType: string, messageId: string) => DeliveryReport
  readonly deliveries: () => readonly DeliveryReport[]
  readonly forget: () => void
  /** No more attempts. */
  readonly stop: () => void
}

type Wire = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export function createPusher(world: World, longConnection: LongConnection): Pusher {
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

  const open = (report: DeliveryReport): DeliveryReport => {
    reports.set(report.id, report)
    const oldest = reports.keys().next().value
    if (reports.size > world.history && oldest) reports.delete(oldest)
    tell(world, { kind: 'delivery', delivery: report })
    return report
  }

  const later = (ms: number, run: () => void) => {
    if (stopped) return
    const entry = world.timer.after(ms, () => {
      pending.delete(entry)
      if (!stopped) run()
    })
    pending.add(entry)
  }

  const start = (
    kind: DeliveryReport['kind'],
    plaintext: JsonObject,
    messageId?: string,
  ): DeliveryReport => {
    const header = plaintext.header as JsonObject | undefined
    return open({
      id: world.ids.next('log'),
      kind,
      eventType: String(header?.event_type ?? plaintext.type),
      plaintext,
      messageId,
      attempts: [],
      state: 'delivering',
    })
  }

  const attempt = async (
    report: DeliveryReport,
    wire?: Wire,
  ): Promise<{ report: DeliveryReport; answer: CallAnswer; wire: Wire }> => {
    const via = world.mode
    const atMs = world.clock.real()
    const sent = wire ?? wrap(world, report.plaintext, via)
    const answer = await transmit(world, longConnection, sent)
    const tried: DeliveryAttempt = {
      atMs,
      via,
      ...sent,
      ...answer,
      durationMs: world.clock.real() - atMs,
    }
    return { report: { ...report, attempts: [...report.attempts, tried] }, answer, wire: sent }
  }

  /** Redelivers until acknowledged or the schedule is used up. */
  const tryEvent = async (report: DeliveryReport, first?: Wire): Promise<DeliveryReport> => {
    const repeat = world.faults.staleRedelivery ? first : undefined
    const { report: tried, answer, wire } = await attempt(report, repeat)
    if ('status' in answer && answer.status === 200) {
      return keep({ ...tried, state: 'acknowledged', nextAttemptMs: undefined })
    }
    const wait = world.redelivery[tried.attempts.length - 1]
    if (wait === undefined || stopped) return keep({ ...tried, state: 'given-up' })
    later(wait, () => void tryEvent(tried, first ?? wire))
    return keep({ ...tried, state: 'waiting', nextAttemptMs: world.clock.real() + wait })
  }

  const duplicate = (report: DeliveryReport) => {
    const plaintext = world.faults.freshMessageId
      ? renewIds(world, report.plaintext)
      : report.plaintext
    void tryEvent(start('event', plaintext, report.messageId))
  }

  const firstDelivery = async (report: DeliveryReport): Promise<DeliveryReport> => {
    const done = await tryEvent(report)
    const release = held
    held = undefined
    release?.()
    if (done.state === 'acknowledged' && world.faults.duplicateDelivery) duplicate(done)
    return done
  }

  const deliver = (report: DeliveryReport): Promise<DeliveryReport> => {
    if (world.faults.reorder && !held) {
      return new Promise((resolve) => {
        const go = () => void firstDelivery(report).then(resolve)
        held = go
        later(reorderMs, () => {
          if (held !== go) return
          held = undefined
          go()
        })
      })
    }
    return firstDelivery(report)
  }

  return {
    event: (eventType, event, messageId) => {
      const report = start('event', envelope(world, eventType, event), messageId)
      const wait = world.faults.lateDeliveryMs
      if (wait <= 0) return deliver(report)
      return new Promise((resolve) => later(wait, () => void deliver(report).then(resolve)))
    },
    callback: async (plaintext, messageId) => {
      const { report, answer } = await attempt(start('callback', plaintext, messageId))
      const good = 'status' in answer && answer.status === 200
      return { report: keep({ ...report, state: good ? 'acknowledged' : 'given-up' }), answer }
    },
    challenge: (url) => sendChallenge(world, url),
    unseen: (eventType, messageId) =>
      open({
        id: world.ids.next('log'),
        kind: 'event',
        eventType,
        plaintext: {},
        messageId,
        attempts: [],
        state: 'unseen',
      }),
    deliveries: () => [...reports.values()],
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

/** Over the long connection the envelope goes as it is; over HTTP encrypted and signed. */
function wrap(world: World, plaintext: JsonObject, via: DeliveryAttempt['via']): Wire {
  const { faults, app } = world
  const header = plaintext.header as JsonObject | undefined
  const told =
    faults.wrongVerificationToken && header
      ? { ...plaintext, header: { ...header, token: 'not-the-verification-token' } }
      : plaintext
  if (via === 'long-connection') return { headers: {}, body: JSON.stringify(told) }
  const body = JSON.stringify({
    encrypt: encryptEvent(JSON.stringify(told), app.encryptKey, world.ids.bytes(16)),
  })
  const timestamp = String(Math.floor(world.clock.real() / 1000))
  const nonce = world.ids.next('nonce')
  const encryptKey = faults.wrongSignature ? `not-${app.encryptKey}` : app.encryptKey
  return {
    body,
    headers: {
      'content-type': 'application/json;charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signRequest({ timestamp, nonce, encryptKey, body }),
    },
  }
}

async function transmit(
  world: World,
  longConnection: LongConnection,
  wire: Wire,
): Promise<CallAnswer> {
  if (world.mode === 'long-connection') return longConnection.send(wire.body, answerMs)
  if (!world.webhookUrl) return { failure: 'offline' }
  return callAsPlatform({
    url: world.webhookUrl,
    ...wire,
    totalMs: answerMs,
    timer: world.timer,
  })
}

/** Another message id and event id for the same message: seen in the field after a retry. */
function renewIds(world: World, plaintext: JsonObject): JsonObject {
  const header = plaintext.header as JsonObject
  const event = plaintext.event as JsonObject
  const message = event.message as JsonObject | undefined
  return {
    ...plaintext,
    header: { ...header, event_id: world.ids.next('event') },
    event: message
      ? { ...event, message: { ...message, message_id: world.ids.next('message') } }
      : event,
  }
}

/** Unsigned, encrypted, to be answered in plain JSON within a second. */
async function sendChallenge(
  world: World,
  url: string,
): Promise<{ readonly saved: boolean; readonly why?: string }> {
  const challenge = world.ids.next('nonce')
  const plaintext = {
    challenge,
    token: world.app.verificationToken,
    type: 'url_verification',
  }
  const answer = await callAsPlatform({
    url,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify({
      encrypt: encryptEvent(JSON.stringify(plaintext), world.app.encryptKey, world.ids.bytes(16)),
    }),
    totalMs: challengeMs,
    timer: world.timer,
  })
  if ('failure' in answer) return { saved: false, why: answer.failure }
  if (answer.status !== 200) return { saved: false, why: `HTTP ${answer.status}` }
  try {
    const said: unknown = JSON.parse(answer.answer)
    const right = (said as JsonObject | null)?.challenge === challenge
    return right ? { saved: true } : { saved: false, why: 'another challenge' }
  } catch {
    return { saved: false, why: 'no JSON' }
  }
}
