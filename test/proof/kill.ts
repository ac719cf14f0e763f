/**
 * `node test/proof/kill.ts --cycles 300 --database sqlite|postgres [--seed 1]`: kills the bot with
 * SIGKILL while many people talk to it and Feishu delivers again what was not answered, starts it
 * again, and shows at the end that nothing was lost and nothing doubled.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { people } from '../../prisma/demo/people.ts'
import { isMain } from '../../src/cli/is-main.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { startSimulatedFeishu } from '../../src/playground/feishu/start.ts'
import type { SimChange, SimulatedFeishu } from '../../src/playground/feishu/types.ts'
import { openStore } from '../../src/store/connect.ts'
import { environmentOf, proofApp } from './bot-environment.ts'
import { type BotEnvironment, type BotProcess, startBotProcess } from './bot-process.ts'
import { crowdOf, type Member, seedCrowd } from './crowd.ts'
import { findBroken } from './invariants.ts'
import { createLoad, type Load } from './load.ts'
import { type Random, seededRandom } from './random.ts'
import { type Proof, runProof } from './run-proof.ts'

export type ProofOptions = {
  readonly cycles: number
  /** Migrated and empty. */
  readonly databaseUrl: string
  readonly seed: number
  readonly tell?: (line: string) => void
}

/**
 * When the bot is killed. `any`: 0 to 400 ms after people began. `taken`: when Feishu has taken a
 * message and not answered yet. `acknowledged`: when an event was answered. `starting`: before it
 * may have listened.
 */
const moments = ['any', 'any', 'any', 'any', 'any', 'taken', 'taken', 'acknowledged', 'starting']

export async function proveKill(options: ProofOptions): Promise<Proof> {
  const random = seededRandom(options.seed)
  const crowd = crowdOf(48)
  const strangers = Array.from({ length: 40 }, (_, i) => `ou_stranger${i}`)
  await seed(options.databaseUrl, crowd)
  const feishu = await startFeishu(crowd, strangers, options.seed)
  const stage: StageOfProof = {
    feishu,
    random,
    env: await environmentOf(feishu, options.databaseUrl),
    complaints: [],
    kills: {},
    saved: false,
    up: Promise.withResolvers<void>(),
  }
  const load = createLoad({ feishu, crowd, strangers, random, up: () => stage.up.promise })
  const unanswered = watchUnanswered(feishu)
  try {
    for (let cycle = 1; cycle <= options.cycles; cycle++) {
      await runCycle(stage, load)
      options.tell?.(`${cycle} of ${options.cycles}: ${load.ledger.said.length} messages said`)
    }
    await settle(stage, load, unanswered)
    const store = await openStore({ databaseUrl: options.databaseUrl })
    const broken = await findBroken({ feishu, store, crowd, ledger: load.ledger })
    const figures = { ...stage.kills, ...figuresOf(feishu, load), ...(await countRows(store)) }
    await store.close()
    return { broken: [...stage.complaints, ...broken], figures }
  } finally {
    await feishu.close()
  }
}

type StageOfProof = {
  readonly feishu: SimulatedFeishu
  readonly random: Random
  readonly env: BotEnvironment
  readonly complaints: string[]
  readonly kills: Record<string, number>
  /** Whether Feishu knows where the bot listens; it is the same place each time. */
  saved: boolean
  /** Resolves when the bot listens. */
  up: PromiseWithResolvers<void>
}

async function seed(url: string, crowd: readonly Member[]): Promise<void> {
  const store = await openStore({ databaseUrl: url })
  await seedDemo(store)
  await seedCrowd(store, crowd)
  await store.close()
}

function startFeishu(
  crowd: readonly Member[],
  strangers: readonly string[],
  seed: number,
): Promise<SimulatedFeishu> {
  return startSimulatedFeishu({
    app: proofApp,
    clock: systemClock,
    people: [
      ...people.map(({ id, name }) => ({ openId: `ou_${id}`, name })),
      ...crowd,
      ...strangers.map((openId, i) => ({ openId, name: `新人${i}` })),
    ],
    groups: [],
    // Soon and often: what the platform does within seven hours happens within three.
    // Soon, often, and for longer than the proof takes.
    redelivery: Array(100_000).fill(100),
    history: 1_000_000,
    seed: String(seed),
  })
}

/** Starts the bot, lets people talk, and kills it at some moment. */
async function runCycle(stage: StageOfProof, load: Load): Promise<void> {
  const { feishu, random } = stage
  const moment = random.pick(moments)
  stage.kills[`killed: ${moment}`] = (stage.kills[`killed: ${moment}`] ?? 0) + 1
  breakThings(feishu, random)
  const bot = startBotProcess('main', stage.env)
  if (moment === 'starting') {
    talk(load, random)
    await pause(random.below(1_200))
  } else {
    await listen(stage, bot)
    const now = killMoment(feishu, moment, random)
    talk(load, random)
    await Promise.race([now, bot.gone])
    stage.up = Promise.withResolvers()
  }
  await bot.kill()
  stage.complaints.push(...bot.complaints)
}

async function listen(stage: StageOfProof, bot: BotProcess): Promise<void> {
  if (!(await bot.listening)) throw new Error(`the bot did not start: ${bot.complaints}`)
  if (!stage.saved) {
    const url = `http://127.0.0.1:${stage.env.PORT}/webhooks/feishu`
    const { saved, why } = await stage.feishu.setWebhook(url)
    if (!saved) throw new Error(`the webhook was not taken: ${why}`)
    stage.saved = true
  }
  stage.up.resolve()
}

/** Some people begin something, within 400 ms. */
function talk(load: Load, random: Random): void {
  const count = 5 + random.below(12)
  for (let i = 0; i < count; i++) setTimeout(load.act, random.below(400))
}

function killMoment(feishu: SimulatedFeishu, moment: string, random: Random): Promise<void> {
  if (moment === 'any') return pause(random.below(400))
  let left = 1 + random.below(4)
  const is = (change: SimChange) =>
    moment === 'taken'
      ? change.kind === 'message' && change.message.sender.kind === 'bot'
      : change.kind === 'delivery' && change.delivery.state === 'acknowledged'
  return new Promise((resolve) => {
    const stop = feishu.subscribe((change) => {
      if (is(change)) left--
      if (left <= 0) end()
    })
    // Everything may hang on a lease of the one killed before.
    const timer = setTimeout(() => end(), 2_000)
    const end = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
  })
}

/** The network and the platform are not well either. */
function breakThings({ faults }: SimulatedFeishu, random: Random): void {
  faults.duplicateDelivery = random.chance(0.5)
  faults.freshMessageId = random.chance(0.5)
  faults.staleRedelivery = random.chance(0.3)
  faults.slowAnswerMs = random.chance(0.3) ? random.below(100) : 0
  faults.dropAnswer = random.chance(0.3) ? 1 + random.below(2) : 0
  faults.fail5xx = random.chance(0.1) ? 1 : 0
  faults.rateLimit = random.chance(0.1) ? 1 : 0
  faults.tokenExpired = random.chance(0.1)
  // Looking up colleagues is another matter.
  faults.appliesTo = ({ path }) => path.startsWith('/open-apis/im/')
}

function healThings({ faults }: SimulatedFeishu): void {
  faults.duplicateDelivery = false
  faults.slowAnswerMs = 0
  faults.dropAnswer = 0
  faults.fail5xx = 0
  faults.rateLimit = 0
}

type Unanswered = { readonly none: () => Promise<void> }

/** Events that have not been answered yet. */
function watchUnanswered(feishu: SimulatedFeishu): Unanswered {
  const open = new Set<string>()
  let none: (() => void) | undefined
  feishu.subscribe((change) => {
    if (change.kind !== 'delivery' || change.delivery.kind !== 'event') return
    const over = ['acknowledged', 'given-up'].includes(change.delivery.state)
    if (over) open.delete(change.delivery.id)
    else open.add(change.delivery.id)
    if (open.size === 0) none?.()
  })
  return {
    none: () =>
      new Promise((resolve) => {
        none = resolve
        if (open.size === 0) resolve()
      }),
  }
}

/** Lets everybody finish, and the bot do and send all that is left. */
async function settle(stage: StageOfProof, load: Load, unanswered: Unanswered): Promise<void> {
  healThings(stage.feishu)
  const bot = startBotProcess('settle', stage.env)
  await listen(stage, bot)
  const ended = bot.gone.then(() => Promise.reject(new Error(`it ended: ${bot.complaints}`)))
  ended.catch(() => {})
  await Promise.race([ended, load.over()])
  await Promise.race([ended, unanswered.none()])
  await bot.settle()
  stage.complaints.push(...bot.complaints)
}

function figuresOf(feishu: SimulatedFeishu, { ledger }: Load): Record<string, number> {
  const events = feishu.deliveries().filter(({ kind }) => kind === 'event')
  const attempts = events.reduce((sum, { attempts }) => sum + attempts.length, 0)
  const sends = feishu.calls().filter(({ request, code }) => request?.uuid && code === 0)
  const messages = new Set(sends.map(({ request }) => request!.uuid)).size
  const refused = feishu.calls().filter(({ code, fault }) => code !== 0 && !fault)
  return {
    'messages said': ledger.said.length,
    'events delivered': events.length,
    'delivery attempts': attempts,
    taps: ledger.taps.made,
    'taps made again': ledger.taps.again,
    'contacts logged': ledger.activities.length,
    'amounts confirmed': ledger.confirmed.length,
    'answers at the platform': messages,
    'sent again with the same uuid': sends.length - messages,
    'answers lost on the way': feishu.calls().filter(({ fault }) => fault === 'dropAnswer').length,
    'over a rate limit': refused.filter(({ code }) => [99991400, 230020].includes(code)).length,
  }
}

async function countRows(store: Awaited<ReturnType<typeof openStore>>) {
  return {
    'inbox rows': await store.db.inbox.count(),
    'outbox rows': await store.db.outbox.count(),
    'taken from a killed one': await store.db.outbox.count({ where: { fence: { gt: 1 } } }),
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cycles: { type: 'string', default: '300' },
      database: { type: 'string', default: 'sqlite' },
      seed: { type: 'string', default: '1' },
    },
  })
  await runProof(values.database, 'nothing lost, nothing doubled', (databaseUrl, tell) =>
    proveKill({ cycles: Number(values.cycles), seed: Number(values.seed), databaseUrl, tell }),
  )
}

if (isMain(import.meta.url)) await main()
