/** Names that nobody has typed right, among 100,000, beside Fuse.js. */
import { pinyinKeys } from '../../../src/lib/names.ts'
import { knownAt } from '../company/named.ts'
import { namedFile } from '../company/open.ts'
import type { Worked } from '../contender.ts'
import type { Bench, Measure, Report, Verdict } from '../measure.ts'
import { race, ratio, spread } from '../rounds.ts'
import type { Running } from '../runner.ts'

const count = 100_000
const fewer = 1_000
const megabyte = 1024 * 1024

type Query = { readonly said: string; readonly wanted: string }
type Kind = { readonly title: string; readonly query: (index: number) => Query }

const legalForm = /有限公司$/u

/** A wrong character, in a place that moves from name to name. */
function mistyped(index: number): Query {
  const { id, name } = knownAt(index)
  const bare = name.replace(legalForm, '')
  const at = (index * 7) % bare.length
  const wrong = bare[at] === '乙' ? '丁' : '乙'
  return { said: bare.slice(0, at) + wrong + bare.slice(at + 1), wanted: id }
}

function byInitials(index: number): Query {
  const { id, name } = knownAt(index)
  return { said: pinyinKeys(name.replace(legalForm, ''))!.initials, wanted: id }
}

const kinds: readonly Kind[] = [
  { title: 'A name with one wrong character', query: mistyped },
  { title: 'A name by its initials', query: byInitials },
]

export const names: Measure = async (bench) => {
  const file = await namedFile(count)
  const dealgate = await bench.start('Dealgate', 'name-search', { file })
  const small = await bench.start(`Dealgate, ${fewer} names`, 'name-search', {
    file: await namedFile(fewer),
  })
  const fuse = await bench.start('Fuse.js', 'fuse', { names: count })
  const reports: Report[] = []
  for (const kind of kinds) reports.push(await searching(bench, { dealgate, fuse, kind }))
  // The same work with a hundredth of the names, for what a process needs anyway.
  await small.ask({ work: Array.from({ length: 200 }, (_, i) => mistyped(i).said) })
  const more = (await memoryOf(dealgate)) - (await memoryOf(small))
  const memory: Verdict = {
    what: `MB more than with ${fewer} names`,
    value: spread([more]),
    goal: '≤ 80',
    reached: more <= 80,
  }
  return reports.map((report, index) =>
    index === 0 ? { ...report, verdicts: [...report.verdicts, memory] } : report,
  )
}

const memoryOf = async ({ ask }: Running) => ((await ask('memory')) as number) / megabyte

type Searching = { readonly dealgate: Running; readonly fuse: Running; readonly kind: Kind }

async function searching(bench: Bench, { dealgate, fuse, kind }: Searching): Promise<Report> {
  const found = new Map([dealgate, fuse].map((one) => [one, { right: 0, asked: 0 }]))
  const size = 16 * bench.scale
  const samples = await race([dealgate, fuse], bench.rounds, (round) => {
    const queries = Array.from({ length: size }, (_, i) =>
      kind.query((((round + 2) * size + i) * 104_729) % count),
    )
    return async (contender) => {
      const work = queries.map(({ said }) => said)
      const { latencies, results } = (await contender.ask({ work })) as Worked
      const score = found.get(contender)!
      score.asked += queries.length
      score.right += queries.filter(({ wanted }, i) =>
        results[i]!.slice(0, 10).includes(wanted),
      ).length
      return latencies
    }
  })
  const share = (one: Running) => found.get(one)!.right / found.get(one)!.asked
  const value = ratio(samples, dealgate, fuse, 'p99')
  return {
    title: `${kind.title} · among ${count} names`,
    race: samples,
    verdicts: [
      { what: 'p99 / Fuse.js’s', value, goal: '≤ 0.05', reached: value.median <= 0.05 },
      {
        what: 'found among the first ten / Fuse.js’s',
        value: spread([share(dealgate) / share(fuse)]),
        goal: '≥ 1',
        reached: share(dealgate) >= share(fuse),
      },
    ],
    notes: [dealgate, fuse].map((one) => `${one.label} finds ${(share(one) * 100).toFixed(1)} %`),
  }
}
