/**
 * `npm run bench`, `npm run bench -- quick`, `npm run bench -- commit tap`: Dealgate and its peers
 * side by side. Figures of different runs do not compare, the ratios inside a run do.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measure, Report } from './measure.ts'
import { acknowledge } from './measures/acknowledge.ts'
import { approvals } from './measures/approvals.ts'
import { commit, wecomCommit } from './measures/commit.ts'
import { corpus } from './measures/corpus.ts'
import { growth } from './measures/growth.ts'
import { loggedMessage, previewedMessage } from './measures/message.ts'
import { names } from './measures/names.ts'
import { tap } from './measures/tap.ts'
import { understanding } from './measures/understanding.ts'
import { printFoot, printHead, printReport } from './page.ts'
import { pinLoad, type Running, startContender } from './runner.ts'

const measures: Readonly<Record<string, Measure>> = {
  acknowledge,
  commit,
  wecom: wecomCommit,
  logged: loggedMessage,
  previewed: previewedMessage,
  understanding,
  names,
  corpus,
  growth,
  tap,
  approvals,
}

const words = process.argv.slice(2)
const quick = words.includes('quick')
const wanted = Object.keys(measures).filter(
  (name) => words.every((word) => word === 'quick') || words.includes(name),
)

const folder = mkdtempSync(join(tmpdir(), 'dealgate-bench-run-'))
const began = performance.now()
try {
  printHead(pinLoad())
  const reports: Report[] = []
  for (const name of wanted) reports.push(...(await measureAlone(measures[name]!)))
  printFoot(reports, performance.now() - began)
} finally {
  rmSync(folder, { recursive: true })
}

async function measureAlone(measure: Measure): Promise<readonly Report[]> {
  const running: Running[] = []
  try {
    const reports = await measure({
      rounds: quick ? 3 : 7,
      scale: quick ? 0.5 : 1,
      folder,
      start: async (label, name, options) => {
        running.push(await startContender(label, name, options))
        return running.at(-1)!
      },
    })
    for (const report of reports) printReport(report)
    return reports
  } finally {
    await Promise.all(running.map((one) => one.stop()))
  }
}
