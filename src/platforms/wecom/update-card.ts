/**
 * A sent card changed in place, which takes a ticket: one comes with the sending and one with each
 * tap, each for one change within 72 hours.
 * https://developer.work.weixin.qq.com/document/path/94888
 */
import * as z from 'zod'
import type { Delivery, SendOutcome } from '../port.ts'
import { type SendDeps, sendTexts } from './message.ts'
import { isTicketGone, outcomeOf } from './problems.ts'
import type { Payload } from './template-card.ts'

const done = z.object({ errcode: z.literal(0) })

export async function updateCard(deps: SendDeps, delivery: Delivery): Promise<SendOutcome> {
  const { ticket, target, idempotencyKey } = delivery
  const reader = delivery.reader?.id
  const { alone, beside, card, line, isUnderWay }: Payload = JSON.parse(delivery.payload)
  if (reader === undefined) return { kind: 'dead', code: 'no-reader', reason: 'request-rejected' }
  // What came with the sending is kept for the end: nobody may tap before, and then there is no other.
  const isForGood = alone !== undefined && !isUnderWay
  if (!isForGood && !ticket?.fromTap) {
    const failed = await sendTexts(deps, { to: reader, texts: [line], idempotencyKey })
    return failed ?? { kind: 'sent' }
  }
  if (!ticket) return { kind: 'dead', code: 'no-ticket', reason: 'card-ticket-gone' }
  const failed = await sendTexts(deps, { to: reader, texts: beside, idempotencyKey })
  if (failed) return failed
  const result = await deps.api.call({
    path: '/cgi-bin/message/update_template_card',
    body: JSON.stringify({
      userids: [reader],
      agentid: deps.agentId,
      response_code: ticket.code,
      template_card: { ...card, task_id: target.id },
    }),
    answer: done,
  })
  const isDone = result.ok || (delivery.maybeArrived && isTicketGone(result.problem))
  return isDone ? { kind: 'sent', ticket: null } : outcomeOf(result.problem)
}
