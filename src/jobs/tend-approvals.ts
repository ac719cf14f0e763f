import { startAct } from '../bot/act.ts'
import type { Job, JobDeps } from '../bot/job.ts'
import { spreadNews } from '../bot/spread-news.ts'
import { botItself } from '../operations/operation.ts'
import { tendApproval } from '../operations/tend-approval.ts'
import { pendingSlice } from '../store/approvals.ts'
import type { Tx } from '../store/store.ts'

const sliceRows = 50

/** Approvals that wait are reminded of, and end when their time is over. */
export const tendApprovalsJob: Job = {
  id: 'tend-approvals',
  every: { minutes: 5 },
  run: async (deps, { signal, periodMs }) => {
    let after: string | undefined = ''
    while (after !== undefined) {
      signal.throwIfAborted()
      const from: string = after
      after = await deps.store.write('background', (tx) => tendSlice(deps, tx, { from, periodMs }))
      deps.wake?.()
    }
  },
}

/** The id to go on from; undefined after the last. */
async function tendSlice(
  deps: JobDeps,
  tx: Tx,
  { from, periodMs }: { readonly from: string; readonly periodMs: number },
): Promise<string | undefined> {
  const act = await startAct(deps, tx, { viewer: botItself })
  const approvals = await pendingSlice(tx, from, sliceRows)
  for (const approval of approvals) {
    const news = await tendApproval(act, approval)
    await spreadNews(act, { key: `tend:${approval.id}:${periodMs}` }, news)
  }
  return approvals.length === sliceRows ? approvals.at(-1)!.id : undefined
}
