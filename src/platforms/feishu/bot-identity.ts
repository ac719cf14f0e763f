/**
 * Who the bot is among those mentioned. Until Feishu has said, any mentioned bot counts as ours.
 * https://open.feishu.cn/document/server-docs/bot-v3/bot-v3
 */
import * as z from 'zod'
import type { ApiProblem } from '../api-problem.ts'
import type { FeishuApi } from './api.ts'

// `bot`, not `data`, unlike everywhere else.
const botInfo = z.object({ bot: z.object({ open_id: z.string().min(1) }) })

export type BotIdentity = {
  /** Undefined until known; asks again by itself, no more than once a minute. */
  readonly openId: () => string | undefined
  /** Undefined when it went well. */
  readonly load: () => Promise<ApiProblem | undefined>
}

const askAgainMs = 60_000

/** `now`: the real clock, epoch ms. */
export function createBotIdentity(api: FeishuApi, now: () => number): BotIdentity {
  let openId: string | undefined
  let askedMs = Number.NEGATIVE_INFINITY

  const load = async (): Promise<ApiProblem | undefined> => {
    askedMs = now()
    const result = await api.call({
      run: (client, options) =>
        client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options),
      answer: botInfo,
    })
    if (!result.ok) return result.problem
    openId = result.data.bot.open_id
    return undefined
  }

  return {
    openId: () => {
      // Whoever asks cannot wait; the next message will know.
      if (openId === undefined && now() - askedMs >= askAgainMs) load().catch(() => {})
      return openId
    },
    load,
  }
}
