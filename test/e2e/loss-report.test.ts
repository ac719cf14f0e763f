import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

describe.each(databases)('why deals were lost on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
    const deal = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })
    const negotiation = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1006' } })
    const lost = (n: number, of: Partial<typeof deal>) => ({
      ...deal,
      outcome: 'lost',
      closedDate: '2026-10-12',
      lossReason: 'price',
      lostToId: 'huance',
      ...of,
      id: `lost-${n}`,
      code: `D-30${n}`,
    })
    const data = [
      lost(10, { amountFen: 100_000_000n }),
      lost(11, { amountFen: 50_000_000n, stageId: negotiation.stageId }),
      lost(12, { amountFen: 20_000_000n, lossReason: 'delivery' }),
      lost(13, { amountFen: null, lossReason: 'budget', lostToId: null }),
      // Before the last twelve months.
      lost(14, { closedDate: '2025-11-18', amountFen: 900_000_000n }),
      lost(15, { ownerId: 'wangqiang', accountId: 'cus4', amountFen: 300_000_000n }),
      lost(16, {
        ownerId: 'lina',
        accountId: 'cus7',
        amountFen: 40_000_000n,
        lostToId: 'saibao',
      }),
    ]
    await scene.store.write('background', (tx) => tx.deal.createMany({ data }))
  })
  afterAll(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return scene.read(answers.at(-1))
  }

  it('E6 by reason, and by whom, stage and region', async () => {
    const text = await said('zhangwei', '丢单原因')
    for (const words of [
      '我的丢单原因',
      '近12个月 · 2025-11-19',
      '丢单 4 个 · ¥1,700,000(170万)',
      '价格 50% · 2 个 · ¥1,500,000(150万)',
      '交期 25% · 1 个 · ¥200,000(20万)',
      '预算 25% · 1 个',
      '环测 75% · 3 个 · ¥1,700,000(170万)',
      '价格 2、交期 1',
      '无 25% · 1 个',
      '方案制定 75% · 3 个',
      '商务谈判 25% · 1 个 · ¥500,000(50万)',
      '华东 100% · 4 个',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('only by what was asked for', async () => {
    const text = await said('zhangwei', '今年丢单原因 按竞品')
    expect(text).toMatch(/今年 · 2026-01-01[\s\S]*按原因[\s\S]*按竞品/)
    expect(text).not.toMatch(/按阶段|按地区/)
  })

  it('as far as one’s reports go', async () => {
    expect(await said('wangqiang', '丢单原因')).toMatch(/我的丢单原因[\s\S]*丢单 1 个 · ¥3,000,000/)
    expect(await said('chenjing', '丢单原因')).toMatch(/团队丢单原因[\s\S]*丢单 5 个 · ¥2,100,000/)
    expect(await said('zhaomin', '丢单原因')).toMatch(/全公司丢单原因[\s\S]*丢单 6 个 · ¥5,100,000/)
    expect(await said('chenjing', '李娜丢单原因')).toMatch(/李娜 丢单原因[\s\S]*赛宝 100%/)
    expect(await said('zhaomin', '华南组丢单原因')).toMatch(/华南组 丢单原因[\s\S]*丢单 1 个/)
    for (const [who, text] of [
      ['zhangwei', '李娜丢单原因'],
      ['zhangwei', '王小明丢单原因'],
      ['chenjing', '华南组丢单原因'],
      ['wufang', '丢单原因'],
    ]) {
      expect(await said(who!, text!), text).toContain('没有权限或不存在')
    }
  })

  it('without money for who may not see it', async () => {
    const text = await said('helei', '丢单原因')
    expect(text).toMatch(/丢单 6 个[\s\S]*价格 67% · 4 个/)
    expect(text).not.toContain('¥')
  })

  it('days without any say so, and days to come are refused', async () => {
    expect(await said('zhangwei', '去年9月丢单原因')).toContain('这段时间没有丢单')
    expect(await said('zhangwei', '明年丢单原因')).toContain('还没到')
    expect(await said('zhangwei', '最近一周为什么丢单')).toMatch(
      /最近一周 · 2026-11-12[\s\S]*这段时间没有丢单/,
    )
  })
})
