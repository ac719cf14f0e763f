/**
 * The demo organisation on stage: the simulated platform with its people, and the bot in front of
 * it over HTTP, exactly as it runs in production.
 */
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { people, teamMembers, teams } from '../../prisma/demo/people.ts'
import { listen } from '../http-server.ts'
import type { MovableClock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import { startSimulatedFeishu } from '../playground/feishu/start.ts'
import type { SimulatedFeishu, SimulatorOptions } from '../playground/feishu/types.ts'
import { type Bot, runBot } from '../run-bot.ts'
import type { Store } from '../store/store.ts'

export type Stage = {
  readonly feishu: SimulatedFeishu
  readonly bot: Bot
  /** Where the bot listens. */
  readonly url: string
  /** More routes on the bot's own server: the playground's page. */
  readonly mount: (app: Hono) => void
  readonly close: () => Promise<void>
}

export type StageOptions = {
  /** Migrated; the demo organisation may be in it. The caller closes it. */
  readonly store: Store
  readonly clock: MovableClock
  readonly port?: number
  readonly log?: Log
  readonly simulator?: Partial<SimulatorOptions>
  /** Whether the bot's jobs run by themselves. Default no. */
  readonly scheduler?: boolean
}

const key = (bytes: number) => randomBytes(bytes).toString('hex')

/** Starts both sides on loopback, with keys made for this run alone. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { store, clock } = options
  const app = {
    name: 'Dealgate 助手',
    id: `cli_${key(8)}`,
    secret: key(16),
    encryptKey: key(16),
    verificationToken: key(16),
  }
  const feishu = await startSimulatedFeishu({
    app,
    clock,
    people: people.map(({ id, name, managerId }) => ({
      openId: `ou_${id}`,
      name,
      leaderOpenId: managerId && `ou_${managerId}`,
    })),
    groups: teams.map(({ id, name, managerId }) => ({
      chatId: `oc_${id}`,
      name,
      members: [...teamMembers.filter((m) => m.teamId === id).map((m) => m.userId), managerId].map(
        (userId) => `ou_${userId}`,
      ),
    })),
    ...options.simulator,
  })
  const bot = await runBot(
    {
      port: options.port ?? 0,
      host: '127.0.0.1',
      databaseUrl: 'in use',
      zone: 'Asia/Shanghai',
      adminUsers: ['ou_helei'],
      logLevel: 'warn',
      scheduler: options.scheduler ?? false,
      feishu: {
        appId: app.id,
        appSecret: app.secret,
        encryptKeys: [app.encryptKey],
        verificationToken: app.verificationToken,
        baseUrl: feishu.baseUrl,
        mode: options.simulator?.mode ?? 'webhook',
      },
    },
    { store, clock, log: options.log },
  )
  const extra: Hono[] = []
  const front = withMore(bot.app, extra)
  const { server, port } = await listen(front.fetch, { port: options.port ?? 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${port}`
  await bot.warm
  const saved = await feishu.setWebhook(`${url}/webhooks/feishu`)
  if (!saved.saved) throw new Error(`the simulated Feishu would not take the webhook: ${saved.why}`)
  return {
    feishu,
    bot,
    url,
    mount: (more) => void extra.push(more),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await bot.stop()
      await feishu.close()
    },
  }
}

/** The bot's routes first, then whatever is mounted later. */
function withMore(bot: Hono, extra: readonly Hono[]): Hono {
  const front = new Hono()
  front.all('*', async (c) => {
    const answer = await bot.fetch(c.req.raw, c.env)
    const page = extra.at(-1)
    return answer.status === 404 && page ? page.fetch(c.req.raw, c.env) : answer
  })
  return front
}
