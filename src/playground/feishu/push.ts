/**
 * Delivers events and callbacks to the bot: encrypted and signed over HTTP, or as frames of the
 * long connection. Events are tried again on the platform's schedule, callbacks never are
 * (https://open.feishu.cn/document/server-docs/event-subscription-guide/overview).
 */
import { type Course, createDeliveries } from '../deliveries.ts'
import { type CallAnswer, callAsPlatform } from '../http-call.ts'
import type { JsonObject } from '../json.ts'
import { encryptEvent, signRequest } from './cipher.ts'
import { envelope } from './events.ts'
import type { DeliveryAttempt, DeliveryReport } from './types.ts'
import { tell, type World } from './world.ts'

const answerMs = 3_000
const challengeMs = 1_000

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
  const deliveries = createDeliveries<DeliveryReport>(world, (delivery) =>
    tell(world, { kind: 'delivery', delivery }),
  )

  const start = (
    kind: DeliveryReport['kind'],
    plaintext: JsonObject,
    messageId?: string,
  ): DeliveryReport => {
    const header = plaintext.header as JsonObject | undefined
    return deliveries.open({
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

  const events: Course<DeliveryReport, Wire> = {
    attempt: async (report, first) => {
      const tried = await attempt(report, world.faults.staleRedelivery ? first : undefined)
      return { ...tried, isTaken: isTaken(tried.answer) }
    },
    waitAfter: (tries) => world.redelivery[tries - 1],
    again: ({ plaintext, messageId }) =>
      start(
        'event',
        world.faults.freshMessageId ? renewIds(world, plaintext) : plaintext,
        messageId,
      ),
  }

  return {
    event: (eventType, event, messageId) =>
      deliveries.deliver(start('event', envelope(world, eventType, event), messageId), events),
    callback: async (plaintext, messageId) => {
      const { report, answer } = await attempt(start('callback', plaintext, messageId))
      const state = isTaken(answer) ? 'acknowledged' : 'given-up'
      return { report: deliveries.keep({ ...report, state }), answer }
    },
    challenge: (url) => sendChallenge(world, url),
    unseen: (eventType, messageId) =>
      deliveries.open({
        id: world.ids.next('log'),
        kind: 'event',
        eventType,
        plaintext: {},
        messageId,
        attempts: [],
        state: 'unseen',
      }),
    deliveries: deliveries.all,
    forget: deliveries.forget,
    stop: deliveries.stop,
  }
}

const isTaken = (answer: CallAnswer): boolean => 'status' in answer && answer.status === 200

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
