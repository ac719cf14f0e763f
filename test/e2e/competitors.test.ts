import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const minute = 60_000

describe.each(places)('competitors on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }
  const latest = (who = 'zhangwei') => {
    const message = scene.feishu.messages(scene.feishu.privateChatOf(`ou_${who}`)).at(-1)!
    return { id: message.id, text: scene.read(message) }
  }
  const notes = async () => {
    const rows = await scene.store.db.competitorNote.findMany({
      where: { undoneAt: null, createdAt: { gte: new Date('2026-11-18T00:00:00+08:00') } },
      orderBy: { id: 'asc' },
      include: { competitor: true },
    })
    return rows.map(({ competitor, kind, text, accountId, dealId }) =>
      [competitor.name, kind, text, accountId, dealId].filter(Boolean).join(' '),
    )
  }
  const linked = async (dealId = 'd-1001') => {
    const rows = await scene.store.db.dealCompetitor.findMany({
      where: { dealId },
      include: { competitor: true },
      orderBy: { competitorId: 'asc' },
    })
    return rows.map(({ competitor }) => competitor.name).sort()
  }
  const audits = async (action: string) =>
    (await scene.store.db.audit.findMany({ where: { action } })).map((row) => row.newValue)

  it('U20 is kept at once, and goes to a deal by a tap and an answer', async () => {
    const card = await said('zhangwei', '环测最近报价降了8%')
    for (const words of ['已记录', '环测 · 2026-11-18(今天)', '价格', '报价降了8%', '撤销']) {
      expect(card.text).toContain(words)
    }
    expect(card.text).toContain('目前没有在谈商机登记环测')
    const [note] = await scene.store.db.competitorNote.findMany({ where: { kind: 'price' } })
    expect(note).toMatchObject({
      competitorId: 'huance',
      text: '报价降了8%',
      changeBp: -800,
      onDate: '2026-11-18',
      byUserId: 'zhangwei',
      accountId: null,
      dealId: null,
    })
    expect(await audits('competitor.note')).toEqual(['报价降了8%'])

    await scene.tap('zhangwei', card.id, '加到商机')
    expect(latest().text).toMatch(
      /环测加到哪个商机\?[\s\S]*华芯检测项目[\s\S]*华芯射频校准[\s\S]*华鑫老化测试[\s\S]*立辰可靠性实验室/,
    )
    expect((await said('zhangwei', '射频校准')).text).toMatch(
      /已登记对手[\s\S]*D-1006 华芯射频校准/,
    )
    expect(await linked('d-1006')).toEqual(['环测'])
    expect(await audits('competitor.link')).toEqual(['环测'])
    const again = await said('zhangwei', '环测又降价了')
    expect(again.text).toContain('登记了环测的在谈商机:D-1006 华芯射频校准')
    await scene.tap('zhangwei', again.id, '加到商机')
    expect(latest().text).not.toContain('华芯射频校准')
    expect((await said('zhangwei', 'D-1006')).text).toMatch(/没有变化[\s\S]*D-1006/)
  })

  it('E1 several things at once are kept by kind, and taken back together', async () => {
    const card = await said('zhangwei', '竞品环测 报价降8% 交期快')
    expect(card.text).toMatch(/价格[\s\S]*报价降8%[\s\S]*服务[\s\S]*交期快/)
    expect(await notes()).toEqual(['环测 price 报价降8%', '环测 service 交期快'])
    await scene.tap('zhangwei', card.id, '撤销')
    expect(latest().text).toContain('已撤销')
    expect(await notes()).toEqual([])
    expect((await said('zhangwei', '环测怎么打')).text).not.toContain('报价降8%')
  })

  it('after ten minutes it stays', async () => {
    const card = await said('zhangwei', '环测出了新品X100')
    scene.clock.moveTo(scene.clock.business() + 11 * minute)
    const late = await scene.tap('zhangwei', card.id, '撤销')
    expect(late.toast?.content).toContain('超过 10 分钟')
    expect(await notes()).toEqual(['环测 product 出了新品X100'])
  })

  it('what was bid on a deal is of it and its customer, and of who bids', async () => {
    const card = await said('zhangwei', '听说广测在华芯检测报了250万')
    expect(card.text).toMatch(/广测\(新竞品\) · 华芯[\s\S]*D-1001 华芯检测项目 登记了对手 广测/)
    expect(await notes()).toEqual(['广测 price 报了250万 cus1 d-1001'])
    expect(await linked()).toEqual(['广测'])
    expect(await audits('competitor.create')).toEqual(['广测'])
    const deal = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })
    expect([deal.version, deal.amountFen]).toEqual([1, 280_000_000n])
    expect((await said('zhangwei', '华芯检测')).text).toContain('广测(11-18 报了250万)')
    expect((await said('zhangwei', '华芯现在什么情况')).text).toContain('广测(11-18 报了250万)')

    await said('zhangwei', '取消')
    await said('zhangwei', '撤销')
    expect([await notes(), await linked()]).toEqual([[], []])
    expect(await scene.store.db.competitor.count({ where: { name: '广测' } })).toBe(0)
    expect((await said('zhangwei', '广测怎么打')).text).toContain('还没有竞品“广测”的记录')
  })

  it('one that others have come to need is not taken back with the first word on it', async () => {
    const first = await said('zhangwei', '竞品广测 交期快')
    await said('lina', '广测又涨价了')
    await scene.tap('zhangwei', first.id, '撤销')
    expect(await notes()).toEqual(['广测 price 涨价了'])
  })

  it('who may not read the customer learns nothing of what was heard there', async () => {
    await said('zhangwei', '听说广测在华芯检测报了250万')
    for (const who of ['wangqiang', 'lina', 'helei', 'sunli']) {
      const { text } = await said(who, '广测怎么打')
      expect(text, who).not.toMatch(/250万/)
      if (who !== 'helei') expect(text, who).not.toMatch(/D-1001|华芯检测/)
      expect((await said(who, '竞争对手有哪些')).text, who).not.toContain('250万')
    }
    for (const who of ['chenjing', 'zhoutao', 'zhaomin', 'qianli']) {
      expect((await said(who, '广测怎么打')).text, who).toMatch(/报了250万[\s\S]*D-1001/)
    }
    // 售前 sees no money of ours.
    expect((await said('zhoutao', '广测怎么打')).text).not.toContain('280万')
    expect((await said('wangqiang', '环测怎么打')).text).toContain('目前没有在谈商机登记环测')
  })

  it('a note of one customer is on no card of another', async () => {
    await said('wangqiang', '环测在远驰AEC-Q检测线报了600万')
    await said('zhangwei', '华芯检测的对手是环测')
    expect((await said('zhangwei', '拜访前 华芯')).text).toMatch(/环测\(10-28 EMC暗室排期要等6周\)/)
    expect((await said('zhangwei', '华芯检测')).text).not.toContain('600万')
    expect((await said('zhaomin', 'D-1001')).text).toContain('报了600万')
  })

  it('deals are fought against those who are named, until they are not', async () => {
    const card = await said('zhangwei', '华芯检测项目竞争对手 环测和广测')
    expect(card.text).toContain('已登记对手 环测、广测(新竞品)')
    expect(await linked()).toEqual(['广测', '环测'].sort())
    expect((await said('zhangwei', '华芯检测有哪些对手')).text).toMatch(/D-1001[\s\S]*环测/)
    expect((await said('zhangwei', '环测退出华芯检测了')).text).toContain('已去掉对手 环测')
    expect(await linked()).toEqual(['广测'])
    await said('zhangwei', '撤销')
    expect(await linked()).toEqual(['广测', '环测'].sort())
    expect((await said('zhangwei', '华芯检测的对手是环测和赛宝')).text).toMatch(
      /已登记对手 赛宝[\s\S]*本来就有:环测/,
    )
    const which = await said('zhangwei', '华芯检测没有竞争对手了')
    expect(which.text).toContain('去掉哪个对手?')
    await scene.tap('zhangwei', which.id, '赛宝')
    expect(await linked()).toEqual(['广测', '环测'].sort())
  })

  it('which deal is asked where a customer has several', async () => {
    const question = await said('zhangwei', '环测也在跟华芯')
    expect(question.text).toMatch(/哪个项目\?[\s\S]*华芯检测项目[\s\S]*华芯射频校准/)
    expect((await said('zhangwei', '射频校准')).text).toContain('已登记对手 环测')
    expect([await linked(), await linked('d-1006')]).toEqual([[], ['环测']])
    expect((await said('zhangwei', '环测也在跟立辰')).text).toContain('D-1005')
  })

  it('the deal on the card that is answered is the one', async () => {
    const card = await said('zhangwei', '华芯检测现在多少钱')
    await scene.say('zhangwei', '对手是环测', { replyTo: card.id })
    expect(await linked()).toEqual(['环测'])
    await scene.say('zhangwei', '环测报了250万', { replyTo: card.id })
    expect(await notes()).toEqual(['环测 price 报了250万 cus1 d-1001'])
  })

  it('nobody is taken for a rival unasked', async () => {
    const question = await said('zhangwei', '天溯也在跟立辰')
    expect(question.text).toContain('“天溯”是竞争对手吗?')
    expect((await said('zhangwei', '不是')).text).toContain('没听懂')
    expect(await scene.store.db.competitor.count()).toBe(2)
    await said('zhangwei', '广测也在跟立辰')
    expect((await said('zhangwei', '是的')).text).toContain('已登记对手 广测(新竞品)')

    const sounds = await said('zhangwei', '竞品欢测降价了')
    expect(sounds.text).toContain('没找到竞品“欢测”。是指 环测 吗?')
    expect((await said('zhangwei', '是')).text).toMatch(/已记录[\s\S]*环测/)
    expect(await scene.store.db.competitor.count({ where: { name: '欢测' } })).toBe(0)

    expect((await said('zhangwei', '友商降价了')).text).toMatch(/哪家竞品\?[\s\S]*环测/)
    expect((await said('zhangwei', '赛宝')).text).toMatch(/已记录[\s\S]*赛宝/)
    expect((await said('zhangwei', '天成降价了')).text).not.toContain('已记录')
  })

  it('one message tells of several, each by itself', async () => {
    await said('zhangwei', '环测降价8% 赛宝交期缩到两周')
    expect(await notes()).toEqual(['环测 price 降价8%', '赛宝 service 交期缩到两周'])
  })

  it('a change in the same message waits for its tap', async () => {
    const { answers } = await scene.say('zhangwei', '华芯检测改成260万,环测报了250万')
    expect(answers.map((one) => scene.read(one)).join('\n')).toMatch(
      /点确认才会保存[\s\S]*已记录[\s\S]*D-1001/,
    )
    expect(await linked()).toEqual(['环测'])
  })

  it('E3 the win rate is said from five closed deals on, of those that one may read', async () => {
    await said('zhangwei', '华芯检测的对手是环测')
    expect((await said('zhangwei', '环测怎么打')).text).toMatch(
      /在谈 1 个[\s\S]*赢 0 · 输 0 · 胜率 样本不足/,
    )
    const deal = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })
    const closed = (n: number, outcome: string, ownerId: string) => ({
      ...deal,
      id: `old-${n}`,
      code: `D-20${n}`,
      outcome,
      ownerId,
      accountId: ownerId === 'zhangwei' ? 'cus1' : 'cus4',
      closedDate: '2026-08-01',
      ...(outcome === 'lost' && { lostToId: n === 14 ? 'saibao' : 'huance', lossReason: 'price' }),
    })
    const rows = [
      closed(10, 'won', 'zhangwei'),
      closed(11, 'won', 'zhangwei'),
      closed(12, 'won', 'zhangwei'),
      closed(13, 'lost', 'zhangwei'),
      // To somebody else: neither won nor lost against it.
      closed(14, 'lost', 'zhangwei'),
      closed(15, 'lost', 'wangqiang'),
    ]
    await scene.store.write('background', async (tx) => {
      await tx.deal.createMany({ data: rows })
      await tx.dealCompetitor.createMany({
        data: rows.map(({ id }) => ({
          dealId: id,
          competitorId: 'huance',
          createdAt: new Date('2026-07-01T00:00:00Z'),
        })),
      })
    })
    expect((await said('zhangwei', '环测怎么打')).text).toContain('赢 3 · 输 1 · 胜率 样本不足')
    expect((await said('zhaomin', '环测怎么打')).text).toContain('赢 3 · 输 2 · 胜率 60%')
    expect((await said('wangqiang', '环测怎么打')).text).toContain('赢 0 · 输 1 · 胜率 样本不足')
  })

  it('a link is not taken back once the deal is closed', async () => {
    const card = await said('zhangwei', '华芯检测的对手是环测')
    const loss = await said('zhangwei', '华芯检测项目丢了,输给环测,价格原因')
    await scene.tap('zhangwei', loss.id, '确认丢单')
    const late = await scene.tap('zhangwei', card.id, '撤销')
    expect(late.toast?.content).toContain('D-1001 之后已经关闭')
    expect(await linked()).toEqual(['环测'])
    expect((await said('zhangwei', 'D-1001的对手是赛宝')).text).toContain('已丢单,不能再改')
  })

  it('a rival that got the deal is a loss, previewed', async () => {
    expect((await said('zhangwei', '环测抢走了华芯检测')).text).toContain('丢单原因?')
    const card = await said('zhangwei', '价格')
    expect(card.text).toMatch(/关闭为丢单\?[\s\S]*环测[\s\S]*本季预测减少 ¥1,400,000/)
    expect(await notes()).toEqual([])
  })

  it('what a rival signs is none of ours', async () => {
    const card = await said('zhangwei', '环测跟立辰签了框架协议')
    expect(card.text).toMatch(/已记录[\s\S]*环测 · 立辰/)
    expect(await notes()).toEqual(['环测 other 签了框架协议 cus5'])
  })

  it('asked for in a group it is told in private: whether all see the same would tell of others', async () => {
    const { answers } = await scene.say('zhangwei', '环测怎么打', {
      chat: 'oc_huadong',
      mentionBot: true,
    })
    expect(answers.map(scene.read).join('\n')).toContain('没有AEC-Q全套资质')
    expect(scene.read(scene.feishu.messages('oc_huadong').at(-1))).toContain('已私信你')
  })

  it('a number that was typed along is not shown to everybody', async () => {
    await said('zhangwei', '环测换了销售总监,电话13812345678')
    expect((await said('wangqiang', '环测怎么打')).text).not.toContain('13812345678')
  })

  it('a list shows each by a tap', async () => {
    const list = await said('zhangwei', '竞争对手有哪些')
    expect(list.text).toMatch(/环测[\s\S]*10-28 EMC暗室排期要等6周[\s\S]*赛宝[\s\S]*还没有记录/)
    await scene.feishu.tap({
      by: 'ou_zhangwei',
      messageId: list.id,
      button: { text: '环测 10-28 EMC暗室排期要等6周' },
    })
    await scene.bot.engine.settled()
    expect(latest().text).toMatch(/没有AEC-Q全套资质[\s\S]*09-15 · 王强/)
  })
})

describe.each(places)('who may note what was heard on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  it.each([
    ['销售', 'zhangwei', true],
    ['销售经理', 'chenjing', true],
    ['销售总监', 'zhaomin', true],
    ['售前', 'zhoutao', true],
    ['商务', 'sunli', true],
    ['总经理 reads and notes nothing', 'qianli', false],
    ['财务', 'wufang', false],
    ['法务', 'zhengkai', false],
    ['销售运营', 'helei', false],
  ])('%s: %s', async (_, who, may) => {
    const { answers } = await scene.say(who, '赛宝交期缩短了')
    const text = scene.read(answers.at(-1))
    if (may) expect(text).toContain('已记录')
    else expect(text).toMatch(/没有权限[\s\S]*你的角色不能做/)
  })

  it.each([
    ['销售, own', 'zhangwei', '华芯检测', true],
    ['销售, a colleague’s', 'zhangwei', 'D-1002', false],
    ['销售, one that there is not', 'zhangwei', '天成', false],
    ['销售, of another team', 'wangqiang', 'D-1001', false],
    ['销售经理, of another team', 'liuyang', 'D-1001', false],
    ['售前, called up', 'zhoutao', 'D-1001', true],
    ['售前, not called up', 'zhoutao', 'D-1004', false],
    ['财务, called up', 'wufang', 'D-1004', false],
    ['总经理', 'qianli', 'D-1001', false],
    ['销售运营', 'helei', 'D-1001', false],
  ])('%s: %s on %s', async (_, who, deal, may) => {
    const { answers } = await scene.say(who, `${deal}的对手是赛宝`)
    const text = scene.read(answers.at(-1))
    if (may) expect(text).toMatch(/已登记对手|没有变化/)
    else expect(text).toContain('没有权限或不存在')
  })

  it('whom a deal is fought against is shown to who may read it alone', async () => {
    await scene.say('zhangwei', '华芯检测的对手是赛宝')
    for (const who of ['wangqiang', 'lina', 'gaoyuan']) {
      const { answers } = await scene.say(who, 'D-1001有哪些对手')
      expect(scene.read(answers.at(-1)), who).toContain('没有权限或不存在')
    }
    const { answers } = await scene.say('qianli', 'D-1001有哪些对手')
    expect(scene.read(answers.at(-1))).toContain('赛宝')
  })
})
