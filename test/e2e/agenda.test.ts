import { afterEach, beforeEach, describe, expect } from 'vitest'
import { demoNow } from '../../prisma/demo/units.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('what is to be done and what was done on %s', (database) => {
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
  const latest = (who: string) =>
    scene.read(scene.feishu.messages(scene.feishu.privateChatOf(`ou_${who}`)).at(-1))

  it('U5 what 张伟 has to do today, and nothing else', async () => {
    const { text } = await said('zhangwei', '我今天要跟进谁')
    expect(text).toContain('今天先做2件')
    expect(text).toContain('① 深圳矽谷半导体 首次联系已超时30分钟')
    expect(text).toContain('② 华芯(A)已9天未互动,超期2天')
    expect(text).toContain('已超24小时 30分钟')
    expect(text).not.toMatch(/③|D-1005|立辰|中启|华鑫/)
  })

  it('a thing in the agenda opens as a card of its own', async () => {
    const { id } = await said('zhangwei', '今日待办')
    await scene.tap('zhangwei', id, '② 华芯(A)已9天未互动,超期2天')
    expect(latest('zhangwei')).toContain('华芯技术有限公司')
    await scene.tap('zhangwei', id, '① 深圳矽谷半导体 首次联系已超时30分钟')
    expect(latest('zhangwei')).toContain('已超24小时 30分钟')
    expect(latest('zhangwei')).not.toContain('13900000009')
  })

  it('G4 a lead asked about, and one that is somebody else’s', async () => {
    const own = await said('zhangwei', 'L-201什么情况')
    expect(own.text).toContain('已超24小时 30分钟')
    expect((await said('chenjing', '看看矽谷半导体这条线索')).text).toContain('负责人 张伟')
    const foreign = await said('lina', '矽谷半导体怎么样')
    expect(foreign.text).toContain('没有权限或不存在')
    expect(foreign.text).not.toContain('展会')
  })

  it('the team of who may see everybody is asked about where there are too many', async () => {
    expect((await said('zhaomin', '团队今天')).text).toContain('互动 0')
    await scene.store.write('background', async (tx) => {
      const ids = Array.from({ length: 60 }, (_, i) => `extra-${i}`)
      const createdAt = demoNow
      await tx.user.createMany({ data: ids.map((id) => ({ id, name: id, createdAt })) })
      await tx.userRole.createMany({ data: ids.map((userId) => ({ userId, role: 'rep' })) })
    })
    const asked = await said('zhaomin', '团队今天')
    expect(asked.text).toContain('哪个团队?')
    await scene.tap('zhaomin', asked.id, '华南组')
    expect(scene.read(scene.feishu.message(asked.id))).toContain('华南组今天')
  })

  it('what is done is gone from it, what was promised comes up on its day', async () => {
    await said('zhangwei', '今天和华芯李总电话,聊了报价')
    expect((await said('zhangwei', '今日待办')).text).not.toContain('华芯(A)')
    scene.clock.moveTo(demoNow.getTime() + 2 * 86_400_000)
    const friday = await said('zhangwei', '今天有什么事')
    expect(friday.text).toContain('报正式价(华芯检测项目)')
    scene.clock.moveTo(demoNow.getTime() + 5 * 86_400_000)
    const monday = await said('zhangwei', '今天有什么事')
    expect(monday.text).toContain('已过3天')
    expect(monday.text).toContain('华鑫(C)11-30前需1次互动')
  })

  it('tomorrow, this week and next week are other days', async () => {
    const tomorrow = await said('zhangwei', '明天干嘛')
    expect(tomorrow.text).toContain('明天没有到期的事')
    expect(tomorrow.text).toContain('今天还有 2 件没做:首次联系超时 1 · A级互动超期 1')
    const week = await said('zhangwei', '这周要跟进谁')
    expect(week.text).toContain('③ 报正式价(华芯检测项目)')
    const next = await said('zhangwei', '下周有什么安排')
    expect(next.text).toContain('D-1001 华芯检测项目 方案制定11-23到上限')
    expect(next.text).toContain('立辰(B)已8天未互动,最晚11-25')
    expect((await said('zhangwei', '昨天要跟进谁')).text).toContain('日期已过去')
  })

  it('a stage beyond its limit', async () => {
    const { text } = await said('lina', '今天要做什么')
    expect(text).toContain('D-1002 华芯终端EMC整改 需求调研已34天,超6天')
  })

  it('who leads a team sees that too, and each one of it', async () => {
    const own = await said('chenjing', '今天有什么事')
    expect(own.text).toContain('AP-32 顺达仓配一体 待审批')
    expect(own.text).toContain(
      '团队今天:首次联系超时 1(张伟) · A级互动超期 1(张伟) · 阶段超期 1(李娜)',
    )
    await scene.tap('chenjing', own.id, '看团队今天')
    expect(latest('chenjing')).toContain('互动 0 · 新线索 0 · 推进 0 · 待审批 1')
    const his = await said('chenjing', '张伟今天要跟进谁')
    expect(his.text).toContain('② 华芯(A)已9天未互动,超期2天')
    expect((await said('zhaomin', '华南今天怎么样')).text).toContain('AP-31 远驰AEC-Q检测线')
  })

  it('who does not lead them learns nothing, not even whether they are there', async () => {
    const nobody = (await said('lina', '王五今天要跟进谁')).text
    expect(nobody).toContain('没有权限或不存在')
    for (const [who, text] of [
      ['lina', '张伟今天要跟进谁'],
      ['chenjing', '王强今天要跟进谁'],
      ['liuyang', '华东本周小结'],
      ['zhangwei', '团队今天'],
      ['zhoutao', '张伟本周小结'],
    ] as const) {
      const answer = (await said(who, text)).text.replace(/\n待处理:.*/, '')
      expect(answer, text).toBe(nobody)
    }
  })

  it('U30 the week of 张伟', async () => {
    const { text } = await said('zhangwei', '本周小结')
    expect(text).toContain('互动 0 · 新线索 1 · 推进 0 · 签约 ¥0')
    expect(text).toContain('2026-11-16(周一) 至 2026-11-18(今天)')
    expect(text).toContain('缺下一步 1 个')
    expect(text).toContain('D-1006 华芯射频校准')
    expect(text).toContain('下周到期:无')
  })

  it('what is done in the week is counted, what is taken back is not', async () => {
    await said('zhangwei', '今天拜访了立辰沈工,聊方案,下周二再报一版')
    const { id } = await said('zhangwei', '华芯检测推进到商务谈判')
    await scene.tap('zhangwei', id, '确认')
    const { text } = await said('zhangwei', '这周我干了啥')
    expect(text).toContain('互动 1 · 新线索 1 · 推进 1 · 签约 ¥0')
    expect(text).toContain('11-18 面谈 立辰:方案')
    expect(text).toContain('2026-11-24(下周二) 再报一版(立辰可靠性实验室)')
    await scene.tap('zhangwei', id, '撤销')
    expect((await said('zhangwei', '本周小结')).text).toContain('互动 1 · 新线索 1 · 推进 0')
  })

  it('other weeks, months, people and teams', async () => {
    expect((await said('zhangwei', '上周小结')).text).toContain('互动 2 · 新线索 0 · 推进 0')
    expect((await said('zhangwei', '上个月我干了啥')).text).toContain('签约 ¥1,000,000(100万)')
    const month = await said('zhangwei', '这个月我干了啥')
    expect(month.text).toContain('互动 3 · 新线索 1 · 推进 2 · 签约 ¥0')
    const his = await said('chenjing', '张伟上周小结')
    expect(his.text).toContain('张伟 上周小结')
    expect(his.text).toContain('互动 2 · 新线索 0')
    const team = await said('chenjing', '华东本月小结')
    expect(team.text).toContain('签约 ¥800,000(80万)')
    // 运营 reads every report, and no money.
    const desk = await said('helei', '华东本月小结')
    expect(desk.text).toContain('华东组 本月小结')
    expect(desk.text).not.toContain('¥')
    expect((await said('zhangwei', '下周小结')).text).toContain('还没到')
  })

  it('F3 what has no next step', async () => {
    expect((await said('zhangwei', '哪些还没写下一步')).text).toContain('D-1006 华芯射频校准')
    await said('zhangwei', '今天和华芯李总电话聊射频校准,下周二发合同')
    expect((await said('zhangwei', '缺下一步')).text).toContain('都有下一步')
    expect((await said('chenjing', '李娜缺下一步的有哪些')).text).toContain('都有下一步')
  })

  it('on a day off it says so, and in a year whose days off are not known', async () => {
    scene.clock.moveTo(Date.parse('2026-11-21T10:00:00+08:00'))
    expect((await said('zhangwei', '今日待办')).text).toContain('今天不是工作日')
    scene.clock.moveTo(Date.parse('2026-12-30T10:00:00+08:00'))
    expect((await said('zhangwei', '今日待办')).text).toContain('没有2027年的节假日表')
  })
})
