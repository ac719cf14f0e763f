import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPipelines } from '../../src/store/pipelines.ts'
import { ensurePipelines } from '../../src/store/seed-pipelines.ts'
import type { Store } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

/** A second version of 电子检测 whose 方案制定 asks for something else. */
async function addVersion(store: Store): Promise<void> {
  await store.write('background', async (tx) => {
    const old = await tx.pipeline.findUniqueOrThrow({
      where: { id: 'electronic-testing-v1' },
      include: { stages: true },
    })
    await tx.pipeline.update({ where: { id: old.id }, data: { active: false } })
    const { stages, ...rest } = old
    await tx.pipeline.create({ data: { ...rest, id: 'electronic-testing-v2', version: 2 } })
    await tx.stage.createMany({
      data: stages.map((stage) => ({
        ...stage,
        id: stage.id.replace('v1', 'v2'),
        pipelineId: 'electronic-testing-v2',
        ...(stage.key === 'lead-capture' && {
          gate: JSON.stringify([
            { criterion: 'milestone', key: 'site-visited', name: '现场看过', said: ['现场 看'] },
          ]),
        }),
      })),
    })
  })
}

describe.each(databases)('pipelines as data, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database, { beforeStart: addVersion })
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }

  it('a version that came later asks of new deals, those under way keep theirs', async () => {
    const old = await said('zhangwei', '立辰推进到商务谈判')
    expect(old.text).toContain('还不能推进:① 客户认可技术方案 ② 决策链缺财务。')
    const preview = await said('zhangwei', '新建商机 中启射频检测 80万 预计明年一季度签')
    await scene.tap('zhangwei', preview.id, '确认')
    const created = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1008' } })
    expect(created.pipelineId).toBe('electronic-testing-v2')
    expect((await said('zhangwei', '中启射频检测推进到需求调研')).text).toContain('还缺:现场看过')
    expect((await said('zhangwei', '中启射频检测现场看过了')).text).toContain('可以继续了')
  })
})

describe.each(databases)('gates in the store, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  it('a bad row stops the start, and says where it stands', async () => {
    const { store } = scene
    await store.write('background', (tx) =>
      tx.stage.update({
        where: { id: 'electronic-testing-v1-solution-design' },
        data: { gate: '[{"criterion":"horoscope"}]' },
      }),
    )
    await expect(loadPipelines(store.db)).rejects.toThrow(
      'pipeline 电子检测 v1, stage 方案制定, gate[0]: there is no criterion "horoscope"',
    )
  })

  it('stages from before there were gates get theirs, what people have set stays', async () => {
    const { store } = scene
    const own = '[{"criterion":"coverage"}]'
    await store.write('background', async (tx) => {
      await tx.stage.updateMany({ data: { gate: null, entry: null } })
      await tx.stage.update({ where: { id: 'general-v1-proposal' }, data: { gate: own } })
    })
    await store.write('background', ensurePipelines)
    const gates = await store.db.stage.findMany({ select: { id: true, gate: true } })
    expect(gates.filter(({ gate }) => gate === null)).toEqual([])
    expect(gates.find(({ id }) => id === 'general-v1-proposal')?.gate).toBe(own)
  })

  it('H8 a deal that begins late has the evidence of what it skipped open', async () => {
    const { store } = scene
    await store.write('background', (tx) =>
      tx.stageHistory.deleteMany({ where: { dealId: 'd-1005', stageId: { contains: 'needs' } } }),
    )
    await store.write('background', (tx) =>
      tx.milestone.deleteMany({ where: { dealId: 'd-1005', criterion: 'needs-analysis-report' } }),
    )
    expect((await said('zhangwei', '立辰可靠性实验室')).text).toContain('之前阶段待补:需求分析报告')
    expect((await said('zhangwei', '立辰推进到商务谈判')).text).toContain('① 需求分析报告')
  })

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }

  it('H7 H16 天龙八部: the customer’s ladder, the roles, a stage that is too high', async () => {
    await scene.store.write('background', async (tx) => {
      await tx.deal.update({
        where: { id: 'd-1005' },
        data: { pipelineId: 'eight-steps-v1', stageId: 'eight-steps-v1-evaluation' },
      })
    })
    const words = '我方在6项目评估,客户在3立项:阶段虚高'
    const saved = await said('zhangwei', '立辰客户还在立项')
    expect(saved.text).toContain(words)
    const card = await said('zhangwei', '立辰可靠性实验室')
    expect(card.text).toContain(words)
    expect(card.text).toMatch(/主导 总经理[\s\S]*客户在[\s\S]*3 立项/)
    await scene.tap('zhangwei', saved.id, '撤销')
    expect((await said('zhangwei', '立辰可靠性实验室')).text).not.toContain('阶段虚高')
    expect((await said('zhangwei', '立辰客户到招标了')).text).toContain('5 招标')
    expect((await said('zhangwei', '华芯检测客户还在立项')).text).toContain('不记客户走到哪一步')
  })

  it('M4 a stage asks for who it needs, and proposes who has least to do', async () => {
    await scene.store.write('background', async (tx) => {
      await tx.deal.update({
        where: { id: 'd-1005' },
        data: { pipelineId: 'eight-steps-v1', stageId: 'eight-steps-v1-first-proposal' },
      })
      await tx.participant.deleteMany({ where: { subjectId: { in: ['d-1005', 'cus5'] } } })
    })
    await said('zhangwei', '立辰推进到下一阶段')
    await said('chenjing', '立辰放行,客户急着看演示')
    const latest = () => {
      const chat = scene.feishu.privateChatOf('ou_zhangwei')
      return scene.feishu.messages(chat).findLast(({ sender }) => sender.kind === 'bot')!
    }
    await scene.tap('zhangwei', latest().id, '确认')
    const done = latest()
    expect(scene.read(done)).toContain('这个阶段要 售前 配合')
    await scene.tap('zhangwei', done.id, '请周涛(售前)')
    await scene.tap('zhangwei', latest().id, '确认')
    expect(
      await scene.store.db.participant.findFirst({ where: { subjectId: 'd-1005' } }),
    ).toMatchObject({ userId: 'zhoutao', part: 'called-up' })
  })

  it('C6 H13 budget, who decides and when, what hurts and what we are worth', async () => {
    await scene.store.write('background', (tx) =>
      tx.deal.update({
        where: { id: 'd-1003' },
        data: { budgetRange: null, decisionProcess: null, decisionDate: null, painPoints: '[]' },
      }),
    )
    const lacking = await said('zhangwei', '华鑫老化测试推到方案制定')
    expect(lacking.text).toMatch(/预算范围[\s\S]*决策流程[\s\S]*决策时间[\s\S]*客户痛点/)
    const saved = await said('zhangwei', '华鑫预算100万左右,老板拍板,12月底前定')
    expect(saved.text).toMatch(/100万左右[\s\S]*老板拍板[\s\S]*2026-12-31/)
    await said('zhangwei', '华鑫客户痛点是失效率说不清')
    const left = await said('zhangwei', '华鑫老化测试推到方案制定')
    expect(left.text).toContain('还缺:需求分析报告')
    expect(await scene.store.db.deal.findUnique({ where: { id: 'd-1003' } })).toMatchObject({
      budgetRange: '100万左右',
      decisionProcess: '老板拍板',
      decisionDate: '2026-12-31',
    })
    await scene.tap('zhangwei', saved.id, '撤销')
    expect((await said('zhangwei', '华鑫老化测试推到方案制定')).text).toContain('预算范围')
  })
})
