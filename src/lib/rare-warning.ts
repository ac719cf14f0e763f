import type { Log } from './logger.ts'

/** As often as a stranger can make us say something. */
const everyMs = 10_000

/**
 * A warning that whoever causes it cannot flood the log with: told at once, then at most once in ten
 * seconds with how many there were of each reason since.
 *
 * @param nowMs the real clock, epoch ms
 */
export function createRareWarning(
  log: Log,
  message: string,
  nowMs: () => number,
): (reason: string) => void {
  let toldMs = Number.NEGATIVE_INFINITY
  let reasons: Record<string, number> = {}
  return (reason) => {
    reasons[reason] = (reasons[reason] ?? 0) + 1
    if (nowMs() - toldMs < everyMs) return
    log.warn({ reasons }, message)
    toldMs = nowMs()
    reasons = {}
  }
}
