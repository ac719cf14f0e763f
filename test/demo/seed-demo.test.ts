import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoNow, yuan } from '../../prisma/demo/units.ts'
import { seedDemo } from '../../src/cli/seed-demo.ts'
import { pipelineTemplates } from '../../src/domain/pipeline-templates.ts'
import { roles } from '../../src/domain/role.ts'
import { ensurePipelines } from '../../src/store/seed-pipelines.ts'
import type { Store } from '../../src/store/store.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

describe.each(databases)('the demo organisation on %s', (database) => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore(database)
    store = fresh.store
  })
  afterEach(() => fresh.close())

  it('goes into an empty database whole', async () => {
    expect(await seedDemo(store)).toEqual({ kind: 'seeded' })
    const deal = await store.db.deal.findUniqueOrThrow({
      where: { code: 'D-1001' },
      include: { account: true, stage: true, pipeline: true, milestones: true },
    })
    expect(deal).toMatchObject({
      name: '华芯检测项目',
      amountFen: yuan(2_800_000),
      account: { code: 'CUS1', grade: 'a' },
      stage: { name: '方案制定', minDays: 21, maxDays: 42 },
      pipeline: { name: '电子检测' },
    })
    expect(deal.milestones).toHaveLength(6)
    const names = await store.db.name.findMany({ where: { key: 'huaxin', kind: 'account' } })
    expect(names.map(({ subjectId }) => subjectId).sort()).toEqual(['cus1', 'cus3'])
    expect(await store.db.meta.findUnique({ where: { key: 'demo-organisation' } })).toMatchObject({
      value: demoNow.toISOString(),
    })
  })

  it('knows everybody on both platforms, each with a role that there is', async () => {
    await seedDemo(store)
    const people = await store.db.user.findMany({ include: { identities: true, roles: true } })
    expect(people).toHaveLength(13)
    for (const person of people) {
      expect(person.identities.map(({ externalId }) => externalId).sort()).toEqual(
        [person.id, `ou_${person.id}`].sort(),
      )
      expect(roles.map(({ id }) => id)).toContain(person.roles[0]!.role)
    }
    const chain = ['zhangwei']
    for (let at: string | undefined = 'zhangwei'; at; ) {
      at = people.find(({ id }) => id === at)?.managerId ?? undefined
      if (at) chain.push(at)
    }
    expect(chain).toEqual(['zhangwei', 'chenjing', 'zhaomin', 'qianli'])
  })

  it('a second time leaves what people changed', async () => {
    await seedDemo(store)
    await store.write('background', (tx) =>
      tx.deal.update({ where: { code: 'D-1001' }, data: { amountFen: yuan(3_200_000) } }),
    )
    expect(await seedDemo(store)).toEqual({ kind: 'already-seeded' })
    expect(await store.db.deal.findUnique({ where: { code: 'D-1001' } })).toMatchObject({
      amountFen: yuan(3_200_000),
    })
  })

  it('two at once seed once', async () => {
    const kinds = (await Promise.all([seedDemo(store), seedDemo(store)])).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['already-seeded', 'seeded'])
  })

  it('stays out of a database with other data', async () => {
    await store.write('background', (tx) =>
      tx.user.create({ data: { id: 'u1', name: '某人', createdAt: demoNow } }),
    )
    expect(await seedDemo(store)).toEqual({ kind: 'other-data', found: ['1 people'] })
    expect(await store.db.account.count()).toBe(0)
    expect(await store.db.meta.count()).toBe(0)
  })
})

describe.each(databases)('the shipped pipelines on %s', (database) => {
  let fresh: FreshStore
  let store: Store

  beforeEach(async () => {
    fresh = await freshStore(database)
    store = fresh.store
  })
  afterEach(() => fresh.close())

  it('are there after any number of starts, and keep what was changed', async () => {
    const start = () => store.write('background', ensurePipelines)
    await start()
    await store.write('background', (tx) =>
      tx.stage.update({
        where: { pipelineId_key: { pipelineId: 'general-v1', key: 'proposal' } },
        data: { probability: 45 },
      }),
    )
    await Promise.all([start(), start()])
    const pipelines = await store.db.pipeline.findMany({
      include: { stages: { orderBy: { position: 'asc' } } },
    })
    expect(
      Object.fromEntries(pipelines.map(({ key, stages }) => [key, stages.map(({ name }) => name)])),
    ).toEqual(
      Object.fromEntries(
        pipelineTemplates.map(({ key, stages }) => [key, stages.map(({ name }) => name)]),
      ),
    )
    const general = pipelines.find(({ key }) => key === 'general')!
    expect(general.stages.map(({ probability }) => probability)).toEqual([5, 15, 30, 45, 75, 100])
    for (const { stages } of pipelines)
      expect(stages.filter(({ outcome }) => outcome === 'won')).toHaveLength(1)
  })
})
