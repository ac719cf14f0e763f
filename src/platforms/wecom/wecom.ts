/** WeCom as a platform: a self-built app, which talks to people one by one. */
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import { createRareWarning } from '../../lib/rare-warning.ts'
import type { Platform } from '../port.ts'
import { accepted } from './acknowledge.ts'
import { createApi } from './api.ts'
import { assertConfig, type WecomConfig } from './config.ts'
import { createDirectory } from './directory.ts'
import { createHttp } from './http.ts'
import { LIMITS } from './limits.ts'
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
  return {
    id: 'wecom',
    receive: createReceive(config),
    accepted,
    render: renderCard,
    send: (delivery) => sendDelivery({ api, agentId: config.agentId }, delivery),
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
    close: http.close,
  }
}
