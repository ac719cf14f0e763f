/**
 * `node test/proof/races.ts --rounds 1000 --database sqlite|postgres [--seed 1]`: two bots on one
 * database, and all who can decide on a request tap at the same instant. After each round one
 * decision a step stands, one end, one price, and everybody was told the truth.
 */
import { parseArgs } from 'node:util'
import { people } from '../../prisma/demo/people.ts'
import { isMain } from '../../src/cli/is-main.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { startSimulatedFeishu } from '../../src/playground/feishu/start.ts'
import { openStore } from '../../src/store/connect.ts'
import { environmentOf, proofApp } from './bot-environment.ts'
import { type BotProcess, startBotProcess } from './bot-process.ts'
import { type RaceCase, raceCases, racers, seedRace } from './race-cast.ts'
import { judge, kindOf, standing } from './race-invariants.ts'
import { firstHeat, type Ring, secondHeat, type Tapped } from './race-round.ts'
import { seededRandom } from './random.ts'
import { type Proof, runProof } from './run-proof.ts'

export type RacesOptions = {
  readonly rounds: number
  /** Migrated and empty. */
  readonly databaseUrl: string
  readonly seed: number
  readonly tell?: (line: string) => void
}

const instances = 2

export async function proveRaces(options: RacesOptions): Promise<Proof> {
  const { databaseUrl, rounds } = options
  const cases = raceCases(rounds)
  const store = await openStore({ databaseUrl })
  await seedDemo(store)
  await seedRace(store, cases, new Date())
  const feishu = await startSimulatedFeishu({
    app: proofApp,
    clock: systemClock,
    people: [...people.map(({ id, name }) => ({ openId: `ou_${id}`, name })), ...racers],
    groups: [],
    seed: String(options.seed),
  })
  const bots: BotProcess[] = []
  try {
    const urls: string[] = []
    for (let i = 0; i < instances; i++) {
      const env = await environmentOf(feishu, databaseUrl)
      const bot = startBotProcess('main', { ...env, SCHEDULER: 'off' })
      bots.push(bot)
      if (!(await bot.listening)) throw new Error(`a bot did not start: ${bot.complaints}`)
      urls.push(`http://127.0.0.1:${env.PORT}`)
    }
    const { saved, why } = await feishu.setWebhook(`${urls[0]}/webhooks/feishu`)
    if (!saved) throw new Error(`the webhook was not taken: ${why}`)
    const ring = { feishu, store, urls, random: seededRandom(options.seed) }
    const proof = await race(ring, cases, options.tell)
    return { ...proof, broken: [...proof.broken, ...bots.flatMap((bot) => bot.complaints)] }
  } finally {
    await Promise.all(bots.map((bot) => bot.kill()))
    await feishu.close()
    await store.close()
  }
}

async function race(
  ring: Ring,
  cases: readonly RaceCase[],
  tell?: (line: string) => void,
): Promise<Proof> {
  const broken: string[] = []
  const all: Tapped[] = []
  const ends: string[] = []
  for (const [round, one] of cases.entries()) {
    let taps = await firstHeat(ring, one)
    let outcome = await judge(ring.store, one, taps)
    broken.push(...outcome.broken)
    if (outcome.state === 'pending') {
      taps = [...taps, ...(await secondHeat(ring, one))]
      outcome = await judge(ring.store, one, taps)
      broken.push(...outcome.broken)
    }
    all.push(...taps)
    ends.push(outcome.state)
    if ((round + 1) % 50 === 0) tell?.(`${round + 1} of ${cases.length}: ${all.length} taps`)
  }
  // What is over stays as it ended, whatever came later for others.
  for (const [round, one] of cases.entries()) {
    const state = standing(
      await ring.store.db.approvalRequest.findUniqueOrThrow({ where: { id: one.approvalId } }),
    )
    if (state !== ends[round]) broken.push(`${one.code} was ${ends[round]} and is ${state}`)
  }
  return { broken, figures: figuresOf(all, ends) }
}

function figuresOf(taps: readonly Tapped[], ends: readonly string[]): Record<string, number> {
  const answers = taps.flatMap((tap) => tap.answers)
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)
  return {
    rounds: ends.length,
    taps: taps.length,
    ...counted(answers.map((answer) => `answered: ${kindOf(answer)}`)),
    ...counted(ends.map((state) => `ended: ${state}`)),
    'ms, the median answer': at(0.5),
    'ms, 99 of 100 answers': at(0.99),
    'ms, the slowest answer': at(1),
  }
}

const counted = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]),
  )

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '1000' },
      database: { type: 'string', default: 'sqlite' },
      seed: { type: 'string', default: '1' },
    },
  })
  await runProof(values.database, 'one decision each, nobody lost', (databaseUrl, tell) =>
    proveRaces({ rounds: Number(values.rounds), seed: Number(values.seed), databaseUrl, tell }),
  )
}

if (isMain(import.meta.url)) await main()
