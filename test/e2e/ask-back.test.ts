import { afterEach, beforeEach, describe, expect } from 'vitest'
import { demoNow, yuan } from '../../prisma/demo/units.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const hours = (n: number) => n * 3_600_000

describe.each(places)('asking back on %s', (database) => {
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
  const shown = (id: string) => scene.read(scene.feishu.message(id))
  const amountOf = async (code: string) =>
    (await scene.store.db.deal.findUniqueOrThrow({ where: { code } })).amountFen

  it('U7 asks for the deal and the unit on one card', async () => {
    const { text } = await said('zhangwei', '华芯那个项目金额改成300')
    for (const words of [
      '① 哪个项目?',
      '华芯检测项目 ¥280万',
      '华芯射频校准 ¥90万',
      '② 「300」金额是多少?',
      '300万',
      '300元',
    ]) {
      expect(text).toContain(words)
    }
  })

  it.each([
    ['今天拜访了客户', '立辰', '已记录\n立辰·面谈·2026-11-18(今天)'],
    ['今天拜访了王总,聊方案', '华鑫', '已记录\n华鑫·面谈·2026-11-18(今天)'],
    ['新建商机 射频测试 45万', '中启', '新建商机:射频测试\n待确认\n客户\n中启通讯股份有限公司'],
    ['加个标签 高潜力', '华鑫', '已加标签\n华鑫'],
    ['新增联系人 何工 技术 13800001111', '立辰', '立辰·何工'],
  ])('which customer is asked and remembered: %s, then %s', async (text, answer, words) => {
    const asked = await said('zhangwei', text)
    expect(asked.text).toMatch(/哪个客户|是哪个?/u)
    expect(asked.text).not.toContain('已')
    expect((await said('zhangwei', answer)).text).toContain(words)
    expect((await said('zhangwei', '待补充')).text).not.toContain('哪个')
  })

  it('a customer that may not be read is no answer, and what may not be done is not asked about', async () => {
    const before = await scene.store.db.activity.count()
    await said('zhangwei', '今天拜访了客户')
    expect((await said('zhangwei', '远驰')).text).toContain('没听懂')
    expect(await scene.store.db.activity.count()).toBe(before)
    expect((await said('zhengkai', '新建商机 射频测试 45万')).text).toContain('没有权限或不存在')
  })

  it.each([
    ['华芯检测项目 ¥280万', '300万'],
    ['300万', '华芯检测项目 ¥280万'],
  ])('U7 tapped in either order: %s, then %s', async (first, second) => {
    const { id } = await said('zhangwei', '华芯那个项目金额改成300')
    await scene.tap('zhangwei', id, first)
    expect(shown(id)).toContain(`✓ ${first}`)
    expect(await amountOf('D-1001')).toBe(yuan(2_800_000))
    await scene.tap('zhangwei', id, second)
    expect(shown(id)).toContain('¥2,800,000(280万) → ¥3,000,000(300万)')
    expect(await amountOf('D-1001')).toBe(yuan(2_800_000))
    await scene.tap('zhangwei', id, '确认')
    expect(await amountOf('D-1001')).toBe(yuan(3_000_000))
  })

  it.each([
    [['检测项目,300万']],
    [['1', '300万']],
    [['300万', '第一个']],
    [['D-1001', '就300万吧']],
    [['华芯检测,1']],
  ])('U7 typed: %j', async (answers) => {
    const { id } = await said('zhangwei', '华芯那个项目金额改成300')
    for (const answer of answers) await said('zhangwei', answer)
    expect(shown(id)).toContain('¥2,800,000(280万) → ¥3,000,000(300万)')
    await said('zhangwei', '确认')
    expect(await amountOf('D-1001')).toBe(yuan(3_000_000))
  })

  it('U7 an answer that was not offered counts too', async () => {
    const { id } = await said('zhangwei', '华芯那个项目金额改成300')
    await said('zhangwei', '立辰可靠性实验室,130万')
    expect(shown(id)).toContain('D-1005')
    await said('zhangwei', '确认')
    expect(await amountOf('D-1005')).toBe(yuan(1_300_000))
  })

  it('U7 unanswered for a day, it is over', async () => {
    const { id } = await said('zhangwei', '华芯那个项目金额改成300')
    scene.clock.moveTo(demoNow.getTime() + hours(24.5))
    expect((await said('zhangwei', '1')).text).toContain('没听懂')
    const tap = await scene.tap('zhangwei', id, '300万')
    expect(tap.toast?.content).toContain('过期')
    expect(await amountOf('D-1001')).toBe(yuan(2_800_000))
  })

  it('a request of its own is not taken for an answer; the question waits', async () => {
    const { id } = await said('zhangwei', '华芯那个项目金额改成300')
    const other = await said('zhangwei', '立辰现在什么情况')
    expect(other.text).toContain('立辰精密工业股份有限公司')
    expect(other.text).toContain('待处理:')
    await said('zhangwei', '检测项目,300万')
    expect(shown(id)).toContain('¥3,000,000(300万)')
  })

  it('U26 a deal of another customer that sounds the same is asked about', async () => {
    const { id, text } = await said('zhangwei', '华芯老化测试推到方案制定')
    expect(text).toContain('华芯名下没有“老化测试”。是指 华鑫老化测试(D-1003)吗?')
    await scene.tap('zhangwei', id, '是')
    expect(shown(id)).toContain('D-1003')
    expect(shown(id)).toContain('还缺:需求分析报告。发文件或链接给我,我就继续推进')
  })

  it.each([
    ['华芯检测向目改成320万', '没找到“华芯检测向目”。是指 华芯检测项目(D-1001)吗?'],
    ['华心检测项目改成320万', '没找到“华心检测项目”。是指 华芯检测项目(D-1001)吗?'],
    ['化芯检测改成320万', '是指 华芯检测项目(D-1001)吗?'],
  ])('a name that is nearly one is never taken for it: %s', async (text, question) => {
    const asked = await said('zhangwei', text)
    expect(asked.text).toContain(question)
    expect((await said('zhangwei', '不是')).text).toContain('你说的是哪个项目?')
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('without a name it asks with the latest deals, and goes on with any answer', async () => {
    const asked = await said('zhangwei', '签约改到月底')
    expect(asked.text).toContain('你说的是哪个项目?')
    await said('zhangwei', 'D-1005')
    expect(shown(asked.id)).toContain('2027-01-15(周五) → 2026-11-30(周一,本月底)')
  })

  it('X18 two stages that exclude each other are asked about', async () => {
    const asked = await said('zhangwei', '华芯检测推进到商务谈判,退回需求调研')
    expect(asked.text).toContain('两个阶段冲突,要哪个?')
    await scene.tap('zhangwei', asked.id, '商务谈判')
    expect(shown(asked.id)).toContain('方案制定 → 商务谈判')
  })

  it('what was asked under a right that is gone since is answered as if there were nothing', async () => {
    const asked = await said('chenjing', '华芯那个项目金额改成300')
    await scene.store.write('message', (tx) =>
      tx.userRole.updateMany({ where: { userId: 'chenjing' }, data: { role: 'rep' } }),
    )
    await scene.tap('chenjing', asked.id, '300万')
    await scene.tap('chenjing', asked.id, '华芯检测项目 ¥280万')
    expect(shown(asked.id)).toContain('没有权限或不存在')
  })
})
