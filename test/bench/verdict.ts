/** Ratios against their goals. */
import type { Verdict } from './measure.ts'
import { type Race, ratio } from './rounds.ts'
import type { Running } from './runner.ts'

/** Work a second, as a multiple of a peer's. */
export function fasterThan(race: Race, us: Running, peer: Running, least: number): Verdict {
  const value = ratio(race, us, peer, 'perSecond')
  return {
    what: `${us.label} / ${peer.label}`,
    value,
    goal: `≥ ${least}`,
    reached: value.median >= least,
    cpu: ratio(race, peer, us, 'cpuMicros').median,
  }
}

/** Time, as a multiple of what it takes with less to look through. */
export function growsTo(race: Race, large: Running, small: Running, most: number): Verdict {
  const value = ratio(race, large, small, 'p50')
  return {
    what: `${large.label} / ${small.label}, median time`,
    value,
    goal: `≤ ${most}`,
    reached: value.median <= most,
    cpu: ratio(race, large, small, 'cpuMicros').median,
  }
}
