/**
 * Runs what happens by itself. When something is due is read off the business clock; who runs it is
 * decided by a row, so any number of instances run each period once.
 */
import { setTimeout as startTimer } from 'node:timers'
import { isPassing } from '../lib/passing.ts'
import {
  claimJobRun,
  failJobRun,
  finishJobRun,
  isJobDone,
  type JobPeriod,
  releaseJobRun,
} from '../store/job-runs.ts'
import { createLeapWatch } from './clock-leap.ts'
import type { Job, JobDeps } from './job.ts'
import { newestPeriod } from './job-period.ts'

export type Scheduler = {
  /** Runs what is due now and not run yet; resolves when this instance's runs have ended. */
  readonly runDue: () => Promise<void>
  /** Lets no job begin any more and waits for those under way, which end after their slice. */
  readonly stop: () => Promise<void>
}

const tickMs = 20_000
/** A run that has not ended after this long (real clock) has failed, or its process has died. */
const abandonedMs = 15 * 60_000
/** Runs are kept this long to be looked at (business clock). */
const keepMs = 40 * 24 * 60 * 60_000

/** A scheduler that looks only when told to: tests, and platforms that bring their own cron. */
export function createScheduler(deps: JobDeps, jobs: readonly Job[]): Scheduler {
  const stopping = new AbortController()
  const underWay = new Map<string, Promise<void>>()
  /** Periods known to be done, so that a tick asks the store nothing about them. */
  const done = new Map<string, string>()

  const runDue = (job: Job): Promise<void> => {
    const running = underWay.get(job.id)
    if (running || stopping.signal.aborted) return running ?? Promise.resolve()
    const periodMs = newestPeriod(job.every, deps.zone, deps.clock.business())
    const run: JobPeriod = {
      job: job.id,
      scope: 'all',
      period: new Date(periodMs).toISOString(),
    }
    if (done.get(job.id) === run.period) return Promise.resolve()
    const work = runOnce(deps, { job, run, periodMs, signal: stopping.signal })
      .then((isDone) => void (isDone && done.set(job.id, run.period)))
      .finally(() => underWay.delete(job.id))
    underWay.set(job.id, work)
    return work
  }

  return {
    runDue: async () => void (await Promise.all(jobs.map(runDue))),
    stop: async () => {
      stopping.abort()
      await Promise.all(underWay.values())
    },
  }
}

/** The same, looking by itself: now and every 20 seconds. */
export function startScheduler(deps: JobDeps, jobs: readonly Job[]): Scheduler {
  const scheduler = createScheduler(deps, jobs)
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const hasLeapt = createLeapWatch({ real: deps.clock.real, steady: () => performance.now() })
  const tick = () => {
    if (hasLeapt()) deps.log.warn({}, 'the clock has leapt forward: jobs wait for the next look')
    else void scheduler.runDue()
    if (!stopped) timer = startTimer(tick, tickMs).unref()
  }
  tick()
  return {
    runDue: scheduler.runDue,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await scheduler.stop()
    },
  }
}

type Run = {
  readonly job: Job
  readonly run: JobPeriod
  readonly periodMs: number
  readonly signal: AbortSignal
}

/** Whether the period is done, by us or by another instance. Never throws: the next tick is near. */
async function runOnce(deps: JobDeps, { job, run, periodMs, signal }: Run): Promise<boolean> {
  const { store, clock, log } = deps
  const about = { job: run.job, period: run.period }
  try {
    const nowMs = clock.real()
    const at = { now: new Date(nowMs), abandonedSince: new Date(nowMs - abandonedMs) }
    const found = await store.write('background', async (tx) =>
      (await claimJobRun(tx, run, at)) ? 'ours' : (await isJobDone(tx, run)) ? 'done' : 'theirs',
    )
    if (found !== 'ours') return found === 'done'
    try {
      await job.run(deps, { periodMs, signal })
    } catch (error) {
      const level = isPassing(error) ? 'warn' : 'error'
      if (!signal.aborted) log[level]({ err: error, ...about }, 'a job failed and will run again')
      const giveBack = signal.aborted ? releaseJobRun : failJobRun
      await store.write('background', (tx) => giveBack(tx, run))
      return false
    }
    const end = { now: new Date(clock.real()), forgetBefore: new Date(periodMs - keepMs) }
    await store.write('background', (tx) => finishJobRun(tx, run, end))
    return true
  } catch (error) {
    const level = isPassing(error) ? 'warn' : 'error'
    log[level]({ err: error, ...about }, 'the run of a job could not be written down')
    return false
  }
}
