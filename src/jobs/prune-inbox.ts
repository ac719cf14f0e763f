import type { Job } from '../bot/job.ts'
import { type NextSlice, pruneInboxSlice } from '../store/retention.ts'

const dayMs = 24 * 60 * 60_000

/** Bodies of events go after 30 days, of ignored ones after 7. Their keys stay. */
export const pruneInboxJob: Job = {
  id: 'prune-inbox',
  every: { daily: '03:40' },
  run: async ({ store, clock }, { signal }) => {
    // Events are stored by the real clock, as redelivery goes by it.
    const nowMs = clock.real()
    const before = { endedMs: nowMs - 30 * dayMs, ignoredMs: nowMs - 7 * dayMs }
    let after: NextSlice = ''
    while (after !== undefined) {
      signal.throwIfAborted()
      const from: string = after
      after = await store.write('background', (tx) => pruneInboxSlice(tx, from, before))
    }
  },
}
