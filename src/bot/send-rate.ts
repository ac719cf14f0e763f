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

/**
 * The history with one that was counted when it was claimed counted at its end instead. It has
 * arrived somewhere in between; as long as that is less than a window, it is in the count all along.
 */
export function withEnd(
  history: History,
  windows: readonly Window[],
  send: { readonly claimedMs: number; readonly nowMs: number },
): History {
  const bucket = send.claimedMs - (send.claimedMs % bucketMs)
  const without = history
    .map(([at, count]) => [at, at === bucket ? count - 1 : count] as const)
    .filter(([, count]) => count > 0)
  return withSent(without, windows, { nowMs: send.nowMs, count: 1 })
}

/** Whether it took so long that it makes a difference. */
export const isLate = ({ claimedMs, nowMs }: { claimedMs: number; nowMs: number }): boolean =>
  nowMs - claimedMs > jitterMs

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
