/** Feishu as a platform. */
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import { createRareWarning } from '../../lib/rare-warning.ts'
import type { Platform } from '../port.ts'
import { answerTap, jsonAnswer } from './acknowledge.ts'
import { createApi } from './api.ts'
import { createBotIdentity } from './bot-identity.ts'
import { assertConfig, type FeishuConfig } from './config.ts'
import { createDirectory } from './directory.ts'
import { downloadResource } from './download.ts'
import { createHttp } from './http.ts'
import { LIMITS } from './limits.ts'
import {
  type LongConnection,
  type OnInbound,
  type OnMalformed,
  openLongConnection,
} from './long-connection.ts'
import { groupMembers } from './members.ts'
import { createReceive } from './receive.ts'
import { renderCard } from './render-card.ts'
import { sendDelivery } from './send.ts'

export type Feishu = Platform & {
  readonly answerTap: NonNullable<Platform['answerTap']>
  /**
   * Loads the SDK, takes a token and learns who the bot is, so that the first message need not
   * wait. False when Feishu could not be asked; the bot works, and may be asked to try again.
   */
  readonly warmUp: () => Promise<boolean>
  readonly openLongConnection: (
    onInbound: OnInbound,
    onMalformed?: OnMalformed,
  ) => Promise<LongConnection>
  /**
   * How far Feishu's clock is ahead of ours, ms; undefined before its first answer. Beyond some
   * minutes fresh requests look stale and are refused.
   */
  readonly clockSkewMs: () => number | undefined
  /** Lets go of idle connections. */
  readonly close: () => void
}

/** Worth a word, long before fresh requests look stale at five minutes. */
const toldSkewMs = 60_000

/** @throws when the configuration leaves a way open to be taken in: see `assertConfig`. */
export function createFeishu(
  config: FeishuConfig,
  { log, clock }: { readonly log: Log; readonly clock: Clock },
): Feishu {
  assertConfig(config)
  const skewed = createRareWarning(log, 'our clock is not Feishu’s', clock.real)
  const onSkew = (ms: number) => {
    if (Math.abs(ms) > toldSkewMs) skewed(`${Math.round(Math.abs(ms) / 1_000)} s apart`)
  }
  const http = createHttp({ baseUrl: config.baseUrl, now: clock.real, onSkew })
  const api = createApi({ config, http, clock, log })
  const bot = createBotIdentity(api, clock.real)
  return {
    id: 'feishu',
    receive: createReceive({ config, botOpenId: bot.openId }),
    accepted: jsonAnswer({}),
    answerTap,
    render: renderCard,
    send: (delivery) => sendDelivery(api, delivery),
    limits: {
      appPerSecond: LIMITS.appPerSecond,
      appPerMinute: LIMITS.appPerMinute,
      targetPerSecond: LIMITS.targetPerSecond,
    },
    directory: createDirectory(api),
    members: (chatId) => groupMembers(api, chatId),
    download: (file, maxBytes) =>
      downloadResource(api, { http, baseUrl: config.baseUrl }, file, maxBytes),
    warmUp: async () => {
      const problem = await bot.load()
      if (problem) log.warn({ code: problem.code }, 'Feishu did not say who the bot is')
      return problem === undefined
    },
    openLongConnection: (onInbound, onMalformed) =>
      openLongConnection(
        { config, http, clock, log, botOpenId: bot.openId, onMalformed },
        onInbound,
      ),
    clockSkewMs: http.skewMs,
    close: http.close,
  }
}
