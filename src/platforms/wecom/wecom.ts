/** WeCom as a platform: a self-built app for people one by one, a smart bot for groups. */
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import { createRareWarning } from '../../lib/rare-warning.ts'
import type { Delivery, Platform, SendOutcome } from '../port.ts'
import { accepted } from './acknowledge.ts'
import { createApi } from './api.ts'
import { createBot } from './bot/bot.ts'
import { sendToChat, tellOfChange } from './bot/send.ts'
import { assertConfig, type WecomConfig } from './config.ts'
import { createDirectory } from './directory.ts'
import { createHttp } from './http.ts'
import { BOT_LIMITS, LIMITS } from './limits.ts'
import { createReceive } from './receive.ts'
import { renderCard } from './render-card.ts'
import { messagesIn, sendDelivery } from './send.ts'

export type Wecom = Platform & {
  /** Takes a token. False when WeCom could not be asked; the bot works, and may be asked to try again. */
  readonly warmUp: () => Promise<boolean>
  /** How far WeCom's clock is ahead of ours, ms; undefined before its first answer. */
  readonly clockSkewMs: () => number | undefined
  /** Lets go of idle connections. */
  readonly close: () => void
}

const noBot: SendOutcome = { kind: 'dead', code: 'no-bot', reason: 'no-bot' }

/** Worth a word, long before fresh requests look as if they came from the future. */
const toldSkewMs = 60_000

/** @throws when the configuration leaves a way open to be taken in: see `assertConfig`. */
export function createWecom(
  config: WecomConfig,
  { log, clock }: { readonly log: Log; readonly clock: Clock },
): Wecom {
  assertConfig(config)
  const skewed = createRareWarning(log, 'our clock is not WeCom’s', clock.real)
  const onSkew = (ms: number) => {
    if (Math.abs(ms) > toldSkewMs) skewed(`${Math.round(Math.abs(ms) / 1_000)} s apart`)
  }
  const http = createHttp({ baseUrl: config.baseUrl, now: clock.real, onSkew })
  const api = createApi({ config, http, clock, log })
  const bot = config.bot && createBot(config.bot, { api, log, clock })
  const sendByBot = (delivery: Delivery, chatId: string): Promise<SendOutcome> | SendOutcome => {
    if (!bot) return noBot
    return delivery.operation === 'send'
      ? sendToChat(bot, delivery)
      : tellOfChange(bot, chatId, delivery)
  }
  return {
    id: 'wecom',
    ...(bot && { line: bot }),
    hasNoInput: true,
    changesByTicket: true,
    receive: createReceive(config),
    accepted,
    render: (card, to) => renderCard(card, to === 'chat' ? BOT_LIMITS : LIMITS),
    send: async (delivery) => {
      const reader = delivery.operation === 'send' ? delivery.target : delivery.reader
      if (reader?.kind === 'chat') return sendByBot(delivery, reader.id)
      return sendDelivery({ api, agentId: config.agentId }, delivery)
    },
    ...(bot && { chatsClosed: () => bot.state() !== 'connected' }),
    messagesIn,
    limits: {
      appPerSecond: LIMITS.appPerSecond,
      appPerMinute: LIMITS.appPerMinute,
      targetPerSecond: LIMITS.targetPerSecond,
      targetPerMinute: LIMITS.targetPerMinute,
      targetPerHour: LIMITS.targetPerHour,
    },
    directory: createDirectory(api),
    warmUp: async () => {
      const problem = await api.warmUp()
      if (problem) log.warn({ code: problem.code }, 'WeCom gave no token')
      return problem === undefined
    },
    clockSkewMs: http.skewMs,
    close: () => {
      bot?.disconnect()
      http.close()
    },
  }
}
