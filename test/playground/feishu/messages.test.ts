import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import { caller, cardOf, handClock, startTenant } from './tenant.ts'

const day = 86_400_000

let clock: ReturnType<typeof handClock>
let feishu: SimulatedFeishu
let call: ReturnType<typeof caller>

beforeEach(async () => {
  clock = handClock()
  feishu = await startTenant({ clock })
  call = caller(feishu)
})

afterEach(() => feishu.close())

const textTo = (id: string, more: JsonObject = {}): JsonObject => ({
  receive_id: id,
  msg_type: 'text',
  content: JSON.stringify({ text: 'x' }),
  ...more,
})

const send = (body: JsonObject, type = 'open_id') =>
  call('POST', `/im/v1/messages?receive_id_type=${type}`, body)

async function sendCard(card: JsonObject = cardOf({ tag: 'hr' })): Promise<string> {
  const sent = await send(
    textTo('ou_zhangwei', { msg_type: 'interactive', content: JSON.stringify(card) }),
  )
  return String(sent.body.data.message_id)
}

const patch = (id: string, card: JsonObject) =>
  call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(card) })

describe('sending', () => {
  it('answers with the message', async () => {
    const sent = await send(textTo('ou_zhangwei'))
    expect(sent).toMatchObject({
      status: 200,
      body: {
        code: 0,
        msg: 'success',
        data: {
          message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/),
          msg_type: 'text',
          chat_id: feishu.privateChatOf('ou_zhangwei'),
          sender: { id_type: 'app_id', sender_type: 'app' },
          body: { content: '{"text":"x"}' },
        },
      },
    })
  })

  it.each<[string, string, string, number]>([
    ['someone unknown', 'ou_nobody', 'open_id', 230034],
    ['someone who resigned', 'ou_gone', 'open_id', 230013],
    ['a chat unknown', 'oc_nowhere', 'chat_id', 230034],
    ['a group without the bot', 'oc_other', 'chat_id', 230002],
    ['a wrong kind of id', 'ou_zhangwei', 'phone', 230001],
    ['the wrong kind of id', 'ou_zhangwei', 'chat_id', 230034],
  ])('is refused to %s', async (_name, id, type, code) => {
    expect(await send(textTo(id), type)).toMatchObject({ status: 400, body: { code } })
  })

  it('is refused outside the availability range, to one who muted it, in dissolved groups', async () => {
    await feishu.changePerson('ou_lina', { available: false })
    expect((await send(textTo('ou_lina'))).body.code).toBe(230013)
    await feishu.changePerson('ou_lina', { available: true, mutedBot: true })
    expect((await send(textTo('ou_lina'))).body.code).toBe(230053)
    await feishu.disband('oc_huadong', 'ou_lina')
    expect((await send(textTo('oc_huadong'), 'chat_id')).body.code).toBe(232009)
  })

  it.each<[string, JsonObject, number]>([
    ['content that is an object', { content: { text: 'x' } }, 230001],
    ['content that is no JSON', { content: 'x' }, 230001],
    ['no content', { content: undefined }, 230001],
    ['an unknown type', { msg_type: 'hologram' }, 230001],
    ['a uuid over 50', { uuid: 'u'.repeat(51) }, 230001],
    ['a text over 150 KB', { content: JSON.stringify({ text: 'x'.repeat(150 * 1024) }) }, 230025],
    [
      'a card over 30 KB',
      {
        msg_type: 'interactive',
        content: JSON.stringify(cardOf({ tag: 'markdown', content: 'x'.repeat(30 * 1024) })),
      },
      230025,
    ],
    ['a post without a locale', { msg_type: 'post', content: '{"content":[]}' }, 230001],
    ['a picture that is unknown', { msg_type: 'image', content: '{"image_key":"x"}' }, 230001],
    ['a template', { msg_type: 'interactive', content: '{"type":"template","data":{}}' }, 230099],
  ])('refuses %s', async (_name, more, code) => {
    const answer = await send(textTo('ou_zhangwei', more))
    expect(answer).toMatchObject({ status: 400, body: { code } })
    expect(feishu.messages(feishu.privateChatOf('ou_zhangwei'))).toEqual([])
  })

  it('refuses a bad card with the ext string', async () => {
    const content = JSON.stringify(cardOf({ tag: 'markdown', content: '<at id=ou_x></at>' }))
    const answer = await send(textTo('ou_zhangwei', { msg_type: 'interactive', content }))
    expect(answer.body).toMatchObject({
      code: 230099,
      msg: 'Failed to create card content, ext=ErrCode: 100290; ErrPath: ROOT -> body -> elements -> 0; ErrMsg: There is an invalid user resource(at/person) in your card; ErrorValue: ou_x',
    })
  })

  it('of audited words is refused', async () => {
    feishu.faults.auditedWords = ['139']
    const content = JSON.stringify({ text: '电话 13900000001' })
    expect((await send(textTo('ou_zhangwei', { content }))).body.code).toBe(230028)
  })

  it('notes a mention of everyone, in text and in a card', async () => {
    await send(
      textTo('oc_huadong', { content: '{"text":"<at user_id=\\"all\\"></at> 早"}' }),
      'chat_id',
    )
    const content = JSON.stringify(cardOf({ tag: 'markdown', content: '<at id=all></at>' }))
    await send(textTo('oc_huadong', { msg_type: 'interactive', content }), 'chat_id')
    expect(feishu.messages('oc_huadong').map((m) => m.mentionsAll)).toEqual([true, true])
  })

  it('in reply keeps to the chat and to the root', async () => {
    await feishu.say({ from: 'ou_zhangwei', chat: 'oc_huadong', text: '在吗', mentionBot: true })
    const asked = feishu.messages('oc_huadong')[0]?.id
    const reply = (id: string | undefined) =>
      call('POST', `/im/v1/messages/${id}/reply`, { msg_type: 'text', content: '{"text":"在"}' })
    const first = await reply(asked)
    expect(first.body.data).toMatchObject({
      chat_id: 'oc_huadong',
      root_id: asked,
      parent_id: asked,
    })
    const firstId = String(first.body.data.message_id)
    const second = await reply(firstId)
    expect(second.body.data).toMatchObject({ root_id: asked, parent_id: firstId })
    feishu.recall(firstId)
    expect((await reply(firstId)).body.code).toBe(230011)
  })
})

describe('a uuid', () => {
  it('sends one message within an hour, and its copies get the first', async () => {
    const first = await send(textTo('ou_zhangwei', { uuid: 'u1' }))
    clock.advance(3_599_000)
    const again = await send(textTo('ou_zhangwei', { uuid: 'u1' }))
    expect(again.body.data.message_id).toBe(first.body.data.message_id)
    clock.advance(2_000)
    const later = await send(textTo('ou_zhangwei', { uuid: 'u1' }))
    expect(later.body.data.message_id).not.toBe(first.body.data.message_id)
    expect(feishu.messages(feishu.privateChatOf('ou_zhangwei'))).toHaveLength(2)
  })

  it('sends one message even when the first answer was lost', async () => {
    feishu.faults.dropAnswer = 1
    await expect(send(textTo('ou_zhangwei', { uuid: 'u2' }))).rejects.toThrow()
    expect((await send(textTo('ou_zhangwei', { uuid: 'u2' }))).body.code).toBe(0)
    expect(feishu.messages(feishu.privateChatOf('ou_zhangwei'))).toHaveLength(1)
  })

  it('used for another content is noted', async () => {
    await send(textTo('ou_zhangwei', { uuid: 'u3' }))
    await send(textTo('ou_zhangwei', { uuid: 'u3', content: '{"text":"y"}' }))
    expect(feishu.calls().at(-1)?.warnings).toEqual(['uuid used again for another content'])
  })

  it('of a refused message is not used up', async () => {
    feishu.faults.auditedWords = ['x']
    await send(textTo('ou_zhangwei', { uuid: 'u4' }))
    feishu.faults.auditedWords = []
    expect((await send(textTo('ou_zhangwei', { uuid: 'u4' }))).body.code).toBe(0)
  })
})

describe('updating a card', () => {
  const next = cardOf({ tag: 'markdown', content: '已更新' })

  it('replaces it, until fourteen days have passed on the business clock', async () => {
    const id = await sendCard()
    clock.advance(14 * day)
    call = caller(feishu)
    expect(await patch(id, next)).toMatchObject({ status: 200, body: { code: 0, data: {} } })
    expect(feishu.message(id)?.card).toEqual(next)
    clock.advance(1)
    expect((await patch(id, next)).body.code).toBe(230031)
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['before', { ...cardOf(), config: {} }, next],
    ['after', cardOf(), { ...next, config: {} }],
  ])('needs update_multi %s', async (_name, old, then) => {
    const id = await sendCard(old)
    expect((await patch(id, then)).body.code).toBe(230001)
    expect(feishu.message(id)?.card).toEqual(old)
  })

  it('is refused for a bad card, a recalled one, a text and a person’s message', async () => {
    const id = await sendCard()
    expect((await patch(id, cardOf({ tag: 'note' }))).body.code).toBe(230099)
    await call('DELETE', `/im/v1/messages/${id}`)
    expect((await patch(id, next)).body.code).toBe(230011)
    const text = await send(textTo('ou_zhangwei'))
    expect((await patch(String(text.body.data.message_id), next)).body.code).toBe(230001)
    await feishu.say({ from: 'ou_lina', chat: 'private', text: 'hi' })
    const theirs = feishu.messages(feishu.privateChatOf('ou_lina'))[0]?.id ?? ''
    expect((await patch(theirs, next)).body.code).toBe(230001)
    expect((await call('DELETE', `/im/v1/messages/${theirs}`)).body.code).toBe(230026)
  })

  it('goes five times a second for one message', async () => {
    const id = await sendCard()
    const results: number[] = []
    for (let i = 0; i < 6; i++) results.push(Number((await patch(id, next)).body.code))
    expect(results).toEqual([0, 0, 0, 0, 0, 230020])
    clock.advance(1_000)
    expect((await patch(id, next)).body.code).toBe(0)
  })

  it('by PUT is for text and post, twenty times', async () => {
    const card = await sendCard()
    const put = (id: string) =>
      call('PUT', `/im/v1/messages/${id}`, { msg_type: 'text', content: '{"text":"y"}' })
    expect((await put(card)).body.code).toBe(230001)
    const id = String((await send(textTo('ou_zhangwei'))).body.data.message_id)
    for (let i = 0; i < 20; i++) expect((await put(id)).body.code).toBe(0)
    expect((await put(id)).body.code).toBe(230072)
    expect(feishu.message(id)).toMatchObject({ text: 'y', edited: true })
  })
})

describe('limits', () => {
  it('of five a second for a person hold for both of their ids', async () => {
    const chat = feishu.privateChatOf('ou_zhangwei')
    for (let i = 0; i < 3; i++) expect((await send(textTo('ou_zhangwei'))).body.code).toBe(0)
    for (let i = 0; i < 2; i++) expect((await send(textTo(chat), 'chat_id')).body.code).toBe(0)
    expect(await send(textTo('ou_zhangwei'))).toMatchObject({ status: 400, body: { code: 230020 } })
    expect((await send(textTo('ou_lina'))).body.code).toBe(0)
  })

  it('of fifty calls a second say how long to wait', async () => {
    for (let i = 0; i < 50; i++) await call('GET', '/im/v1/chats')
    const over = await call('GET', '/im/v1/chats')
    expect(over).toMatchObject({ status: 429, body: { code: 99991400 } })
    expect(over.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect(over.headers.get('x-ogw-ratelimit-reset')).toBe('1')
    expect((await call('GET', '/bot/v3/info')).status).toBe(200)
    clock.advance(1_000)
    expect((await call('GET', '/im/v1/chats')).status).toBe(200)
  })

  it('of a thousand calls a minute too', async () => {
    for (let second = 0; second < 20; second++) {
      for (let i = 0; i < 50; i++) await call('GET', '/im/v1/chats')
      clock.advance(1_000)
    }
    const over = await call('GET', '/im/v1/chats')
    expect(over.status).toBe(429)
    expect(over.headers.get('x-ogw-ratelimit-limit')).toBe('1000')
    expect(over.headers.get('x-ogw-ratelimit-reset')).toBe('40')
  })

  it('can be switched off', async () => {
    await feishu.close()
    feishu = await startTenant({ clock, enforceLimits: false })
    call = caller(feishu)
    for (let i = 0; i < 60; i++) expect((await send(textTo('ou_zhangwei'))).body.code).toBe(0)
  })
})

describe('faults', () => {
  it('answer 429 to the next calls, and 5xx, without effect', async () => {
    await send(textTo('ou_zhangwei'))
    feishu.faults.rateLimit = 1
    feishu.faults.rateLimitResetSeconds = 7
    const limited = await send(textTo('ou_zhangwei'))
    expect(limited.headers.get('x-ogw-ratelimit-reset')).toBe('7')
    feishu.faults.fail5xx = 1
    expect((await send(textTo('ou_zhangwei'))).status).toBe(503)
    expect((await send(textTo('ou_zhangwei'))).status).toBe(200)
    expect(feishu.messages(feishu.privateChatOf('ou_zhangwei'))).toHaveLength(2)
    expect(
      feishu
        .calls()
        .map((c) => c.fault)
        .filter(Boolean),
    ).toEqual(['rateLimit', 'fail5xx'])
  })

  it('can be kept to some calls', async () => {
    feishu.faults.appliesTo = ({ method }) => method === 'PATCH'
    feishu.faults.fail5xx = 1
    const id = await sendCard()
    expect((await patch(id, cardOf())).status).toBe(503)
  })

  it('are gone after a reset, with the messages and what became of people', async () => {
    const id = await sendCard()
    await feishu.changePerson('ou_lina', { resigned: true })
    await feishu.disband('oc_huadong', 'ou_zhangwei')
    feishu.faults.wrongSignature = true
    feishu.reset()
    expect(feishu.faults.wrongSignature).toBe(false)
    expect(feishu.messages(feishu.privateChatOf('ou_zhangwei'))).toEqual([])
    expect(feishu.calls()).toEqual([])
    expect(feishu.chatsOf('ou_lina')).toHaveLength(2)
    expect((await send(textTo('oc_huadong'), 'chat_id')).body.code).toBe(0)
    expect(await sendCard()).not.toBe(id)
  })
})

it('says which chats there are, and who is in them', async () => {
  const list = await call('GET', '/im/v1/chats')
  expect(list.body.data.items).toMatchObject([{ chat_id: 'oc_huadong', name: '华东组' }])
  const members = await call('GET', '/im/v1/chats/oc_huadong/members?member_id_type=open_id')
  expect(members.body.data.items).toMatchObject([
    { member_id: 'ou_zhangwei', name: '张伟' },
    { member_id: 'ou_lina' },
  ])
  expect((await call('GET', '/im/v1/chats/oc_other')).body.code).toBe(232011)
  const inside = await call('GET', '/im/v1/chats/oc_other/members/is_in_chat')
  expect(inside.body.data).toEqual({ is_in_chat: false })
})
