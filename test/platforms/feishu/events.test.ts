import { describe, expect, it } from 'vitest'
import { createReceive } from '../../../src/platforms/feishu/receive.ts'
import type { Inbound } from '../../../src/platforms/port.ts'
import {
  changed,
  config,
  deliver,
  fixture,
  type MessageEvent,
  request,
  withMessage,
} from './request.ts'

function inbound(payload: unknown, botOpenId: string | undefined = 'ou_fake_bot'): Inbound {
  const receive = createReceive({ config, botOpenId: () => botOpenId })
  const received = receive(request(deliver(payload)))
  if (received.kind !== 'inbound') throw new Error(`${JSON.stringify(received)}`)
  return received.inbound
}

describe('messages', () => {
  it('reads a private text whole', () => {
    expect(inbound(fixture('message-text-private'))).toEqual({
      platform: 'feishu',
      kind: 'message',
      eventKey: expect.stringMatching(/^feishu:cli_0123456789abcdef:fake\d+$/),
      occurredMs: 1_763_431_200_001,
      messageId: 'om_fake_text_private',
      softKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      sender: { externalId: 'ou_zhangwei', unionId: 'on_fake_zhangwei' },
      chat: { kind: 'private', id: 'oc_fake_p2p' },
      content: {
        type: 'text',
        text: '华信推进到商务谈判，金额35万，[报价单](https://example.com/quote/1)',
      },
      mentions: [],
    })
  })

  it('resolves mentions in a group and takes its own out', () => {
    expect(inbound(fixture('message-text-group'))).toMatchObject({
      chat: { kind: 'group', id: 'oc_huadong' },
      content: { text: '明天和 @李娜 去拜访海衡 @所有人' },
      mentions: [{ externalId: 'ou_lina', name: '李娜' }],
      replyTo: 'om_fake_parent',
    })
  })

  it('does not read what a group says to others, or to everyone', () => {
    expect(inbound(fixture('message-text-group-unaddressed'))).toEqual({
      platform: 'feishu',
      kind: 'overheard',
      eventKey: expect.stringMatching(/^feishu:cli_0123456789abcdef:fake\d+$/),
      occurredMs: expect.any(Number),
    })
    const all = [{ key: '@_all', id: { open_id: 'ou_fake_bot' }, name: '所有人' }]
    const toAll = withMessage('message-text-group', {
      mentions: all,
      content: '{"text":"@_all 开会"}',
    })
    expect(inbound(toAll)).toMatchObject({ kind: 'overheard' })
  })

  it('takes any mentioned bot for itself until it knows who it is', () => {
    expect(inbound(fixture('message-text-group'), 'ou_another_bot')).toMatchObject({
      kind: 'overheard',
    })
    const receive = createReceive({ config, botOpenId: () => undefined })
    const got = receive(request(deliver(fixture('message-text-group'))))
    expect(got).toMatchObject({
      inbound: { content: { text: expect.stringMatching(/^明天/) } },
    })
  })

  it('does not resolve a name that looks like a placeholder', () => {
    const mentions = [
      { key: '@_user_1', id: { open_id: 'ou_a' }, mentioned_type: 'user', name: '@_user_2' },
      { key: '@_user_2', id: { open_id: 'ou_b' }, mentioned_type: 'user', name: '李娜' },
    ]
    const content = '{"text":"@_user_1 @_user_12 @_user_2"}'
    expect(inbound(withMessage('message-text-private', { mentions, content }))).toMatchObject({
      content: { text: '@@_user_2 @_user_12 @李娜' },
    })
  })

  it('flattens a post', () => {
    expect(inbound(fixture('message-post'))).toMatchObject({
      content: {
        type: 'text',
        text: '华信拜访纪要\n和 @李娜 见了王总\n会议纪要\n金额 35万',
      },
      mentions: [{ externalId: 'ou_lina', name: '李娜' }],
    })
  })

  it('reads a post with a locale around it', () => {
    const post = { zh_cn: { title: '标题', content: [[{ tag: 'text', text: '正文' }]] } }
    const wrapped = withMessage('message-post', { content: JSON.stringify(post) })
    expect(inbound(wrapped)).toMatchObject({ content: { type: 'text', text: '标题\n正文' } })
  })

  it.each([
    ['message-post-picture', { type: 'image', key: 'img_v3_fake_0002' }],
    ['message-image', { type: 'image', key: 'img_v3_fake_0003' }],
    ['message-file', { type: 'file', name: '报价单 v3.pdf', key: 'file_v3_fake_0001' }],
    ['message-audio', { type: 'other', what: 'voice' }],
    ['message-media', { type: 'other', what: 'unknown' }],
    ['message-sticker', { type: 'other', what: 'sticker' }],
    ['message-interactive', { type: 'other', what: 'forwarded' }],
  ])('%s', (name, content) => {
    expect(inbound(fixture(name))).toMatchObject({ kind: 'message', content })
  })

  it('does not listen to bots', () => {
    expect(inbound(fixture('message-from-bot'))).toMatchObject({
      kind: 'unsupported',
      type: 'im.message.receive_v1/bot',
    })
  })

  it('needs no user_id, which a scope may take away', () => {
    const event = fixture('message-text-private').event as MessageEvent
    const bare = { sender_type: 'user', sender_id: { open_id: 'ou_zhangwei' } }
    const payload = changed('message-text-private', { event: { ...event, sender: bare } })
    expect(inbound(payload)).toMatchObject({ sender: { externalId: 'ou_zhangwei' } })
  })

  it('has the same soft key under another message id, and another for other words', () => {
    const key = (payload: unknown) => (inbound(payload) as { softKey?: string }).softKey
    const first = key(fixture('message-text-group'))
    expect(key(withMessage('message-text-group', { message_id: 'om_again' }))).toBe(first)
    for (const change of [
      { content: '{"text":"别的"}' },
      { create_time: '1763431200002' },
      { chat_id: 'oc_huanan' },
      { root_id: 'om_other_root' },
    ]) {
      expect(key(withMessage('message-text-group', change))).not.toBe(first)
    }
  })

  it('does not let words slip from one field of the soft key into the next', () => {
    const key = (payload: unknown) => (inbound(payload) as { softKey?: string }).softKey
    const one = withMessage('message-text-private', {
      chat_id: 'oc_a|1',
      create_time: '763431200001',
    })
    const two = withMessage('message-text-private', {
      chat_id: 'oc_a',
      create_time: '1|763431200001',
    })
    expect(key(one)).not.toBe(key(two))
  })

  it.each([
    ['1763431200', 1_763_431_200_000],
    ['1763431200001', 1_763_431_200_001],
    ['1763431200001999', 1_763_431_200_001],
    ['soon', 1_763_431_200_123],
  ])('reads the time %s', (create_time, occurredMs) => {
    expect(inbound(withMessage('message-text-private', { create_time }))).toMatchObject({
      occurredMs,
    })
  })
})

describe('taps', () => {
  it('reads a button whole', () => {
    expect(inbound(fixture('tap-button'))).toEqual({
      platform: 'feishu',
      kind: 'tap',
      shows: 'card-and-toast',
      eventKey: expect.stringMatching(/^feishu:cli_0123456789abcdef:fake\d+$/),
      occurredMs: 1_763_431_200_123,
      operator: { externalId: 'ou_zhangwei', unionId: 'on_fake_zhangwei' },
      chat: { kind: 'group', id: 'oc_fake_p2p' },
      messageId: 'om_fake_card',
      action: { a: 'preview.confirm', id: '0199a1b2', v: 3 },
      form: {},
    })
  })

  it('reads a form, pickers without their offset', () => {
    expect(inbound(fixture('tap-form'))).toMatchObject({
      action: { a: 'deal.create', id: '0199a1b3', v: 1, pick: 'first' },
      form: {
        amount: '32万',
        close: '2026-12-31',
        stage: 'S2',
        tags: ['a', 'b'],
        visit: '2026-11-20 14:30',
        at: '09:15',
        reason: '第二个原因',
        note: '',
      },
    })
  })

  it('reads what was picked outside a form', () => {
    expect(inbound(fixture('tap-select'))).toMatchObject({ form: { option: 'D-1042' } })
    expect(inbound(fixture('tap-date'))).toMatchObject({ form: { option: '2026-12-15' } })
  })

  it('has no action when the value is not one of ours', () => {
    expect(inbound(fixture('tap-overflow-strange'))).not.toHaveProperty('action')
  })

  const event = fixture('tap-button').event as { action: object }
  const tapWith = (action: object) =>
    inbound(changed('tap-button', { event: { ...event, action: { ...event.action, ...action } } }))

  it.each([
    { a: 'x.y', id: '1', v: 1, amount: 5 },
    { a: 'x.y', id: '1', v: '1' },
    { a: 'x.y', id: '1', v: 1.5 },
    { a: 'x.y', id: '1', v: -1 },
    { a: 'X', id: '1', v: 1 },
    { a: 'x.y', id: '', v: 1 },
    { a: 'x.y', id: ['1'], v: 1 },
    { a: 'x.y', v: 1 },
    '{"a":"x.y","id":"1","v":1}',
    null,
    [],
  ])('does not take %j for an action', (value) => {
    expect(tapWith({ value })).not.toHaveProperty('action')
  })

  it('drops field names that no card of ours has', () => {
    const form_value = JSON.parse(
      '{"__proto__":"x","constructor ":"x","1":"x","ok":"y","n":3,"o":{}}',
    )
    const tap = tapWith({ form_value }) as { form: object }
    expect(Object.entries(tap.form)).toEqual([
      ['ok', 'y'],
      ['n', '3'],
    ])
    expect(Object.getPrototypeOf(tap.form)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('x')
  })

  it('comes without its context from a preview', () => {
    const { context: _, ...rest } = fixture('tap-button').event as { context: object }
    const tap = inbound({ ...fixture('tap-button'), event: rest })
    expect(tap).not.toHaveProperty('messageId')
    expect(tap).not.toHaveProperty('chat')
  })
})

describe('notices', () => {
  const chat = { kind: 'group', id: 'oc_huadong' }
  it.each([
    [
      'bot-menu',
      {
        kind: 'menu',
        person: { externalId: 'ou_zhangwei', unionId: 'on_fake_zhangwei' },
        key: 'my-deals',
        occurredMs: 1_763_431_200_000,
      },
    ],
    [
      'bot-added',
      {
        kind: 'bot-added',
        chat,
        by: { externalId: 'ou_lina', unionId: 'on_fake_lina' },
        name: '华东销售群',
        external: false,
      },
    ],
    ['bot-deleted', { kind: 'bot-removed', chat }],
    ['chat-disbanded', { kind: 'bot-removed', chat }],
    ['message-recalled', { kind: 'recalled', messageId: 'om_fake_recalled', chat }],
    [
      'p2p-entered',
      {
        kind: 'entered',
        person: { externalId: 'ou_zhangwei', unionId: 'on_fake_zhangwei' },
        chat: { kind: 'private', id: 'oc_fake_p2p' },
      },
    ],
    ['contact-user-created', { kind: 'person-changed', person: { externalId: 'ou_chenjing' } }],
    ['contact-user-updated', { kind: 'person-changed', person: { externalId: 'ou_chenjing' } }],
    ['contact-user-deleted', { kind: 'person-left', person: { externalId: 'ou_chenjing' } }],
    ['contact-scope-updated', { kind: 'unsupported', type: 'contact.scope.updated_v3' }],
    ['message-reaction', { kind: 'unsupported', type: 'im.message.reaction.created_v1' }],
    [
      'v1-p2p-chat-create',
      {
        kind: 'unsupported',
        type: 'v1/p2p_chat_create',
        eventKey: 'feishu:cli_0123456789abcdef:fake-uuid-0001',
        occurredMs: 1_763_431_200_717,
      },
    ],
  ])('%s', (name, expected) => {
    expect(inbound(fixture(name))).toMatchObject(expected)
  })
})
