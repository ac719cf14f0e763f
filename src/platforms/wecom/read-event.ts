/** From the decrypted XML to an `Inbound`. */
import { hash } from 'node:crypto'
import type * as z from 'zod'
import type { Content, ExternalPerson, Inbound, InboundTap } from '../port.ts'
import { chooseKey, chosenQuestion, readActionKey } from './action-key.ts'
import {
  type EventHead,
  eventHead,
  fileMessage,
  type head,
  mediaMessage,
  messageHead,
  tapEvent,
  textMessage,
  type WireTap,
} from './protocol.ts'
import { personId } from './user-id.ts'

type Head = z.infer<typeof head>
type Base = {
  readonly platform: 'wecom'
  readonly eventKey: string
  readonly occurredMs: number
}

/** Undefined when the event is not what its type says. */
export function readEvent(value: unknown, head: Head, agentId: number): Inbound | undefined {
  const occurredMs = Number(head.CreateTime) * 1000
  if (head.MsgType !== 'event') return readMessage(value, head, { agentId, occurredMs })
  const event = eventHead.safeParse(value).data
  if (!event) return undefined
  const base: Base = { platform: 'wecom', eventKey: eventKey(head, event, agentId), occurredMs }
  const person = readPerson(head.FromUserName)
  switch (event.Event) {
    case 'enter_agent':
      return { ...base, kind: 'entered', person, chat: privateChat(person) }
    case 'click':
      return { ...base, kind: 'menu', person, key: event.EventKey }
    case 'template_card_event':
    case 'template_card_menu_event':
      return readTap(value, { ...base, operator: person })
    case 'subscribe':
      return { ...base, kind: 'person-changed', person }
    case 'unsubscribe':
      return { ...base, kind: 'person-left', person }
    case 'change_contact':
      return readContact(event, base)
    default:
      return { ...base, kind: 'unsupported', type: event.Event }
  }
}

/**
 * Sender and second alone would make one of two taps in one second; a redelivery repeats all of
 * these.
 */
function eventKey(head: Head, event: EventHead, agentId: number): string {
  const { Event, EventKey, TaskId, ChangeType, UserID } = event
  const { FromUserName, CreateTime } = head
  const parts = [FromUserName, CreateTime, Event, EventKey, TaskId, ChangeType, UserID]
  return `wecom:${agentId}:event:${hash('sha256', JSON.stringify(parts))}`
}

function readMessage(
  value: unknown,
  head: Head,
  { agentId, occurredMs }: { readonly agentId: number; readonly occurredMs: number },
): Inbound | undefined {
  const wire = messageHead.safeParse(value).data
  const content = readContent(value, head.MsgType)
  if (!wire || !content) return undefined
  const sender = readPerson(head.FromUserName)
  const said = [sender.externalId, head.CreateTime, JSON.stringify(content), head.MsgType]
  return {
    platform: 'wecom',
    kind: 'message',
    eventKey: `wecom:${agentId}:${wire.MsgId}`,
    occurredMs,
    messageId: wire.MsgId,
    softKey: `wecom:${agentId}:${hash('sha256', JSON.stringify(said))}`,
    sender,
    chat: privateChat(sender),
    content,
    mentions: [],
  }
}

function readContent(value: unknown, type: string): Content | undefined {
  switch (type) {
    case 'text': {
      const wire = textMessage.safeParse(value).data
      return wire && { type: 'text', text: wire.Content }
    }
    case 'image': {
      const wire = mediaMessage.safeParse(value).data
      return wire && { type: 'image', key: wire.MediaId }
    }
    // Not among the types that are documented, and yet it comes.
    case 'file': {
      const wire = fileMessage.safeParse(value).data
      return wire && { type: 'file', name: wire.FileName || '文件', key: wire.MediaId }
    }
    case 'voice':
      return { type: 'other', what: 'voice' }
    default:
      return { type: 'other', what: 'unknown' }
  }
}

function readTap(
  value: unknown,
  { operator, ...base }: Base & { readonly operator: ExternalPerson },
): InboundTap | undefined {
  const wire = tapEvent.safeParse(value).data
  if (!wire) return undefined
  const { [chosenQuestion]: chosen, ...form } = readSelected(wire)
  const key = wire.EventKey === chooseKey ? chosen : wire.EventKey
  const action = typeof key === 'string' ? readActionKey(key) : undefined
  return {
    ...base,
    kind: 'tap',
    shows: 'nothing',
    operator,
    chat: privateChat(operator),
    messageId: wire.TaskId,
    ...(action ? { action } : {}),
    ...(wire.ResponseCode ? { ticket: wire.ResponseCode } : {}),
    form,
  }
}

/** One answer as a text, several as a list. */
function readSelected({ SelectedItems }: WireTap): Record<string, string | readonly string[]> {
  if (!SelectedItems) return {}
  const answers = SelectedItems.SelectedItem.map(({ QuestionKey, OptionIds }) => {
    const ids = OptionIds === '' ? [] : OptionIds.OptionId
    const [only, ...others] = ids
    return [QuestionKey, only !== undefined && others.length === 0 ? only : ids] as const
  })
  return Object.fromEntries(answers.filter(([, answer]) => answer.length > 0))
}

function readContact({ ChangeType, UserID }: EventHead, base: Base): Inbound | undefined {
  switch (ChangeType) {
    case 'create_user':
    case 'update_user':
      return UserID === ''
        ? undefined
        : { ...base, kind: 'person-changed', person: readPerson(UserID) }
    case 'delete_user':
      return UserID === ''
        ? undefined
        : { ...base, kind: 'person-left', person: readPerson(UserID) }
    default:
      return { ...base, kind: 'unsupported', type: `change_contact/${ChangeType}` }
  }
}

function readPerson(userId: string): ExternalPerson {
  return { externalId: personId(userId) }
}

/** There is one chat with each person, and it has no id of its own. */
function privateChat({ externalId }: ExternalPerson) {
  return { kind: 'private', id: externalId } as const
}
