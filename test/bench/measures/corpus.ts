/** What the bot makes of sentences as people say them: the share of right, asked and wrong. */
import { fileURLToPath } from 'node:url'
import { type Scored, scoreFile, shares } from '../../intents/score-file.ts'
import type { Measure, Verdict } from '../measure.ts'

const files = [
  ['said.tsv', 'sentences that were there while the grammar was written'],
  ['said-more.tsv', 'five kinds of people, some of them before the grammar read them'],
  ['held-out.tsv', 'kept away until the grammar was done, some mended since'],
  ['held-out-2.tsv', 'written by somebody who had seen no grammar, some mended since'],
] as const

export const corpus: Measure = async () => {
  const notes: string[] = []
  const all: Scored[] = []
  for (const [file, what] of files) {
    const path = fileURLToPath(new URL(`../../intents/${file}`, import.meta.url))
    const scored = await scoreFile(path)
    notes.push(`${what}: ${shares(scored)}`)
    all.push(...scored)
  }
  return [
    {
      title: 'Understood · every sentence said to the bot',
      race: new Map(),
      verdicts: [misread(all)],
      notes,
    },
  ]
}

/** Written, shown or previewed something else: what must hardly ever happen. */
function misread(scored: readonly Scored[]): Verdict {
  const share = scored.filter(({ verdict }) => verdict === 'wrong').length / scored.length
  return {
    what: 'share misread',
    value: { median: share, min: share, max: share },
    goal: '≤ 0.02',
    reached: share <= 0.02,
  }
}
