import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobDeps } from '../../src/bot/job.ts'
import { createScheduler } from '../../src/bot/scheduler.ts'
import { syncDirectoryJob } from '../../src/jobs/sync-directory.ts'
import { type MovableClock, movableClock } from '../../src/lib/clock.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { syncDirectory } from '../../src/operations/sync-directory.ts'
import { createFeishu, type Feishu } from '../../src/platforms/feishu/feishu.ts'
import { startSimulatedFeishu } from '../../src/playground/feishu/start.ts'
import type { SimPerson, SimulatedFeishu } from '../../src/playground/feishu/types.ts'
import { openStore } from '../../src/store/connect.ts'
import type { Store } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const app = {
  id: 'cli_0123456789abcdef',
  secret: 'the-secret',
  encryptKey: 'the-encrypt-key',
  verificationToken: 'the-token',
}
const day = 24 * 60 * 60_000

/** The leader comes after those they lead, as listings happen to be. */
const people: readonly SimPerson[] = [
  { openId: 'ou_zhangwei', name: '张伟', departmentIds: ['od-east'], leaderOpenId: 'ou_chenjing' },
  { openId: 'ou_lina', name: '李娜', departmentIds: ['od-east'], leaderOpenId: 'ou_chenjing' },
  { openId: 'ou_chenjing', name: '陈静', departmentIds: ['od-east'] },
  { openId: 'ou_helei', name: '何磊', unionId: 'on_helei' },
]

describe.each(databases)('the directory of two instances on %s', (database) => {
  let fresh: FreshStore
  let second: Store
  let feishu: SimulatedFeishu
  let platform: Feishu
  let clock: MovableClock
  const warnings: string[] = []

  const open = async (more: { people?: readonly SimPerson[]; scopes?: readonly string[] } = {}) => {
    fresh = await freshStore(database)
    second = await openStore({ databaseUrl: fresh.url })
    clock = movableClock(Date.parse('2026-11-18T10:00:00+08:00'))
    feishu = await startSimulatedFeishu({
      app,
      clock,
      people,
      groups: [],
      departments: [{ id: 'od-east', name: '华东组', parentId: '0' }],
      ...more,
    })
    platform = createFeishu(
      {
        appId: app.id,
        appSecret: app.secret,
        encryptKeys: [app.encryptKey],
        verificationToken: app.verificationToken,
        baseUrl: feishu.baseUrl,
      },
      { log: silent(), clock },
    )
  }
  const silent = () => {
    const quiet = () => undefined
    const note = (_: unknown, message: string) => void warnings.push(message)
    return { debug: quiet, info: quiet, warn: note, error: note }
  }
  const night = async () => {
    const schedulers = [fresh.store, second].map((store) => {
      const deps: JobDeps = {
        store,
        clock,
        ids: timeOrderedIds,
        log: silent(),
        platforms: new Map([['feishu', platform]]),
        zone: 'Asia/Shanghai',
        adminUsers: ['ou_helei'],
      }
      return createScheduler(deps, [syncDirectoryJob])
    })
    await Promise.all(schedulers.map((scheduler) => scheduler.runDue()))
    clock.moveTo(clock.business() + day)
  }
  const everyone = () =>
    second.db.user.findMany({
      include: { identities: true, roles: true },
      orderBy: { name: 'asc' },
    })
  const named = async (name: string) => (await everyone()).find((user) => user.name === name)
  const audited = async () =>
    (await second.db.audit.findMany({ orderBy: { id: 'asc' } })).map(
      ({ action, field, oldValue, newValue }) =>
        [action, field, oldValue, newValue].filter(Boolean).join(' '),
    )

  beforeEach(() => warnings.splice(0))
  afterEach(async () => {
    platform.close()
    await feishu.close()
    await second.close()
    await fresh.close()
  })

  it('the first start knows everyone with their leaders, without a role', async () => {
    await open()
    await night()
    const leader = await named('陈静')
    expect(await everyone()).toHaveLength(4)
    expect(await named('张伟')).toMatchObject({
      department: '华东组',
      managerId: leader!.id,
      active: true,
      roles: [],
      identities: [{ platform: 'feishu', externalId: 'ou_zhangwei' }],
    })
    expect(await named('何磊')).toMatchObject({
      roles: [{ role: 'operations' }],
      identities: [{ unionId: 'on_helei' }],
    })
    expect((await audited()).sort()).toEqual([
      'people.added 何磊',
      'people.added 张伟',
      'people.added 李娜',
      'people.added 陈静',
    ])
    expect(await second.db.name.findMany({ where: { key: 'lina', kind: 'user' } })).toHaveLength(1)
  })

  it('a night without news writes nothing', async () => {
    await open()
    await night()
    const before = await audited()
    await night()
    expect(await audited()).toEqual(before)
    expect(await second.db.jobRun.count({ where: { state: 'done' } })).toBe(2)
  })

  it('names and leaders follow; roles, teams and ids of ours stay', async () => {
    await open()
    await night()
    const before = await named('李娜')
    await second.write('background', async (tx) => {
      await tx.userRole.create({ data: { userId: before!.id, role: 'rep' } })
    })
    await feishu.changePerson('ou_lina', { name: '李娜娜', leaderOpenId: 'ou_helei' })
    await night()
    const leader = await named('何磊')
    expect(await named('李娜娜')).toMatchObject({
      id: before!.id,
      managerId: leader!.id,
      roles: [{ role: 'rep' }],
    })
    expect((await audited()).slice(4)).toEqual([
      'people.updated name 李娜 李娜娜',
      `people.updated manager ${before!.managerId} ${leader!.id}`,
    ])
  })

  it('those who left are disabled and, back again, are who they were', async () => {
    await open()
    await night()
    const before = await named('李娜')
    await feishu.changePerson('ou_lina', { resigned: true })
    await night()
    expect(await named('李娜')).toMatchObject({ id: before!.id, active: false })
    await feishu.changePerson('ou_lina', { resigned: false })
    await night()
    expect(await named('李娜')).toMatchObject({ id: before!.id, active: true })
    expect((await audited()).slice(4)).toEqual(['people.left', 'people.returned'])
  })

  it('somebody the app may not see but who writes to the bot is left alone', async () => {
    await open({
      people: [...people, { openId: 'ou_guest', name: '外包', visible: false }],
    })
    await night()
    await second.write('background', async (tx) => {
      const data = { id: 'guest', name: '外包', createdAt: new Date(0) }
      await tx.user.create({ data })
      await tx.identity.create({
        data: { platform: 'feishu', externalId: 'ou_guest', userId: 'guest' },
      })
    })
    await night()
    expect(await named('外包')).toMatchObject({ active: true })
  })

  it('a range made smaller disables nobody and is told', async () => {
    const crowd = Array.from({ length: 40 }, (_, n) => ({
      openId: `ou_p${n}`,
      name: `同事${n}`,
    }))
    await open({ people: crowd })
    await night()
    for (const { openId } of crowd.slice(1)) await feishu.changePerson(openId, { visible: false })
    await night()
    expect(await second.db.user.count({ where: { active: true } })).toBe(40)
    expect(warnings).toEqual([expect.stringContaining('too many people are missing')])
  })

  it('people who say their first word while they are read are written down once', async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => ({ openId: `ou_p${n}`, name: `同事${n}` }))
    await open({ people: crowd })
    const reading = {
      platform: 'feishu',
      people: crowd.map(({ openId, name }) => ({
        externalId: openId,
        name,
        departments: [],
        active: true,
      })),
      lookUp: async () => undefined,
      adminUsers: [],
      signal: new AbortController().signal,
    }
    const now = new Date(clock.business())
    await Promise.all(
      [fresh.store, second].map((store) =>
        syncDirectory({ store, ids: timeOrderedIds, now }, reading),
      ),
    )
    expect(await second.db.user.count()).toBe(60)
    expect(await second.db.identity.count()).toBe(60)
    expect(await second.db.audit.count({ where: { action: 'people.added' } })).toBe(60)
  })

  it('a directory that cannot be read to its end changes nothing', async () => {
    await open()
    await night()
    await feishu.changePerson('ou_lina', { resigned: true })
    feishu.faults.appliesTo = ({ path }) => path.includes('find_by_department')
    feishu.faults.fail5xx = 50
    await night()
    expect(await second.db.user.count({ where: { active: true } })).toBe(4)
    expect(warnings).toEqual(['a job failed and will run again'])
    feishu.faults.fail5xx = 0
    await night()
    expect(await second.db.user.count({ where: { active: true } })).toBe(3)
  })
})
