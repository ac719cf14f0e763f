import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('the decision chain on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }
  const tapped = async (who: string, id: string, button: string) => {
    const { toast } = await scene.tap(who, id, button)
    return { toast: toast?.content, text: scene.read(scene.feishu.message(id)) }
  }
  const stances = async (dealId: string) => {
    const rows = await scene.store.db.contactRole.findMany({
      where: { dealId },
      include: { contact: true },
      orderBy: { contactId: 'asc' },
    })
    return rows.map((row) => `${row.contact.name} ${row.stance} ${row.influence ?? '-'}`)
  }
  const before = ['李总 support high', '张经理 neutral medium', '赵会计 neutral -']

  it('U18 is asked for which deal, told how it stands now, and can be taken back', async () => {
    const asked = await said('zhangwei', '华芯采购张经理反对,技术李总支持')
    expect(asked.text).toMatch(/用于哪个项目\?[\s\S]*检测项目\n射频校准\n都是/)
    expect(await stances('d-1001')).toEqual(before)

    const done = await tapped('zhangwei', asked.id, '都是')
    expect(done.text).toContain('决策链已更新:反对1 支持1 未知0')
    for (const deal of ['d-1001', 'd-1006']) {
      expect(await stances(deal)).toEqual([
        '李总 support high',
        '张经理 against medium',
        '赵会计 neutral -',
      ])
    }
    expect((await tapped('zhangwei', asked.id, '撤销')).toast).toBe('已撤销')
    expect(await stances('d-1001')).toEqual(before)
    expect(await stances('d-1006')).toEqual(before)
    const audit = await scene.store.db.audit.findMany({ where: { action: 'deal.stance' } })
    expect(
      audit.map((row) => `${row.subjectId} ${row.field} ${row.oldValue}→${row.newValue}`),
    ).toContain('d-1006 张经理 中立 影响力中→反对 影响力中')
  })

  it('U18 typed: one deal gets it, the other keeps what it had', async () => {
    await said('zhangwei', '华芯采购张经理反对,技术李总支持')
    expect((await said('zhangwei', '射频校准')).text).toContain('决策链已更新:反对1 支持1 未知0')
    expect(await stances('d-1001')).toEqual(before)
    expect(await stances('d-1006')).toContain('张经理 against medium')
  })

  it('C1 somebody new is put in the file after one confirmation, and goes with the undo', async () => {
    const preview = await said('zhangwei', '立辰财务刘会计中立')
    expect(preview.text).toContain('刘会计 还不在联系人里')
    const known = () => scene.store.db.contact.findMany({ where: { name: '刘会计' } })
    expect(await known()).toEqual([])

    expect((await tapped('zhangwei', preview.id, '确认')).text).toContain('决策链已更新')
    expect(await known()).toMatchObject([{ accountId: 'cus5', department: 'finance' }])
    expect((await said('zhangwei', '立辰的决策链')).text).toContain('决策链 3/3')
    await tapped('zhangwei', preview.id, '撤销')
    expect(await known()).toEqual([])
  })

  it('C1 an undo is refused once somebody else has said otherwise', async () => {
    const first = await said('zhangwei', '华芯检测的赵会计支持我们')
    expect(first.text).toContain('决策链已更新')
    expect((await said('chenjing', '华芯检测的赵会计反对')).text).toContain('决策链已更新')
    expect((await tapped('zhangwei', first.id, '撤销')).toast).toContain('之后又有改动')
    expect(await stances('d-1001')).toContain('赵会计 against -')
  })

  it.each([
    ['决策链 华芯检测', '决策链 3/3'],
    ['华芯检测谁说了算', '决策链 3/3'],
    ['华芯的关键人', '决策链 3/3'],
    ['立辰的决策链', '决策链 2/3,缺财务'],
    ['看一下立辰有哪些关键人物', '决策链 2/3,缺财务'],
  ])('C1 %s', async (question, coverage) => {
    const { text } = await said('zhangwei', question)
    expect(text).toContain(coverage)
    expect(text).toMatch(/技术\n.*● 支持/)
    expect(text).toMatch(/采购\n.*◐ 中立/)
    expect(text).not.toMatch(/1\d{10}|139 ?0000/)
  })

  it('C1 where somebody stands differently in two deals, both are told', async () => {
    await said('zhangwei', '华芯射频校准的张经理反对')
    const { text } = await said('zhangwei', '华芯的决策链')
    expect(text).toContain('检测项目 中立,射频校准 反对')
  })

  it.each([
    ['lina', '立辰采购徐经理反对', '天成采购徐经理反对'],
    ['lina', '华芯检测谁说了算', '天成检测谁说了算'],
    ['lina', '远驰的关键人', '天成的关键人'],
    ['zhoutao', '远驰的决策链', '天成的决策链'],
  ])('X2 %s gets the same words for 「%s」 as for 「%s」', async (who, there, nowhere) => {
    const neutral = (text: string) => text.replaceAll(/天成|华芯|远驰|立辰/g, '…')
    const a = neutral((await said(who, there)).text)
    expect(a).toContain('没有权限或不存在')
    expect(a).toBe(neutral((await said(who, nowhere)).text))
  })

  it('who only reads may look and not write', async () => {
    expect((await said('qianli', '华芯检测的决策链')).text).toContain('决策链 3/3')
    expect((await said('qianli', '华芯检测的张经理反对')).text).toContain('没有权限或不存在')
    expect((await said('zhoutao', '华芯检测的王工支持')).text).toContain('王工 还不在联系人里')
    expect(await stances('d-1001')).toEqual(before)
  })
})
