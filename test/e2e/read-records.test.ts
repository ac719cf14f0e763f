import { afterEach, beforeEach, describe, expect } from 'vitest'
import { demoNow } from '../../prisma/demo/units.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('reading and opening records on %s', (database) => {
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

  it('U6 an account at a glance; what sounds like it but is not theirs is not there', async () => {
    const { text } = await said('zhangwei', '华芯现在什么情况')
    for (const words of [
      '华芯技术有限公司',
      'A级',
      '¥8,200,000',
      '¥3,700,000',
      '2026-11-09',
      'D-1001 华芯检测项目',
      'D-1006 华芯射频校准',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toContain('终端')
    expect(text).not.toContain('D-1002')
  })

  it('a deal in the list opens as a card of its own', async () => {
    const { id } = await said('zhangwei', '华芯现在什么情况')
    const chat = scene.feishu.privateChatOf('ou_zhangwei')
    await scene.tap('zhangwei', id, 'D-1006 华芯射频校准')
    expect(scene.read(scene.feishu.messages(chat).at(-1))).toContain('¥900,000')
  })

  it('「D-1001 现在多少钱」', async () => {
    const { text } = await said('zhangwei', 'D-1001 现在多少钱')
    for (const words of ['D-1001 华芯检测项目', '¥2,800,000(280万)', '方案制定', '2026-12-15']) {
      expect(text).toContain(words)
    }
  })

  it('「它」 is the deal of the last card for ten minutes, and then nobody', async () => {
    await said('zhangwei', 'D-1005 现在多少钱')
    expect((await said('zhangwei', '它现在什么阶段')).text).toContain('D-1005')
    scene.clock.moveTo(demoNow.getTime() + 11 * 60_000)
    expect((await said('zhangwei', '它现在什么阶段')).text).toContain('你说的是哪个项目?')
  })

  it('help says what this person can say', async () => {
    const rep = await said('zhangwei', '帮助')
    expect(rep.text).toContain('改商机')
    expect(rep.text).not.toContain('角色')
    const admin = await said('helei', '你能做什么')
    expect(admin.text).toContain('设置角色和团队')
    expect(admin.text).not.toContain('金额改成')
    expect(admin.text).not.toContain('记互动')
  })

  it('what is not understood is said, with the three nearest things one can say', async () => {
    const { text } = await said('zhangwei', '华芯检测的温箱坏了帮我看看')
    expect(text).toContain('没听懂“华芯检测的温箱坏了帮我看看”。你可以这样说:')
    expect(text.match(/「/g)).toHaveLength(3)
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it('X10 a text of 20,000 characters, and one of nothing but signs', async () => {
    const long = await said('zhangwei', '今天天气真好'.repeat(3400))
    expect(long.text).toContain('没听懂')
    expect(long.text.length).toBeLessThan(600)
    expect((await said('zhangwei', '😀😀')).text).toContain('我能帮你做什么')
  })

  it('what it did not understand of a message it names', async () => {
    const { text } = await said('zhangwei', '华芯检测改成320万,顺便帮我订个会议室')
    expect(text).toContain('¥3,200,000(320万)')
    expect(text).toContain('没听懂,没有处理:“顺便帮我订个会议室”')
  })

  it('U4 a new deal is previewed, saved with a code, and taken back', async () => {
    const preview = await said('zhangwei', '新建商机 中启射频检测 80万 预计明年一季度签')
    for (const words of [
      '中启射频检测',
      '中启通讯股份有限公司',
      '¥800,000(80万)',
      '2027-03-31(2027年一季度,精度:季度)',
      '线索获取',
      '张伟',
    ]) {
      expect(preview.text).toContain(words)
    }
    expect(await scene.store.db.deal.count({ where: { accountId: 'cus6' } })).toBe(0)
    await scene.tap('zhangwei', preview.id, '确认')
    const deal = await scene.store.db.deal.findFirstOrThrow({
      where: { accountId: 'cus6' },
      include: { stage: true, history: true, pipeline: true },
    })
    expect(deal).toMatchObject({
      name: '中启射频检测',
      ownerId: 'zhangwei',
      amountFen: 80_000_000n,
      closeDate: '2027-03-31',
      closeDatePrecision: 'quarter',
      pipeline: { key: 'electronic-testing' },
      stage: { name: '线索获取' },
      history: [{ byUserId: 'zhangwei', enteredDate: '2026-11-18' }],
    })
    expect(scene.read(scene.feishu.message(preview.id))).toContain(deal.code)
    expect((await said('zhangwei', '中启射频检测多少钱')).text).toContain(deal.code)
    expect((await said('zhangwei', '新建商机 中启射频检测 90万')).text).toContain('已有同名商机')
    await scene.tap('zhangwei', preview.id, '撤销')
    expect((await said('zhangwei', `${deal.code}改成90万`)).text).toMatch(/没有权限或不存在|已撤销/)
  })

  it('a new deal wants a name and a customer of one’s own', async () => {
    expect((await said('zhangwei', '新建商机')).text).toContain('新商机叫什么?')
    expect((await said('zhangwei', '新建商机 天成暗室 100万')).text).toContain('没找到')
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('signed is a closing, and never taken for a date', async () => {
    for (const text of ['立辰签了', '射频校准88万拿下了']) {
      expect((await said('zhangwei', text)).text).toContain('还不能成交')
    }
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })
})
