/** Feishu's requests, as they come over the wire: encrypted, signed, each another event. */
import { randomBytes } from 'node:crypto'
import { encryptEvent, signRequest } from '../../src/playground/feishu/cipher.ts'

export const app = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'bench-secret-0000000000000000000',
  encryptKey: 'bench-encrypt-key-00000000000000',
  verificationToken: 'bench-token-00000000000000000000',
} as const

const tenant = '1d211f64f0001d211f64f000'
const key = (bytes: number) => randomBytes(bytes).toString('hex')

/** Somebody of the seeded company, by their place. */
export const openIdOf = (rep: number) => `ou_${String(rep).padStart(32, '0')}`
export const chatIdOf = (rep: number) => `oc_${String(rep).padStart(32, '0')}`

const personIds = (rep: number) => ({
  union_id: `on_${String(rep).padStart(32, '0')}`,
  user_id: `e33${String(rep).padStart(5, '0')}`,
  open_id: openIdOf(rep),
})

type Event = Readonly<Record<string, unknown>>

/** The whole HTTP request of one event, ready to be written to a socket. */
function sealed(eventType: string, event: Event, unitsPerMs = 1): Buffer {
  const now = Date.now()
  const plaintext = JSON.stringify({
    schema: '2.0',
    header: {
      event_id: key(16),
      token: app.verificationToken,
      create_time: String(now * unitsPerMs),
      event_type: eventType,
      tenant_key: tenant,
      app_id: app.appId,
    },
    event,
  })
  const { encryptKey } = app
  const body = JSON.stringify({ encrypt: encryptEvent(plaintext, encryptKey, randomBytes(16)) })
  const timestamp = String(Math.trunc(now / 1000))
  const nonce = key(8)
  const signature = signRequest({ timestamp, nonce, encryptKey, body })
  return Buffer.from(
    `POST /webhooks/feishu HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Go-http-client/1.1\r\n` +
      `content-type: application/json; charset=utf-8\r\nx-lark-request-timestamp: ${timestamp}\r\n` +
      `x-lark-request-nonce: ${nonce}\r\nx-lark-signature: ${signature}\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  )
}

const device =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Safari/537.36 Lark/7.32.5'

function message(
  of: { readonly rep: number; readonly chatId: string; readonly chatType: 'p2p' | 'group' },
  text: string,
  mentions: readonly Event[] = [],
): Buffer {
  const now = String(Date.now())
  return sealed('im.message.receive_v1', {
    sender: { sender_id: personIds(of.rep), sender_type: 'user', tenant_key: tenant },
    message: {
      message_id: `om_${key(16)}`,
      create_time: now,
      update_time: now,
      chat_id: of.chatId,
      chat_type: of.chatType,
      message_type: 'text',
      content: JSON.stringify({ text }),
      user_agent: device,
      ...(mentions.length > 0 ? { mentions } : {}),
    },
  })
}

/** People talking to each other in a group that the bot is in: acknowledged, not stored. */
export function chatter(index: number): Buffer {
  const rep = index % 1000
  const mention = {
    key: '@_user_1',
    id: personIds(rep + 1),
    mentioned_type: 'user',
    name: '李娜',
    tenant_key: tenant,
  }
  const at = { rep, chatId: `oc_${'g'.repeat(32)}`, chatType: 'group' } as const
  return message(at, `@_user_1 下午三点开会,带上第${index}版方案`, [mention])
}

/** An event that the bot stores and has nothing to do for. */
export function reaction(index: number): Buffer {
  return sealed('im.message.reaction.created_v1', {
    message_id: `om_${key(16)}`,
    reaction_type: { emoji_type: 'OK' },
    operator_type: 'user',
    user_id: personIds(index % 1000),
    action_time: String(Date.now()),
  })
}

/** Something said to the bot in private. */
export function said(rep: number, text: string): Buffer {
  return message({ rep, chatId: chatIdOf(rep), chatType: 'p2p' }, text)
}

/** A button of a card, tapped. */
export function tapped(
  rep: number,
  tap: { readonly messageId: string; readonly value: Event },
): Buffer {
  const event = {
    operator: { tenant_key: tenant, ...personIds(rep) },
    token: `c-${key(20)}`,
    action: { value: tap.value, tag: 'button', timezone: 'Asia/Shanghai' },
    host: 'im_message',
    context: { open_message_id: tap.messageId, open_chat_id: chatIdOf(rep) },
  }
  // A tap counts its time in microseconds.
  return sealed('card.action.trigger', event, 1000)
}
