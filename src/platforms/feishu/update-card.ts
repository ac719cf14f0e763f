/**
 * A sent card changed in place: within 14 days, and only after a tap on it has been answered.
 * https://open.feishu.cn/document/server-docs/im-v1/message-card/patch
 */
import * as z from 'zod'
import type { Delivery, SendOutcome } from '../port.ts'
import type { FeishuApi } from './api.ts'
import { outcomeOf } from './problems.ts'

const done = z.object({ code: z.literal(0) })

export async function updateCard(api: FeishuApi, delivery: Delivery): Promise<SendOutcome> {
  const messageId = delivery.target.id
  const result = await api.call({
    run: (client, options) =>
      client.im.v1.message.patch(
        {
          path: { message_id: encodeURIComponent(messageId) },
          data: { content: delivery.payload },
        },
        options,
      ),
    answer: done,
  })
  return result.ok ? { kind: 'sent', messageId } : outcomeOf(result.problem)
}
