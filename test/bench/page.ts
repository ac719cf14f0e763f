/** The page that a run prints. */
import { cpus, loadavg } from 'node:os'
import type { Report, Verdict } from './measure.ts'
import { quantile, type Sample, type Spread } from './rounds.ts'

const width = 34

/** What the figures were taken on. */
export function printHead(pinned: boolean): void {
  const cores = pinned ? 'servers on core 0, load on core 1' : 'not pinned'
  console.log(`Dealgate bench · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model}`)
  console.log(`${cores} · machine’s load ${load()} · median [min–max] of ratios inside a round`)
}

export function printFoot(reports: readonly Report[], tookMs: number): void {
  const verdicts = reports.flatMap((report) => report.verdicts)
  const reached = verdicts.filter((verdict) => verdict.reached).length
  const took = `${Math.round(tookMs / 1000)} s`
  console.log(`\n${reached} of ${verdicts.length} goals reached · ${took} · load ${load()}`)
}

const load = () => loadavg()[0]!.toFixed(1)

export function printReport({ title, race, verdicts, notes = [] }: Report): void {
  console.log(`\n${title}`)
  const head = columns('a second', 'CPU µs', 'p50 ms', 'p99 ms')
  if (race.size > 0) console.log(`  ${'contender'.padEnd(width)}${head}`)
  for (const [contender, samples] of race) {
    const of = (name: keyof Sample) =>
      quantile(
        samples.map((sample) => sample[name]),
        0.5,
      )
    const [rate, cpu] = [of('perSecond'), of('cpuMicros')].map((value) => String(Math.round(value)))
    const [p50, p99] = [of('p50'), of('p99')].map((value) => value.toFixed(2))
    console.log(`  ${contender.label.padEnd(width)}${columns(rate!, cpu!, p50!, p99!)}`)
  }
  for (const verdict of verdicts) console.log(`  ${line(verdict)}`)
  for (const note of notes) console.log(`  ${note}`)
}

const columns = (...texts: string[]) => texts.map((text) => text.padStart(10)).join('')

function line({ what, value, goal, reached, cpu }: Verdict): string {
  const spent = cpu === undefined ? '' : `, CPU ${cpu.toFixed(2)}`
  return `${reached ? '✓' : '✗'} ${what}: ${show(value)}${spent}; goal ${goal}`
}

const show = ({ median, min, max }: Spread) =>
  `${median.toFixed(2)} [${min.toFixed(2)}–${max.toFixed(2)}]`
