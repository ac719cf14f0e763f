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

/**
 * How long to wait after the n-th try (from 1), spread by a fifth either way so that what failed
 * together is not retried together. Undefined after a day: it is over.
 */
export function retryAfter(attempts: number, random: number): number | undefined {
  const wait = schedule[attempts - 1]
  return wait && Math.round(wait * (0.8 + 0.4 * random))
}
