/**
 * `npm run score`, `npm run score -- test/intents/said.tsv --verbose --only 提醒`: says every sentence
 * of a file to the real bot and counts what it made of them.
 */
import { type Scored, scoreFile, shares } from './score-file.ts'
import type { Outcome } from './score-scene.ts'

const words = process.argv.slice(2)
const verbose = words.includes('--verbose')
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined
const file = words.find((word) => word.endsWith('.tsv')) ?? 'test/intents/said.tsv'

const scored = await scoreFile(file, only)
console.log(`${file}: ${shares(scored)}`)
for (const one of scored) if (verbose && one.verdict !== 'right') console.log(tell(one))

function tell({ who, said, expect, verdict, outcome }: Scored): string {
  return `\n[${verdict}] ${who}: ${said}\n  expected ${expect}\n  came     ${summary(outcome)}`
}

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
