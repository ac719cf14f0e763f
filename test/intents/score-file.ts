/** A file of sentences, each said to the real bot in a world of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judge, type Verdict, verdicts } from './score-judge.ts'
import { type Outcome, playLine, seededFile } from './score-scene.ts'

type Line = { readonly who: string; readonly said: string; readonly expect: string }

export type Scored = Line & { readonly verdict: Verdict; readonly outcome: Outcome }

/** @param only those in which this stands; all when left out */
export async function scoreFile(path: string, only = ''): Promise<Scored[]> {
  const lines = readLines(path).filter(({ said, who }) => `${who} ${said}`.includes(only))
  const folder = mkdtempSync(join(tmpdir(), 'dealgate-score-'))
  try {
    const seeded = await seededFile(folder)
    const scored: Scored[] = []
    for (const line of lines) {
      const outcome = await playLine(seeded, line.who, line.said.split(' ‖ '))
      scored.push({ ...line, outcome, verdict: judge(line.expect, outcome) })
    }
    return scored
  } finally {
    rmSync(folder, { recursive: true })
  }
}

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

/** `402 sentences: right 321 (79.9%) · asked 2 (0.5%) · …` */
export function shares(scored: readonly Scored[]): string {
  const counts = verdicts.map((verdict) => {
    const count = scored.filter((one) => one.verdict === verdict).length
    return `${verdict} ${count} (${((100 * count) / scored.length).toFixed(1)}%)`
  })
  return `${scored.length} sentences: ${counts.join(' · ')}`
}
