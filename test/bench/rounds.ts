/** Rounds in which every contender does the same work, in an order shuffled anew each time. */
import type { Running } from './runner.ts'

/** One contender's share of one round. */
export type Sample = {
  readonly perSecond: number
  readonly cpuMicros: number
  readonly p50: number
  readonly p99: number
}

export type Race = ReadonlyMap<Running, readonly Sample[]>

/** Rounds that do not count. */
export const warmUps = 2

/**
 * @param round makes the round's work, the same for everybody, and does it with one contender;
 * what it returns is how long each piece took, in ms
 */
export async function race(
  contenders: readonly Running[],
  rounds: number,
  round: (index: number) => (contender: Running) => Promise<readonly number[]>,
): Promise<Race> {
  const samples = new Map<Running, Sample[]>(contenders.map((contender) => [contender, []]))
  const random = seeded(20261118)
  for (let index = -warmUps; index < rounds; index++) {
    const work = round(index)
    for (const contender of shuffled(contenders, random)) {
      const sample = await timed(contender, () => work(contender))
      if (index >= 0) samples.get(contender)!.push(sample)
    }
  }
  return samples
}

/** What is left to do after the last answer belongs to the work. */
async function timed(contender: Running, work: () => Promise<readonly number[]>): Promise<Sample> {
  await contender.ask('settle')
  const cpu = (await contender.ask('cpu')) as number
  const began = performance.now()
  const latencies = await work()
  await contender.ask('settle')
  const tookMs = performance.now() - began
  const used = ((await contender.ask('cpu')) as number) - cpu
  return {
    perSecond: (latencies.length * 1000) / tookMs,
    cpuMicros: used / latencies.length,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  }
}

export type Spread = { readonly median: number; readonly min: number; readonly max: number }

export function spread(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    min: Math.min(...values),
    max: Math.max(...values),
  }
}

/** Round by round, `of(a) / of(b)`: what disturbs a round disturbs both. */
export function ratio(race: Race, a: Running, b: Running, of: keyof Sample): Spread {
  const other = race.get(b)!
  return spread(race.get(a)!.map((sample, index) => sample[of] / other[index]![of]))
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items]
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!)
}

/** mulberry32: the same order in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
