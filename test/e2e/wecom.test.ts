/** The whole way on WeCom: what a member types and taps in the simulated client, and what it shows. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { objectAt, objectsAt } from '../../src/playground/wecom/card/tree.ts'
import type { SimMessage } from '../../src/playground/wecom/types.ts'
import { databases } from '../support/databases.ts'
import { openTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.ts'

const amountOf = async ({ store }: TwoPlatforms, id: string) =>
  (await store.db.deal.findUniqueOrThrow({ where: { id } })).amountFen

const words = (message: SimMessage | undefined): string =>
  message?.card ? JSON.stringify(message.card) : (message?.text ?? '')

describe.each(databases)('the bot on WeCom, %s', (database) => {
  let scene: TwoPlatforms
  beforeEach(async () => {
    scene = await openTwoPlatforms(database)
  })
  afterEach(() => scene.close())

  /** No call was refused, nobody was sent more than the platform shows, no card was cut short. */
  const isClean = () => {
    const bad = scene.wecom.calls().filter((call) => call.errcode !== 0 || call.warnings.length > 0)
    expect(bad).toEqual([])
    expect(scene.wecom.dropped()).toEqual([])
  }

  it('asks which deal, shows the change, stores it at a tap and takes it back', async () => {
    const [, question] = await scene.say('zhangwei', '华芯的金额改成390万')
    const options = objectsAt(objectAt(question?.card?.checkbox)?.option_list)
    expect(options.map((option) => option.text)).toEqual([
      '1. 华芯检测项目 ¥280万',
      '2. 华芯射频校准 ¥90万',
    ])
    const chosen = await scene.tap('zhangwei', '选定', { action: [String(options[0]!.id)] })
    expect(chosen).toMatchObject({ outcome: 'answered', delivery: { state: 'acknowledged' } })
    expect(chosen.problem).toBeUndefined()
    const shown = () => words(scene.wecom.message(question!.id))
    expect(shown()).toContain('¥2,800,000(280万) → ¥3,900,000(390万)')
    expect(await amountOf(scene, 'd-1001')).toBe(280_000_000n)

    await scene.tap('zhangwei', '确认')
    expect(shown()).toContain('已更新')
    expect(await amountOf(scene, 'd-1001')).toBe(390_000_000n)

    await scene.tap('zhangwei', '撤销')
    expect(shown()).toContain('已撤销')
    expect(await amountOf(scene, 'd-1001')).toBe(280_000_000n)
    isClean()
  })

  it('does nothing twice when the platform delivers twice and answers get lost', async () => {
    scene.wecom.faults.duplicateDelivery = true
    scene.wecom.faults.dropAnswer = 1
    await scene.say('zhangwei', '我的商机')
    const attempts = scene.wecom.calls().filter(({ path }) => path === '/cgi-bin/message/send')
    expect(attempts.some((call) => call.fault === 'dropAnswer')).toBe(true)
    const came = scene.wecom.messages('zhangwei').filter(({ sender }) => sender.kind === 'app')
    expect(came.map(({ type }) => type)).toEqual(['text', 'template_card'])
  })

  it('asks for approval here, is decided on Feishu, and the copy here says so each time', async () => {
    const { feishu, wecom } = scene
    await scene.say('zhangwei', '射频校准客户要打85折,帮我申请')
    await scene.tap('zhangwei', '提交')
    const cardOf = (who: string) => wecom.messages(who).findLast(({ card }) => card)
    expect(words(cardOf('chenjing'))).toContain('15%(85折)')
    const code = /AP-\d+/.exec(words(cardOf('chenjing')))?.[0]
    const privately = feishu.privateChatOf('ou_chenjing')
    await feishu.say({ from: 'ou_chenjing', chat: privately, text: `同意 ${code}` })
    await scene.settled()
    const copy = cardOf('chenjing')!
    const shown = () => words(wecom.message(copy.id))
    // What lets the card be changed once is kept for the end: the way there is told in a line.
    expect(wecom.messages('chenjing').at(-1)!.text).toContain('【审批 AP-')
    expect(shown()).toContain('"text":"同意"')
    const next = feishu.messages(feishu.privateChatOf('ou_zhaomin')).at(-1)
    await feishu.tap({ by: 'ou_zhaomin', messageId: next!.id, button: { text: '同意' } })
    await scene.settled()
    expect(shown()).toContain('✓ 赵敏 折扣超过10%')
    expect(shown()).toContain('已批准')
    expect(shown()).not.toContain('"text":"同意"')
    isClean()
  })

  /** On Feishu, where the same people are. */
  const onFeishu = (who: string) => {
    const { feishu } = scene
    const chat = feishu.privateChatOf(`ou_${who}`)
    const newest = () => feishu.messages(chat).findLast(({ sender }) => sender.kind === 'bot')
    return {
      newest: () => JSON.stringify(newest()?.card),
      say: async (text: string) => {
        await feishu.say({ from: `ou_${who}`, chat, text })
        await scene.settled()
      },
      tap: async (text: string) => {
        await feishu.tap({ by: `ou_${who}`, messageId: newest()!.id, button: { text } })
        await scene.settled()
      },
    }
  }

  it('reaches here who is not on Feishu, where it was asked', async () => {
    await scene.store.write('background', (tx) =>
      tx.identity.deleteMany({ where: { platform: 'feishu', userId: 'chenjing' } }),
    )
    const zhangwei = onFeishu('zhangwei')
    await zhangwei.say('射频校准客户要打85折,帮我申请')
    await zhangwei.tap('提交')
    expect(words(scene.wecom.messages('chenjing').at(-1))).toContain('15%(85折)')
    isClean()
  })

  it('empties on Feishu what may no longer be read since a word here', async () => {
    const zhangwei = onFeishu('zhangwei')
    await zhangwei.say('把李娜加到华芯检测')
    await zhangwei.tap('确认')
    const lina = onFeishu('lina')
    expect(lina.newest()).toContain('华芯检测项目')
    await scene.say('zhangwei', '把李娜从华芯检测移除')
    await scene.tap('zhangwei', '确认')
    expect(lina.newest()).not.toContain('华芯检测项目')
    isClean()
  })
})
