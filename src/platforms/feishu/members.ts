/** https://open.feishu.cn/document/server-docs/group/chat-member/get */
import * as z from 'zod'
import type { FeishuApi } from './api.ts'
import { failure } from './problems.ts'

/** One page: a larger group is not asked about one by one. */
const pageSize = 100

const answer = z.object({
  data: z.object({
    items: z.array(z.object({ member_id: z.string().min(1) })).default([]),
    has_more: z.boolean().default(false),
  }),
})

/** The open_ids of a group's people, bots left out; undefined for a large group. */
export async function groupMembers(
  api: FeishuApi,
  chatId: string,
): Promise<readonly string[] | undefined> {
  const result = await api.call({
    run: (client, options) =>
      client.im.v1.chatMembers.get(
        {
          path: { chat_id: encodeURIComponent(chatId) },
          params: { member_id_type: 'open_id', page_size: pageSize },
        },
        options,
      ),
    answer,
  })
  if (!result.ok) throw failure(result.problem)
  const { items, has_more: hasMore } = result.data.data
  return hasMore ? undefined : items.map(({ member_id: id }) => id)
}
