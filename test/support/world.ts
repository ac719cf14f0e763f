/**
 * One simulated Feishu and any number of bots on one database, each with its own store, clock and
 * log: for what goes wrong between them.
 */
import { people, teamMembers, teams } from '../../prisma/demo/people.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { listen, type SlowLimits } from '../../src/http-server.ts'
import { type Clock, systemClock } from '../../src/lib/clock.ts'
import type { Log, LogFields } from '../../src/lib/logger.ts'
import { startSimulatedFeishu } from '../../src/playground/feishu/start.ts'
import type {
  SimMessage,
  SimPerson,
  SimulatedFeishu,
  SimulatorOptions,
} from '../../src/playground/feishu/types.ts'
import { type Bot, runBot } from '../../src/run-bot.ts'
import { openStore } from '../../src/store/connect.ts'
import type { Store } from '../../src/store/store.ts'
import type { WriteLimits } from '../../src/store/write-limits.ts'
import { type Database, freshDatabase } from './databases.ts'

/** The app that both sides know. */
export const worldApp = {
  id: 'cli_0123456789abcdef',
  secret: 'fake-app-secret-0123456789',
  encryptKey: 'sim-encrypt-key-0001',
  verificationToken: 'vtok-fake-000000000000000000000',
}

export type LogLine = {
  readonly level: string
  readonly message: string
  readonly fields: LogFields
}

export type Instance = {
  readonly bot: Bot
  /** Where it listens: its own address for a platform with a bad memory. */
  readonly url: string
  /** The store as the bot sees it. */
  readonly store: Store
  readonly lines: readonly LogLine[]
  /** Stops it as SIGTERM would. */
  readonly stop: () => Promise<void>
}

export type InstanceOptions = {
  readonly clock?: Clock
  /** Puts something between the bot and its store. */
  readonly between?: (store: Store) => Store
  readonly limits?: WriteLimits
  readonly slow?: SlowLimits
  /** 0 ≤ x < 1 */
  readonly random?: () => number
  /** Does not become the one that Feishu delivers to. */
  readonly aside?: boolean
}

export type World = {
  readonly feishu: SimulatedFeishu
  readonly databaseUrl: string
  /** A store beside those of the bots, to look into. */
  readonly store: Store
  readonly start: (options?: InstanceOptions) => Promise<Instance>
  /** What the bot has said to this person (`zhangwei`), oldest first. */
  readonly answersTo: (who: string) => readonly SimMessage[]
  readonly close: () => Promise<void>
}

export type WorldOptions = Partial<SimulatorOptions> & { readonly more?: readonly SimPerson[] }

/** The demo organisation on this database, and its Feishu. No bot is running yet. */
export async function openWorld(database: Database, options: WorldOptions = {}): Promise<World> {
  const { more = [], ...simulator } = options
  const { url: databaseUrl, drop } = await freshDatabase(database)
  const store = await openStore({ databaseUrl })
  await seedDemo(store)
  const feishu = await startSimulatedFeishu({
    app: worldApp,
    clock: systemClock,
    people: [...people.map(({ id, name }) => ({ openId: `ou_${id}`, name })), ...more],
    groups: teams.map(({ id, name }) => ({
      chatId: `oc_${id}`,
      name,
      members: teamMembers.filter((m) => m.teamId === id).map((m) => `ou_${m.userId}`),
    })),
    ...simulator,
  })
  const running = new Set<Instance>()
  return {
    feishu,
    databaseUrl,
    store,
    start: async (given = {}) => {
      const instance = await startInstance({ databaseUrl, feishu }, given)
      running.add(instance)
      return instance
    },
    answersTo: (who) =>
      feishu
        .messages(feishu.privateChatOf(`ou_${who}`))
        .filter((message) => message.sender.kind === 'bot'),
    close: async () => {
      for (const instance of running) await instance.stop()
      await feishu.close()
      await store.close()
      await drop()
    },
  }
}

async function startInstance(
  { databaseUrl, feishu }: { readonly databaseUrl: string; readonly feishu: SimulatedFeishu },
  options: InstanceOptions,
): Promise<Instance> {
  const own = await openStore({ databaseUrl, limits: options.limits })
  const store = options.between?.(own) ?? own
  const { log, lines } = rememberingLog()
  const clock = options.clock ?? systemClock
  const parts = { store, log, clock, random: options.random }
  const bot = await runBot(configOf(databaseUrl, feishu), parts)
  const at = { port: 0, host: '127.0.0.1', slow: options.slow }
  const { server, port } = await listen(bot.app.fetch, at)
  const url = `http://127.0.0.1:${port}`
  await bot.warm
  if (!options.aside) await feishu.setWebhook(`${url}/webhooks/feishu`)
  let stopped: Promise<void> | undefined
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await bot.stop()
    await own.close()
  }
  return {
    bot,
    url,
    store,
    lines,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** A bot that knows this Feishu, and listens nowhere yet. */
export function configOf(
  databaseUrl: string,
  feishu: SimulatedFeishu,
): Parameters<typeof runBot>[0] {
  return {
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    zone: 'Asia/Shanghai',
    adminUsers: ['ou_helei'],
    logLevel: 'warn',
    scheduler: false,
    feishu: {
      appId: worldApp.id,
      appSecret: worldApp.secret,
      encryptKeys: [worldApp.encryptKey],
      verificationToken: worldApp.verificationToken,
      baseUrl: feishu.baseUrl,
      mode: 'webhook',
    },
  }
}

/** A log whose lines can be looked at. */
function rememberingLog(): { readonly log: Log; readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  const at = (level: string) => (fields: LogFields, message: string) =>
    void lines.push({ level, message, fields })
  return {
    lines,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
  }
}
