/** The page that a run prints. */
import type { Report, Verdict } from './measure.ts'
import { quantile, type Sample, type Spread } from './rounds.ts'

const width = 34

export function printReport({ title, race, verdicts, notes = [] }: Report): void {
  console.log(`\n${title}`)
  console.log(`  ${'contender'.padEnd(width)}${columns('a second', 'CPU µs', 'p50 ms', 'p99 ms')}`)
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
