/** im/v1/messages: send, reply, read, update and recall. */
import * as z from 'zod'
import type { JsonObject } from '../../json.ts'
import { objectAt } from '../card/tree.ts'
import type { SimMessage } from '../types.ts'
import { addMessage, type Chat, changeMessage, privateChatId, type World } from '../world.ts'
import { type ApiAnswer, type ApiHandler, type ApiRequest, failure, success } from './answer.ts'
import { checkContent } from './content.ts'
import type { Rates } from './rates.ts'

const uuidMs = 3_600_000
const updateMs = 14 * 86_400_000
const mostEdits = 20

const sending = z.object({
  receive_id: z.string().min(1),
  msg_type: z.string().min(1),
  content: z.string(),
  uuid: z.string().max(50).optional(),
})

const replying = sending.omit({ receive_id: true }).extend({
  reply_in_thread: z.boolean().optional(),
})

const updating = z.object({ content: z.string() })
const editing = updating.extend({ msg_type: z.string() })

type Sent = { readonly atMs: number; readonly messageId: string; readonly content: string }

export type MessageApi = Readonly<
  Record<'create' | 'reply' | 'get' | 'patch' | 'put' | 'remove', ApiHandler>
> & { readonly forget: () => void }

export function createMessageApi(world: World, rates: Rates): MessageApi {
  const sent = new Map<string, Sent>()
  const edits = new Map<string, number>()
  const bad = (msg?: string) => failure(world, { code: 230001, msg })

  const deliver = (
    request: ApiRequest,
    to: { readonly chat: Chat; readonly parent?: SimMessage },
    input: Omit<z.infer<typeof sending>, 'receive_id'>,
  ): ApiAnswer => {
    const { chat, parent } = to
    const cardBytes = Buffer.byteLength(input.content)
    const earlier = input.uuid ? sent.get(input.uuid) : undefined
    if (earlier && world.clock.real() - earlier.atMs < uuidMs) {
      const first = world.messages.get(earlier.messageId)
      if (!first || world.faults.repeatedUuid === 'being-sent') {
        return failure(world, { code: 230049 })
      }
      const warnings =
        earlier.content === input.content ? [] : ['uuid used again for another content']
      return success(messageView(world, first), { warnings, cardBytes })
    }
    const denied = chatRefusal(world, chat)
    if (denied) return failure(world, { code: denied })
    if (!rates.target(targetOf(chat))) return failure(world, { code: 230020 })
    const checked = checkContent(world, {
      type: input.msg_type,
      content: input.content,
      size: request.size,
      chat,
    })
    if (!checked.ok) return failure(world, checked, { cardBytes })
    const message = addMessage(world, {
      id: world.ids.next('message'),
      chatId: chat.chatId,
      sender: { kind: 'bot', id: world.app.id, name: world.app.name },
      ...checked.message,
      ...(parent ? { parentId: parent.id, rootId: parent.rootId ?? parent.id } : {}),
      edited: false,
      recalled: false,
      forwarded: false,
      uuid: input.uuid,
    })
    if (input.uuid) {
      sent.set(input.uuid, {
        atMs: world.clock.real(),
        messageId: message.id,
        content: input.content,
      })
    }
    return success(messageView(world, message), { warnings: message.warnings, cardBytes })
  }

  /** The message, if the bot may still do something with it. */
  const own = (id: string | undefined): SimMessage | ApiAnswer => {
    const message = world.messages.get(id ?? '')
    if (!message) return bad('invalid message_id')
    if (message.recalled) return failure(world, { code: 230011 })
    const chat = world.chats.get(message.chatId)
    const denied = chat ? chatRefusal(world, chat) : 230001
    return denied ? failure(world, { code: denied }) : message
  }

  return {
    create: (request) => {
      const input = sending.safeParse(request.json)
      if (!input.success) return bad(input.error.issues[0]?.message)
      const chat = receiver(world, request.query.get('receive_id_type'), input.data.receive_id)
      if (typeof chat === 'number') return failure(world, { code: chat })
      return deliver(request, { chat }, input.data)
    },
    reply: (request) => {
      const input = replying.safeParse(request.json)
      if (!input.success) return bad(input.error.issues[0]?.message)
      const parent = own(request.params.message_id)
      if ('status' in parent) return parent
      if (input.data.reply_in_thread) {
        return failure(world, { code: 230071, msg: 'The group does not support reply in thread.' })
      }
      const chat = world.chats.get(parent.chatId)
      return chat ? deliver(request, { chat, parent }, input.data) : bad()
    },
    get: (request) => {
      const message = world.messages.get(request.params.message_id ?? '')
      return message ? success({ items: [messageView(world, message)] }) : bad('invalid message_id')
    },
    patch: (request) => patchCard(world, rates, own, request),
    put: (request) => {
      const input = editing.safeParse(request.json)
      if (!input.success) return bad(input.error.issues[0]?.message)
      const message = own(request.params.message_id)
      if ('status' in message) return message
      if (message.sender.kind !== 'bot') return failure(world, { code: 230071 })
      const { msg_type: type, content } = input.data
      if (type !== 'text' && type !== 'post') return bad('msg_type can only be text or post')
      if (type !== message.type) return bad('msg_type differs from that of the message')
      const count = (edits.get(message.id) ?? 0) + 1
      if (count > mostEdits) return failure(world, { code: 230072 })
      const chat = world.chats.get(message.chatId)
      if (!chat) return bad()
      const checked = checkContent(world, { type, content, size: request.size, chat })
      if (!checked.ok) return failure(world, checked)
      edits.set(message.id, count)
      return success(
        messageView(world, changeMessage(world, message.id, { ...checked.message, edited: true })),
      )
    },
    remove: (request) => {
      const message = own(request.params.message_id)
      if ('status' in message) return message
      if (message.sender.kind !== 'bot') return failure(world, { code: 230026 })
      changeMessage(world, message.id, { recalled: true })
      return success({})
    },
    forget: () => {
      sent.clear()
      edits.clear()
    },
  }
}

function patchCard(
  world: World,
  rates: Rates,
  own: (id: string | undefined) => SimMessage | ApiAnswer,
  request: ApiRequest,
): ApiAnswer {
  const input = updating.safeParse(request.json)
  if (!input.success) return failure(world, { code: 230001, msg: input.error.issues[0]?.message })
  const { content } = input.data
  const cardBytes = Buffer.byteLength(content)
  const message = own(request.params.message_id)
  if ('status' in message) return message
  if (message.sender.kind !== 'bot' || !message.card) {
    return failure(world, { code: 230001, msg: 'only a card of the app itself can be updated' })
  }
  if (!rates.target(`message:${message.id}`)) return failure(world, { code: 230020 })
  if (world.clock.business() - message.createdMs > updateMs) {
    return failure(world, { code: 230031 })
  }
  if (world.locked.has(message.id)) {
    const msg = 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock'
    return failure(world, { code: 230099, msg })
  }
  const chat = world.chats.get(message.chatId)
  if (!chat) return failure(world, { code: 230001 })
  const checked = checkContent(world, { type: 'interactive', content, size: request.size, chat })
  if (!checked.ok) return failure(world, checked, { cardBytes })
  if (!isShared(message.card) || !isShared(checked.message.card)) {
    const msg = 'update_multi must be true in the config of the card before and after the update'
    return failure(world, { code: 230001, msg }, { cardBytes })
  }
  changeMessage(world, message.id, checked.message)
  return success({}, { warnings: checked.message.warnings, cardBytes })
}

/** It has to say so itself, though it is the default. */
function isShared(card: JsonObject | undefined): boolean {
  return objectAt(card?.config)?.update_multi === true
}

/** Five a second for a person is counted whether the id is theirs or their chat's. */
function targetOf(chat: Chat): string {
  return chat.kind === 'p2p' ? `user:${chat.members[0]}` : `chat:${chat.chatId}`
}

/** The chat that the id stands for, or the code of the error. */
function receiver(world: World, type: string | null, id: string): Chat | number {
  if (type === 'chat_id') return world.chats.get(id) ?? 230034
  const fields = {
    open_id: 'openId',
    union_id: 'unionId',
    user_id: 'userId',
    email: 'email',
  } as const
  if (type === null || !(type in fields)) return 230001
  const field = fields[type as keyof typeof fields]
  const person = [...world.people.values()].find((candidate) => candidate[field] === id)
  if (!person) return 230034
  return world.chats.get(privateChatId(world, person.openId)) ?? 230034
}

/** Why the bot may not speak there. One who resigned is out of the availability range too. */
function chatRefusal(world: World, chat: Chat): number | undefined {
  if (chat.disbanded) return 232009
  if (chat.kind === 'group') {
    if (!chat.botIn) return 230002
    return chat.botMuted ? 230018 : undefined
  }
  const person = world.people.get(chat.members[0] ?? '')
  if (!person || person.available === false || person.resigned) return 230013
  return person.mutedBot ? 230053 : undefined
}

/** A message as the API returns it; a card comes back as no more than its title. */
function messageView(world: World, message: SimMessage): JsonObject {
  const byBot = message.sender.kind === 'bot'
  return {
    message_id: message.id,
    ...(message.rootId ? { root_id: message.rootId } : {}),
    ...(message.parentId ? { parent_id: message.parentId } : {}),
    msg_type: message.type,
    create_time: String(message.createdMs),
    update_time: String(message.updatedMs),
    deleted: message.recalled,
    updated: message.edited,
    chat_id: message.chatId,
    sender: {
      id: message.sender.id,
      id_type: byBot ? 'app_id' : 'open_id',
      sender_type: byBot ? 'app' : 'user',
      tenant_key: world.app.tenantKey,
    },
    body: {
      content: message.card
        ? JSON.stringify({ title: message.text, elements: [] })
        : message.content,
    },
    mentions: message.mentions.map((mention) => ({
      key: mention.key,
      id: mention.openId,
      id_type: 'open_id',
      name: mention.name,
      tenant_key: world.app.tenantKey,
    })),
  }
}
