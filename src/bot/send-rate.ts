/**
 * How many messages may leave now. Histories are counts per tenth of a second, so that a minute of
 * a busy app is a few hundred pairs and every instance reads and advances the same row.
 */

export type History = readonly (readonly [ms: number, count: number])[]
export type Window = { readonly ms: number; readonly max: number }

const bucketMs = 100
/** The platform counts on arrival: requests that left apart may arrive together. */
const jitterMs = 60

const inWindow = (history: History, window: Window, nowMs: number): History =>
  history.filter(([at]) => at > nowMs - window.ms - bucketMs - jitterMs)

const total = (history: History) => history.reduce((sum, [, count]) => sum + count, 0)

/** How many may leave at this instant without overstepping any window. */
export function roomAt(history: History, windows: readonly Window[], nowMs: number): number {
  const rooms = windows.map((window) => window.max - total(inWindow(history, window, nowMs)))
  return Math.max(0, Math.min(...rooms))
}

/** The first instant from now on at which one may leave. */
export function freeAt(history: History, windows: readonly Window[], nowMs: number): number {
  const instants = windows.map((window) => {
    const recent = inWindow(history, window, nowMs)
    let excess = total(recent) - window.max + 1
    for (const [at, count] of recent) {
      if (excess <= 0) break
      excess -= count
      if (excess <= 0) return at + window.ms + bucketMs + jitterMs
    }
    return nowMs
  })
  return Math.max(nowMs, ...instants)
}

/** The history with `count` more now and without what no window looks at any more. */
export function withSent(
  history: History,
  windows: readonly Window[],
  sent: { readonly nowMs: number; readonly count: number },
): History {
  const longest = windows.reduce((a, b) => (b.ms > a.ms ? b : a))
  const kept = inWindow(history, longest, sent.nowMs)
  const bucket = sent.nowMs - (sent.nowMs % bucketMs)
  const last = kept.at(-1)
  return last?.[0] === bucket
    ? [...kept.slice(0, -1), [bucket, last[1] + sent.count]]
    : [...kept, [bucket, sent.count]]
}
