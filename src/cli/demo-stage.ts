/**
 * The demo organisation on stage: the simulated platforms with its people, and the bot in front of
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
import { startSimulatedWecom } from '../playground/wecom/start.ts'
import type { SimulatedWecom } from '../playground/wecom/types.ts'
import { type Bot, runBot } from '../run-bot.ts'
import type { Store } from '../store/store.ts'

export type Stage = {
  readonly feishu: SimulatedFeishu
  /** Where it was asked for. */
  readonly wecom?: SimulatedWecom
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
  /** Whether the same bot is on WeCom as well. Default no. */
  readonly wecom?: boolean
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
      members: membersOf(id, managerId).map((userId) => `ou_${userId}`),
    })),
    ...options.simulator,
  })
  const wecom = options.wecom ? await startWecom(clock) : undefined
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
      ...(wecom && { wecom: wecom.config }),
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
  const savedThere = await wecom?.simulated.setCallback(`${url}/webhooks/wecom`)
  if (savedThere && !savedThere.saved) {
    throw new Error(`the simulated WeCom would not take the callback: ${savedThere.why}`)
  }
  return {
    feishu,
    ...(wecom && { wecom: wecom.simulated }),
    bot,
    url,
    mount: (more) => void extra.push(more),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await bot.stop()
      await Promise.all([feishu.close(), wecom?.simulated.close()])
    },
  }
}

/** The same organisation on WeCom, and what the bot must know to be there. */
async function startWecom(clock: MovableClock) {
  const botName = 'Dealgate 助手'
  const config = {
    corpId: `ww${key(8)}`,
    agentId: 1_000_002,
    secret: key(16),
    token: key(8),
    encodingAesKey: key(24).slice(0, 43),
  }
  const bot = { botId: `aib${key(8)}`, secret: key(16), name: botName }
  const { corpId, agentId, secret, token, encodingAesKey: aesKey } = config
  const simulated = await startSimulatedWecom({
    corpId,
    app: { agentId, secret, token, aesKey, name: botName },
    bot: {
      id: bot.botId,
      secret: bot.secret,
      name: bot.name,
      groups: teams.map(({ id, name, managerId }) => ({
        chatId: id,
        name,
        members: membersOf(id, managerId),
      })),
    },
    clock,
    departments: [{ id: 1, name: '精测装备', parentId: 0 }],
    members: people.map(({ id, name, managerId }) => ({
      userId: id,
      name,
      directLeader: managerId ?? undefined,
    })),
  })
  const { baseUrl } = simulated
  return { simulated, config: { ...config, baseUrl, bot: { ...bot, url: simulated.bot!.url } } }
}

const membersOf = (teamId: string, managerId: string): string[] => [
  ...teamMembers.filter((m) => m.teamId === teamId).map((m) => m.userId),
  managerId,
]

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
