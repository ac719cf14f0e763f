/**
 * The smart bot's connection as WeCom keeps it: one at a time, nothing repeated, five seconds to
 * change what was tapped (https://developer.work.weixin.qq.com/document/path/101463).
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import * as z from 'zod'
import type { JsonObject } from '../../json.ts'
import { validateCard } from '../card/card-validator.ts'
import { cardTitle } from '../card/tree.ts'
import type { Rates } from '../rates.ts'
import { targetOf } from '../tap.ts'
import type {
  BotOptions,
  Refusal,
  SimMember,
  SimMessage,
  SimulatedBot,
  TapInput,
} from '../types.ts'
import { addMessage, changeMessage, folded, memberOf, tell, type World } from '../world.ts'

export type BotServer = SimulatedBot & {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly listenAt: (baseUrl: string) => void
  /** The userid behind an encrypted id. */
  readonly userIdOf: (openId: string) => string | undefined
  readonly forget: () => void
  readonly close: () => void
}

const frame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string().min(1) }),
  body: z.record(z.string(), z.unknown()).optional(),
})
type Frame = z.infer<typeof frame>

const subscribing = z.object({ bot_id: z.string(), secret: z.string() })
const pushing = z.object({
  chatid: z.string().min(1),
  chat_type: z.union([z.literal(1), z.literal(2)]),
  msgtype: z.enum(['markdown', 'template_card']),
  markdown: z.strictObject({ content: z.string().min(1) }).optional(),
  template_card: z.record(z.string(), z.unknown()).optional(),
})
const changing = z.object({
  response_type: z.literal('update_template_card'),
  userids: z.array(z.string()).optional(),
  template_card: z.record(z.string(), z.unknown()),
})

/** What a push of markdown may hold. */
const markdownBytes = 20_480
const tapWindowMs = 5_000

type Answer = { readonly errcode: number; readonly errmsg: string }
const ok: Answer = { errcode: 0, errmsg: 'ok' }

export function createBotServer(world: World, options: BotOptions, rates: Rates): BotServer {
  const server = new WebSocketServer({ noServer: true })
  const groups = new Map((options.groups ?? []).map((group) => [group.chatId, group]))
  /** Chats in which somebody has spoken to the bot. */
  const spoken = new Set<string>()
  const tasks = new Set<string>()
  /** Taps by req_id: which message, and until when it can be changed. */
  const taps = new Map<string, { readonly messageId: string; readonly untilMs: number }>()
  const refusals: Refusal[] = []
  let connected: WebSocket | undefined
  let count = 0
  let address = ''
  let lost = 0

  const openIdOf = (userId: string) =>
    options.encryptedIds
      ? `wo${createHash('sha256')
          .update(`${options.id}/${folded(userId)}`)
          .digest('hex')
          .slice(0, 30)}`
      : userId
  const memberBehind = (id: string): SimMember | undefined =>
    [...world.members.values()].find(
      ({ userId }) => openIdOf(userId) === id || folded(userId) === folded(id),
    )

  const send = (socket: WebSocket, value: JsonObject) => socket.send(JSON.stringify(value))

  const tellBot = (cmd: string, body: JsonObject): string | undefined => {
    if (!connected) return undefined
    const reqId = world.ids.next('delivery')
    send(connected, { cmd, headers: { req_id: reqId }, body })
    return reqId
  }

  const takeOver = (socket: WebSocket | undefined) => {
    const old = connected
    connected = socket
    if (!old) return
    const body = {
      msgid: world.ids.next('message'),
      create_time: Math.floor(world.clock.real() / 1000),
      aibotid: options.id,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    }
    send(old, {
      cmd: 'aibot_event_callback',
      headers: { req_id: world.ids.next('delivery') },
      body,
    })
    old.close()
  }

  const subscribe = (socket: WebSocket, body: unknown): Answer => {
    const given = subscribing.safeParse(body).data
    if (given?.bot_id !== options.id || given.secret !== options.secret) {
      return { errcode: 40001, errmsg: 'invalid bot_id or secret' }
    }
    if (connected !== socket) takeOver(socket)
    count += 1
    tell(world, { kind: 'connections', count: 1 })
    return ok
  }

  const push = (body: unknown): Answer => {
    const parsed = pushing.safeParse(body)
    if (!parsed.success) return { errcode: 40058, errmsg: z.prettifyError(parsed.error) }
    const { chatid, chat_type, msgtype, markdown, template_card } = parsed.data
    const member = chat_type === 1 ? memberBehind(chatid) : undefined
    const chatId = chat_type === 2 ? groupChat(chatid) : member && privateChat(member.userId)
    // NOT VERIFIED: the codes for chats that are not there, and for those where nobody has spoken.
    if (!chatId || (chat_type === 2 && !groups.has(chatid))) {
      return { errcode: 93006, errmsg: 'invalid chatid' }
    }
    if (!spoken.has(chatId)) return { errcode: 93001, errmsg: 'the chat has not been opened' }
    // NOT VERIFIED: the code for too much.
    if (!rates.messageTo(chatId)) return { errcode: 45009, errmsg: 'api freq out of limit' }
    return msgtype === 'markdown'
      ? sayMarkdown(chatId, markdown?.content)
      : showCard(chatId, template_card)
  }

  const sayMarkdown = (chatId: string, content: string | undefined): Answer => {
    if (!content) return { errcode: 44004, errmsg: 'empty content' }
    if (Buffer.byteLength(content) > markdownBytes) return { errcode: 45002, errmsg: 'too long' }
    add(chatId, { type: 'markdown', content: { content }, text: content })
    return ok
  }

  const showCard = (chatId: string, card: unknown): Answer => {
    const { errors, warnings } = validateCard(card, 'send', 'bot')
    const [error] = errors
    if (error) return { errcode: error.errcode, errmsg: `${error.path} ${error.message}` }
    const shown = card as JsonObject
    const taskId = String(shown.task_id)
    if (tasks.has(taskId)) return { errcode: 42014, errmsg: `${taskId} was used before` }
    tasks.add(taskId)
    add(chatId, {
      type: 'template_card',
      content: shown,
      card: shown,
      taskId,
      text: cardTitle(shown),
      warnings,
    })
    return ok
  }

  const add = (
    chatId: string,
    message: Pick<SimMessage, 'type' | 'content' | 'text'> & Partial<SimMessage>,
  ) =>
    addMessage(world, {
      msgId: world.ids.next('message'),
      chatId,
      sender: { kind: 'bot', id: options.id, name: options.name },
      dropped: false,
      warnings: [],
      ...message,
    })

  const change = (reqId: string, body: unknown): Answer => {
    const parsed = changing.safeParse(body)
    if (!parsed.success) return { errcode: 40008, errmsg: z.prettifyError(parsed.error) }
    const tap = taps.get(reqId)
    if (!tap || world.clock.real() > tap.untilMs) {
      return { errcode: 846605, errmsg: 'invalid req_id' }
    }
    const { template_card: card } = parsed.data
    const { errors, warnings } = validateCard(card, 'update', 'bot')
    const [error] = errors
    if (error) return { errcode: error.errcode, errmsg: `${error.path} ${error.message}` }
    if (card.task_id !== world.messages.get(tap.messageId)?.taskId) {
      return { errcode: 42016, errmsg: 'another task_id than was tapped' }
    }
    taps.delete(reqId)
    const shown = card as JsonObject
    changeMessage(world, tap.messageId, {
      card: shown,
      content: shown,
      text: cardTitle(shown),
      warnings,
    })
    return ok
  }

  const answer = (socket: WebSocket, { cmd, headers, body }: Frame): Answer => {
    if (cmd === 'aibot_subscribe') return subscribe(socket, body)
    if (socket !== connected) return { errcode: 846601, errmsg: 'not subscribed' }
    switch (cmd) {
      case 'ping':
        return ok
      case 'aibot_send_msg':
        return push(body)
      case 'aibot_respond_update_msg':
        return change(headers.req_id, body)
      default:
        return { errcode: 40058, errmsg: `unknown cmd ${cmd}` }
    }
  }

  const onFrame = (socket: WebSocket, data: Buffer) => {
    const received = frame.safeParse(JSON.parse(data.toString('utf8'))).data
    if (!received) return socket.close()
    const answered = answer(socket, received)
    if (answered.errcode !== 0) refusals.push({ cmd: received.cmd, ...answered })
    if (lost > 0 && received.cmd.startsWith('aibot_send')) {
      lost -= 1
      return
    }
    send(socket, { headers: received.headers, ...answered })
  }

  const from = (member: SimMember) => ({ userid: openIdOf(member.userId) })
  const placeOf = (group: string | undefined): JsonObject =>
    group === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: group }

  return {
    get url() {
      return address
    },
    groups: () => [...groups.values()],
    say: ({ from: who, text, group, mention = true }) => {
      const member = memberOf(world, who)
      if (group !== undefined && !isIn(group, member)) throw new Error(`${who} is not in ${group}`)
      const chatId = group === undefined ? privateChat(member.userId) : groupChat(group)
      const said = group !== undefined && mention ? `@${options.name} ${text}` : text
      addMessage(world, {
        msgId: world.ids.next('message'),
        chatId,
        sender: { kind: 'person', id: member.userId, name: member.name },
        type: 'text',
        content: { content: said },
        text: said,
        dropped: false,
        warnings: [],
      })
      if (group !== undefined && !mention) return false
      spoken.add(chatId)
      const reqId = tellBot('aibot_msg_callback', {
        msgid: world.ids.next('message'),
        aibotid: options.id,
        ...placeOf(group),
        from: from(member),
        msgtype: 'text',
        text: { content: said },
      })
      return reqId !== undefined
    },
    tap: (input) => {
      const member = memberOf(world, input.by)
      const message = tappedMessage(member, input)
      const target = targetOf(message, input)
      if ('refusal' in target) return { outcome: 'refused', refusal: target.refusal }
      if ('opened' in target) return { outcome: 'local', opened: target.opened }
      const group = message.chatId.startsWith('group/') ? message.chatId.slice(6) : undefined
      const items = Object.entries(target.selected ?? {}).map(([question_key, option_id]) => ({
        question_key,
        option_ids: { option_id },
      }))
      const reqId = tellBot('aibot_event_callback', {
        msgid: world.ids.next('message'),
        create_time: Math.floor(world.clock.business() / 1000),
        aibotid: options.id,
        ...placeOf(group),
        from: from(member),
        msgtype: 'event',
        event: {
          eventtype: 'template_card_event',
          template_card_event: {
            card_type: String(message.card.card_type),
            event_key: target.key,
            task_id: message.taskId ?? '',
            ...(items.length > 0 && { selected_items: { selected_item: items } }),
          },
        },
      })
      if (reqId === undefined) return { outcome: 'failed' }
      taps.set(reqId, { messageId: message.id, untilMs: world.clock.real() + tapWindowMs })
      return { outcome: 'answered' }
    },
    messages: (where) => {
      const chatId = 'group' in where ? groupChat(where.group) : privateChat(where.member)
      return (world.timelines.get(chatId) ?? []).flatMap((id) => world.messages.get(id) ?? [])
    },
    isConnected: () => connected !== undefined,
    connections: () => count,
    kick: () => takeOver(undefined),
    cut: () => connected?.terminate(),
    refusals: () => [...refusals],
    loseAcks: (n) => {
      lost = n
    },
    upgrade: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (accepted) => {
        accepted.on('message', (data: Buffer) => onFrame(accepted, data))
        accepted.on('close', () => {
          if (connected !== accepted) return
          connected = undefined
          tell(world, { kind: 'connections', count: 0 })
        })
        accepted.on('error', () => accepted.terminate())
      })
    },
    listenAt: (baseUrl) => {
      address = `${baseUrl.replace(/^http/, 'ws')}/bot`
    },
    userIdOf: (openId) => (options.encryptedIds ? memberBehind(openId)?.userId : undefined),
    forget: () => {
      spoken.clear()
      tasks.clear()
      taps.clear()
      refusals.length = 0
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }

  function isIn(group: string, member: SimMember): boolean {
    return groups.get(group)?.members.some((id) => folded(id) === folded(member.userId)) ?? false
  }

  /** In a chat of the bot's that this member sees. */
  function tappedMessage(member: SimMember, { card, by }: TapInput) {
    const found = [...world.messages.values()].findLast(
      (message) =>
        message.sender.kind === 'bot' &&
        (message.chatId === privateChat(member.userId) || isIn(message.chatId.slice(6), member)) &&
        ('taskId' in card ? message.taskId === card.taskId : message.id === card.messageId),
    )
    if (!found?.card) throw new Error(`${by} sees no such card: ${JSON.stringify(card)}`)
    return { ...found, card: found.card }
  }
}

const groupChat = (chatId: string) => `group/${chatId}`
const privateChat = (userId: string) => `bot/${folded(userId)}`
