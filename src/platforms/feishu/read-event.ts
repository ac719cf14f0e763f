/** From an authentic envelope to an `Inbound`. The same for both ways in. */
import { hash } from 'node:crypto'
import type { ActionValue } from '../../../cards/kit/card.ts'
import type { ChatRef, ExternalPerson, Inbound, InboundMessage, InboundTap } from '../port.ts'
import { readForm } from './form-values.ts'
import { readInstantMs } from './instant.ts'
import { ourMention, readMessage } from './message-content.ts'
import {
  actionValue,
  chatEnteredEvent,
  chatEvent,
  contactEvent,
  type Envelope,
  menuEvent,
  messageEvent,
  messageHead,
  recalledEvent,
  tapEvent,
  type WirePerson,
} from './protocol.ts'

export const tapEventType = 'card.action.trigger'

export type ReadContext = {
  /** Stands in for an event without a readable time, epoch ms. */
  readonly nowMs: number
  readonly botOpenId: string | undefined
}

/** Undefined when the event is not what its type says. */
export function readEvent(envelope: Envelope, context: ReadContext): Inbound | undefined {
  const { header } = envelope
  const base = {
    platform: 'feishu',
    eventKey: `feishu:${header.app_id}:${header.event_id}`,
    occurredMs: readInstantMs(header.create_time) ?? context.nowMs,
  } as const
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return readMessageEvent(envelope, base, context.botOpenId)
    case tapEventType:
      return readTap(envelope.event, base)
    case 'application.bot.menu_v6':
      return readMenu(envelope.event, base)
    case 'im.chat.access_event.bot_p2p_chat_entered_v1':
      return readEntered(envelope.event, base)
    case 'im.message.recalled_v1':
      return readRecalled(envelope.event, base)
    case 'im.chat.member.bot.added_v1':
      return readBotAdded(envelope.event, base)
    case 'im.chat.member.bot.deleted_v1':
    case 'im.chat.disbanded_v1':
      return readBotRemoved(envelope.event, base)
    case 'contact.user.deleted_v3':
      return readContact(envelope.event, { ...base, kind: 'person-left' })
    case 'contact.user.created_v3':
    case 'contact.user.updated_v3':
      return readContact(envelope.event, { ...base, kind: 'person-changed' })
    default:
      return { ...base, kind: 'unsupported', type: header.event_type }
  }
}

type Base = {
  readonly platform: 'feishu'
  readonly eventKey: string
  readonly occurredMs: number
}

function readMessageEvent(
  { header, event }: Envelope,
  base: Base,
  botOpenId: string | undefined,
): Inbound | undefined {
  const head = messageHead.safeParse(event).data
  if (!head) return undefined
  // Two bots that answer each other would never stop.
  if (head.sender.sender_type !== 'user') {
    return {
      ...base,
      kind: 'unsupported',
      type: `im.message.receive_v1/${head.sender.sender_type}`,
    }
  }
  // In a group with people of other companies the bot is there for ours alone.
  const { tenant_key: tenant } = head.sender
  if (tenant && header.tenant_key && tenant !== header.tenant_key) {
    return { ...base, kind: 'unsupported', type: 'im.message.receive_v1/other-tenant' }
  }
  const isOurs = ourMention(botOpenId)
  const isPrivate = head.message.chat_type === 'p2p'
  if (!isPrivate && !head.message.mentions?.some(isOurs)) return { ...base, kind: 'overheard' }
  const wire = messageEvent.safeParse(event).data
  if (!wire) return undefined
  const { message } = wire
  const reading = readMessage(message, isOurs)
  if (!reading) return undefined
  const sender = readPerson(wire.sender.sender_id)
  return {
    ...base,
    kind: 'message',
    occurredMs: readInstantMs(message.create_time) ?? base.occurredMs,
    messageId: message.message_id,
    softKey: softKey([
      sender.externalId,
      message.chat_id,
      message.create_time,
      message.content,
      message.root_id || message.thread_id || '',
    ]),
    sender,
    chat: { kind: isPrivate ? 'private' : 'group', id: message.chat_id },
    content: reading.content,
    mentions: reading.mentions,
    ...(message.parent_id ? { replyTo: message.parent_id } : {}),
  } satisfies InboundMessage
}

/** A redelivery of the same words may come under another message id. */
function softKey(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts))
}

function readTap(event: unknown, base: Base): InboundTap | undefined {
  const wire = tapEvent.safeParse(event).data
  if (!wire) return undefined
  const action: ActionValue | undefined = actionValue.safeParse(wire.action.value).data
  const chat = readTapChat(wire.context?.open_chat_id)
  return {
    ...base,
    kind: 'tap',
    shows: 'card-and-toast',
    operator: readPerson(wire.operator),
    ...(chat ? { chat } : {}),
    ...(wire.context?.open_message_id ? { messageId: wire.context.open_message_id } : {}),
    ...(action ? { action } : {}),
    form: readForm(wire.action),
  }
}

/**
 * A tap does not say what kind of chat it was in. A group is assumed, the case that needs more
 * care; whoever knows the message that was tapped knows better.
 */
function readTapChat(id: string | null | undefined): ChatRef | undefined {
  return id ? { kind: 'group', id } : undefined
}

function readMenu(event: unknown, base: Base): Inbound | undefined {
  const wire = menuEvent.safeParse(event).data
  return (
    wire && {
      ...base,
      kind: 'menu',
      occurredMs: readInstantMs(wire.timestamp) ?? base.occurredMs,
      person: readPerson(wire.operator.operator_id),
      key: wire.event_key,
    }
  )
}

function readEntered(event: unknown, base: Base): Inbound | undefined {
  const wire = chatEnteredEvent.safeParse(event).data
  return (
    wire && {
      ...base,
      kind: 'entered',
      person: readPerson(wire.operator_id),
      chat: { kind: 'private', id: wire.chat_id },
    }
  )
}

/** It does not say what kind of chat it was in, and nobody needs to know. */
function readRecalled(event: unknown, base: Base): Inbound | undefined {
  const wire = recalledEvent.safeParse(event).data
  if (!wire) return undefined
  const chat = { kind: 'group', id: wire.chat_id } as const
  return { ...base, kind: 'recalled', messageId: wire.message_id, chat }
}

function readBotAdded(event: unknown, base: Base): Inbound | undefined {
  const wire = chatEvent.safeParse(event).data
  return (
    wire && {
      ...base,
      kind: 'bot-added',
      chat: { kind: 'group', id: wire.chat_id },
      external: wire.external ?? false,
      ...(wire.operator_id ? { by: readPerson(wire.operator_id) } : {}),
      ...(wire.name ? { name: wire.name } : {}),
    }
  )
}

function readBotRemoved(event: unknown, base: Base): Inbound | undefined {
  const wire = chatEvent.safeParse(event).data
  return wire && { ...base, kind: 'bot-removed', chat: { kind: 'group', id: wire.chat_id } }
}

function readContact(
  event: unknown,
  base: Base & { readonly kind: 'person-left' | 'person-changed' },
): Inbound | undefined {
  const wire = contactEvent.safeParse(event).data
  return wire && { ...base, person: readPerson(wire.object) }
}

function readPerson(wire: WirePerson): ExternalPerson {
  return {
    externalId: wire.open_id,
    ...(wire.union_id ? { unionId: wire.union_id } : {}),
  }
}
