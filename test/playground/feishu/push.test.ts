import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import { type DemoBot, startDemoBot } from './demo-bot.ts'
import { app, handClock, handTimer, startTenant } from './tenant.ts'

let bot: DemoBot
let clock: ReturnType<typeof handClock>
let timer: ReturnType<typeof handTimer>
let feishu: SimulatedFeishu

beforeEach(async () => {
  bot = await startDemoBot(app.encryptKey)
  clock = handClock()
  timer = handTimer(clock)
  feishu = await startTenant({ webhookUrl: bot.url, clock, timer })
})

afterEach(async () => {
  await feishu.close()
  await bot.close()
})

const hello = () => feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '你好' })
const eventIds = () => bot.got.map((got) => (got.event.header as JsonObject).event_id)
const messageIds = () =>
  bot.got.map((got) => ((got.event.event as JsonObject).message as JsonObject).message_id)
const attempted = (count: number) =>
  feishu.until(() => {
    const report = feishu.deliveries()[0]
    return report && report.attempts.length >= count && report.state !== 'delivering' && report
  })

describe('an event that is not acknowledged', () => {
  it('comes again after 15 s, 5 min, 1 h and 6 h, and then no more', async () => {
    bot.answer = () => ({ status: 503, body: '' })
    const first = await hello()
    expect(first).toMatchObject({ state: 'waiting', attempts: [{ status: 503 }] })
    for (const [i, wait] of [15_000, 300_000, 3_600_000, 21_600_000].entries()) {
      expect(timer.waits()).toEqual([wait])
      timer.pass(wait - 1)
      expect(bot.got).toHaveLength(i + 1)
      timer.pass(1)
      await attempted(i + 2)
    }
    expect(timer.waits()).toEqual([])
    expect(feishu.deliveries()[0]?.state).toBe('given-up')
    expect(new Set(eventIds()).size).toBe(1)
    expect(new Set(bot.got.map((got) => got.headers['x-lark-request-nonce'])).size).toBe(5)
    expect(bot.got.every((got) => got.signed)).toBe(true)
  })

  it('stops coming once it is', async () => {
    bot.answer = () => ({ status: 503, body: '' })
    await hello()
    bot.answer = () => ({ status: 200, body: '' })
    timer.pass(15_000)
    const report = await attempted(2)
    expect(report).toMatchObject({ state: 'acknowledged', nextAttemptMs: undefined })
    expect(timer.waits()).toEqual([])
  })

  it('counts as such when no answer comes within three seconds', async () => {
    bot.answer = () => undefined
    const said = hello()
    await feishu.until(() => feishu.deliveries().length === 1)
    await waitFor(() => bot.got.length === 1)
    timer.pass(3_000)
    expect(await said).toMatchObject({ state: 'waiting', attempts: [{ failure: 'timeout' }] })
  })

  it('counts as such when nobody listens', async () => {
    await bot.close()
    expect(await hello()).toMatchObject({ state: 'waiting', attempts: [{ failure: 'connect' }] })
  })

  it('can come with the first timestamp and nonce', async () => {
    feishu.faults.staleRedelivery = true
    bot.answer = () => ({ status: 500, body: '' })
    await hello()
    timer.pass(15_000)
    await attempted(2)
    expect(bot.got[1]?.raw).toBe(bot.got[0]?.raw)
    expect(bot.got[1]?.headers['x-lark-signature']).toBe(bot.got[0]?.headers['x-lark-signature'])
  })
})

describe('faults of delivery', () => {
  it('bring an acknowledged event twice', async () => {
    feishu.faults.duplicateDelivery = true
    await hello()
    await waitFor(() => bot.got.length === 2)
    expect(new Set(eventIds()).size).toBe(1)
  })

  it('bring it with another message id', async () => {
    feishu.faults.duplicateDelivery = true
    feishu.faults.freshMessageId = true
    await hello()
    await waitFor(() => bot.got.length === 2)
    expect(new Set(eventIds()).size).toBe(2)
    expect(new Set(messageIds()).size).toBe(2)
  })

  it('sign with another key, or carry another token', async () => {
    feishu.faults.wrongSignature = true
    await hello()
    expect(bot.got[0]?.signed).toBe(false)
    feishu.faults.wrongSignature = false
    feishu.faults.wrongVerificationToken = true
    await hello()
    expect(bot.got[1]?.signed).toBe(true)
    expect(bot.got[1]?.event).not.toMatchObject({ header: { token: 'vtok' } })
  })

  it('hold an event back', async () => {
    feishu.faults.lateDeliveryMs = 10_000
    const said = hello()
    expect(bot.got).toHaveLength(0)
    timer.pass(10_000)
    expect((await said).state).toBe('acknowledged')
  })

  it('let a later event overtake', async () => {
    feishu.faults.reorder = true
    const first = hello()
    const second = await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '第二' })
    await first
    expect(messageIds()).toEqual([second.messageId, (await first).messageId])
  })

  it('let an event go when none overtakes it', async () => {
    feishu.faults.reorder = true
    const said = hello()
    timer.pass(2_000)
    expect((await said).state).toBe('acknowledged')
  })
})

it('leaves out user_id for an app that may not see it', async () => {
  await feishu.close()
  feishu = await startTenant({ webhookUrl: bot.url, scopes: ['im:message.p2p_msg:readonly'] })
  await hello()
  expect(bot.got[0]?.raw).toBeDefined()
  const event = feishu.deliveries()[0]?.plaintext.event as JsonObject
  const sender = event.sender as { readonly sender_id: JsonObject }
  expect(Object.keys(sender.sender_id)).toEqual(['union_id', 'open_id'])
})

it('gives messages of one chat different times, whatever the clock says', async () => {
  await hello()
  await hello()
  const times = feishu
    .messages(feishu.privateChatOf('ou_zhangwei'))
    .map((message) => message.createdMs)
  expect(times[1]).toBe((times[0] ?? 0) + 1)
})

describe('saving the request URL', () => {
  it('sends an encrypted, unsigned challenge', async () => {
    expect(await feishu.setWebhook(bot.url)).toEqual({ saved: true })
    expect(bot.got[0]?.event).toMatchObject({ type: 'url_verification', token: 'vtok' })
    expect(bot.got[0]?.headers['x-lark-signature']).toBeUndefined()
  })

  it('fails without the right answer', async () => {
    await bot.close()
    expect(await feishu.setWebhook(bot.url)).toEqual({ saved: false, why: 'connect' })
  })
})

describe('other events', () => {
  it.each<[string, () => Promise<unknown>, JsonObject]>([
    [
      'application.bot.menu_v6',
      () => feishu.pressMenu('ou_lina', 'today'),
      { event_key: 'today', timestamp: Date.UTC(2026, 10, 18, 2) / 1000 },
    ],
    [
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      () => feishu.enterPrivateChat('ou_lina'),
      { operator_id: { open_id: 'ou_lina' } },
    ],
    [
      'im.chat.member.bot.added_v1',
      () => feishu.addBot('oc_other', 'ou_zhangwei'),
      { chat_id: 'oc_other', name: '别的群', external: false },
    ],
    [
      'im.chat.member.bot.deleted_v1',
      () => feishu.removeBot('oc_huadong', 'ou_zhangwei'),
      { chat_id: 'oc_huadong' },
    ],
    [
      'im.chat.disbanded_v1',
      () => feishu.disband('oc_huadong', 'ou_zhangwei'),
      { chat_id: 'oc_huadong' },
    ],
    [
      'contact.user.deleted_v3',
      () => feishu.changePerson('ou_lina', { resigned: true }),
      {
        object: { open_id: 'ou_lina', name: '李娜', status: { is_resigned: false } },
        old_object: { open_id: 'ou_lina', department_ids: ['od-east'] },
      },
    ],
    [
      'contact.user.updated_v3',
      () => feishu.changePerson('ou_lina', { frozen: true }),
      { object: { status: { is_frozen: true } }, old_object: { status: { is_frozen: false } } },
    ],
    ['drive.file.edit_v1', () => feishu.emit('drive.file.edit_v1', { x: 1 }), { x: 1 }],
  ])('%s', async (eventType, happen, body) => {
    await happen()
    expect(bot.got[0]?.event).toMatchObject({ header: { event_type: eventType }, event: body })
  })
})

/** Turns the event loop until it is so: the bot is on a real socket. */
async function waitFor(so: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !so(); turn++) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(so()).toBe(true)
}
