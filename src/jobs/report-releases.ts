import { startAct } from '../bot/act.ts'
import type { Job } from '../bot/job.ts'
import { spreadNews } from '../bot/spread-news.ts'
import { addDays, dayIn, instantOf } from '../lib/calendar.ts'
import { botItself } from '../operations/operation.ts'
import { releasesNews } from '../operations/report-releases.ts'

/** What was let through by 特批 in the month that ended, to the executives. */
export const reportReleasesJob: Job = {
  id: 'report-releases',
  every: { monthly: '09:05' },
  run: async (deps, { periodMs }) => {
    const { store, zone } = deps
    const month = dayIn(zone, periodMs).slice(0, 7)
    const first = `${month}-01`
    const before = `${addDays(first, -1).slice(0, 7)}-01`
    await store.write('background', async (tx) => {
      const act = await startAct(deps, tx, { viewer: botItself })
      const news = await releasesNews(act, {
        month: before.slice(0, 7),
        from: new Date(instantOf(zone, before, 0)),
        to: new Date(instantOf(zone, first, 0)),
      })
      await spreadNews(act, { key: `releases:${month}` }, news)
    })
    deps.wake?.()
  },
}
