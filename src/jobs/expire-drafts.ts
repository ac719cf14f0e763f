import type { Job } from '../bot/job.ts'
import { expireDraftsSlice, type NextSlice } from '../store/retention.ts'

/**
 * Previews and questions whose time is over are closed. A tap and an answer look at the time
 * themselves; this is for whoever counts what is open.
 */
export const expireDraftsJob: Job = {
  id: 'expire-drafts',
  every: { daily: '03:30' },
  run: async ({ store, clock }, { signal }) => {
    const now = new Date(clock.business())
    let after: NextSlice = ''
    while (after !== undefined) {
      signal.throwIfAborted()
      const from: string = after
      after = await store.write('background', (tx) => expireDraftsSlice(tx, from, now))
    }
  },
}
