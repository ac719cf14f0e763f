import { afterEach, beforeEach, describe, expect } from 'vitest'
import { yuan } from '../../prisma/demo/units.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const both = '华芯检测改320万,射频改100万'

describe.each(places)('several deals at once on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, count: answers.length, text: scene.read(answers.at(-1)) }
  }
  const shown = (id: string) => scene.read(scene.feishu.message(id))
  const deal = (code: string) => scene.store.db.deal.findUniqueOrThrow({ where: { code } })

  it('X17 two deals in one message are one card with a tick for each', async () => {
    const { id, count, text } = await said('zhangwei', both)
    expect(count).toBe(1)
    expect(text).toContain('¥2,800,000(280万) → ¥3,200,000(320万)')
    expect(text).toContain('¥900,000(90万) → ¥1,000,000(100万)')
    expect(await deal('D-1001')).toMatchObject({ version: 1 })
    await scene.tap('zhangwei', id, '确认')
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(3_200_000), version: 2 })
    expect(await deal('D-1006')).toMatchObject({ amountFen: yuan(1_000_000), version: 2 })
    expect(shown(id)).toContain('已更新 2 个商机')
  })

  it('X17 what is not ticked is left alone', async () => {
    const { id } = await said('zhangwei', both)
    const { id: dealId } = await deal('D-1001')
    await scene.tap('zhangwei', id, '确认', { [`deal_${dealId}`]: false as never })
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(2_800_000), version: 1 })
    expect(await deal('D-1006')).toMatchObject({ amountFen: yuan(1_000_000) })
  })

  it('X17 with no tick at all nothing is saved, and the card can still be used', async () => {
    const { id } = await said('zhangwei', both)
    const ids = [await deal('D-1001'), await deal('D-1006')].map((one) => `deal_${one.id}`)
    const none = Object.fromEntries(ids.map((name) => [name, false as never]))
    const tapped = await scene.tap('zhangwei', id, '确认', none)
    expect(tapped.toast?.content).toContain('一个都没勾')
    expect(await deal('D-1006')).toMatchObject({ version: 1 })
    await scene.tap('zhangwei', id, '确认')
    expect(await deal('D-1006')).toMatchObject({ version: 2 })
  })

  it('X17 each is taken back by itself, and the rest by a word', async () => {
    const { id } = await said('zhangwei', both)
    await scene.tap('zhangwei', id, '确认')
    await scene.tap('zhangwei', id, '撤销 华芯射频校准')
    expect(await deal('D-1006')).toMatchObject({ amountFen: yuan(900_000) })
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(3_200_000) })
    expect(shown(id)).toContain('已撤销:D-1006 华芯射频校准')
    expect((await said('zhangwei', '撤销')).text).toContain('¥2,800,000(280万)')
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(2_800_000) })
  })

  it('X17 X4 one changed by somebody else since: nothing is saved, both are shown anew', async () => {
    const { id } = await said('zhangwei', both)
    const other = await said('chenjing', 'D-1006 金额改成95万')
    await scene.tap('chenjing', other.id, '确认')
    const tapped = await scene.tap('zhangwei', id, '确认')
    expect(tapped.toast?.content).toContain('陈静 10:00 已把金额改为 ¥950,000(95万)')
    expect(await deal('D-1001')).toMatchObject({ version: 1 })
    expect(shown(id)).toContain('¥950,000(95万) → ¥1,000,000(100万)')
    await scene.tap('zhangwei', id, '确认')
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(3_200_000) })
    expect(await deal('D-1006')).toMatchObject({ amountFen: yuan(1_000_000) })
  })

  it('X17 one changed after it was saved keeps all from being taken back at once', async () => {
    const { id } = await said('zhangwei', both)
    await scene.tap('zhangwei', id, '确认')
    const other = await said('chenjing', 'D-1006 金额改成95万')
    await scene.tap('chenjing', other.id, '确认')
    const tapped = await scene.tap('zhangwei', id, '全部撤销')
    expect(tapped.toast?.content).toContain('D-1006 之后又有改动')
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(3_200_000) })
    await scene.tap('zhangwei', id, '撤销 华芯检测项目')
    expect(await deal('D-1001')).toMatchObject({ amountFen: yuan(2_800_000) })
  })

  it('X17 three of them, and only one draft waits', async () => {
    const { text } = await said('zhangwei', `${both},立辰可靠性下月底签`)
    expect(text).toContain('确认修改 3 个商机')
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(1)
    await said('zhangwei', '确认')
    expect(await deal('D-1005')).toMatchObject({ closeDate: '2026-12-31', version: 2 })
  })

  it('X17 the same deal twice is one change of it', async () => {
    const { text } = await said('zhangwei', '华芯检测改320万,射频改100万,D-1001下周三签')
    expect(text).toContain('确认修改 2 个商机')
    expect(text).toContain('2026-12-15(周二) → 2026-11-25(下周三)')
  })

  it.each([
    '华芯的项目都改到月底签',
    '华芯两个项目改到月底签',
    '把华芯名下的商机全部改到月底签',
    '华芯所有项目签约都改到月底',
  ])('all of an account: %s', async (words) => {
    const { id, text } = await said('zhangwei', words)
    expect(text).toContain('2026-12-15(周二) → 2026-11-30(周一,本月底)')
    expect(text).toContain('2026-12-04(周五) → 2026-11-30(周一,本月底)')
    await scene.tap('zhangwei', id, '确认')
    expect(await deal('D-1006')).toMatchObject({ closeDate: '2026-11-30' })
  })

  it('X20 one that is there already is named and left alone', async () => {
    const { id, text } = await said('zhangwei', '华芯两个项目都推到商务谈判')
    expect(text).toContain('D-1006 华芯射频校准:已在商务谈判(11-04 起,14天),没有改动')
    expect(text).toContain('方案制定 → 商务谈判')
    await scene.tap('zhangwei', id, '确认')
    expect(await deal('D-1006')).toMatchObject({ version: 1 })
    expect(await deal('D-1001')).toMatchObject({ version: 2 })
  })

  it('X17 U27 each that lacks something is kept by itself, the others wait for a tap', async () => {
    const { answers } = await scene.say(
      'zhangwei',
      '华芯检测推进到商务谈判,立辰和华鑫老化测试也推进到商务谈判',
    )
    const [ready, ...kept] = answers.map(scene.read)
    expect(ready).toContain('方案制定 → 商务谈判')
    expect(kept.map((text) => text.match(/D-\d+/)?.[0]).sort()).toEqual(['D-1003', 'D-1005'])
    for (const text of kept) expect(text).toContain('已记下')
    const drafts = (state: string) => scene.store.db.draft.count({ where: { state } })
    expect([await drafts('kept'), await drafts('previewed')]).toEqual([2, 1])
    const waiting = await said('zhangwei', '待处理')
    expect(waiting.text.match(/缺的补齐后继续/g)).toHaveLength(2)
    await scene.tap('zhangwei', answers[0]!.id, '确认')
    expect(await deal('D-1001')).toMatchObject({ version: 2 })
  })

  it('U28 all of them back: the reason is asked once', async () => {
    const { id, text } = await said('zhangwei', '华芯两个项目都退回需求调研')
    expect(text.match(/退回原因/g)?.length).toBe(2) // the question and the notification's line
    await scene.tap('zhangwei', id, '客户暂停')
    expect(shown(id)).toContain('确认修改 2 个商机')
    expect(shown(id)).toContain('方案制定 → 需求调研(退回:客户暂停)')
    expect(shown(id)).toContain('商务谈判 → 需求调研(退回:客户暂停)')
  })

  it('another number than there are is not guessed at', async () => {
    expect((await said('zhangwei', '华芯三个项目都推到商务谈判')).text).toContain(
      '你说3个,在谈的有 2 个:华芯检测项目、华芯射频校准',
    )
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it('more than five are refused', async () => {
    const { id: _, code: _code, version: _v, ...like } = await deal('D-1001')
    await scene.store.write('message', (tx) =>
      tx.deal.createMany({
        data: [1, 2, 3, 4].map((n) => ({ ...like, id: `more-${n}`, code: `D-900${n}` })),
      }),
    )
    expect((await said('zhangwei', '华芯的项目都改到月底签')).text).toContain(
      '一次最多改 5 个商机,这里有 6 个,都没有动',
    )
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it('everybody’s deals at once are never read', async () => {
    for (const words of ['所有商机都改到月底', '把全部项目金额改成100万']) {
      expect((await said('zhangwei', words)).text).toContain('没听懂')
    }
  })

  it('a colleague’s account stays unknown', async () => {
    expect((await said('lina', '立辰的项目都改到月底签')).text).toContain('没有权限或不存在')
  })
})
