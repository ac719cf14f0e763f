/** What people send: how their client turns it into a message, and what the app sees of it. */
import { messageEvent, recalledEvent } from './events.ts'
import type { Pusher } from './push.ts'
import type { DeliveryReport, MessageType, SayInput, SimMention, SimMessage } from './types.ts'
import {
  addMessage,
  type Chat,
  changeMessage,
  chatOf,
  personOf,
  privateChatId,
  type World,
} from './world.ts'

export async function say(world: World, pusher: Pusher, input: SayInput): Promise<DeliveryReport> {
  const sender = personOf(world, input.from)
  const chat = chatOf(
    world,
    input.chat === 'private' ? privateChatId(world, sender.openId) : input.chat,
  )
  if (!chat.members.includes(sender.openId)) {
    throw new Error(`${sender.openId} is not in ${chat.chatId}`)
  }
  const mentions = mentionsOf(world, input)
  const { type, content } = contentOf(world, input, mentions)
  const replied = input.replyTo ? world.messages.get(input.replyTo) : undefined
  const message = addMessage(world, {
    id: world.ids.next('message'),
    chatId: chat.chatId,
    sender: { kind: 'person', id: sender.openId, name: sender.name },
    type,
    content,
    text: readable(input, mentions),
    mentions,
    mentionsAll: mentions.some((m) => m.key === '@_all'),
    ...(replied ? { parentId: replied.id, rootId: replied.rootId ?? replied.id } : {}),
    edited: false,
    recalled: false,
    forwarded: false,
    warnings: [],
  })
  if (!isSeen(world, message, chat)) return pusher.unseen('im.message.receive_v1', message.id)
  return pusher.event('im.message.receive_v1', messageEvent(world, message, chat), message.id)
}

/** Takes a message back. The app is told of a person's message that it was told of. */
export async function recall(
  world: World,
  pusher: Pusher,
  messageId: string,
): Promise<DeliveryReport | undefined> {
  const message = changeMessage(world, messageId, { recalled: true })
  const chat = chatOf(world, message.chatId)
  if (message.sender.kind !== 'person' || !isSeen(world, message, chat)) return undefined
  return pusher.event('im.message.recalled_v1', recalledEvent(world, message))
}

/** Which messages arrive depends on the scopes; in groups usually only those that name the bot. */
function isSeen(world: World, message: SimMessage, chat: Chat): boolean {
  if (!chat.botIn || chat.disbanded) return false
  if (chat.kind === 'p2p') return world.scopes.has('im:message.p2p_msg:readonly')
  if (world.scopes.has('im:message.group_msg')) return true
  return (
    world.scopes.has('im:message.group_at_msg:readonly') &&
    message.mentions.some((m) => m.openId === world.app.openId)
  )
}

function mentionsOf(world: World, input: SayInput): SimMention[] {
  const bot = input.mentionBot ? [{ openId: world.app.openId, name: world.app.name }] : []
  return [...bot, ...(input.mentions ?? [])].map((mention, i) =>
    mention.openId === 'all'
      ? { key: '@_all', openId: '', name: mention.name }
      : { key: `@_user_${i + 1}`, openId: mention.openId, name: mention.name },
  )
}

function readable(input: SayInput, mentions: readonly SimMention[]): string {
  return input.mentionBot ? `@${mentions[0]?.name} ${input.text}` : input.text
}

/** `@name` in the text becomes the mention's key; a name that is not in the text goes in front. */
function withKeys(input: SayInput, mentions: readonly SimMention[]): string {
  let text = input.text
  const front: string[] = []
  for (const [i, mention] of mentions.entries()) {
    const isBot = input.mentionBot && i === 0
    if (!isBot && text.includes(`@${mention.name}`)) {
      text = text.replace(`@${mention.name}`, mention.key)
    } else front.push(mention.key)
  }
  return [...front, text].join(' ')
}

function contentOf(
  world: World,
  input: SayInput,
  mentions: readonly SimMention[],
): { readonly type: MessageType; readonly content: string } {
  const json = (value: unknown) => JSON.stringify(value)
  const type = input.as ?? 'text'
  switch (type) {
    case 'text':
      return { type, content: json({ text: withKeys(input, mentions) }) }
    case 'post':
      return { type, content: json({ title: '', content: paragraphs(input, mentions) }) }
    case 'sticker':
      return { type, content: json({ file_key: world.ids.next('file') }) }
    case 'audio':
      return { type, content: json({ file_key: world.ids.next('file'), duration: 2_000 }) }
    case 'share_chat':
      return { type, content: json({ chat_id: chatOf(world, input.text).chatId }) }
    case 'share_user':
      return { type, content: json({ user_id: input.text }) }
    case 'location':
      return { type, content: json({ name: input.text, longitude: '121.4', latitude: '31.2' }) }
    case 'media':
      return {
        type,
        content: json({
          file_key: storeBytes(world, 'file', input),
          image_key: world.ids.next('image'),
          file_name: input.text,
          duration: 3_000,
        }),
      }
    case 'merge_forward':
      // The one content that is no JSON: what was said there has to be fetched.
      return { type, content: 'Merged and Forwarded Message' }
    case 'interactive':
      return { type, content: json({ title: input.text, elements: [[{ tag: 'text', text: '' }]] }) }
    case 'image':
      return { type, content: json({ image_key: storeBytes(world, 'image', input) }) }
    case 'file':
      return {
        type,
        content: json({ file_key: storeBytes(world, 'file', input), file_name: input.text }),
      }
  }
}

function storeBytes(world: World, kind: 'image' | 'file', input: SayInput): string {
  const key = world.ids.next(kind)
  world.files.set(key, {
    kind,
    name: input.text,
    bytes: input.bytes ?? new Uint8Array(),
    owner: 'person',
  })
  return key
}

type Node = Readonly<Record<string, unknown>>

/** A received post has no locale key, and mentions are nodes that carry the key. */
function paragraphs(input: SayInput, mentions: readonly SimMention[]): Node[][] {
  const keyed = withKeys(input, mentions)
  return keyed.split('\n').map((line) =>
    line
      .split(/(@_user_\d+|@_all)/)
      .filter((part) => part !== '')
      .map((part) =>
        /^@_(user_\d+|all)$/.test(part)
          ? { tag: 'at', user_id: part, user_name: '', style: [] }
          : { tag: 'text', text: part, style: [] },
      ),
  )
}
