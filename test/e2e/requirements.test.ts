import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('what customers need, on %s', (database) => {
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
  const first = '华芯检测标准GJB 548B,要2台老化箱,预算300万'

  it('U19 is saved at once, the amount of the deal untouched, and can be taken back', async () => {
    const { id, text } = await said('zhangwei', first)
    expect(text).toContain('需求档案 v1 已存:标准 GJB 548B/设备 老化箱×2/预算 ¥3,000,000(300万)')
    const deal = await scene.store.db.deal.findUnique({ where: { code: 'D-1001' } })
    expect(deal).toMatchObject({ amountFen: 280_000_000n, version: 1 })
    expect((await tapped('zhangwei', id, '撤销')).toast).toBe('已撤销')
    expect((await said('zhangwei', '需求档案 华芯检测')).text).toContain('还没有需求档案')
  })

  it('D2 each change is a version that says in what it differs', async () => {
    await said('zhangwei', '华芯检测标准GJB 548B,要2台老化箱,预算280万')
    await said('zhangwei', '华芯检测要做振动')
    expect((await said('zhangwei', '华芯检测再加一台老化箱,预算300万')).text).toContain(
      'v3,较v2:+老化箱1台,预算280万→300万',
    )
    const now = await said('zhangwei', '华芯检测要什么')
    expect(now.text).toMatch(/需求档案 v3[\s\S]*GJB 548B[\s\S]*老化箱×3、振动[\s\S]*张伟/)
    const history = await said('zhangwei', '需求档案的历史')
    expect(history.text).toMatch(/v3 \+老化箱1台,预算280万→300万[\s\S]*v2 \+振动[\s\S]*v1 标准/)
  })

  it('D2 what was taken back is not what the next version is compared with', async () => {
    await said('zhangwei', first)
    const second = await said('zhangwei', '华芯检测预算改成500万')
    await tapped('zhangwei', second.id, '撤销')
    expect((await said('zhangwei', '华芯检测预算改成320万')).text).toContain('较v1:预算300万→320万')
  })

  it('D2 a version that others followed is not taken back', async () => {
    const one = await said('zhangwei', first)
    await said('chenjing', '华芯检测减一台老化箱')
    expect((await tapped('zhangwei', one.id, '撤销')).toast).toContain('之后又有新版本')
  })

  it('D1 another standard: whether it joins or replaces is asked', async () => {
    await said('zhangwei', first)
    const asked = await said('zhangwei', '华芯检测标准GB/T 2423')
    expect(asked.text).toContain('标准已有 GJB 548B')
    expect((await tapped('zhangwei', asked.id, '换成')).text).toMatch(
      /\+标准 GB\/T 2423,-标准 GJB 548B/,
    )
  })

  it('D1 several deals are asked about, a bare number is, too', async () => {
    const asked = await said('zhangwei', '华芯要2台老化箱,预算300')
    expect(asked.text).toMatch(/哪个项目[\s\S]*300万/)
    expect(await scene.store.db.requirementVersion.count()).toBe(0)
    await tapped('zhangwei', asked.id, '300万')
    expect((await said('zhangwei', '华芯检测项目')).text).toContain('预算 ¥3,000,000(300万)')
  })

  it('D1 nothing new is no version', async () => {
    await said('zhangwei', first)
    expect((await said('zhangwei', '华芯检测要2台老化箱')).text).toContain('没有变化')
    expect(await scene.store.db.requirementVersion.count()).toBe(1)
  })

  it('§5.1 who works on it writes, who may not see amounts sees no budget', async () => {
    await said('zhangwei', first)
    const seen = await said('zhoutao', '华芯检测要什么')
    expect(seen.text).toContain('GJB 548B')
    expect(seen.text).not.toMatch(/预算|300/)
    expect((await said('zhoutao', '华芯检测再加一台老化箱')).text).toContain('+老化箱1台')
    expect((await said('qianli', '华芯检测要什么')).text).toContain('¥3,000,000')
    expect((await said('qianli', '华芯检测再加一台老化箱')).text).toContain('没有权限或不存在')
    expect(await scene.store.db.requirementVersion.count()).toBe(2)
  })

  it.each(['华芯检测要什么', '需求档案 远驰', first])('X2 李娜: %s', async (text) => {
    // Her own deal, whose name sounds like it, may be offered.
    expect((await said('lina', text)).text).toMatch(/没有权限或不存在|是指 华芯终端EMC整改/)
    expect(await scene.store.db.requirementVersion.count()).toBe(0)
  })
})
