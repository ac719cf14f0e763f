import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('a contact that has not been, on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (text: string) =>
    scene.read((await scene.say('zhangwei', text)).answers.at(-1))
  const counts = async () => [
    await scene.store.db.activity.count({
      where: { createdAt: { gte: new Date('2026-11-18T01:59:00Z') } },
    }),
    await scene.store.db.task.count({ where: { kind: 'reminder' } }),
  ]

  it.each([
    ['明天拜访华芯', '拜访华芯', '2026-11-19(周四)09:00'],
    ['明天下午要去立辰见沈工', '去立辰见沈工', '2026-11-19(周四)14:00'],
    ['约了华芯李总下周四10点技术交流', '约了华芯李总技术交流', '2026-11-26(下周四)10:00'],
    ['给华芯张经理打电话没接,明天再打', '再联系华芯张经理', '2026-11-19(周四)09:00'],
    ['本来今天要去立辰的,没去成,改周五了', '去立辰', '2026-11-20(周五)09:00'],
    ['没去成立辰,改周五了', '再联系立辰', '2026-11-20(周五)09:00'],
    ['今天没见到立辰沈工,改周五了', '再联系立辰沈工', '2026-11-20(周五)09:00'],
    ['本来约了立辰今天见面,对方临时有事,改到下周三', '约了立辰见面', '2026-11-25(下周三)09:00'],
    [
      '原计划上午拜访华芯李总,结果他出差了,只好改到下周二',
      '拜访华芯李总',
      '2026-11-24(下周二)09:00',
    ],
    ['明天跟华芯的技术交流改到周五了', '跟华芯的技术交流', '2026-11-20(周五)09:00'],
  ])('「%s」 is offered as a reminder', async (text, what, when) => {
    const before = await counts()
    expect(await said(text)).toContain(`提醒你「${what}」吗?`)
    expect(await counts()).toEqual(before)
    expect(await said('好')).toContain(`${when} 提醒:${what}`)
    expect(await counts()).toEqual([before[0], before[1]! + 1])
  })

  it('and left alone when not wanted', async () => {
    const before = await counts()
    await said('明天拜访华芯')
    expect(await said('不用')).toContain('没有记')
    expect(await counts()).toEqual(before)
  })

  it('without a day one is asked for', async () => {
    await said('给沈工打电话没打通')
    expect(await said('提醒我')).toContain('什么时候提醒?')
  })

  it.each([
    ['给华芯李总打电话,他没接,后来微信聊了下,方案没问题', '微信'],
    ['给立辰徐经理寄了样册,约好下周二电话沟通', '2026-11-24(下周二)'],
    ['拜访华鑫王工 样品ok 下周二寄报告', '寄报告'],
    ['李总说方案没通过', '方案没通过'],
    ['没见到华芯李总,微信聊了下,方案没问题', '微信'],
    ['今天没去成立辰,去了华鑫,聊了预算', '华鑫·面谈'],
  ])('「%s」 has been, and is a record', async (text, words) => {
    const shown = await said(text)
    expect(shown).toContain('已记录')
    expect(shown).toContain(words)
  })
})
