import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ComponentRef, SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import { type DemoBot, startDemoBot } from './demo-bot.ts'
import { app, buttonOf, caller, cardOf, handClock, handTimer, startTenant } from './tenant.ts'

let bot: DemoBot
let clock: ReturnType<typeof handClock>
let timer: ReturnType<typeof handTimer>
let feishu: SimulatedFeishu
let call: ReturnType<typeof caller>

beforeEach(async () => {
  bot = await startDemoBot(app.encryptKey)
  clock = handClock()
  timer = handTimer(clock)
  feishu = await startTenant({ webhookUrl: bot.url, clock, timer })
  call = caller(feishu)
})

afterEach(async () => {
  await feishu.close()
  await bot.close()
})

async function sendCard(card: JsonObject, to = 'oc_huadong'): Promise<string> {
  const sent = await call('POST', `/im/v1/messages?receive_id_type=chat_id`, {
    receive_id: to,
    msg_type: 'interactive',
    content: JSON.stringify(card),
  })
  expect(sent.body.msg).toBe('success')
  return String(sent.body.data.message_id)
}

const text = (content: string): JsonObject => ({ tag: 'plain_text', content })
const confirm = cardOf(buttonOf('确认', { a: 'deal.move', id: 'd1', v: 1 }))
const answers = (status: number, body: JsonObject | string) => {
  bot.answer = () => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) })
}
const raw = (card: JsonObject): JsonObject => ({ card: { type: 'raw', data: card } })
const actionSent = (): JsonObject => {
  const event = feishu.deliveries().at(-1)?.plaintext.event as JsonObject
  return event.action as JsonObject
}

describe('the answer to a tap', () => {
  it.each<[string, number, JsonObject | string, number]>([
    ['not 200', 500, {}, 200671],
    ['a redirect', 302, {}, 200671],
    ['nothing', 200, '', 200672],
    ['no JSON', 200, 'ok', 200672],
    ['a toast of another type', 200, { toast: { type: 'fatal', content: 'x' } }, 200672],
    ['a toast without words', 200, { toast: { type: 'info' } }, 200672],
    ['an old answer', 200, { elements: [] }, 200672],
    ['a card as a string', 200, { card: { type: 'raw', data: '{}' } }, 200672],
    ['a card that is invalid', 200, raw(cardOf({ tag: 'note' })), 200673],
    ['a template', 200, { card: { type: 'template', data: {} } }, 200673],
    [
      'a card over 30 KB',
      200,
      raw(cardOf({ tag: 'markdown', content: 'x'.repeat(31_000) })),
      200673,
    ],
    ['a card of 1.0', 200, raw({ elements: [] }), 200830],
  ])('%s is an error', async (_name, status, body, code) => {
    const messageId = await sendCard(confirm)
    answers(status, body)
    const report = await feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    expect(report).toMatchObject({ outcome: 'failed', error: { code } })
    expect(feishu.message(messageId)?.card).toEqual(confirm)
  })

  it('may be empty, and changes nothing', async () => {
    const messageId = await sendCard(confirm)
    const report = await feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    expect(report).toMatchObject({ outcome: 'answered', toast: undefined, card: undefined })
    expect(feishu.message(messageId)?.card).toEqual(confirm)
  })

  it('that does not come in three seconds is an error, and is not asked for again', async () => {
    const messageId = await sendCard(confirm)
    let asked = () => {}
    const arrived = new Promise<void>((resolve) => {
      asked = resolve
    })
    bot.answer = () => {
      asked()
      return undefined
    }
    const tapped = feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    await arrived
    timer.pass(3_000)
    expect(await tapped).toMatchObject({ outcome: 'failed', error: { code: 200341 } })
    expect(timer.waits()).toEqual([])
  })

  it('of nobody is an error', async () => {
    const messageId = await sendCard(confirm)
    await bot.close()
    const report = await feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    expect(report.error?.code).toBe(200342)
  })

  it('without a webhook is an error', async () => {
    await feishu.close()
    feishu = await startTenant({ clock })
    call = caller(feishu)
    const messageId = await sendCard(confirm)
    const report = await feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    expect(report.error?.code).toBe(200340)
  })
})

describe('who may tap', () => {
  it('is everybody in the chat and nobody else', async () => {
    const messageId = await sendCard(confirm)
    const button: ComponentRef = { text: '确认' }
    expect((await feishu.tap({ by: 'ou_zhangwei', messageId, button })).outcome).toBe('answered')
    expect(await feishu.tap({ by: 'ou_chenjing', messageId, button })).toEqual({
      outcome: 'refused',
      refusal: 'not-in-chat',
    })
    expect(bot.got).toHaveLength(1)
  })

  it.each([
    [true, 'answered'],
    [false, 'refused'],
  ])('of a forwarded card depends on it: %s', async (allowed, outcome) => {
    const config = { update_multi: true, enable_forward_interaction: allowed }
    const messageId = await sendCard({ ...confirm, config })
    const copy = feishu.forward({ by: 'ou_zhangwei', messageId, to: 'oc_other' })
    const report = await feishu.tap({
      by: 'ou_zhangwei',
      messageId: String(copy?.id),
      button: { text: '确认' },
    })
    expect(report.outcome).toBe(outcome)
  })

  it.each(['as-copy', 'as-original'] as const)(
    'of a card passed on all the same comes %s where clients let it through',
    async (how) => {
      feishu.faults.forwardedTaps = how
      const config = { update_multi: true, enable_forward: false }
      const messageId = await sendCard({ ...confirm, config })
      const copy = feishu.forward({ by: 'ou_zhangwei', messageId, to: 'private' })!
      const button = { text: '确认' }
      const report = await feishu.tap({ by: 'ou_zhangwei', messageId: copy.id, button })
      expect(report.outcome).toBe('answered')
      const event = feishu.deliveries().at(-1)?.plaintext.event as JsonObject
      expect(event.context).toEqual({
        open_message_id: how === 'as-copy' ? copy.id : messageId,
        open_chat_id: feishu.privateChatOf('ou_zhangwei'),
      })
    },
  )

  it('of a card that may not be forwarded there is no copy', async () => {
    const messageId = await sendCard({ ...confirm, config: { enable_forward: false } })
    expect(feishu.forward({ by: 'ou_zhangwei', messageId, to: 'private' })).toBeUndefined()
  })

  it('is nobody after fourteen days, or after a recall', async () => {
    const messageId = await sendCard(confirm)
    clock.advance(14 * 86_400_000 + 1)
    const tap = () => feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    expect((await tap()).refusal).toBe('expired')
    feishu.recall(messageId)
    expect((await tap()).refusal).toBe('recalled')
  })
})

describe('between a tap and its answer', () => {
  it('the card cannot be updated by message id', async () => {
    const messageId = await sendCard(confirm)
    const patch = () =>
      call('PATCH', `/im/v1/messages/${messageId}`, { content: JSON.stringify(confirm) })
    let release = () => {}
    const during = new Promise<JsonObject>((resolve) => {
      bot.answer = () => {
        void patch().then(({ body }) => {
          resolve(body)
          release()
        })
        return undefined
      }
    })
    const tapped = feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    release = () => timer.pass(3_000)
    expect(await during).toMatchObject({ code: 230099, msg: expect.stringContaining('11310') })
    await tapped
    expect((await patch()).body.code).toBe(0)
  })

  it('nor by the token, which then works twice within half an hour', async () => {
    const messageId = await sendCard(confirm)
    const { token } = await feishu.tap({ by: 'ou_lina', messageId, button: { text: '确认' } })
    const next = cardOf({ tag: 'markdown', content: '迟到的更新' })
    const update = (card: JsonObject = next, key = token) =>
      call('POST', '/interactive/v1/card/update', { token: key, card })
    expect((await update(next, 'c-unknown')).body.code).toBe(300020)
    clock.advance(30 * 60_000)
    expect((await update()).body.code).toBe(0)
    expect(feishu.message(messageId)?.card).toEqual(next)
    expect((await update(cardOf({ tag: 'note' }))).body.code).toBe(11311)
    expect((await update()).body.code).toBe(300040)
    clock.advance(1)
    expect((await update()).body.code).toBe(300030)
  })
})

describe('a form', () => {
  const form = cardOf({
    tag: 'form',
    name: 'form',
    elements: [
      { tag: 'input', name: 'reason', required: true, max_length: 5, label: text('原因') },
      {
        tag: 'select_static',
        name: 'stage',
        initial_option: 's1',
        options: ['s1', 's2'].map((value) => ({ text: text(value), value })),
      },
      {
        tag: 'multi_select_static',
        name: 'tags',
        options: ['a', 'b'].map((value) => ({ text: text(value), value })),
      },
      { tag: 'date_picker', name: 'due', initial_date: '2026-12-01' },
      buttonOf('提交', { a: 'deal.save' }, { name: 'ok', form_action_type: 'submit' }),
      { tag: 'button', name: 'no', text: text('重置'), form_action_type: 'reset' },
    ],
  })
  const submit = (messageId: string, filled: Record<string, string | string[]>) =>
    feishu.tap({ by: 'ou_lina', messageId, button: { name: 'ok' }, form: filled })

  it('sends what was filled in and what stood there', async () => {
    const messageId = await sendCard(form)
    const report = await submit(messageId, { reason: '客户改期', tags: ['b'], due: '2026-12-15' })
    expect(report.outcome).toBe('answered')
    expect(actionSent()).toEqual({
      value: { a: 'deal.save' },
      tag: 'button',
      timezone: 'Asia/Shanghai',
      name: 'ok',
      form_value: { reason: '客户改期', stage: 's1', tags: ['b'], due: '2026-12-15 +0800' },
    })
  })

  it.each<[string, Record<string, string | string[]>, string[]]>([
    ['a required field empty', {}, ['reason']],
    ['an input too long', { reason: '一二三四五六' }, ['reason']],
    ['what is no option', { reason: 'x', stage: 's9' }, ['stage']],
    ['what is no option among several', { reason: 'x', tags: ['a', 'z'] }, ['tags']],
  ])('is not sent with %s', async (_name, filled, missing) => {
    const messageId = await sendCard(form)
    expect(await submit(messageId, filled)).toEqual({
      outcome: 'refused',
      refusal: 'required',
      missing,
    })
    expect(bot.got).toEqual([])
  })

  it('is reset without a callback, and throws for a field it has not', async () => {
    const messageId = await sendCard(form)
    const reset = await feishu.tap({ by: 'ou_lina', messageId, button: { name: 'no' } })
    expect(reset.outcome).toBe('local')
    await expect(submit(messageId, { reason: 'x', nonsense: 'y' })).rejects.toThrow('nonsense')
    expect(bot.got).toEqual([])
  })
})

describe('other components', () => {
  const card = cardOf(
    {
      tag: 'select_static',
      placeholder: text('阶段'),
      options: [{ text: text('一'), value: '1' }],
      behaviors: [{ type: 'callback', value: { a: 'deal.pick' } }],
    },
    { tag: 'date_picker', placeholder: text('日期') },
    { tag: 'input', name: 'note', placeholder: text('备注') },
    {
      tag: 'checker',
      name: 'done',
      text: text('完成'),
      behaviors: [{ type: 'callback', value: {} }],
    },
    { tag: 'checker', name: 'local', text: text('本地') },
    {
      tag: 'overflow',
      options: [
        { text: text('详情'), value: 'detail' },
        { text: text('打开'), value: 'open', multi_url: { url: 'https://a.cn' } },
      ],
    },
    {
      tag: 'interactive_container',
      behaviors: [{ type: 'callback', value: { a: 'deal.open' } }],
      elements: [{ tag: 'markdown', content: '华芯检测项目' }],
    },
    buttonOf('打开', {}, { behaviors: [{ type: 'open_url', default_url: 'https://a.cn/d' }] }),
    buttonOf('不能点', {}, { disabled: true }),
  )

  it.each<[ComponentRef, JsonObject, JsonObject]>([
    [
      { text: '阶段' },
      { option: '1' },
      { tag: 'select_static', option: '1', value: { a: 'deal.pick' } },
    ],
    [
      { text: '日期' },
      { option: '2026-12-01' },
      { tag: 'date_picker', option: '2026-12-01 +0800' },
    ],
    [{ name: 'note' }, { input: '记一笔' }, { tag: 'input', input_value: '记一笔' }],
    [{ name: 'done' }, {}, { tag: 'checker', checked: true }],
    [{ path: '/body/elements/5' }, { option: 'detail' }, { tag: 'overflow', option: 'detail' }],
    [{ text: '华芯检测' }, {}, { tag: 'interactive_container', value: { a: 'deal.open' } }],
  ])('%j', async (button, more, action) => {
    const messageId = await sendCard(card)
    await feishu.tap({ by: 'ou_lina', messageId, button, ...more })
    expect(actionSent()).toMatchObject(action)
  })

  it('that only open something or are disabled call nobody', async () => {
    const messageId = await sendCard(card)
    const tap = (button: ComponentRef, more: JsonObject = {}) =>
      feishu.tap({ by: 'ou_lina', messageId, button, ...more })
    expect(await tap({ path: '/body/elements/7' })).toEqual({
      outcome: 'local',
      opened: 'https://a.cn/d',
    })
    expect(await tap({ path: '/body/elements/5' }, { option: 'open' })).toEqual({
      outcome: 'local',
      opened: 'https://a.cn',
    })
    expect((await tap({ name: 'local' })).outcome).toBe('local')
    expect((await tap({ text: '不能点' })).refusal).toBe('disabled')
    expect(bot.got).toEqual([])
  })

  it('are named by what tells them apart', async () => {
    const messageId = await sendCard(
      cardOf(buttonOf('选', { a: 'x', id: '1', v: 1 }), buttonOf('选', { a: 'x', id: '2', v: 1 })),
    )
    const tap = (button: ComponentRef) => feishu.tap({ by: 'ou_lina', messageId, button })
    await expect(tap({ text: '选' })).rejects.toThrow('several components fit')
    await expect(tap({ text: '没有' })).rejects.toThrow('no component fits')
    await tap({ value: { id: '2' } })
    expect(actionSent()).toMatchObject({ value: { id: '2' } })
  })
})
