import type { Card } from '../../cards/kit/card.ts'
import type { SubjectRef } from '../operations/operation.ts'
import type { InboundMessage } from '../platforms/port.ts'
import type { NewOutboxRow } from '../store/outbox.ts'
import type { EngineDeps } from './definitions.ts'

/** An answer to a message: in its private chat, or to the person alone when they spoke in a group. */
export function replyRow(
  deps: Pick<EngineDeps, 'ids' | 'clock'>,
  message: InboundMessage,
  answer: {
    readonly card: Card
    /** Its place among the answers to this message. */
    readonly index: number
    readonly userId?: string
    readonly subject?: SubjectRef
    readonly draftId?: string
    /** Said in the group itself: nothing in it that a member may not see. */
    readonly openly?: boolean
  },
): NewOutboxRow {
  const toGroup = message.chat.kind === 'group' && answer.openly
  // A private chat may go by the person's own id: then it is the person who is answered.
  const isPerson = message.chat.id === message.sender.externalId
  const toChat = (message.chat.kind === 'private' && !isPerson) || toGroup
  return {
    id: deps.ids.next(),
    dedupeKey: `reply:${message.eventKey}:${answer.index}`,
    platform: message.platform,
    operation: 'send',
    targetKind: toChat ? 'chat' : 'user',
    targetId: toChat ? message.chat.id : message.sender.externalId,
    userId: answer.userId,
    subjectKind: answer.subject?.kind,
    subjectId: answer.subject?.id,
    draftId: answer.draftId,
    replyTo: toGroup ? message.messageId : undefined,
    card: answer.card,
    priority: 0,
    createdMs: deps.clock.business(),
    nextMs: deps.clock.real(),
  }
}
