/** The demo organisation with the bot and the simulated platform, for tests through the front door. */
import { demoNow } from '../../prisma/demo/units.ts'
import { openStage, type Stage, type StageOptions } from '../../src/cli/demo-stage.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { type MovableClock, movableClock } from '../../src/lib/clock.ts'
import type { DeliveryReport, SimMessage, TapReport } from '../../src/playground/feishu/types.ts'
import type { Store } from '../../src/store/store.ts'
import { databases, freshStore } from './databases.ts'
import { openWecomScene } from './wecom-scene.ts'

export type Scene = Stage & {
  readonly store: Store
  readonly clock: MovableClock
  readonly databaseUrl: string
  /** Says something in private and waits until the bot has done and sent everything. */
  readonly say: (
    who: string,
    text: string,
    more?: {
      readonly replyTo?: string
      readonly chat?: string
      readonly mentionBot?: boolean
      /** `text` is a file's name then. */
      readonly as?: 'file' | 'image'
      readonly bytes?: Uint8Array
    },
  ) => Promise<{ readonly report: DeliveryReport; readonly answers: readonly SimMessage[] }>
  /** Taps the button of this text on a message, and waits likewise. */
  readonly tap: (
    who: string,
    messageId: string,
    text: string,
    form?: Readonly<Record<string, string>>,
  ) => Promise<TapReport>
  /** All that a message's card says, in one string. */
  readonly read: (message: SimMessage | undefined) => string
  readonly finish: () => Promise<void>
}

/** Where an acceptance conversation is held: on Feishu on either database, and on WeCom. */
export const places = [...databases, 'WeCom'] as const
export type Place = (typeof places)[number]

/** @param who are demo ids: `zhangwei` */
export async function openScene(
  place: Place,
  options: Partial<StageOptions> & {
    /** Something that is so before the bot starts. */
    readonly beforeStart?: (store: Store) => Promise<void>
  } = {},
): Promise<Scene> {
  const { store, url: databaseUrl, close } = await freshStore(place === 'WeCom' ? 'sqlite' : place)
  await seedDemo(store)
  await options.beforeStart?.(store)
  const clock = movableClock(demoNow.getTime())
  if (place === 'WeCom') return openWecomScene({ store, databaseUrl, close }, clock, options)
  const stage = await openStage({ store, clock, ...options })
  const { feishu, bot } = stage
  const chatOf = (who: string, chat?: string) => chat ?? feishu.privateChatOf(`ou_${who}`)
  return {
    ...stage,
    store,
    clock,
    databaseUrl,
    say: async (who, text, more = {}) => {
      const privately = feishu.privateChatOf(`ou_${who}`)
      const before = new Set(feishu.messages(privately).map((message) => message.id))
      const { chat, ...rest } = more
      const report = await feishu.say({ from: `ou_${who}`, chat: chatOf(who, chat), text, ...rest })
      await bot.engine.settled()
      const answers = feishu
        .messages(privately)
        .filter((message) => !before.has(message.id) && message.sender.kind === 'bot')
      return { report, answers }
    },
    tap: async (who, messageId, text, form) => {
      const report = await feishu.tap({ by: `ou_${who}`, messageId, button: { text }, form })
      await bot.engine.settled()
      return report
    },
    read: (message) => (message?.card ? texts(message.card).join('\n') : (message?.text ?? '')),
    finish: async () => {
      await stage.close()
      await close()
    },
  }
}

/** Every text a card shows, in reading order, with markup taken out. */
function texts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(texts)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'content' && typeof value === 'string' ? [plain(value)] : texts(value),
  )
}

const plain = (text: string) =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\*\*|~~/g, '')
