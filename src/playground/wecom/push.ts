/**
 * Delivers messages and events to the app's callback: encrypted, signed, five seconds to answer, and
 * three more tries for what was not answered with 200
 * (https://developer.work.weixin.qq.com/document/path/90238).
 */
import { type Course, createDeliveries } from '../deliveries.ts'
import { type CallAnswer, callAsPlatform } from '../http-call.ts'
import { encryptPayload, signParts } from './cipher.ts'
import type { Told } from './events.ts'
import type { DeliveryAttempt, DeliveryReport } from './types.ts'
import { tell, type World } from './world.ts'
import { writeXml } from './xml.ts'

const answerMs = 5_000
const verifyMs = 1_000
const retries = 3

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
  const deliveries = createDeliveries<DeliveryReport>(world, (delivery) =>
    tell(world, { kind: 'delivery', delivery }),
  )

  const start = ({ eventType, plaintext }: Told, messageId?: string): DeliveryReport =>
    deliveries.open({
      id: world.ids.next('delivery'),
      kind: eventType === 'text' ? 'message' : 'event',
      eventType,
      plaintext,
      messageId,
      attempts: [],
      state: 'delivering',
    })

  const courseOf = (onAnswer?: OnAnswer): Course<DeliveryReport, Wire> => ({
    attempt: async (report, first) => {
      const wire = (world.faults.replayedNonce && first) || wrap(world, report.plaintext)
      const { attempt, answer } = await send(world, wire)
      const isTaken = 'status' in answer && answer.status === 200
      if (isTaken) onAnswer?.(answer.answer)
      return { report: { ...report, attempts: [...report.attempts, attempt] }, isTaken, wire }
    },
    waitAfter: (tries) =>
      tries > retries ? undefined : (world.redelivery[tries - 1] ?? world.redelivery.at(-1)),
    again: (report) => start(report, report.messageId),
  })

  return {
    deliver: (told, { messageId, onAnswer } = {}) =>
      deliveries.deliver(start(told, messageId), courseOf(onAnswer)),
    verify: (url) => verifyUrl(world, url),
    deliveries: deliveries.all,
    settled: deliveries.settled,
    forget: deliveries.forget,
    stop: deliveries.stop,
  }
}

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
        totalMs: answerMs,
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
    totalMs: verifyMs,
    timer: world.timer,
  })
  if ('failure' in answer) return { saved: false, why: answer.failure }
  if (answer.status !== 200) return { saved: false, why: `HTTP ${answer.status}` }
  if (answer.answer !== echo) return { saved: false, why: 'another echo' }
  return { saved: true }
}
