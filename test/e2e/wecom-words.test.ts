/** WeCom's cards have no field to type into: what belongs there is said to the bot. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimMessage } from '../../src/playground/wecom/types.ts'
import { databases } from '../support/databases.ts'
import { openTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.ts'

describe.each(databases)('words for buttons on WeCom, %s', (database) => {
  let scene: TwoPlatforms
  beforeEach(async () => {
    scene = await openTwoPlatforms(database)
  })
  afterEach(() => scene.close())

  const words = (message: SimMessage | undefined) =>
    message?.card ? JSON.stringify(message.card) : (message?.text ?? '')
  const newest = (who: string) => words(scene.wecom.messages(who).at(-1))
  const request = (code: string) =>
    scene.store.db.approvalRequest.findUniqueOrThrow({ where: { code } })
  const minutes = (n: number) => scene.clock.moveTo(scene.clock.business() + n * 60_000)

  it.each([
    ['驳回', '毛利太低了,重报', 'rejected'],
    ['要求修改', '账期降到20天', 'returned'],
  ])('%s asks for the reason, and takes the next words for it', async (button, reason, state) => {
    await scene.say('chenjing', '待我审批')
    await scene.tap('chenjing', button)
    expect(newest('chenjing')).toContain('请直接回复,10 分钟内有效')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    await scene.say('chenjing', reason)
    expect(await request('AP-32')).toMatchObject({ state, reason })
    // Said once, they are used up.
    await scene.say('chenjing', '随便说点别的话')
    expect(newest('chenjing')).toContain('没听懂')
  })

  it('takes no words for it that say something else, nor any after ten minutes', async () => {
    await scene.say('chenjing', '待我审批')
    await scene.tap('chenjing', '驳回')
    await scene.say('chenjing', '顺达现在什么情况')
    await scene.say('chenjing', 'AP-32 什么情况')
    await scene.say('chenjing', '帮助')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    minutes(11)
    await scene.say('chenjing', '毛利太低了')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
  })

  it('what a card with one field wants is said to it without a tap', async () => {
    await scene.say('zhangwei', '立辰推进到商务谈判')
    await scene.tap('zhangwei', '请陈静放行')
    await scene.say('zhangwei', '客户催着谈价')
    expect(newest('zhangwei')).toContain('已请陈静放行')
    expect(newest('chenjing')).toContain('客户催着谈价')
    await scene.tap('chenjing', '放行')
    await scene.say('chenjing', '客户高层已口头同意')
    await scene.tap('zhangwei', '确认')
    const deal = await scene.store.db.deal.findUniqueOrThrow({
      where: { code: 'D-1005' },
      include: { stage: true },
    })
    expect(deal.stage.name).toBe('商务谈判')
  })

  it('a phone, and a contact that a gate asks for', async () => {
    await scene.say('zhangwei', '今天拜访了华芯新来的孙工')
    await scene.tap('zhangwei', '补电话')
    await scene.say('zhangwei', '13900001111')
    const contact = await scene.store.db.contact.findFirst({ where: { name: '孙工' } })
    expect(contact?.phone).toBe('13900001111')
  })

  it('what is said to a preview goes into it, and the tap alone confirms', async () => {
    await scene.say('zhangwei', '华芯检测丢了,价格,输给环测')
    await scene.say('zhangwei', '下次早点摸清对手报价')
    const deal = () => scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })
    expect(await deal()).toMatchObject({ outcome: 'open' })
    await scene.tap('zhangwei', '确认丢单')
    expect(await deal()).toMatchObject({ outcome: 'lost', lossLesson: '下次早点摸清对手报价' })
  })
})
