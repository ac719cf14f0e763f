import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job, JobDeps } from '../../src/bot/job.ts'
import { createScheduler } from '../../src/bot/scheduler.ts'
import { type MovableClock, movableClock } from '../../src/lib/clock.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import type { LogFields } from '../../src/lib/logger.ts'
import { failure } from '../../src/platforms/feishu/problems.ts'
import { openStore } from '../../src/store/connect.ts'
import { type Store, StoreBroken, StoreBusy } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const minute = 60_000
const at = (shanghai: string) => Date.parse(`${shanghai.replace(' ', 'T')}:00+08:00`)

describe.each(databases)('jobs of two instances on %s', (database) => {
  let fresh: FreshStore
  let second: Store
  let clock: MovableClock
  let realMs: number
  let errors: { fields: LogFields; message: string }[]
  let warnings: typeof errors

  beforeEach(async () => {
    fresh = await freshStore(database)
    second = await openStore({ databaseUrl: fresh.url })
    realMs = at('2026-11-21 10:00')
    clock = movableClock(at('2026-11-18 10:00'), () => realMs)
    errors = []
    warnings = []
  })
  afterEach(async () => {
    await second.close()
    await fresh.close()
  })

  const instance = (store: Store, jobs: readonly Job[], zone = 'Asia/Shanghai') => {
    const quiet = () => undefined
    const note = (fields: LogFields, message: string) => void errors.push({ fields, message })
    const deps: JobDeps = {
      store,
      clock,
      ids: timeOrderedIds,
      log: {
        debug: quiet,
        info: quiet,
        warn: (fields, message) => void warnings.push({ fields, message }),
        error: note,
      },
      platforms: new Map(),
      zone,
      adminUsers: [],
    }
    return createScheduler(deps, jobs)
  }

  const recorded = (every: Job['every']) => {
    const runs: string[] = []
    const job: Job = {
      id: 'test-job',
      every,
      run: async (_deps, { periodMs }) => void runs.push(new Date(periodMs).toISOString()),
    }
    return { job, runs }
  }

  it('a daily job runs once a day, by the workspace’s clock', async () => {
    const { job, runs } = recorded({ daily: '09:02' })
    const [one, two] = [instance(fresh.store, [job]), instance(second, [job])]
    for (const now of ['2026-11-18 10:00', '2026-11-19 09:01', '2026-11-19 09:02']) {
      clock.moveTo(at(now))
      await Promise.all([one.runDue(), two.runDue(), one.runDue()])
      await Promise.all([two.runDue(), one.runDue()])
    }
    expect(runs).toEqual(['2026-11-18T01:02:00.000Z', '2026-11-19T01:02:00.000Z'])
    expect(errors).toEqual([])
  })

  it('a monthly job runs on the first working day of a month', async () => {
    const { job, runs } = recorded({ monthly: '09:05' })
    const scheduler = instance(fresh.store, [job])
    // October begins with a week of holidays, November with a Sunday.
    for (const day of ['10-07 12:00', '10-08 09:04', '10-08 09:05', '11-01 12:00', '11-02 09:05']) {
      clock.moveTo(at(`2026-${day}`))
      await scheduler.runDue()
      await scheduler.runDue()
    }
    expect(runs).toEqual([
      '2026-09-01T01:05:00.000Z',
      '2026-10-08T01:05:00.000Z',
      '2026-11-02T01:05:00.000Z',
    ])
  })

  it('after downtime the newest period runs and the missed ones do not', async () => {
    const { job, runs } = recorded({ daily: '09:02' })
    await instance(fresh.store, [job]).runDue()
    clock.moveTo(at('2026-11-25 12:00'))
    await instance(second, [job]).runDue()
    expect(runs).toEqual(['2026-11-18T01:02:00.000Z', '2026-11-25T01:02:00.000Z'])
  })

  it('a clock set back runs nothing a second time', async () => {
    const { job, runs } = recorded({ minutes: 5 })
    await instance(fresh.store, [job]).runDue()
    clock.moveTo(at('2026-11-18 10:06'))
    await instance(fresh.store, [job]).runDue()
    clock.moveTo(at('2026-11-18 10:04'))
    await instance(second, [job]).runDue()
    expect(runs).toEqual(['2026-11-18T02:00:00.000Z', '2026-11-18T02:05:00.000Z'])
  })

  it('many ticks of both at once share every period out', async () => {
    const { job, runs } = recorded({ minutes: 1 })
    const [one, two] = [instance(fresh.store, [job]), instance(second, [job])]
    for (let n = 0; n < 20; n++) {
      clock.moveTo(at('2026-11-18 10:00') + n * minute)
      await Promise.all([one.runDue(), two.runDue()])
    }
    expect(runs).toHaveLength(20)
    expect(new Set(runs).size).toBe(20)
  })

  it.each([
    ['the hour that is skipped', '02:30', '2026-03-08', '2026-03-08T07:30:00.000Z'],
    ['the hour that comes twice', '01:30', '2026-11-01', '2026-11-01T05:30:00.000Z'],
  ] as const)('daylight saving: once in %s', async (_, daily, day, period) => {
    const { job, runs } = recorded({ daily })
    const scheduler = instance(fresh.store, [job], 'America/New_York')
    const midnight = Date.parse(`${day}T04:00:00Z`)
    clock.moveTo(midnight - 60 * minute)
    await scheduler.runDue()
    for (let hour = 2; hour < 23; hour++) {
      clock.moveTo(midnight + hour * 60 * minute)
      await scheduler.runDue()
    }
    expect(runs.slice(1)).toEqual([period])
  })

  it('one that fails is told of and taken up again a quarter of an hour later', async () => {
    let runs = 0
    const job: Job = {
      id: 'test-job',
      every: { daily: '09:02' },
      run: async () => {
        runs++
        if (runs === 1) throw new Error('the platform is away')
      },
    }
    const [one, two] = [instance(fresh.store, [job]), instance(second, [job])]
    await one.runDue()
    expect(errors.map(({ message }) => message)).toEqual(['a job failed and will run again'])
    realMs += 14 * minute
    await two.runDue()
    expect(runs).toBe(1)
    realMs += 2 * minute
    await two.runDue()
    await one.runDue()
    expect(runs).toBe(2)
    const rows = await second.db.jobRun.findMany()
    expect(rows).toMatchObject([{ job: 'test-job', scope: 'all', state: 'done' }])
  })

  it.each([
    ['no turn to write', new StoreBusy('no turn'), true],
    [
      'a platform that did not answer',
      new AggregateError([failure({ code: 'timeout', message: '' })]),
      true,
    ],
    ['damaged data', new StoreBroken('damaged'), false],
    ['a key that was rejected', failure({ code: '10014', message: '' }), false],
    ['a bug among what passes', new AggregateError([new StoreBusy(''), new TypeError('')]), false],
  ])('%s is for the operator to look at, unless it passes', async (_, error, passes) => {
    const run = () => Promise.reject(error)
    await instance(fresh.store, [{ id: 'test-job', every: { daily: '09:02' }, run }]).runDue()
    expect([warnings.length, errors.length]).toEqual(passes ? [1, 0] : [0, 1])
  })

  it('a run whose process died is taken up by another', async () => {
    const { job, runs } = recorded({ daily: '09:02' })
    const neverEnds: Job = { ...job, run: () => new Promise(() => undefined) }
    void instance(fresh.store, [neverEnds]).runDue()
    while ((await second.db.jobRun.count()) === 0) await new Promise((done) => setImmediate(done))
    await instance(second, [job]).runDue()
    expect(runs).toEqual([])
    realMs += 16 * minute
    await instance(second, [job]).runDue()
    expect(runs).toHaveLength(1)
  })

  it('a stop ends a run after its slice, and another instance has it at once', async () => {
    const { job, runs } = recorded({ daily: '09:02' })
    const started = Promise.withResolvers<void>()
    const slow: Job = {
      ...job,
      run: async (_deps, { signal }) => {
        started.resolve()
        await new Promise((done) => signal.addEventListener('abort', done))
        signal.throwIfAborted()
      },
    }
    const one = instance(fresh.store, [slow])
    void one.runDue()
    await started.promise
    await one.stop()
    await one.runDue()
    expect(errors).toEqual([])
    await instance(second, [job]).runDue()
    expect(runs).toHaveLength(1)
  })

  it('a job that takes its time holds up no other', async () => {
    const { job, runs } = recorded({ minutes: 1 })
    const gate = Promise.withResolvers<void>()
    const slow: Job = { ...job, id: 'slow-job', run: () => gate.promise }
    const one = instance(fresh.store, [slow, job])
    const first = one.runDue()
    while (runs.length === 0) await new Promise((done) => setImmediate(done))
    clock.moveTo(clock.business() + minute)
    while (runs.length === 1) {
      void one.runDue()
      await new Promise((done) => setImmediate(done))
    }
    gate.resolve()
    await first
    expect(runs).toHaveLength(2)
  })

  it('runs are forgotten after forty days', async () => {
    const { job } = recorded({ daily: '09:02' })
    await instance(fresh.store, [job]).runDue()
    clock.moveTo(at('2026-12-29 10:00'))
    await instance(fresh.store, [job]).runDue()
    expect(await second.db.jobRun.count()).toBe(1)
  })
})
