/**
 * From raw bytes to an `Inbound`: signature, freshness, decryption, whom it is for, then the event.
 * https://developer.work.weixin.qq.com/document/path/90238
 */
import type { RawRequest, Received } from '../port.ts'
import { decrypt, deriveKey } from './cipher.ts'
import type { WecomConfig } from './config.ts'
import { envelope, head } from './protocol.ts'
import { readEvent } from './read-event.ts'
import { isSigned } from './signature.ts'
import { readXml } from './xml.ts'

/** The envelope is read before anybody knows whose it is; events are a tenth of this. */
const maxBytes = 128 * 1024
/**
 * Three tries follow within moments, and nobody says whether they are signed anew. What is repeated
 * does no harm: it is stored once.
 */
const windowMs = 60 * 60_000
const futureMs = 5 * 60_000

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Makes the front door. `config` must have been asserted. */
export function createReceive(config: WecomConfig): (request: RawRequest) => Received {
  const key = deriveKey(config.encodingAesKey)

  /** What somebody who knows our token and our key has sealed for us; else how it is refused. */
  const open = (request: RawRequest, encrypted: string): Buffer | Received => {
    const timestamp = request.query('timestamp') ?? ''
    const nonce = request.query('nonce') ?? ''
    const signature = request.query('msg_signature') ?? ''
    if (!isSigned({ timestamp, nonce, signature, encrypted }, config.token)) {
      return refuse('signature')
    }
    const ageMs = request.nowMs - Number(timestamp) * 1000
    if (ageMs > windowMs || ageMs < -futureMs) return refuse('stale')
    const opened = decrypt(key, encrypted, config.corpId)
    if ('message' in opened) return opened.message
    return opened.problem === 'receiveid'
      ? refuse('receiveid', 403)
      : { kind: 'malformed', reason: 'cannot be decrypted', body: encrypted }
  }

  /** Saving the address asks whether we can read: the answer is the bare plaintext. */
  const verifyAddress = (request: RawRequest): Received => {
    const echo = open(request, request.query('echostr') ?? '')
    if (!Buffer.isBuffer(echo)) return echo.kind === 'refused' ? echo : refuse('echo')
    const body = readUtf8(echo)
    return body === undefined
      ? refuse('echo')
      : { kind: 'challenge', answer: { body, contentType: 'text/plain' } }
  }

  const receiveEvent = (text: string): Received => {
    const read = readXml(text)
    if (!('value' in read)) return { kind: 'malformed', reason: read.problem, body: text }
    const known = head.safeParse(read.value).data
    if (!known) return { kind: 'malformed', reason: 'not an event', body: text }
    if (known.AgentID && known.AgentID !== String(config.agentId)) return refuse('app', 403)
    const inbound = readEvent(read.value, known, config.agentId)
    return inbound
      ? { kind: 'inbound', inbound }
      : { kind: 'malformed', reason: `unreadable ${known.MsgType}`, body: text }
  }

  return (request) => {
    if (request.method === 'GET') return verifyAddress(request)
    if (request.body.byteLength > maxBytes) return refuse('too-large', 400)
    const outer = readUtf8(request.body)
    const read = outer === undefined ? undefined : readXml(outer)
    const sealed = read && 'value' in read ? envelope.safeParse(read.value).data : undefined
    if (!sealed) return refuse('envelope', 400)
    const message = open(request, sealed.Encrypt)
    if (!Buffer.isBuffer(message)) return message
    const text = readUtf8(message)
    return text === undefined
      ? { kind: 'malformed', reason: 'not UTF-8 inside', body: message.toString('latin1') }
      : receiveEvent(text)
  }
}

/** `reason` is for counting, never for the answer: every cause looks alike from outside. */
function refuse(reason: string, status: 400 | 401 | 403 = 401): Received {
  return { kind: 'refused', status, reason }
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
