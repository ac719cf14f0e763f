/** What a sentence means, up to the intents that take it: names looked up, nothing written. */
import { readFileSync } from 'node:fs'
import { namedFile } from '../company/open.ts'
import type { Worked } from '../contender.ts'
import type { Measure } from '../measure.ts'
import { race, spread } from '../rounds.ts'
import type { Running } from '../runner.ts'

const sizes = [
  { names: 1_000, label: '1,000 names', mostMs: 1 },
  { names: 100_000, label: '100,000 names', mostMs: 5 },
]

/** The corpus that the tests go through: every kind of thing that is said. */
const sentences = readFileSync(new URL('../../intents/corpus.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t')[0]!)

export const understanding: Measure = async ({ rounds, scale, start }) => {
  const contenders: Running[] = []
  for (const { names, label } of sizes) {
    contenders.push(await start(label, 'listener', { file: await namedFile(names) }))
  }
  const samples = await race(contenders, rounds, () => {
    const said = sentences.slice(0, sentences.length * scale)
    return async ({ ask }) => ((await ask({ work: said })) as Worked).latencies
  })
  return [
    {
      title: `A sentence understood · ${sentences.length} of the tests’, by a rep`,
      race: samples,
      verdicts: contenders.map((contender, index) => {
        const { label, mostMs } = sizes[index]!
        const value = spread(samples.get(contender)!.map((sample) => 1000 / sample.perSecond))
        const reached = value.median < mostMs
        return { what: `ms a sentence, ${label}`, value, goal: `< ${mostMs}`, reached }
      }),
    },
  ]
}
