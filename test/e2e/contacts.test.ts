import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

/** 李娜 has 华芯终端, which is offered for any name like it. */
const nothingThere = /没有权限或不存在|没找到“华芯”。是指 华芯终端/

describe.each(places)('contacts on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string, more = {}) => {
    const { answers } = await scene.say(who, text, more)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }
  const tapped = async (who: string, id: string, button: string) => {
    const { toast } = await scene.tap(who, id, button)
    return { toast: toast?.content, text: scene.read(scene.feishu.message(id)) }
  }
  const contact = (accountId: string, name: string) =>
    scene.store.db.contact.findFirst({ where: { accountId, name } })
  const looks = (action = 'contact.phone-revealed') =>
    scene.store.db.audit.findMany({ where: { action } })

  it('U11 the number is told in private, and the look is written down', async () => {
    const { text } = await said('zhangwei', '华芯采购张经理电话')
    expect(text).toContain('张经理(华芯·采购)139 0000 0001,已记录本次查看')
    expect(await looks()).toMatchObject([
      { userId: 'zhangwei', subjectKind: 'contact', subjectId: 'cus1-zhang', newValue: null },
    ])
  })

  it('U11 in a group it is said that it was told in private', async () => {
    const { text } = await said('zhangwei', '华芯采购张经理电话', {
      chat: 'oc_huadong',
      mentionBot: true,
    })
    expect(text).toContain('139 0000 0001')
    const group = scene.feishu.messages('oc_huadong').filter((m) => m.sender.kind === 'bot')
    expect(group.map((message) => scene.read(message)).join()).toContain('已私信你')
    expect(JSON.stringify(group)).not.toMatch(/139 ?0000/)
  })

  it('U11 the notification does not show it', async () => {
    const { answers } = await scene.say('zhangwei', '张经理手机号多少')
    const card = answers.at(-1)?.card as { config?: { summary?: { content?: string } } }
    expect(card.config?.summary?.content).toBe('张经理(华芯·采购) 的电话')
  })

  it('§5.1 twenty a day, then no more until tomorrow', async () => {
    for (let i = 0; i < 20; i++) {
      expect((await said('zhangwei', '华芯张经理电话')).text).toContain('139 0000 0001')
    }
    const refused = await said('zhangwei', '华芯张经理电话')
    expect(refused.text).toContain('今天已经看了 20 次电话')
    expect(refused.text).not.toContain('139')
    expect(await looks()).toHaveLength(20)
    expect((await said('chenjing', '华芯张经理电话')).text).toContain('139 0000 0001')
    scene.clock.moveTo(scene.clock.business() + 24 * 60 * 60_000)
    expect((await said('zhangwei', '华芯张经理电话')).text).toContain('139 0000 0001')
  })

  it.each([
    ['zhangwei', true],
    ['chenjing', true],
    ['zhaomin', true],
    ['zhoutao', true],
    ['lina', false],
    ['wangqiang', false],
    ['liuyang', false],
    ['qianli', false],
    ['helei', false],
    ['wufang', false],
    ['zhengkai', false],
  ])('§5.1 看电话: %s %s', async (who, may) => {
    const { text } = await said(who, '华芯采购张经理电话')
    if (may) expect(text).toContain('139 0000 0001')
    else expect(text).toMatch(nothingThere)
    expect(await looks()).toHaveLength(may ? 1 : 0)
    expect(text.includes('139')).toBe(may)
  })

  it('U11 without a number it says so and takes one', async () => {
    const none = await said('zhangwei', '给我李总的联系方式')
    expect(none.text).toMatch(/还没有存电话[\s\S]*补电话/)
    expect((await said('zhangwei', '李总电话13811112222')).text).toContain('138••••2222')
    expect((await said('zhangwei', '李总电话')).text).toContain('138 1111 2222')
  })

  it('§4.5 two people of one name are asked about', async () => {
    expect((await said('zhangwei', '立辰新增联系人 王工 技术 13800001111')).text).toContain(
      '已新增联系人',
    )
    const asked = await said('zhangwei', '王工电话多少')
    expect(asked.text).toMatch(/哪位王工\?/)
    expect(asked.text).toContain('立辰')
    expect(asked.text).toContain('华鑫')
    const other = await tapped('zhangwei', asked.id, '华鑫')
    expect(other.text).toContain('王工(华鑫·技术)139 0000 0003')
  })

  it('C2 a new contact is saved at once and can be taken back', async () => {
    const { id, text } = await said('zhangwei', '立辰新增联系人 王工 技术 13800001111')
    expect(text).not.toContain('13800001111')
    expect(await contact('cus5', '王工')).toMatchObject({
      department: 'technical',
      phone: '13800001111',
    })
    await tapped('zhangwei', id, '撤销')
    expect(await contact('cus5', '王工')).toBeNull()
  })

  it.each([
    ['李总喜欢微信沟通', { preference: '微信沟通' }, { preference: null }],
    ['张经理负责招标', { duty: '招标' }, { duty: null }],
    ['李总升副总了', { title: '副总' }, { title: '技术总监' }],
    ['张经理调到财务部了', { department: 'finance' }, { department: 'purchasing' }],
    ['张经理电话改成13711112222', { phone: '13711112222' }, { phone: '13900000001' }],
  ])('C2 %s', async (told, after, before) => {
    const name = told.slice(0, told.startsWith('李总') ? 2 : 3)
    const { id, text } = await said('zhangwei', told)
    expect(text).toContain('联系人已更新')
    expect(await contact('cus1', name)).toMatchObject(after)
    await tapped('zhangwei', id, '撤销')
    expect(await contact('cus1', name)).toMatchObject(before)
  })

  it('C2 an undo is refused once it was changed again', async () => {
    const first = await said('zhangwei', '李总升副总了')
    expect((await said('chenjing', '华芯李总升总经理了')).text).toContain('联系人已更新')
    expect((await tapped('zhangwei', first.id, '撤销')).toast).toContain('之后又有改动')
    expect(await contact('cus1', '李总')).toMatchObject({ title: '总经理' })
  })

  it('C2 somebody who is in no file is confirmed first', async () => {
    const preview = await said('zhangwei', '立辰刘会计喜欢打电话')
    expect(preview.text).toContain('刘会计 还不在 立辰 的联系人里')
    expect(await contact('cus5', '刘会计')).toBeNull()
    await tapped('zhangwei', preview.id, '确认')
    expect(await contact('cus5', '刘会计')).toMatchObject({
      department: 'finance',
      preference: '打电话',
    })
  })

  it('a new contact of no customer is asked for its customer', async () => {
    expect((await said('zhangwei', '新增联系人 王工 技术')).text).toContain('哪个客户')
    expect(await scene.store.db.contact.count({ where: { name: '王工' } })).toBe(1)
  })

  it.each([
    ['lina', '华芯李总喜欢喝茶'],
    ['lina', '华芯新增联系人 王工 技术'],
    ['qianli', '华芯李总喜欢喝茶'],
    ['wufang', '远驰欧经理负责招标'],
  ])('§5.1 %s may not: %s', async (who, text) => {
    const count = await scene.store.db.contact.count()
    expect((await said(who, text)).text).toMatch(nothingThere)
    expect(await scene.store.db.contact.count()).toBe(count)
    expect(await contact('cus1', '李总')).toMatchObject({ preference: null })
  })

  it('no number stands in the audit or in a question', async () => {
    await said('zhangwei', '立辰新增联系人 王工 技术 13800001111')
    const asked = await said('zhangwei', '王工电话改成13700002222')
    expect(asked.text).toMatch(/哪位王工\?/)
    expect(asked.text).not.toContain('13700002222')
    await tapped('zhangwei', asked.id, '立辰')
    expect(await contact('cus5', '王工')).toMatchObject({ phone: '13700002222' })
    const audit = JSON.stringify(await scene.store.db.audit.findMany())
    expect(audit).not.toMatch(/1[38]\d{9}|137\d{8}/)
  })
})
