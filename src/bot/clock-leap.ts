/** As long as no network time server moves a clock in one go. */
const leapMs = 60 * 60_000

/**
 * A look at the clock that tells whether it has leapt forward since the last look: then what seems
 * due may not be, and the next look decides. Backward is harmless, a period runs once.
 *
 * @param clocks `real` may be set by anybody, `steady` by nobody; both in ms
 */
export function createLeapWatch(clocks: {
  readonly real: () => number
  readonly steady: () => number
}): () => boolean {
  const look = () => ({ real: clocks.real(), steady: clocks.steady() })
  let last = look()
  return () => {
    const now = look()
    const leapt = now.real - last.real - (now.steady - last.steady)
    last = now
    return leapt > leapMs
  }
}
