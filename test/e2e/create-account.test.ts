import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const lanwei = '新建客户 苏州岚微电子,做传感器芯片,联系人李工 13800001111'

describe.each(places)('a new customer on %s', (database) => {
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
  const accountOf = (name: string) =>
    scene.store.db.account.findFirst({
      where: { name, archivedAt: null },
      include: { contacts: true },
    })
  const count = () => scene.store.db.account.count()

  it('A1 one message brings the customer and the contact, and says what is missing', async () => {
    const { id, text } = await said(
      'zhangwei',
      '新建客户 无锡晶锐微电子,做射频芯片,联系人李工 13800001111',
    )
    expect(text).toContain('完整度 6/12,还缺:行业、规模、地区、地址、职务、沟通偏好')
    expect(text).toContain('138••••1111')
    expect(text).not.toContain('13800001111')
    expect(await accountOf('无锡晶锐微电子')).toBeNull()
    await scene.tap('zhangwei', id, '确认')
    const account = await accountOf('无锡晶锐微电子')
    expect(account).toMatchObject({
      shortName: '无锡晶锐',
      mainProducts: '射频芯片',
      ownerId: 'zhangwei',
      source: 'chat',
      contacts: [{ name: '李工', phone: '13800001111' }],
    })
    expect(shown(id)).toContain('138••••1111')
    expect(shown(id)).not.toContain('13800001111')
    for (const button of ['补行业', '补规模', '补地区', '补地址', '一起补']) {
      expect(shown(id)).toContain(button)
    }
  })

  it('A1 the whole template in one message, in any order', async () => {
    const { id } = await said(
      'zhangwei',
      '新建客户 常州安费诺电子有限公司,地址常州新北区汉江路1号,联系人邓芳 采购经理 13512345678,' +
        '规模500-1000人,主营连接器,汽车电子行业,简称安费诺,地区江苏,喜欢微信沟通',
    )
    await scene.tap('zhangwei', id, '确认')
    expect(shown(id)).toContain('完整度 12/12')
    expect(await accountOf('常州安费诺电子有限公司')).toMatchObject({
      shortName: '安费诺',
      industry: '汽车电子',
      mainProducts: '连接器',
      scale: '500-1000人',
      region: '华东',
      address: '常州新北区汉江路1号',
      contacts: [
        {
          name: '邓芳',
          title: '采购经理',
          department: 'purchasing',
          phone: '13512345678',
          preference: '微信',
        },
      ],
    })
  })

  it('A1 only the name is needed; a missing field is filled in by a form, and taken back', async () => {
    const { id } = await said('zhangwei', '新建客户 宁波远大轴承有限公司')
    await scene.tap('zhangwei', id, '确认')
    expect(shown(id)).toContain('完整度 2/12')
    await scene.tap('zhangwei', id, '一起补')
    const form = scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei')).at(-1)!
    await scene.tap('zhangwei', form.id, '保存', {
      industry: '机械',
      region: '宁波',
      contactName: '陆工',
      contactPhone: '138 0000 2222',
      contactDepartment: '技术',
    })
    expect(shown(form.id)).toContain('完整度 7/12')
    expect(await accountOf('宁波远大轴承有限公司')).toMatchObject({
      industry: '工业品',
      region: '华东',
      contacts: [{ name: '陆工', phone: '13800002222', department: 'technical' }],
    })
    await scene.tap('zhangwei', form.id, '撤销')
    expect(await accountOf('宁波远大轴承有限公司')).toMatchObject({ industry: null, contacts: [] })
  })

  it.each([
    ['华芯的行业是汽车电子', 'cus1', { industry: '汽车电子' }],
    ['立辰地址苏州工业园区', 'cus5', { address: '苏州工业园区' }],
    ['华芯规模500人以上', 'cus1', { scale: '500人以上' }],
    ['中启主营射频器件', 'cus6', { mainProducts: '射频器件' }],
    ['麻烦把华鑫的地区改成华南吧', 'cus3', { region: '华南' }],
    ['立辰位于苏州工业园区星湖街,５００人以上', 'cus5', { scale: '500人以上' }],
  ])('A1 said later: %s', async (text, id, after) => {
    const account = () => scene.store.db.account.findUniqueOrThrow({ where: { id } })
    const before = await account()
    const { text: card } = await said('zhangwei', text)
    expect(card).toContain('已记下')
    expect(await account()).toMatchObject(after)
    await said('zhangwei', '撤销')
    expect({ ...(await account()), version: 1 }).toEqual({ ...before, version: 1 })
  })

  it('A1 right after a new customer it goes without its name', async () => {
    const { id } = await said('zhangwei', '新建客户 宁波远大轴承有限公司')
    await scene.tap('zhangwei', id, '确认')
    await said('zhangwei', '行业是机械,规模200人左右')
    expect(await accountOf('宁波远大轴承有限公司')).toMatchObject({
      industry: '工业品',
      scale: '200人左右',
    })
  })

  it.each([
    '华芯的行业是什么',
    '华芯产品报价改成320万',
    '华芯来了5个人参加会议',
    '立辰的地址不知道',
  ])('no detail is read from: %s', async (text) => {
    await said('zhangwei', text)
    expect(await scene.store.db.audit.count({ where: { action: 'account.fill' } })).toBe(0)
  })

  it('of a colleague’s customer nothing can be told', async () => {
    expect((await said('zhangwei', '华芯终端的行业是半导体')).text).toContain('没有权限或不存在')
  })

  it('U3 a lead that may be the same is shown first, nothing saved', async () => {
    const before = await count()
    const { text } = await said('zhangwei', lanwei)
    expect(text).toContain('有相近线索 L-202 苏州岚微(官网表单,未分配)')
    for (const button of ['转为该客户', '仍新建', '取消']) expect(text).toContain(button)
    expect(await count()).toBe(before)
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('U3 转为该客户 converts the lead; nothing that was typed is lost; it can be taken back', async () => {
    const { id } = await said('zhangwei', lanwei)
    await scene.tap('zhangwei', id, '转为该客户')
    const lead = () => scene.store.db.lead.findUniqueOrThrow({ where: { code: 'L-202' } })
    expect(await lead()).toMatchObject({ state: 'converted' })
    expect(await accountOf('苏州岚微电子')).toMatchObject({
      mainProducts: '传感器芯片',
      industry: '传感器',
      region: '华东',
      contacts: [{ name: '李工', phone: '13800001111' }],
    })
    await scene.tap('zhangwei', id, '撤销')
    expect(await lead()).toMatchObject({ state: 'open' })
    expect(await accountOf('苏州岚微电子')).toBeNull()
  })

  it('U3 仍新建 leaves the lead as it is', async () => {
    const { id } = await said('zhangwei', lanwei)
    await scene.tap('zhangwei', id, '仍新建')
    expect(await accountOf('苏州岚微电子')).toMatchObject({ mainProducts: '传感器芯片' })
    expect(await scene.store.db.lead.findUnique({ where: { code: 'L-202' } })).toMatchObject({
      state: 'open',
    })
  })

  it('U3 取消 saves nothing and says what it was', async () => {
    const before = await count()
    const { id } = await said('zhangwei', lanwei)
    await scene.tap('zhangwei', id, '取消')
    expect(shown(id)).toContain('苏州岚微电子')
    expect(shown(id)).toContain('138••••1111')
    expect(await count()).toBe(before)
  })

  it.each(['嗯嗯嗯嗯 13812345678', '华芯检测改成300万,嗯嗯嗯嗯13812345678'])(
    'a phone stands whole on no card, understood or not: %s',
    async (text) => {
      const shownFor = (await said('zhangwei', text)).text
      expect(shownFor).toContain('138••••5678')
      expect(shownFor).not.toContain('13812345678')
    },
  )

  it.each([
    '新建客户 深圳市中启通讯',
    '新建客户 中启通讯有限公司',
    '新建客户 中启通讯（深圳）股份有限公司',
    '新建客户 中启通迅股份有限公司',
    '新建客户 中启',
  ])('A7 the same company in other words: %s', async (text) => {
    expect((await said('zhangwei', text)).text).toContain('有相近客户 CUS6 ')
  })

  it('A7 the same phone', async () => {
    const { text } = await said('zhangwei', '新建客户 嘉兴天目测控,联系人张经理 13900000001')
    expect(text).toContain('有相近客户 CUS1 华芯技术有限公司(负责人 张伟,电话相同)')
  })

  it('A7 用已有 adds what was typed where the file has nothing', async () => {
    const { id } = await said('zhangwei', '新建客户 深圳市中启通讯,做毫米波雷达,地址深圳南山')
    await scene.tap('zhangwei', id, '用已有')
    expect(shown(id)).toContain('主营 已有“基站射频单元”,没有改成“毫米波雷达”')
    expect(await accountOf('中启通讯股份有限公司')).toMatchObject({
      mainProducts: '基站射频单元',
      address: '深圳南山',
    })
  })

  it('A7 仍新建 wants its reason, in words too, and keeps it', async () => {
    const { id } = await said('zhangwei', '新建客户 深圳市中启通讯,行业通信')
    await scene.tap('zhangwei', id, '仍新建(写原因)')
    await scene.tap('zhangwei', id, '其他')
    await said('zhangwei', '他们是独立法人')
    expect(await accountOf('深圳市中启通讯')).toMatchObject({ industry: '通信设备' })
    expect(
      await scene.store.db.audit.findFirst({ where: { action: 'account.create-anyway' } }),
    ).toMatchObject({ newValue: '他们是独立法人' })
  })

  it.each([
    ['zhangwei', '新建客户 顺达速运', '陈静'],
    ['zhangwei', '新建客户 华芯终端有限公司', '陈静'],
    ['zhangwei', '新建客户 广州远驰汽车工业', '刘洋'],
    ['lina', '新建客户 华芯技术', '陈静'],
    ['lina', '新建客户 深圳矽谷半导体', '陈静'],
  ])('A7 a colleague’s, said by %s: %s', async (who, text, manager) => {
    const before = await count()
    const card = (await said(who, text)).text
    expect(card).toContain(`该客户已有同事负责,请联系 ${manager}`)
    expect(card).not.toMatch(/CUS|L-2|有限公司/)
    expect(await count()).toBe(before)
  })

  it('A7 one that came up between the preview and the tap is not opened twice', async () => {
    const mine = await said('zhangwei', '新建客户 嘉兴天目测控')
    const hers = await said('lina', '新建客户 嘉兴天目测控')
    await scene.tap('lina', hers.id, '确认')
    const tapped = await scene.tap('zhangwei', mine.id, '确认')
    expect(tapped.toast?.content).toContain('该客户已有同事负责,请联系 陈静')
    expect(await scene.store.db.account.count({ where: { name: '嘉兴天目测控' } })).toBe(1)
  })

  it('who may not open customers is told so', async () => {
    expect((await said('zhoutao', '新建客户 上海某某科技')).text).toContain('你的角色不能做')
  })
})
