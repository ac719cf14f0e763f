/** From what the bot's connection brings to an `Inbound`. */
import { hash } from 'node:crypto'
import type { ChatRef, Content, ExternalPerson, Inbound, InboundTap } from '../../port.ts'
import { chooseKey, chosenQuestion, readActionKey } from '../action-key.ts'
import { privateChatId } from './chat-id.ts'
import {
  eventMessage,
  type Head,
  head,
  mixedMessage,
  tapMessage,
  textMessage,
  voiceMessage,
} from './protocol.ts'
import type { UserIdOf } from './user-ids.ts'

export type FrameReader = {
  /** Undefined when the frame is not what it says it is. */
  readonly read: (body: unknown) => Promise<Inbound | undefined>
}

type Options = {
  readonly botId: string
  /** As people mention it; without it the first word behind an @ is taken for it. */
  readonly name?: string
  readonly userIdOf: UserIdOf
  /** Real clock, epoch ms: messages do not say when they were sent. */
  readonly nowMs: () => number
}

export function createFrameReader({ botId, name, userIdOf, nowMs }: Options): FrameReader {
  const unmentioned = withoutMention(name)
  return {
    read: async (body) => {
      const known = head.safeParse(body).data
      if (!known) return undefined
      const base = {
        platform: 'wecom',
        eventKey: `wecom:${botId}:${known.msgid}`,
        occurredMs: known.create_time ? known.create_time * 1000 : nowMs(),
      } as const
      if (!known.from) return { ...base, kind: 'unsupported', type: `bot/${known.msgtype}` }
      const person: ExternalPerson = { externalId: await userIdOf(known.from.userid) }
      const chat = chatOf(known, known.from.userid)
      if (!chat) return undefined
      if (known.msgtype === 'event') return readEvent(body, { ...base, person, chat })
      const said = readContent(body, known.msgtype)
      if (!said) return undefined
      const content: Content =
        said.type === 'text' && chat.kind === 'group'
          ? { type: 'text', text: unmentioned(said.text) }
          : said
      return {
        ...base,
        kind: 'message',
        messageId: known.msgid,
        // There is no second id and no time: what is said twice is said twice.
        softKey: `wecom:${botId}:${hash('sha256', known.msgid)}`,
        sender: person,
        chat,
        content,
        mentions: [],
      }
    },
  }
}

/** The private chat goes by the id that the bot has for the person. */
function chatOf({ chattype, chatid }: Head, userId: string): ChatRef | undefined {
  if (chattype !== 'group') return { kind: 'private', id: privateChatId(userId) }
  return chatid === undefined ? undefined : { kind: 'group', id: chatid }
}

/** A message reaches the bot only where it is mentioned, and the mention is no part of what is said. */
function withoutMention(name: string | undefined): (text: string) => string {
  const escaped = name?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const mention = escaped ? new RegExp(`@${escaped}\\s*`, 'gu') : /^\s*@\S+\s*/u
  return (text) => text.replace(mention, '').trim()
}

function readContent(body: unknown, type: string): Content | undefined {
  switch (type) {
    case 'text': {
      const wire = textMessage.safeParse(body).data
      return wire && { type: 'text', text: wire.text.content }
    }
    case 'voice': {
      const wire = voiceMessage.safeParse(body).data
      return wire && { type: 'text', text: wire.voice.content }
    }
    case 'mixed': {
      const items = mixedMessage.safeParse(body).data?.mixed.msg_item
      const words = items?.flatMap((item) => (item.text ? [item.text.content] : [])).join('\n')
      return items && (words ? { type: 'text', text: words } : { type: 'other', what: 'unknown' })
    }
    default:
      return { type: 'other', what: 'unknown' }
  }
}

type Event = {
  readonly platform: 'wecom'
  readonly eventKey: string
  readonly occurredMs: number
  readonly person: ExternalPerson
  readonly chat: ChatRef
}

function readEvent(body: unknown, event: Event): Inbound | undefined {
  const type = eventMessage.safeParse(body).data?.event.eventtype
  const { person: _person, chat: _chat, ...base } = event
  switch (type) {
    case undefined:
      return undefined
    case 'template_card_event':
      return readTap(body, event)
    default:
      return { ...base, kind: 'unsupported', type: `bot/${type}` }
  }
}

function readTap(body: unknown, { person, chat, ...base }: Event): InboundTap | undefined {
  const wire = tapMessage.safeParse(body).data?.event.template_card_event
  if (!wire) return undefined
  const answers = (wire.selected_items?.selected_item ?? []).flatMap(
    ({ question_key, option_ids }) => {
      const [only, ...others] = option_ids?.option_id ?? []
      if (only === undefined) return []
      return [[question_key, others.length === 0 ? only : [only, ...others]] as const]
    },
  )
  const { [chosenQuestion]: chosen, ...form } = Object.fromEntries(answers)
  const key = wire.event_key === chooseKey ? chosen : wire.event_key
  const action = typeof key === 'string' ? readActionKey(key) : undefined
  return {
    ...base,
    kind: 'tap',
    operator: person,
    chat,
    messageId: wire.task_id,
    ...(action ? { action } : {}),
    shows: 'card',
    form,
  }
}
