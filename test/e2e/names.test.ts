/** Names as people type them: §4.5 of the product, through the signed webhook. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

describe.each(databases)('traditional characters, on %s', (database) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  it('are read, names included', async () => {
    const { say, read } = scene
    const moved = await say('zhangwei', '華芯檢測項目推進到商務談判')
    expect(read(moved.answers[0])).toContain('方案制定 → 商务谈判')
    const found = await say('zhangwei', '華芯檢測')
    expect(read(found.answers[0])).toContain('D-1001 华芯检测项目')
    const amount = await say('lina', '將華芯終端的金額改為四十八萬')
    expect(read(amount.answers[0])).toContain('¥450,000(45万) → ¥480,000(48万)')
  })

  it('are kept and shown as they were typed', async () => {
    const { say, tap, read, store } = scene
    const asked = await say('zhangwei', '新建商機 中啟射頻檢測 80萬')
    expect(read(asked.answers[0])).toContain('新建商机:中啟射頻檢測')
    await tap('zhangwei', asked.answers[0]!.id, '确认')
    const { code } = await store.db.deal.findFirstOrThrow({ where: { name: '中啟射頻檢測' } })
    const found = await say('zhangwei', '中启射频检测现在什么情况')
    expect(read(found.answers[0])).toContain(`${code} 中啟射頻檢測`)
    await say('zhangwei', '今天拜訪了立辰王工,聊可靠性實驗室方案,下週二再報一版')
    const { topic, nextStep, nextDate, text } = await store.db.activity.findFirstOrThrow({
      where: { account: { shortName: '立辰' } },
      orderBy: { createdAt: 'desc' },
    })
    expect({ topic, nextStep, nextDate }).toEqual({
      topic: '可靠性實驗室方案',
      nextStep: '再報一版',
      nextDate: '2026-11-24',
    })
    expect(text).toBe('今天拜訪了立辰王工,聊可靠性實驗室方案,下週二再報一版')
    const lost = await say('zhangwei', '後天去裡面轉轉')
    expect(read(lost.answers[0])).toContain('“後天去裡面轉轉”')
  })
})
