import { afterEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

let scene: Scene | undefined
afterEach(() => scene?.finish())

describe.each(databases)('the long connection on %s', (database) => {
  it('carries messages and taps into the same engine', async () => {
    scene = await openScene(database, { simulator: { mode: 'long-connection' } })
    const { feishu } = scene
    await feishu.until(() => feishu.connections() > 0)
    const { report, answers } = await scene.say('zhangwei', 'D-1001 金额改成310万')
    expect(report.attempts[0]?.via).toBe('long-connection')
    expect(scene.read(answers[0])).toContain('¥2,800,000(280万) → ¥3,100,000(310万)')
    const tap = await scene.tap('zhangwei', answers[0]!.id, '确认')
    expect(tap.toast?.content).toBe('已保存,10分钟内可撤销')
    const deal = await scene.store.db.deal.findUnique({ where: { code: 'D-1001' } })
    expect(deal?.amountFen).toBe(310_000_000n)
  })

  it('comes back after the connection was lost', async () => {
    scene = await openScene(database, { simulator: { mode: 'long-connection' } })
    const { feishu } = scene
    await feishu.until(() => feishu.connections() > 0)
    feishu.breakConnections('close')
    await feishu.until(() => feishu.connections() === 0)
    await feishu.until(() => feishu.connections() > 0, 60_000)
    const { answers } = await scene.say('zhangwei', '帮助')
    expect(scene.read(answers[0])).toContain('我能帮你做什么')
  }, 90_000)
})
