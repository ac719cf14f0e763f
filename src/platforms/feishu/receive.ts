/**
 * From raw bytes to an `Inbound`: signature, freshness, decryption, token and app, then the event.
 * Nothing is looked at before its bytes are known to be Feishu's.
 */
import type { RawRequest, Received } from '../port.ts'
import { jsonAnswer } from './acknowledge.ts'
import { decrypt, deriveKey } from './cipher.ts'
import type { FeishuConfig } from './config.ts'
import { readInstantMs } from './instant.ts'
import { type Envelope, encryptedBody, envelope, envelopeV1, urlVerification } from './protocol.ts'
import { readEvent, tapEventType } from './read-event.ts'
import { type Read, readJson, readUtf8 } from './read-json.ts'
import { equalsInConstantTime, findSigningKey } from './signature.ts'

/** Redelivery comes up to 6 h after the first try, and may carry the first try's timestamp. */
const eventWindowMs = 8 * 3_600_000
/** Taps are never redelivered. */
const tapWindowMs = 5 * 60_000
const futureMs = 5 * 60_000
/** A challenge is the one thing read unsigned; nothing longer is decrypted for a stranger. */
const challengeBytes = 4096

export type ReceiveDeps = {
  readonly config: FeishuConfig
  readonly botOpenId: () => string | undefined
}

/** Makes the front door. `config` must have been asserted. */
export function createReceive({ config, botOpenId }: ReceiveDeps) {
  const aesKeys = new Map(config.encryptKeys.map((key) => [key, deriveKey(key)]))

  const answerChallenge = (value: unknown): Received => {
    const challenge = urlVerification.safeParse(value).data
    return challenge && equalsInConstantTime(challenge.token, config.verificationToken)
      ? { kind: 'challenge', answer: jsonAnswer({ challenge: challenge.challenge }) }
      : refuse('unsigned')
  }

  /** Saving the request URL sends a challenge, which Feishu does not sign. */
  const receiveUnsigned = (body: Uint8Array): Received => {
    if (body.byteLength > challengeBytes) return refuse('unsigned')
    const read = readBytes(body)
    if (!('value' in read)) return refuse('unsigned')
    const sealed = encryptedBody.safeParse(read.value).data
    if (!sealed) return answerChallenge(read.value)
    for (const key of aesKeys.values()) {
      const bytes = decrypt(key, sealed.encrypt)
      const inner = bytes && readBytes(bytes)
      const answer = inner && 'value' in inner ? answerChallenge(inner.value) : undefined
      if (answer?.kind === 'challenge') return answer
    }
    return refuse('unsigned')
  }

  const isOurToken = (token: string | undefined) =>
    token !== undefined && equalsInConstantTime(token, config.verificationToken)

  const receiveEnvelope = (value: unknown, opened: Opened): Received => {
    const event = envelope.safeParse(value).data
    if (!event) return receiveOther(value, opened)
    if (event.header.app_id !== config.appId) return refuse('app', 403)
    if (!isOurToken(event.header.token)) return refuse('token', 403)
    const window = event.header.event_type === tapEventType ? tapWindowMs : eventWindowMs
    if (opened.ageMs > window) return refuse('stale')
    return receiveEvent(event, opened)
  }

  const receiveEvent = (event: Envelope, { text, nowMs }: Opened): Received => {
    const inbound = readEvent(event, { nowMs, botOpenId: botOpenId() })
    return inbound
      ? { kind: 'inbound', inbound }
      : { kind: 'malformed', reason: `unreadable ${event.header.event_type}`, body: text }
  }

  const receiveOther = (value: unknown, opened: Opened): Received => {
    if (urlVerification.safeParse(value).success) return answerChallenge(value)
    const old = envelopeV1.safeParse(value).data
    if (!old) return { kind: 'malformed', reason: 'not an event', body: opened.text }
    if (!isOurToken(old.token)) return refuse('token', 403)
    if (old.event.app_id !== undefined && old.event.app_id !== config.appId) {
      return refuse('app', 403)
    }
    const seconds = Number(old.ts)
    const inbound = {
      platform: 'feishu',
      kind: 'unsupported',
      type: `v1/${old.event.type}`,
      eventKey: `feishu:${config.appId}:${old.uuid}`,
      occurredMs: seconds > 0 ? Math.trunc(seconds * 1000) : opened.nowMs,
    } as const
    return { kind: 'inbound', inbound }
  }

  const receiveSigned = (request: RawRequest, key: string, ageMs: number): Received => {
    const outer = readUtf8(request.body)
    if (outer === undefined) return malformed('not UTF-8', request.body)
    const read = readJson(outer)
    if (!('value' in read)) return { kind: 'malformed', reason: read.problem, body: outer }
    const sealed = encryptedBody.safeParse(read.value).data
    if (!sealed) return { kind: 'malformed', reason: 'not encrypted', body: outer }
    const bytes = decrypt(aesKeys.get(key)!, sealed.encrypt)
    if (!bytes) return { kind: 'malformed', reason: 'cannot be decrypted', body: outer }
    const text = readUtf8(bytes)
    if (text === undefined) return malformed('not UTF-8 inside', bytes)
    const inner = readJson(text)
    if (!('value' in inner)) return { kind: 'malformed', reason: inner.problem, body: text }
    return receiveEnvelope(inner.value, { text, ageMs, nowMs: request.nowMs })
  }

  return (request: RawRequest): Received => {
    const signature = request.header('x-lark-signature')
    if (!signature) return receiveUnsigned(request.body)
    const timestamp = request.header('x-lark-request-timestamp') ?? ''
    const nonce = request.header('x-lark-request-nonce') ?? ''
    const parts = { timestamp, nonce, signature, body: request.body }
    const key = findSigningKey(parts, config.encryptKeys)
    if (key === undefined) return refuse('signature')
    const ageMs = request.nowMs - (readInstantMs(timestamp) ?? 0)
    if (ageMs > eventWindowMs || ageMs < -futureMs) return refuse('stale')
    return receiveSigned(request, key, ageMs)
  }
}

type Opened = { readonly text: string; readonly ageMs: number; readonly nowMs: number }

/** `reason` is for counting, never for the answer: every cause looks alike from outside. */
function refuse(reason: string, status: 401 | 403 = 401): Received {
  return { kind: 'refused', status, reason }
}

/** Bytes that are no text are kept so that they can be looked at: one character a byte. */
function malformed(reason: string, bytes: Uint8Array): Received {
  return { kind: 'malformed', reason, body: Buffer.from(bytes).toString('latin1') }
}

function readBytes(bytes: Uint8Array): Read {
  const text = readUtf8(bytes)
  return text === undefined ? { problem: 'not UTF-8' } : readJson(text)
}
