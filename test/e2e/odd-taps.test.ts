/** Taps on cards that are somebody else's, too old, or whose message was taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/playground/json.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const minute = 60_000

describe.each(databases)('odd taps on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string, more = {}) => {
    const { answers } = await scene.say(who, text, more)
    return answers.at(-1)!.id
  }
  const shown = (messageId: string) => scene.read(scene.feishu.message(messageId))
  const deal = (code: string) => scene.store.db.deal.findUniqueOrThrow({ where: { code } })
  const later = (ms: number) => scene.clock.moveTo(scene.clock.business() + ms)
  const buttonsOf = (messageId: string) => actionsIn(scene.feishu.message(messageId)?.card)

  // NOT VERIFIED on a real tenant which message id such a tap carries: either way nothing happens.
  describe.each(['as-copy', 'as-original'] as const)('X6 passed on, sent %s', (forwardedTaps) => {
    beforeEach(() => {
      scene.feishu.faults.forwardedTaps = forwardedTaps
    })

    it.each([
      ['a group', () => 'oc_huadong'],
      ['a colleague', () => scene.feishu.privateChatOf('ou_lina')],
    ])('to %s: no button does anything for another person', async (_name, to) => {
      const cards = [
        await said('zhangwei', '今天拜访了立辰王工,聊可靠性方案'),
        await said('zhangwei', 'D-1001 金额改成310万'),
        await said('zhangwei', '华芯那个项目金额改成300'),
        await said('zhangwei', '华芯现在什么情况'),
      ]
      const trail = () => scene.store.db.audit.count({ where: { userId: 'lina' } })
      const drafts = await scene.store.db.draft.findMany({ orderBy: { id: 'asc' } })
      for (const messageId of cards) {
        const copy = scene.feishu.forward({ by: 'ou_zhangwei', messageId, to: to() })!
        const before = shown(copy.id)
        expect(buttonsOf(messageId).length).toBeGreaterThan(0)
        for (const value of buttonsOf(messageId)) {
          const tap = await scene.feishu.tap({
            by: 'ou_lina',
            messageId: copy.id,
            button: { value },
          })
          expect(tap).toMatchObject({ outcome: 'answered', toast: { type: 'warning' } })
          expect(tap.card).toBeUndefined()
        }
        expect(shown(copy.id)).toBe(before)
      }
      await scene.bot.engine.settled()
      expect(scene.feishu.messages(scene.feishu.privateChatOf('ou_lina')).filter(isBots)).toEqual(
        [],
      )
      expect(await scene.store.db.draft.findMany({ orderBy: { id: 'asc' } })).toEqual(drafts)
      expect(await deal('D-1001')).toMatchObject({ version: 1 })
      expect(await trail()).toBeLessThanOrEqual(cards.length)
    })
  })

  it('X6 whose card it is cannot confirm it in front of a group either', async () => {
    scene.feishu.faults.forwardedTaps = 'as-copy'
    const messageId = await said('zhangwei', 'D-1001 金额改成310万')
    const copy = scene.feishu.forward({ by: 'ou_zhangwei', messageId, to: 'oc_huadong' })!
    const tap = await scene.tap('zhangwei', copy.id, '确认')
    expect(tap.toast?.content).toBe('转发的卡片不能操作,请看发给你的那一张')
    expect(await deal('D-1001')).toMatchObject({ version: 1 })
    expect((await scene.tap('zhangwei', messageId, '确认')).toast?.content).toContain('已保存')
  })

  it.each(['确认', '修改', '取消'])(
    'X3 「%s」 after half an hour shows that it is over',
    async (button) => {
      const messageId = await said('zhangwei', 'D-1001 金额改成310万')
      later(31 * minute)
      expect((await scene.tap('zhangwei', messageId, button)).toast?.content).toBe(
        '确认已过期,请重发',
      )
      expect(shown(messageId)).toContain('确认已过期,请重发')
      expect(buttonsOf(messageId)).toEqual([])
      expect(await deal('D-1001')).toMatchObject({ version: 1 })
    },
  )

  it('X3 a question after a day shows that it is over', async () => {
    const messageId = await said('zhangwei', '华芯检测改成320')
    later(25 * 60 * minute)
    await scene.tap('zhangwei', messageId, '320万')
    expect(shown(messageId)).toContain('确认已过期,请重发')
    expect(buttonsOf(messageId)).toEqual([])
  })

  it('X3 a card whose draft was closed meanwhile is drawn as closed', async () => {
    const messageId = await said('zhangwei', 'D-1001 金额改成310万')
    await scene.store.write('background', (tx) =>
      tx.draft.updateMany({ data: { state: 'expired', version: 2 } }),
    )
    await scene.tap('zhangwei', messageId, '确认')
    expect(shown(messageId)).toContain('确认已过期,请重发')
    expect(buttonsOf(messageId)).toEqual([])
    expect(await deal('D-1001')).toMatchObject({ version: 1 })
  })

  it('a question with one thing to pick can be dropped with a tap', async () => {
    const messageId = await said('wangqiang', '把金额改成600万')
    expect(buttonsOf(messageId).map(({ a }) => a)).toEqual(['draft.answer', 'draft.cancel'])
    await scene.tap('wangqiang', messageId, '取消')
    expect(shown(messageId)).toContain('已取消')
    expect(await deal('D-1004')).toMatchObject({ version: 1 })
  })

  describe('X9 a message that is taken back', () => {
    const takeBack = async (text: string, after = 0) => {
      const { report } = await scene.say('zhangwei', text)
      later(after)
      const delivery = await scene.feishu.recall(report.messageId!)
      await scene.bot.engine.settled()
      return delivery
    }
    const answers = () =>
      scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei')).filter(isBots)

    it('leaves what it saved, and one tap takes that back too', async () => {
      expect(await takeBack('今天拜访了立辰沈工,聊可靠性方案')).toMatchObject({
        state: 'acknowledged',
      })
      const card = answers().at(-1)!
      expect(scene.read(card)).toContain('已撤回消息,记录保留')
      const live = { accountId: 'cus5', onDate: '2026-11-18', undoneAt: null }
      expect(await scene.store.db.activity.count({ where: live })).toBe(1)
      await scene.tap('zhangwei', card.id, '撤销')
      expect(await scene.store.db.activity.count({ where: live })).toBe(0)
    })

    it('drops what was not confirmed', async () => {
      await takeBack('D-1001 金额改成310万')
      const [preview, ...others] = answers()
      expect(others).toEqual([])
      expect(shown(preview!.id)).toContain('消息已撤回')
      expect(buttonsOf(preview!.id)).toEqual([])
      expect(await scene.store.db.draft.findFirst()).toMatchObject({ state: 'cancelled' })
    })

    it('after ten minutes leaves what it saved, and says so', async () => {
      await takeBack('今天拜访了立辰沈工,聊可靠性方案', 11 * minute)
      expect(scene.read(answers().at(-1))).toContain('已经超过 10 分钟,不能撤销')
      expect(buttonsOf(answers().at(-1)!.id)).toEqual([])
    })

    it('that only asked is nothing to speak of', async () => {
      await takeBack('华芯现在什么情况')
      expect(answers()).toHaveLength(1)
    })

    it('tells of the parts that were saved, and closes those that wait', async () => {
      await takeBack('今天拜访了立辰沈工聊方案,金额改成130万')
      expect(scene.read(answers().at(-1))).toContain('已撤回消息,记录保留')
      expect(answers()).toHaveLength(3)
      expect(await scene.store.db.draft.count({ where: { state: 'cancelled' } })).toBe(1)
    })

    it('is told of once, however often the platform tells', async () => {
      scene.feishu.faults.duplicateDelivery = true
      await takeBack('今天拜访了立辰沈工,聊可靠性方案')
      await scene.feishu.until(() => scene.feishu.deliveries().every((d) => d.attempts.length > 0))
      await scene.bot.engine.settled()
      expect(answers()).toHaveLength(2)
    })
  })
})

const isBots = (message: {
  readonly sender: { readonly kind: string }
  readonly forwarded: boolean
}) => message.sender.kind === 'bot'

/** What the buttons of a card carry, each once. */
function actionsIn(node: unknown): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(actionsIn)
  if (typeof node !== 'object' || node === null) return []
  if ('a' in node && 'id' in node) return [node as JsonObject]
  return Object.values(node).flatMap(actionsIn)
}
