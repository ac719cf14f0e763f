/** Notices that the event loop stood still: nothing was answered meanwhile, whatever the reason. */

const everyMs = 500
/** Feishu waits three seconds for an answer. */
const tooLongMs = 2_000
/** How long a process that stood still is not to be trusted with new work. */
const shakenMs = 10_000

export type StallWatch = {
  /** Whether it stood still lately. */
  readonly shaken: () => boolean
  readonly stop: () => void
}

/**
 * @param deps `nowMs` is a clock that nobody sets; `onStall` is told how long it lasted, ms, when it is over
 */
export function watchStalls(deps: {
  readonly nowMs: () => number
  readonly onStall: (ms: number) => void
}): StallWatch {
  let lastMs = deps.nowMs()
  let stalledMs = Number.NEGATIVE_INFINITY
  const timer = setInterval(() => {
    const nowMs = deps.nowMs()
    const lateMs = nowMs - lastMs - everyMs
    lastMs = nowMs
    if (lateMs < tooLongMs) return
    stalledMs = nowMs
    deps.onStall(lateMs)
  }, everyMs)
  timer.unref()
  return {
    shaken: () => deps.nowMs() - stalledMs < shakenMs,
    stop: () => clearInterval(timer),
  }
}
