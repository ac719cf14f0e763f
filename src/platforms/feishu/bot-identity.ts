/**
 * Who the bot is among those mentioned. Asked for once; until then any mentioned bot counts as ours.
 * https://open.feishu.cn/document/server-docs/bot-v3/bot-v3
 */
import * as z from 'zod'
import type { FeishuApi } from './api.ts'
import type { ApiProblem } from './problems.ts'

// `bot`, not `data`, unlike everywhere else.
const botInfo = z.object({ bot: z.object({ open_id: z.string().min(1) }) })

export type BotIdentity = {
  readonly openId: () => string | undefined
  /** Undefined when it went well. */
  readonly load: () => Promise<ApiProblem | undefined>
}

export function createBotIdentity(api: FeishuApi): BotIdentity {
  let openId: string | undefined
  return {
    openId: () => openId,
    load: async () => {
      const result = await api.call({
        run: (client, options) =>
          client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options),
        answer: botInfo,
      })
      if (!result.ok) return result.problem
      openId = result.data.bot.open_id
      return undefined
    },
  }
}
