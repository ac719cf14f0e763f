/** One bot on the demo organisation with both simulated platforms in front of it. */
import { people, teamMembers, teams } from '../../prisma/demo/people.ts'
import { demoNow } from '../../prisma/demo/units.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { listen } from '../../src/http-server.ts'
import { type MovableClock, movableClock } from '../../src/lib/clock.ts'
import type { Log } from '../../src/lib/logger.ts'
import { startSimulatedFeishu } from '../../src/playground/feishu/start.ts'
import type { SimulatedFeishu } from '../../src/playground/feishu/types.ts'
import { startSimulatedWecom } from '../../src/playground/wecom/start.ts'
import type {
  BotOptions,
  SimMessage,
  SimulatedWecom,
  TapInput,
  TapReport,
} from '../../src/playground/wecom/types.ts'
import { type Bot, runBot } from '../../src/run-bot.ts'
import type { Store } from '../../src/store/store.ts'
import { type Database, freshStore } from './databases.ts'
import { configOf, worldApp } from './world.ts'

const wecomApp = {
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'fake-wecom-secret',
  token: 'fakeWecomToken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

/** In WeCom's groups, where the bot alone can be. */
const wecomBot = { id: 'aib-fake-0001', secret: 'fake-bot-secret', name: 'Dealgate 助手' }

export type TwoPlatforms = {
  readonly store: Store
  readonly clock: MovableClock
  readonly feishu: SimulatedFeishu
  readonly wecom: SimulatedWecom
  /** Says it on WeCom, waits until all is done and sent, and gives what came for this person. */
  readonly say: (who: string, text: string) => Promise<readonly SimMessage[]>
  /** Taps a button, by its text, on the newest card there that has it, and waits likewise. */
  readonly tap: (who: string, button: string, selected?: TapInput['selected']) => Promise<TapReport>
  readonly bot: Bot
  /** What the bot has logged as an error. */
  readonly errors: () => readonly string[]
  /** One more instance on the same database and platforms; nobody delivers to it. */
  readonly startAnother: () => Promise<Bot>
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Keeps errors, and drops what is only told. */
function quietLog(onError: (message: string) => void): Log {
  const drop = () => {}
  return { debug: drop, info: drop, warn: drop, error: (_fields, message) => onError(message) }
}

/** @param who are demo ids (`zhangwei`): the WeCom userid, and `ou_` + it on Feishu */
export async function openTwoPlatforms(
  database: Database,
  options: { readonly bot?: Pick<BotOptions, 'encryptedIds'> } = {},
): Promise<TwoPlatforms> {
  const { store, url: databaseUrl, close } = await freshStore(database)
  await seedDemo(store)
  const clock = movableClock(demoNow.getTime())
  const feishu = await startSimulatedFeishu({
    app: worldApp,
    clock,
    people: people.map(({ id, name }) => ({ openId: `ou_${id}`, name })),
    groups: [],
  })
  const { corpId, ...app } = wecomApp
  const wecom = await startSimulatedWecom({
    corpId,
    app,
    clock,
    departments: [{ id: 1, name: '精测装备', parentId: 0 }],
    members: people.map(({ id, name }) => ({ userId: id, name })),
    bot: {
      ...wecomBot,
      ...options.bot,
      groups: teams.map(({ id, name, managerId }) => ({
        chatId: id,
        name,
        members: [...teamMembers.filter((m) => m.teamId === id).map((m) => m.userId), managerId],
      })),
    },
  })
  const config = {
    ...configOf('in use', feishu),
    wecom: {
      corpId,
      agentId: app.agentId,
      secret: app.secret,
      token: app.token,
      encodingAesKey: app.aesKey,
      baseUrl: wecom.baseUrl,
      bot: {
        botId: wecomBot.id,
        secret: wecomBot.secret,
        url: wecom.bot!.url,
        name: wecomBot.name,
      },
    },
  }
  const errors: string[] = []
  const log = quietLog((message) => errors.push(message))
  const bot = await runBot(config, { store, clock, log })
  const { server, port } = await listen(bot.app.fetch, { port: 0, host: '127.0.0.1' })
  await bot.warm
  const url = `http://127.0.0.1:${port}/webhooks`
  const saved = [await feishu.setWebhook(`${url}/feishu`), await wecom.setCallback(`${url}/wecom`)]
  const refused = saved.find((one) => !one.saved)
  if (refused) throw new Error(`a simulated platform would not take the webhook: ${refused.why}`)

  await wecom.until(() => wecom.bot!.isConnected())
  const settled = async () => {
    await wecom.settled()
    await bot.engine.settled()
  }
  return {
    store,
    clock,
    feishu,
    wecom,
    bot,
    errors: () => errors,
    startAnother: () => runBot({ ...config, databaseUrl }, { clock, log }),
    say: async (who, text) => {
      const before = new Set(wecom.messages(who).map(({ id }) => id))
      await wecom.say({ from: who, text })
      await settled()
      return wecom
        .messages(who)
        .filter((message) => !before.has(message.id) && message.sender.kind === 'app')
    },
    tap: async (who, button, selected) => {
      const card = wecom
        .messages(who)
        .findLast((message) => JSON.stringify(message.card ?? {}).includes(`"text":"${button}"`))
      if (!card) throw new Error(`${who} sees no card with the button ${button}`)
      const report = await wecom.tap({ by: who, card: { messageId: card.id }, button, selected })
      await settled()
      return report
    },
    settled,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await bot.stop()
      await Promise.all([feishu.close(), wecom.close()])
      await close()
    },
  }
}
