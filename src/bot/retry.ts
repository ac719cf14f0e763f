const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const schedule = [
  second,
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  8 * hour,
]

/** Whoever is told to wait no time at all waits this long. */
const leastMs = 200

/**
 * How long to wait after the n-th try (from 1), spread by a fifth either way so that what failed
 * together is not retried together. Undefined after a day: it is over.
 *
 * @param askedMs what the platform asked us to wait: that is no failure and does not count at
 * first, but to be asked again and again comes to an end too
 */
export function retryAfter(attempts: number, random: number, askedMs?: number): number | undefined {
  if (askedMs === undefined) {
    const wait = schedule[attempts - 1]
    return wait && Math.round(wait * (0.8 + 0.4 * random))
  }
  const asked = Math.max(askedMs, leastMs)
  if (attempts <= schedule.length) return asked
  const wait = retryAfter(attempts - schedule.length, random)
  return wait && Math.max(asked, wait)
}
