/**
 * `npm run score`, `npm run score -- test/intents/said.tsv --verbose --only 提醒`: says every sentence
 * of a file to the real bot, each in a world of its own, and counts what it made of them.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judge, type Verdict, verdicts } from './score-judge.ts'
import { type Outcome, playLine, seededFile } from './score-scene.ts'

type Line = { readonly who: string; readonly said: string; readonly expect: string }
type Scored = Line & { readonly verdict: Verdict; readonly came: string }

const words = process.argv.slice(2)
const verbose = words.includes('--verbose')
const only = words.includes('--only') ? words[words.indexOf('--only') + 1]! : ''
const file = words.find((word) => word.endsWith('.tsv')) ?? 'test/intents/said.tsv'

function readLines(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [who, said, expect, ...more] = line.split('\t')
      if (!who || !said || !expect || more.length > 0) throw new Error(`${path}: ${line}`)
      return { who, said, expect }
    })
}

async function score(seeded: string, line: Line): Promise<Scored> {
  const outcome = await playLine(seeded, line.who, line.said.split(' ‖ '))
  return { ...line, verdict: judge(line.expect, outcome), came: summary(outcome) }
}

function report(path: string, scored: readonly Scored[]): string {
  const counts = verdicts.map((verdict) => {
    const count = scored.filter((one) => one.verdict === verdict).length
    return `${verdict} ${count} (${((100 * count) / scored.length).toFixed(1)}%)`
  })
  return `${path}: ${scored.length} sentences: ${counts.join(' · ')}`
}

const tell = ({ who, said, expect, verdict, came }: Scored) =>
  `\n[${verdict}] ${who}: ${said}\n  expected ${expect}\n  came     ${came}`

/** What came back, in one line. */
function summary({ answers, asks, previews, changes }: Outcome): string {
  const written = Object.entries(changes).flatMap(([table, rows]) =>
    rows.length > 0 ? [`${table}×${rows.length}`] : [],
  )
  return [
    ...(asks ? ['asks'] : []),
    ...previews.map(({ operation, body }) => `previews ${operation} ${JSON.stringify(body)}`),
    ...(written.length > 0 ? [`wrote ${written.join(' ')}`] : []),
    ...answers.map(({ text }) => `「${text.slice(0, 160)}」`),
    ...(answers.length === 0 ? ['no answer'] : []),
  ].join(' | ')
}

const lines = readLines(file).filter(({ said, who }) => `${who} ${said}`.includes(only))
const folder = mkdtempSync(join(tmpdir(), 'dealgate-score-'))
try {
  const seeded = await seededFile(folder)
  const scored: Scored[] = []
  for (const line of lines) scored.push(await score(seeded, line))
  console.log(report(file, scored))
  if (verbose) for (const one of scored) if (one.verdict !== 'right') console.log(tell(one))
} finally {
  rmSync(folder, { recursive: true })
}
