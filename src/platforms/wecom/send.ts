/**
 * A card to a person, in its parts: texts, then the card itself.
 * https://developer.work.weixin.qq.com/document/path/90236
 */
import type { Delivery, SendOutcome } from '../port.ts'
import { type SendDeps, sendMessage, sendTexts } from './message.ts'
import { isSentBefore, outcomeOf } from './problems.ts'
import { taskIdOf } from './task-id.ts'
import type { Payload } from './template-card.ts'
import { updateCard } from './update-card.ts'

export async function sendDelivery(deps: SendDeps, delivery: Delivery): Promise<SendOutcome> {
  if (delivery.operation === 'update' || delivery.target.kind === 'message') {
    return updateCard(deps, delivery)
  }
  const { alone, beside, card }: Payload = JSON.parse(delivery.payload)
  const to = delivery.target.id
  const messageId = taskIdOf(delivery.idempotencyKey)
  const failed = await sendTexts(deps, { to, texts: alone ?? beside, ...delivery })
  if (failed) return failed
  if (alone) return { kind: 'sent', messageId }
  const result = await sendMessage(deps, to, {
    msgtype: 'template_card',
    template_card: { ...card, task_id: messageId },
  })
  if (!('problem' in result)) {
    return {
      kind: 'sent',
      messageId,
      ...(result.response_code && { ticket: result.response_code }),
    }
  }
  const isThere = delivery.maybeArrived && isSentBefore(result.problem)
  return isThere ? { kind: 'sent', messageId } : outcomeOf(result.problem)
}

/** WeCom counts each part for itself. */
export function messagesIn(payload: string): number {
  const { alone, beside }: Payload = JSON.parse(payload)
  return alone ? alone.length : beside.length + 1
}
