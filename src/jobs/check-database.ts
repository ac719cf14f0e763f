import type { Job } from '../bot/job.ts'

/** Every night the file is read from end to end, so that damage is known before it spreads. */
export const checkDatabaseJob: Job = {
  id: 'check-database',
  every: { daily: '04:10' },
  run: async ({ store }) => {
    const found = await store.check()
    if (found.length > 0) throw new Error(`the database is damaged: ${found.join('; ')}`)
  },
}
