import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import { type DemoBot, startDemoBot } from './demo-bot.ts'
import { app, buttonOf, caller, cardOf, startTenant } from './tenant.ts'

let bot: DemoBot
let feishu: SimulatedFeishu

beforeEach(async () => {
  bot = await startDemoBot(app.encryptKey)
  feishu = await startTenant({ webhookUrl: bot.url })
})

afterEach(async () => {
  await feishu.close()
  await bot.close()
})

describe('a message', () => {
  it('arrives encrypted, signed and complete', async () => {
    const report = await feishu.say({
      from: 'ou_zhangwei',
      chat: 'private',
      text: '华芯推进到商务谈判',
    })
    expect(report.state).toBe('acknowledged')
    const [got] = bot.got
    expect(got?.signed).toBe(true)
    expect(got?.event).toMatchObject({
      schema: '2.0',
      header: {
        event_type: 'im.message.receive_v1',
        token: 'vtok',
        app_id: app.id,
        create_time: expect.stringMatching(/^\d{13}$/),
      },
      event: {
        sender: { sender_id: { open_id: 'ou_zhangwei' }, sender_type: 'user' },
        message: {
          chat_id: feishu.privateChatOf('ou_zhangwei'),
          chat_type: 'p2p',
          message_type: 'text',
          content: '{"text":"华芯推进到商务谈判"}',
        },
      },
    })
  })

  it('in a group reaches the bot only when it is mentioned', async () => {
    const unseen = await feishu.say({ from: 'ou_lina', chat: 'oc_huadong', text: '吃饭了' })
    expect(unseen.state).toBe('unseen')
    expect(bot.got).toEqual([])
    await feishu.say({
      from: 'ou_lina',
      chat: 'oc_huadong',
      text: '转给@张伟 跟进',
      mentionBot: true,
      mentions: [{ openId: 'ou_zhangwei', name: '张伟' }],
    })
    expect(bot.got[0]?.event).toMatchObject({
      event: {
        message: {
          content: '{"text":"@_user_1 转给@_user_2 跟进"}',
          mentions: [
            { key: '@_user_1', id: { open_id: feishu.botOpenId }, mentioned_type: 'bot' },
            { key: '@_user_2', id: { open_id: 'ou_zhangwei' }, mentioned_type: 'user' },
          ],
        },
      },
    })
    expect(feishu.messages('oc_huadong').map((m) => m.text)).toEqual([
      '吃饭了',
      '@Dealgate 转给@张伟 跟进',
    ])
  })
})

describe('a card', () => {
  it('is sent, tapped, and replaced by the answer', async () => {
    const call = caller(feishu)
    const sent = await call('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: 'ou_zhangwei',
      msg_type: 'interactive',
      content: JSON.stringify(cardOf(buttonOf('确认', { a: 'deal.move', id: 'd1', v: 1 }))),
    })
    expect(sent.body.code).toBe(0)
    const messageId = String(sent.body.data.message_id)
    const next = cardOf({ tag: 'markdown', content: '已推进' })
    bot.answer = () => ({
      status: 200,
      body: JSON.stringify({
        toast: { type: 'success', content: '好了' },
        card: { type: 'raw', data: next },
      }),
    })
    const report = await feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })
    expect(report).toMatchObject({
      outcome: 'answered',
      toast: { type: 'success', content: '好了' },
      card: next,
    })
    expect(feishu.message(messageId)?.card).toEqual(next)
    expect(bot.got[0]?.event).toMatchObject({
      header: {
        event_type: 'card.action.trigger',
        create_time: expect.stringMatching(/^\d{16}$/),
      },
      event: {
        operator: { open_id: 'ou_zhangwei' },
        token: expect.stringMatching(/^c-/),
        action: { value: { a: 'deal.move', id: 'd1', v: 1 }, tag: 'button' },
        host: 'im_message',
        context: { open_message_id: messageId, open_chat_id: feishu.privateChatOf('ou_zhangwei') },
      },
    })
  })
})
