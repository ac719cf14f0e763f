/** Requests to the webhook of a running bot, made by hand: what no simulated platform would send. */
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { changed, deliver, fixture, type Json, type Signed } from '../platforms/feishu/request.ts'
import type { Instance, World } from '../support/world.ts'

/** Seconds, as Feishu writes them. */
export const secondsNow = (aheadMs = 0) => String(Math.floor((Date.now() + aheadMs) / 1000))

/** Encrypted and signed just now, or as long ago as is said. */
export const fresh = (payload: unknown, aheadMs = 0): Signed =>
  deliver(payload, { timestamp: secondsNow(aheadMs) })

export type Said = {
  readonly text?: string
  readonly id?: string
  readonly from?: string
  /** Of the message, where it is not text. */
  readonly type?: string
  readonly content?: string
}

/** A message to the bot in private. */
export function messageOf(world: World, said: Said = {}): Json {
  const { text = '帮助', id = '1', from = 'zhangwei', type = 'text' } = said
  const { message } = fixture('message-text-private').event as { message: Json }
  const content = said.content ?? JSON.stringify({ text })
  return changed('message-text-private', {
    header: { event_id: `event-${id}` },
    event: {
      sender: { sender_id: { open_id: `ou_${from}` }, sender_type: 'user' },
      message: {
        ...message,
        message_id: `om_${id}`,
        chat_id: world.feishu.privateChatOf(`ou_${from}`),
        create_time: String(1_763_431_200_000 + hashed(id)),
        message_type: type,
        content,
      },
    },
  })
}

const hashed = (id: string) => createHash('sha256').update(id).digest().readUInt32BE(0)

export type Answer = {
  readonly status: number
  readonly body: string
  readonly headers: Headers
}

export async function post(
  { url }: Pick<Instance, 'url'>,
  { headers, body }: Signed,
  more: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(`${url}/webhooks/feishu`, {
    method: 'POST',
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    body: Buffer.from(body),
    ...more,
  })
  return { status: response.status, body: await response.text(), headers: response.headers }
}

/** Writes bytes to the bot's socket, one piece after the other, and reads until it is closed. */
export async function exchange(
  { url }: Pick<Instance, 'url'>,
  pieces: Iterable<string | Uint8Array>,
): Promise<string> {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  let heard = ''
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1')
  })
  // The bot may close before everything is written: that is what is looked for.
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  for (const piece of pieces) {
    if (socket.destroyed) break
    await new Promise((resolve) => socket.write(piece, resolve))
  }
  await closed
  return heard
}

/** How many rows are in the tables that an event may reach. */
export async function rows(world: World) {
  const { inbox, inboxRejected, outbox } = world.store.db
  return {
    inbox: await inbox.count(),
    rejected: await inboxRejected.count(),
    outbox: await outbox.count(),
  }
}
