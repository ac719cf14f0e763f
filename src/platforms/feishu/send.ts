/**
 * A card to a person, to a chat, or as a reply.
 * https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { ApiResult } from '../api-problem.ts'
import type { Delivery, SendOutcome } from '../port.ts'
import type { ApiCall, FeishuApi } from './api.ts'
import { isReplyTargetGone, outcomeOf } from './problems.ts'
import { updateCard } from './update-card.ts'

const sent = z.object({ data: z.object({ message_id: z.string().min(1) }) })
type Sent = z.infer<typeof sent>

/** Same delivery, same `uuid`: within an hour Feishu lets at most one of them through. */
function deliveryUuid(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey, 'utf8').digest('hex').slice(0, 32)
}

export async function sendDelivery(api: FeishuApi, delivery: Delivery): Promise<SendOutcome> {
  if (delivery.operation === 'update' || delivery.target.kind === 'message') {
    return updateCard(api, delivery)
  }
  const result = await sendOrReply(api, delivery)
  return result.ok
    ? { kind: 'sent', messageId: result.data.data.message_id }
    : outcomeOf(result.problem)
}

/** What was to be answered may have been recalled meanwhile; the answer is still owed. */
async function sendOrReply(api: FeishuApi, delivery: Delivery): Promise<ApiResult<Sent>> {
  if (delivery.replyTo === undefined) return api.call(create(delivery))
  const replied = await api.call(reply(delivery, delivery.replyTo))
  return !replied.ok && isReplyTargetGone(replied.problem) ? api.call(create(delivery)) : replied
}

function create({ target, payload, idempotencyKey }: Delivery): ApiCall<Sent> {
  return {
    run: (client, options) =>
      client.im.v1.message.create(
        {
          params: { receive_id_type: target.kind === 'user' ? 'open_id' : 'chat_id' },
          data: {
            receive_id: target.id,
            msg_type: 'interactive',
            content: payload,
            uuid: deliveryUuid(idempotencyKey),
          },
        },
        options,
      ),
    answer: sent,
  }
}

function reply({ payload, idempotencyKey }: Delivery, messageId: string): ApiCall<Sent> {
  return {
    run: (client, options) =>
      client.im.v1.message.reply(
        {
          // The SDK puts ids into the path as they are.
          path: { message_id: encodeURIComponent(messageId) },
          data: {
            msg_type: 'interactive',
            content: payload,
            uuid: deliveryUuid(idempotencyKey),
          },
        },
        options,
      ),
    answer: sent,
  }
}
