import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pipelineId, stageId } from '../../src/store/seed-pipelines.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const codesIn = (text: string) => [...new Set(text.match(/D-\d{4,}|CUS\d+/g) ?? [])].sort()

describe.each(databases)('lists, counts and the funnel on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }

  /** Who says what, the conditions that the title echoes, and exactly the records in it. */
  const lists: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    [
      'zhangwei',
      '我的商机',
      ['我的在谈商机', '合计 ¥5,080,000(508万)'],
      ['D-1001', 'D-1003', 'D-1005', 'D-1006'],
    ],
    [
      'zhangwei',
      '麻烦帮我列一下我手上的单子呗',
      ['我的在谈商机'],
      ['D-1001', 'D-1003', 'D-1005', 'D-1006'],
    ],
    ['zhangwei', '列出我的客户', ['我的客户', '4个'], ['CUS1', 'CUS3', 'CUS5', 'CUS6']],
    ['zhangwei', '列出华东 半导体 的客户', ['地区 华东', '行业 半导体'], ['CUS1']],
    ['wangqiang', '汽车行业的客户有哪些', ['行业 汽车电子'], ['CUS4']],
    ['zhangwei', 'A级客户有哪些', ['A级'], ['CUS1']],
    ['chenjing', '１０００人以上的客戶', ['规模 1000人以上'], ['CUS5', 'CUS7']],
    ['chenjing', '商务谈判阶段的项目', ['阶段 商务谈判'], ['D-1006']],
    [
      'chenjing',
      '下个月底前要签的单子',
      ['预计签约 2026-12-31(周四) 及以前'],
      ['D-1001', 'D-1006', 'D-1007'],
    ],
    [
      'chenjing',
      '12月签的单子',
      ['2026-12-01(周二) 至 2026-12-31(周四)'],
      ['D-1001', 'D-1006', 'D-1007'],
    ],
    ['chenjing', '100万以上的商机', ['金额至少 ¥1,000,000(100万)'], ['D-1001', 'D-1005', 'D-1007']],
    ['chenjing', '超过120万的商机', ['金额超过 ¥1,200,000(120万)'], ['D-1001', 'D-1007']],
    [
      'chenjing',
      '50万到150万的项目有几个',
      ['¥500,000(50万) 至 ¥1,500,000(150万)', '3个'],
      ['D-1005', 'D-1006', 'D-1007'],
    ],
    ['chenjing', '超期的项目', ['阶段超期', '停留34天,超6天'], ['D-1002']],
    ['chenjing', '停留超过30天的项目', ['停留超过 30 天'], ['D-1001', 'D-1002']],
    ['chenjing', '李娜手上有哪些项目', ['负责人 李娜'], ['D-1002', 'D-1007']],
    ['chenjing', '华芯有哪些项目', ['华芯', '合计 ¥3,700,000(370万)'], ['D-1001', 'D-1006']],
    ['chenjing', '金额最大的两个项目', ['前2个(共 6 个)', '金额从大到小'], ['D-1001', 'D-1007']],
    ['chenjing', '物流的商机', ['管道 物流'], ['D-1007']],
    ['chenjing', '我们组A级客户的项目', ['团队的在谈商机', 'A级'], ['D-1001', 'D-1006']],
    [
      'chenjing',
      '上周联系过哪些客户',
      ['联系过 2026-11-09(上周一) 至 2026-11-15(上周日)'],
      ['CUS1', 'CUS2', 'CUS5', 'CUS7'],
    ],
    [
      'zhaomin',
      '华东一共多少商机 多少钱',
      ['地区 华东', '6个,合计 ¥7,030,000(703万)'],
      ['D-1001', 'D-1002', 'D-1003', 'D-1005', 'D-1006', 'D-1007'],
    ],
    ['zhaomin', '华南组的项目', ['团队 华南组'], ['D-1004']],
    ['wufang', '我能看到哪些项目', ['在谈商机', '1个'], ['D-1004']],
    ['zhaomin', '刘洋团队的项目', ['刘洋的团队'], ['D-1004']],
    ['zhaomin', '丢单的项目有哪些', ['已丢单', '没有符合条件的商机'], []],
    ['zhangwei', '列出华中 光伏 的客户', ['地区 华中', '行业 光伏', '没有符合条件的客户'], []],
  ]

  it.each(lists)('%s: 「%s」', async (who, text, echoed, codes) => {
    const answer = await said(who, text)
    for (const words of echoed) expect(answer.text).toContain(words)
    expect(codesIn(answer.text)).toEqual([...codes].sort())
  })

  it('a list is narrowed down for as long as it is spoken of', async () => {
    await said('chenjing', '张伟有哪些商机')
    const narrowed = await said('chenjing', '只看100万以上的')
    expect(narrowed.text).toContain('负责人 张伟 · 金额至少 ¥1,000,000(100万)')
    expect(codesIn(narrowed.text)).toEqual(['D-1001', 'D-1005'])
    // Somebody else's list is not theirs, and what was shown an hour ago is no longer meant.
    expect(codesIn((await said('lina', '只看100万以上的')).text)).toEqual(['D-1007'])
    scene.clock.moveTo(scene.clock.business() + 60 * 60_000)
    expect((await said('chenjing', '只看100万以上的')).text).not.toContain('负责人 张伟')
  })

  it('A9 accounts by a tag of theirs, however it is called', async () => {
    const tags = [
      { accountId: 'cus1', tag: '价格敏感型' },
      { accountId: 'cus4', tag: '价格敏感型' },
      { accountId: 'cus5', tag: '长周期' },
    ]
    const createdAt = new Date('2026-11-01T00:00:00Z')
    await scene.store.write('message', (tx) =>
      tx.accountTag.createMany({ data: tags.map((tag) => ({ ...tag, createdAt })) }),
    )
    expect(codesIn((await said('zhangwei', '价格敏感的客户')).text)).toEqual(['CUS1'])
    expect(codesIn((await said('zhaomin', '价格敏感型客户有哪些')).text)).toEqual(['CUS1', 'CUS4'])
    expect(codesIn((await said('zhangwei', '长周期的客户')).text)).toEqual(['CUS5'])
    // Of 王强's accounts none has it, and nobody tells him that others do.
    expect((await said('wangqiang', '列出长周期的客户')).text).toContain('没有权限或不存在')
  })

  it('what cannot be read is said, and a name that is hidden like one that there is not', async () => {
    const hidden = await said('zhangwei', '列出华芯终端的商机')
    const missing = await said('zhangwei', '列出蓝天终端的商机')
    expect(hidden.text).toContain('没有权限或不存在:“华芯终端”')
    expect(missing.text).toBe(hidden.text.replaceAll('华芯终端', '蓝天终端'))
    const colleague = await said('zhangwei', '李娜手上有哪些项目')
    expect(colleague.text).toContain('没有权限或不存在')
    const denied = { action: { endsWith: 'read-denied' }, userId: 'zhangwei' }
    expect(await scene.store.db.audit.count({ where: denied })).toBeGreaterThan(0)
  })

  it('nobody sees, counts or sums what they may not', async () => {
    const all = (who: string) => said(who, '所有商机')
    expect(codesIn((await all('zhoutao')).text)).toEqual(['D-1001'])
    expect((await all('zhoutao')).text).not.toContain('¥')
    expect((await all('sunli')).text).toContain('2个,合计 ¥8,000,000(800万)')
    const admin = await all('helei')
    expect(admin.text).toContain('7个')
    expect(admin.text).not.toContain('¥')
    // Whoever may not see an amount learns nothing by asking for it in halves.
    for (const asked of ['100万以上的商机', '不到100万的商机', '金额最大的3个项目']) {
      const answer = await said('helei', asked)
      expect(codesIn(answer.text)).toEqual([])
    }
    expect(codesIn((await all('gaoyuan')).text)).toEqual([])
  })

  it('a collaborator’s shared deals are in the list, with their amounts', async () => {
    await scene.store.write('message', (tx) =>
      tx.participant.create({
        data: { subjectKind: 'account', subjectId: 'cus1', userId: 'lina', part: 'collaborator' },
      }),
    )
    const answer = await said('lina', '所有项目')
    expect(codesIn(answer.text)).toEqual(['D-1001', 'D-1002', 'D-1006', 'D-1007'])
    expect(answer.text).toContain('4个,合计 ¥5,650,000(565万)')
    expect(codesIn((await said('lina', '我的商机')).text)).toEqual(['D-1002', 'D-1007'])
  })

  const manyDeals = () =>
    scene.store.write('message', (tx) =>
      tx.deal.createMany({
        data: Array.from({ length: 19 }, (_, i) => ({
          id: `more-${i + 10}`,
          code: `D-20${i + 10}`,
          accountId: 'cus5',
          ownerId: 'zhangwei',
          name: `立辰追加${i + 10}`,
          pipelineId: pipelineId('electronic-testing'),
          stageId: stageId('electronic-testing', 'needs-research'),
          stageEnteredDate: '2026-11-10',
          amountFen: 100_00n,
          closeDate: '2027-03-31',
          createdAt: new Date(scene.clock.business()),
          updatedAt: new Date(scene.clock.business()),
        })),
      }),
    )

  it('A8 a long list is turned page by page, with the rights of now', async () => {
    await manyDeals()
    const { id, text } = await said('zhangwei', '我的商机')
    expect(text).toContain('23个')
    expect(text).toContain('第 1/3 页')
    expect(codesIn(text)).toHaveLength(10)
    const page = () => scene.read(scene.feishu.message(id))
    await scene.tap('zhangwei', id, '更多')
    expect(page()).toContain('第 2/3 页')
    const second = codesIn(page())
    expect(second).toHaveLength(10)
    expect(second.filter((code) => codesIn(text).includes(code))).toEqual([])
    await scene.tap('zhangwei', id, '更多')
    expect(codesIn(page())).toHaveLength(3)
    await scene.tap('zhangwei', id, '上一页')
    expect(codesIn(page())).toEqual(second)
    // Handed over meanwhile: gone from the next page that is drawn.
    await scene.store.write('message', (tx) =>
      tx.deal.updateMany({ where: { accountId: 'cus5' }, data: { ownerId: 'lina' } }),
    )
    await scene.tap('zhangwei', id, '更多')
    expect(codesIn(page())).toEqual(['D-1001', 'D-1003', 'D-1006'])
    expect(page()).toContain('3个,合计 ¥3,880,000(388万)')
  })

  it('a row opens its record', async () => {
    const { id } = await said('zhangwei', '列出我的客户')
    await scene.tap('zhangwei', id, 'CUS5 立辰')
    const chat = scene.feishu.privateChatOf('ou_zhangwei')
    expect(scene.read(scene.feishu.messages(chat).at(-1))).toContain('立辰精密工业股份有限公司')
  })

  it('in a group the answer goes to who asked', async () => {
    const { answers } = await scene.say('zhangwei', '我的商机', {
      chat: 'oc_huadong',
      mentionBot: true,
    })
    expect(scene.read(answers.at(-1))).toContain('D-1001')
    const group = scene.feishu.messages('oc_huadong').map((message) => scene.read(message))
    expect(group.join('\n')).not.toMatch(/D-1001|¥/)
    expect(group.at(-1)).toContain('已私信你')
  })

  it('U35 who has not been spoken to, and one reminder to whose it is', async () => {
    const { id, text } = await said('chenjing', '谁超过一周没跟进A级客户')
    expect(text).toContain('1个:华芯(张伟)9天,上次 2026-11-09')
    const chat = scene.feishu.privateChatOf('ou_zhangwei')
    const before = scene.feishu.messages(chat).length
    const tapped = await scene.tap('chenjing', id, '提醒张伟')
    expect(tapped.toast?.content).toBe('已提醒张伟')
    const messages = scene.feishu.messages(chat)
    expect(messages).toHaveLength(before + 1)
    expect(scene.read(messages.at(-1))).toContain('陈静提醒你跟进 1 个客户')
    expect(scene.read(messages.at(-1))).toContain('华芯')
    const again = await scene.tap('chenjing', id, '提醒张伟')
    expect(again.toast?.content).toBe('今天已经提醒过张伟')
    expect(scene.feishu.messages(chat)).toHaveLength(before + 1)
    const audit = await scene.store.db.audit.findMany({ where: { action: 'owner.remind' } })
    expect(audit.map(({ userId, subjectId, newValue }) => [userId, subjectId, newValue])).toEqual([
      ['chenjing', 'cus1', 'zhangwei'],
    ])
  })

  const silences: readonly (readonly [string, string, readonly string[]])[] = [
    ['chenjing', '哪些客户超过两周没联系', ['CUS3', 'CUS6']],
    ['chenjing', '超期没联系的客户', ['CUS1']],
    ['chenjing', '张伟七天没跟进的客户', ['CUS1', 'CUS3', 'CUS5', 'CUS6']],
    ['chenjing', '李娜有多久没跟进的客户', ['CUS2', 'CUS7']],
    ['chenjing', '一个月没动静的项目', []],
    ['zhangwei', '本周没联系的客户', ['CUS1', 'CUS3', 'CUS5', 'CUS6']],
    ['zhaomin', '5天没互动的A级客户', ['CUS1']],
  ]
  it.each(silences)('%s: 「%s」', async (who, text, codes) => {
    const answer = await said(who, text)
    expect(codesIn(answer.text)).toEqual([...codes])
    expect(answer.text).not.toContain('没听懂')
  })

  it('a rep is offered nobody to remind', async () => {
    expect((await said('zhangwei', '超过一周没跟进的A级客户')).text).not.toContain('提醒')
  })

  it('U36 the funnel of 陈静, to the figure', async () => {
    const { text } = await said('chenjing', '漏斗')
    for (const words of [
      '电子检测',
      '需求调研 2/¥630,000',
      '方案制定 2/¥4,000,000',
      '商务谈判 1/¥900,000',
      '物流',
      '提案及谈判 1/¥1,500,000',
      '合计 6/¥7,030,000',
      '最慢:电子检测 方案制定,平均停留 30 天(上限 42 天)',
      '进入下一阶段 60%',
      '样本不足',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toContain('线索获取')
  })

  const funnels: readonly (readonly [string, string, readonly string[]])[] = [
    ['zhangwei', '我的漏斗', ['我的漏斗', '合计 4/¥5,080,000']],
    ['zhangwei', '漏斗', ['我的漏斗', '合计 4/¥5,080,000']],
    ['zhaomin', '看一下漏斗', ['全公司漏斗', '合计 7/¥13,530,000']],
    ['zhaomin', '漏斗 华东', ['团队 华东组', '合计 6/¥7,030,000']],
    ['zhaomin', '华南组漏斗', ['团队 华南组', '合计 1/¥6,500,000']],
    ['qianli', '电子检测的漏斗', ['管道 电子检测', '合计 6/¥12,030,000']],
    ['chenjing', '张伟的漏斗', ['负责人 张伟', '合计 4/¥5,080,000']],
  ]
  it.each(funnels)('%s: 「%s»', async (who, text, words) => {
    const answer = await said(who, text)
    for (const one of words) expect(answer.text).toContain(one)
  })

  it('H10 the funnel is nobody’s who has none', async () => {
    for (const who of ['zhoutao', 'sunli', 'wufang']) {
      expect((await said(who, '漏斗')).text).toContain('没有权限或不存在')
    }
    expect((await said('zhangwei', '李娜的漏斗')).text).toContain('没有权限或不存在')
    expect((await said('zhangwei', '华南组的漏斗')).text).toContain('没有权限或不存在')
    const admin = await said('helei', '漏斗')
    expect(admin.text).toContain('合计 7')
    expect(admin.text).not.toContain('¥')
  })
})
