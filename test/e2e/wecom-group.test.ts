/** WeCom's groups, where the smart bot alone is: over its one connection. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '../../cards/kit/card.ts'
import { objectAt, objectsAt } from '../../src/playground/wecom/card/tree.ts'
import type { SimMessage } from '../../src/playground/wecom/types.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { openTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.ts'

const huadong = { group: 'huadong' } as const

describe.each(databases)('the smart bot on WeCom, %s', (database) => {
  let scene: TwoPlatforms
  const open = async (options?: Parameters<typeof openTwoPlatforms>[1]) => {
    scene = await openTwoPlatforms(database, options)
    return scene.wecom.bot!
  }
  afterEach(() => scene.close())

  const words = (message: SimMessage | undefined) =>
    message?.card ? JSON.stringify(message.card) : (message?.text ?? '')
  const said = async (text: string, where: { group?: string; from?: string } = huadong) => {
    const bot = scene.wecom.bot!
    const place = where.group ? { group: where.group } : { member: where.from ?? 'zhangwei' }
    const before = bot.messages(place).length
    bot.say({ from: where.from ?? 'zhangwei', text, ...(where.group && { group: where.group }) })
    await scene.wecom.until(() =>
      bot
        .messages(place)
        .slice(before + 1)
        .some(({ sender }) => sender.kind === 'bot'),
    )
    await scene.settled()
    return bot.messages(place).slice(before + 1)
  }
  /** A card in the group, as the daily push will be: to be tapped by anybody there. */
  const post = async (card: Card, chatId = 'huadong') => {
    const nowMs = scene.clock.real()
    await scene.store.write('background', (tx) =>
      enqueue(tx, scene.store.dialect, [
        {
          id: `post-${chatId}-${nowMs}`,
          dedupeKey: `post-${chatId}-${nowMs}`,
          platform: 'wecom',
          operation: 'send',
          targetKind: 'chat',
          targetId: chatId,
          card,
          priority: 5,
          createdMs: scene.clock.business(),
          nextMs: nowMs,
        },
      ]),
    )
    scene.bot.engine.wake()
    await scene.settled()
  }
  const showing = (id: string): Card => ({
    title: '今日跟进',
    tone: 'info',
    blocks: [
      { type: 'text', line: '张伟 2 · 李娜 1' },
      { type: 'buttons', buttons: [{ text: '看商机', action: { a: 'deal.show', id, v: 1 } }] },
    ],
  })
  const isClean = () => {
    expect(scene.wecom.bot!.refusals()).toEqual([])
    expect(scene.wecom.calls().filter((call) => call.errcode !== 0)).toEqual([])
  }

  it('what concerns the asker is told in private by the app, and the group that it was', async () => {
    const bot = await open()
    const answers = await said('我的商机')
    expect(answers.map(words).join()).toContain('已私信你')
    expect(answers.map(words).join()).not.toContain('华芯')
    expect(words(scene.wecom.messages('zhangwei').at(-1))).toContain('华芯检测项目')
    // Nobody mentioned it: nothing reaches it, and nothing is said.
    const before = bot.messages(huadong).length
    expect(bot.say({ from: 'lina', text: '华芯检测改成300万', ...huadong, mention: false })).toBe(
      false,
    )
    await scene.settled()
    expect(bot.messages(huadong)).toHaveLength(before + 1)
    isClean()
  })

  it('alone with somebody it talks like the app, and a card there changes at its tap', async () => {
    const bot = await open()
    const [preview] = await said('D-1006 金额改成95万', {})
    expect(words(preview)).toContain('¥900,000(90万) → ¥950,000(95万)')
    bot.tap({ by: 'zhangwei', card: { messageId: preview!.id }, button: '确认' })
    await scene.wecom.until(() => words(scene.wecom.message(preview!.id)).includes('已更新'))
    await scene.settled()
    const deal = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1006' } })
    expect(deal.amountFen).toBe(95_000_000n)
    expect(scene.wecom.messages('zhangwei')).toEqual([])
    isClean()
  })

  it('a card in the group is tapped by anybody, and shows nobody what they may not see', async () => {
    const bot = await open()
    await said('帮助')
    await post(showing('d-1001'))
    const card = bot.messages(huadong).at(-1)!
    expect(words(card)).toContain('看商机')
    bot.tap({ by: 'zhangwei', card: { messageId: card.id }, button: '看商机' })
    await scene.wecom.until(() => words(scene.wecom.messages('zhangwei').at(-1)).includes('D-1001'))
    const heard = scene.wecom.messages('lina').length
    bot.tap({ by: 'lina', card: { messageId: card.id }, button: '看商机' })
    await scene.wecom.until(() => scene.wecom.messages('lina').length > heard)
    expect(words(scene.wecom.messages('lina').at(-1))).not.toContain('华芯检测')
    expect(bot.messages(huadong).map(words).join()).not.toContain('华芯检测')
    isClean()
  })

  it('a group where nobody has spoken to it takes nothing, and an administrator hears why', async () => {
    await open()
    await post(showing('d-1001'), 'huanan')
    expect(scene.wecom.bot!.messages({ group: 'huanan' })).toEqual([])
    const told = scene.wecom.messages('helei').map(words).join()
    expect(told).toContain('在群里 @ 它说句话就行')
  })

  it('knows people whom it has encrypted ids of', async () => {
    const bot = await open({ bot: { encryptedIds: true } })
    const [preview] = await said('D-1006 金额改成95万', {})
    expect(words(preview)).toContain('¥950,000(95万)')
    bot.tap({ by: 'zhangwei', card: { messageId: preview!.id }, button: '取消' })
    await scene.wecom.until(() => words(scene.wecom.message(preview!.id)).includes('已取消'))
    isClean()
  })

  it('a line that is cut comes back, and what waited meanwhile leaves', async () => {
    const bot = await open()
    await said('帮助')
    bot.cut()
    await scene.wecom.until(() => !bot.isConnected())
    const sent = post(showing('d-1001'))
    await scene.wecom.until(() => bot.isConnected())
    await sent
    expect(words(bot.messages(huadong).at(-1))).toContain('看商机')
  })

  it('a push of which nobody said that it came is not there twice', async () => {
    const bot = await open()
    await said('帮助')
    bot.loseAcks(1)
    await post(showing('d-1001'))
    const cards = bot.messages(huadong).filter((message) => words(message).includes('看商机'))
    expect(cards).toHaveLength(1)
  })

  it('what is chosen comes with the tap', async () => {
    const bot = await open()
    const question = (await said('华芯的金额改成390万', {})).find(({ card }) => card)
    const options = objectsAt(objectAt(question?.card?.checkbox)?.option_list)
    expect(options).toHaveLength(2)
    bot.tap({
      by: 'zhangwei',
      card: { messageId: question!.id },
      button: '选定',
      selected: { action: [String(options[0]!.id)] },
    })
    await scene.wecom.until(() => words(scene.wecom.message(question!.id)).includes('390万'))
    isClean()
  })

  it('another process with the same id takes the line away: that is told, and it is not fought', async () => {
    const bot = await open()
    bot.kick()
    await expect
      .poll(() => scene.errors())
      .toEqual(['another process uses our bot: its connection has taken ours away'])
    const ready = await scene.bot.app.request('/readyz')
    expect(await ready.json()).toMatchObject({
      ok: true,
      degraded: ['wecom: groups-not-connected'],
    })
    expect(bot.connections()).toBe(1)
  })

  it('of two instances one is connected, and the other when the first has stopped', async () => {
    const bot = await open()
    const second = await scene.startAnother()
    await scene.settled()
    expect(bot.connections()).toBe(1)
    await said('帮助')
    await scene.bot.stop()
    await scene.wecom.until(() => bot.connections() === 2, 15_000)
    const before = bot.messages(huadong).length
    bot.say({ from: 'zhangwei', text: '帮助', ...huadong })
    await scene.wecom.until(() => bot.messages(huadong).length > before + 1)
    await second.stop()
  })
})
