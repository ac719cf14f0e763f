import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const sentence = '华芯检测项目丢了,输给环测,价格原因'

describe.each(places)('losing a deal on %s', (database) => {
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
  const deal = (code = 'D-1001') => scene.store.db.deal.findUniqueOrThrow({ where: { code } })
  const latest = () => scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei')).at(-1)!

  it('U12 is previewed with why and to whom, and closed by a tap', async () => {
    const card = await said('zhangwei', sentence)
    for (const words of [
      '关闭为丢单?',
      'D-1001 华芯检测项目',
      '价格',
      '环测',
      '一条教训(可跳过)',
      '确认丢单',
      '取消',
    ]) {
      expect(card.text).toContain(words)
    }
    expect((await deal()).outcome).toBe('open')
    await scene.tap('zhangwei', card.id, '确认丢单')
    expect(scene.read(latest())).toContain('已丢单')
    expect(await deal()).toMatchObject({
      outcome: 'lost',
      closedDate: '2026-11-18',
      lossReason: 'price',
      lostToId: 'huance',
      lossLesson: null,
      version: 2,
    })
    const where = { dealId: (await deal()).id }
    expect(await scene.store.db.dealCompetitor.findMany({ where })).toHaveLength(1)
    expect(await scene.store.db.audit.count({ where: { action: 'deal.lose' } })).toBe(1)
    expect((await said('zhangwei', sentence)).text).toContain('已丢单')
    expect((await said('zhangwei', '华芯检测改成300万')).text).toContain('已丢单,不能再改')
  })

  it('the lesson may be written into the card', async () => {
    const card = await said('zhangwei', sentence)
    await scene.tap('zhangwei', card.id, '确认丢单', { lesson: '先摸清对手底价再报' })
    expect(scene.read(latest())).toContain('教训:先摸清对手底价再报')
    expect((await deal()).lossLesson).toBe('先摸清对手底价再报')
  })

  it('is taken back whole, and reopened later by a preview of its own', async () => {
    const card = await said('zhangwei', '华芯检测输给赛迪检测了,交期比我们短,教训是太晚排产')
    expect(card.text).toContain('赛迪检测(新竞品)')
    await scene.tap('zhangwei', card.id, '确认丢单')
    expect(await scene.store.db.competitor.count({ where: { name: '赛迪检测' } })).toBe(1)
    await said('zhangwei', '撤销')
    expect(await deal()).toMatchObject({
      outcome: 'open',
      lossReason: null,
      lostToId: null,
      closedDate: null,
    })
    expect(await scene.store.db.competitor.count({ where: { name: '赛迪检测' } })).toBe(0)
    expect(await scene.store.db.name.count({ where: { key: '赛迪检测' } })).toBe(0)

    await scene.tap('zhangwei', (await said('zhangwei', sentence)).id, '确认丢单')
    scene.clock.moveTo(scene.clock.business() + 24 * 60 * 60_000)
    const reopen = await said('zhangwei', '重开华芯检测')
    expect(reopen.text).toMatch(
      /重开商机\?[\s\S]*已丢单 2026-11-18\(昨天\) 价格[\s\S]*在谈 · 方案制定/,
    )
    expect((await deal()).outcome).toBe('lost')
    await scene.tap('zhangwei', reopen.id, '确认重开')
    expect(await deal()).toMatchObject({ outcome: 'open', lossReason: null, closedDate: null })
    await said('zhangwei', '撤销')
    expect(await deal()).toMatchObject({ outcome: 'lost', lossReason: 'price', lostToId: 'huance' })
    expect((await said('zhangwei', '重开立辰可靠性实验室')).text).toContain('没有关闭,还在谈')
  })

  it('why is asked when it was not said, and then to whom', async () => {
    const question = await said('zhangwei', '立辰这单黄了')
    for (const words of ['丢单原因?', '价格', '技术', '客户关系', '项目取消', '其他']) {
      expect(question.text).toContain(words)
    }
    await scene.tap('zhangwei', question.id, '价格')
    expect(scene.read(latest())).toMatch(/输给了谁\?[\s\S]*环测[\s\S]*无/)
    const card = await said('zhangwei', '无')
    expect(card.text).toMatch(/关闭为丢单\?[\s\S]*D-1005/)
    await scene.tap('zhangwei', card.id, '确认丢单')
    expect(await deal('D-1005')).toMatchObject({
      outcome: 'lost',
      lossReason: 'price',
      lostToId: null,
    })
  })

  it('what is said of somebody else meanwhile is no reason', async () => {
    await said('zhangwei', '立辰实验室丢了')
    const { text } = await said('zhangwei', '华芯那边换人了,新来的设备经理姓周')
    expect(text).not.toContain('关闭为丢单')
    expect((await said('zhangwei', '价格没谈拢')).text).toContain('输给了谁')
  })

  it.each(['立辰,定了样机测试', '华芯检测签了框架协议', '立辰实验室选了下周三的时间'])(
    'what is settled with us is no loss: 「%s」',
    async (words) => {
      expect((await said('zhangwei', words)).text).not.toContain('丢单')
    },
  )

  it('answers may be typed in other words', async () => {
    await said('zhangwei', '立辰这单黄了')
    await said('zhangwei', '人家关系硬')
    const card = await said('zhangwei', '广电计量')
    expect(card.text).toMatch(/客户关系[\s\S]*广电计量\(新竞品\)/)
    await said('zhangwei', '取消')
    await said('zhangwei', '射频校准丢了')
    const other = await said('zhangwei', '老板换人了')
    expect(other.text).toMatch(/其他[\s\S]*无/)
    expect(JSON.stringify(latest().card)).toContain('老板换人了')
  })

  it('whoever changed it meanwhile is not overruled', async () => {
    const card = await said('zhangwei', sentence)
    const change = await said('chenjing', '华芯检测改成300万')
    await scene.tap('chenjing', change.id, '确认')
    const stale = await scene.tap('zhangwei', card.id, '确认丢单')
    expect(stale.toast?.content).toContain('请按新数据确认')
    expect((await deal()).outcome).toBe('open')
    const closing = await said('chenjing', sentence)
    await scene.tap('chenjing', closing.id, '确认丢单')
    const again = await scene.tap('zhangwei', card.id, '确认丢单')
    expect(again.toast?.content).toContain('已丢单')
    expect((await deal()).version).toBe(3)
  })

  it('signed is a closing, and 签 is still a date', async () => {
    expect((await said('zhangwei', '立辰签了')).text).toContain('还不能成交')
    expect((await said('zhangwei', '立辰下周三签')).text).toContain('2026-11-25(下周三)')
  })

  it.each([
    '华芯的资料丢了',
    '华芯检测可能要丢',
    '华芯检测没丢',
    '如果华芯检测丢了怎么办',
    '华芯检测丢了吗',
  ])('%s closes nothing', async (text) => {
    const { answers } = await scene.say('zhangwei', text)
    expect(answers.map((one) => scene.read(one)).join('\n')).not.toMatch(/丢单/)
  })
})

describe.each(places)('who may close a deal on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  it.each([
    ['销售, own', 'zhangwei', '华芯检测', true],
    ['销售, a colleague’s', 'zhangwei', 'D-1002', false],
    ['销售, of another team', 'zhangwei', '远驰', false],
    ['a deal that there is not', 'zhangwei', 'D-9999', false],
    ['销售经理, of the team', 'chenjing', '华芯检测', true],
    ['销售经理, of another team', 'chenjing', 'D-1004', false],
    ['销售总监', 'zhaomin', 'D-1004', true],
    ['总经理', 'qianli', 'D-1004', false],
    ['售前, called up', 'zhoutao', '华芯检测', false],
    ['商务, called up', 'sunli', 'D-1004', false],
    ['销售运营', 'helei', 'D-1001', false],
  ])('%s: %s on %s', async (_, who, deal, may) => {
    const { answers } = await scene.say(who, `${deal}丢了,输给环测,价格原因`)
    const text = scene.read(answers.at(-1))
    if (may) expect(text).toContain('关闭为丢单?')
    else expect(text).toContain('没有权限或不存在')
  })
})
