/** Dealgate itself, put together as it runs in production. */
import { serve } from '@hono/node-server'
import { readConfig } from '../../../src/config.ts'
import { movableClock } from '../../../src/lib/clock.ts'
import { LIMITS } from '../../../src/platforms/feishu/limits.ts'
import { runBot } from '../../../src/run-bot.ts'
import type { Start } from '../contender.ts'
import { app } from '../events.ts'
import { wecomApp } from '../wecom-events.ts'

// The bot stays below the platform's rates, which would then be all that is measured.
const unlimited = { appPerSecond: 1e6, appPerMinute: 1e8, targetPerSecond: 1e6 }

/** A weekday morning, whenever the bench runs: at four in the morning 「今天」 is asked about. */
const morning = Date.parse('2026-11-18T10:00:00+08:00')

export const start: Start = async ({
  file,
  databaseUrl,
  platforms,
  baseUrl = 'http://127.0.0.1:9',
}) => {
  Object.assign(LIMITS, unlimited)
  const config = readConfig({
    DATABASE_URL: databaseUrl ?? `file:${file}`,
    LOG_LEVEL: 'error',
    SCHEDULER: 'off',
    FEISHU_APP_ID: app.appId,
    FEISHU_APP_SECRET: app.appSecret,
    FEISHU_ENCRYPT_KEY: app.encryptKey,
    FEISHU_VERIFICATION_TOKEN: app.verificationToken,
    FEISHU_BASE_URL: baseUrl,
    ...(platforms === 'both' && {
      WECOM_CORP_ID: wecomApp.corpId,
      WECOM_AGENT_ID: String(wecomApp.agentId),
      WECOM_SECRET: wecomApp.secret,
      WECOM_TOKEN: wecomApp.token,
      WECOM_ENCODING_AES_KEY: wecomApp.aesKey,
      WECOM_BASE_URL: baseUrl,
    }),
  })
  const bot = await runBot(config, { clock: movableClock(morning) })
  await bot.warm
  const settle = () => bot.engine.settled()
  return new Promise((resolve) => {
    serve({ fetch: bot.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ port, settle }),
    )
  })
}
