/**
 * Two clocks. `business` is what every figure, preview and deadline goes by; a demo may start it
 * elsewhere and move it. `real` is for signatures, leases, retries, rate limits and tokens.
 * Both in epoch milliseconds.
 */
export type Clock = {
  readonly business: () => number
  readonly real: () => number
}

export const systemClock: Clock = { business: () => Date.now(), real: () => Date.now() }

export type MovableClock = Clock & {
  /** The business clock jumps to this instant and runs on from there. */
  readonly moveTo: (ms: number) => void
}

/** A clock whose business side starts at `startMs` and can be moved. */
export function movableClock(startMs: number, real: () => number = () => Date.now()): MovableClock {
  let offset = startMs - real()
  return {
    business: () => real() + offset,
    real,
    moveTo: (ms) => {
      offset = ms - real()
    },
  }
}
