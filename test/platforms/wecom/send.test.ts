import { describe, expect, it } from 'vitest'
import type { Card } from '../../../cards/kit/card.ts'
import { isPassing } from '../../../src/lib/passing.ts'
import type { Delivery } from '../../../src/platforms/port.ts'
import { checkSentCard } from '../../../src/platforms/wecom/limits.ts'
import { renderCard } from '../../../src/platforms/wecom/render-card.ts'
import { startOpenPlatform } from './open-platform.ts'

const sending = '/cgi-bin/message/send'
const updating = '/cgi-bin/message/update_template_card'

const open: Card = {
  title: '请审批',
  tone: 'attention',
  blocks: [{ type: 'buttons', buttons: [{ text: '同意', action: { a: 'a.b', id: '1', v: 1 } }] }],
}
const long: Card = { ...open, blocks: [...open.blocks, { type: 'text', line: '很长'.repeat(200) }] }
const closed: Card = { title: '已同意', tone: 'done', blocks: [] }

const send = (card: Card, more: Partial<Delivery> = {}): Delivery => ({
  operation: 'send',
  target: { kind: 'user', id: 'zhangwei' },
  idempotencyKey: 'reply:wecom:1:0',
  payload: renderCard(card),
  ...more,
})
const update = (card: Card, more: Partial<Delivery> = {}): Delivery =>
  send(card, {
    operation: 'update',
    target: { kind: 'message', id: 'dg_1' },
    reader: { kind: 'user', id: 'zhangwei' },
    ...more,
  })

describe('a card', () => {
  it('is sent under a name that is its message id, and brings a ticket', async () => {
    const { wecom, bodies } = await startOpenPlatform(() => ({ msgid: 'm', response_code: 'rc' }))
    const outcome = await wecom.send(send(open))
    const [body] = bodies(sending).map((one) => JSON.parse(one))
    expect(body).toMatchObject({ touser: 'zhangwei', agentid: 218, msgtype: 'template_card' })
    expect(checkSentCard(body.template_card)).toEqual([])
    expect(outcome).toEqual({ kind: 'sent', messageId: body.template_card.task_id, ticket: 'rc' })
    await wecom.send(send(open, { idempotencyKey: 'another' }))
    expect(JSON.parse(bodies(sending)[1]!).template_card.task_id).not.toBe(
      body.template_card.task_id,
    )
  })
  it('follows its texts, and a resend of them is the same byte for byte', async () => {
    const { wecom, bodies } = await startOpenPlatform(({ body }, nth) =>
      nth === 2 && body.includes('template_card') ? { errcode: -1 } : {},
    )
    expect(await wecom.send(send(long))).toMatchObject({ kind: 'retry', reason: 'platform-error' })
    expect(await wecom.send(send(long))).toMatchObject({ kind: 'sent' })
    const sent = bodies(sending)
    expect(sent.map((body) => JSON.parse(body).msgtype)).toEqual([
      'text',
      'template_card',
      'text',
      'template_card',
    ])
    expect(JSON.parse(sent[0]!)).toMatchObject({
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_400,
    })
    expect(sent[2]).toBe(sent[0])
  })
  it('says the same twice when it is asked twice: WeCom would drop the second', async () => {
    const { wecom, bodies } = await startOpenPlatform(() => ({}))
    await wecom.send(send(closed))
    await wecom.send(send(closed, { idempotencyKey: 'reply:wecom:2:0' }))
    const [one, other] = bodies(sending).map((body) => JSON.parse(body).text.content)
    expect(one).not.toBe(other)
    expect(one.replace(/[\u200b-\u200d\u2060]/g, '')).toBe('【已同意】')
  })
  it('that may have arrived has, when its name is taken', async () => {
    const { wecom } = await startOpenPlatform(({ path }) =>
      path === sending ? { errcode: 42014 } : undefined,
    )
    expect(await wecom.send(send(open, { maybeArrived: true }))).toMatchObject({ kind: 'sent' })
    expect(await wecom.send(send(open))).toMatchObject({ kind: 'dead', reason: 'card-rejected' })
  })
})

describe('a card that changes', () => {
  it('with a ticket from a tap changes in place, and the ticket is gone', async () => {
    const { wecom, bodies } = await startOpenPlatform(() => ({ invaliduser: [] }))
    const ticket = { code: 'rc', fromTap: true }
    expect(await wecom.send(update(open, { ticket }))).toEqual({ kind: 'sent', ticket: null })
    expect(JSON.parse(bodies(updating)[0]!)).toMatchObject({
      userids: ['zhangwei'],
      response_code: 'rc',
      template_card: { card_type: 'button_interaction', task_id: 'dg_1' },
    })
  })
  it('on its way is told in one line while there is only the ticket of the sending', async () => {
    const { wecom, bodies } = await startOpenPlatform(() => ({}))
    const ticket = { code: 'rc', fromTap: false }
    expect(await wecom.send(update(open, { ticket }))).toEqual({ kind: 'sent' })
    expect(bodies(updating)).toEqual([])
    expect(JSON.parse(bodies(sending)[0]!).text.content).toContain('【请审批】')
    expect(await wecom.send(update(closed, { ticket }))).toEqual({ kind: 'sent', ticket: null })
    expect(JSON.parse(bodies(updating)[0]!).template_card.replace_text).toBe('已更新')
  })
  it('for good without a ticket is to be sent anew', async () => {
    const { wecom, asked } = await startOpenPlatform(() => ({}))
    const gone = { kind: 'dead', reason: 'card-ticket-gone' }
    expect(await wecom.send(update(closed))).toMatchObject(gone)
    expect(asked).toEqual([])
  })
  it('is done when the ticket is used up and the try before may have been the one', async () => {
    const { wecom } = await startOpenPlatform(({ path }) =>
      path === updating ? { errcode: 60140 } : undefined,
    )
    const ticket = { code: 'rc', fromTap: true }
    expect(await wecom.send(update(open, { ticket, maybeArrived: true }))).toEqual({
      kind: 'sent',
      ticket: null,
    })
    expect(await wecom.send(update(open, { ticket }))).toMatchObject({
      kind: 'dead',
      reason: 'card-ticket-gone',
    })
  })
})

describe('the token', () => {
  it('is taken once however many ask', async () => {
    const { wecom, asked } = await startOpenPlatform(() => undefined)
    await Promise.all(
      ['a', 'b', 'c'].map((key) => wecom.send(send(closed, { idempotencyKey: key }))),
    )
    expect(asked.filter(({ path }) => path === '/cgi-bin/gettoken')).toHaveLength(1)
    expect(asked[1]!.query.get('access_token')).toBe('fake-token-0001')
  })
  it.each([40014, 42001, 40001])(
    'is taken anew once when it is refused with %i',
    async (errcode) => {
      const { wecom, asked } = await startOpenPlatform(({ path, query }) =>
        path === sending && query.get('access_token') === 'fake-token-0001'
          ? { errcode }
          : undefined,
      )
      expect(await wecom.send(send(closed))).toMatchObject({ kind: 'sent' })
      expect(asked.map(({ path }) => path.split('/').at(-1))).toEqual([
        'gettoken',
        'send',
        'gettoken',
        'send',
      ])
    },
  )
  it('that is refused again and again is for people to see to', async () => {
    const { wecom, asked } = await startOpenPlatform(({ path }) =>
      path === sending ? { errcode: 40001, errmsg: 'invalid credential' } : undefined,
    )
    expect(await wecom.send(send(closed))).toMatchObject({
      kind: 'retry',
      forPeople: 'invalid credential',
    })
    expect(asked).toHaveLength(4)
  })
  it('stands in no error and no log', async () => {
    const { wecom, logged } = await startOpenPlatform(({ path }) =>
      path === sending ? 'reset' : undefined,
    )
    const outcome = await wecom.send(send(closed))
    expect(outcome).toMatchObject({ kind: 'retry', code: 'network' })
    expect(JSON.stringify(outcome) + logged()).not.toMatch(/fake-token|fake-secret/)
    const refused = await startOpenPlatform(({ path }) =>
      path.endsWith('gettoken') ? { errcode: 40001 } : undefined,
    )
    expect(await refused.wecom.warmUp()).toBe(false)
    const failure = await refused.wecom.directory.person('lina').catch((error: unknown) => error)
    expect(isPassing(failure)).toBe(false)
    expect(String(failure) + refused.logged()).not.toMatch(/fake-secret/)
  })
})

describe('what WeCom says of a send', () => {
  it.each([
    [{ errcode: 81013 }, { kind: 'dead', reason: 'recipient-out-of-range' }],
    [{ invaliduser: 'ZHANGWEI' }, { kind: 'dead', reason: 'recipient-out-of-range' }],
    [{ unlicenseduser: 'zhangwei' }, { kind: 'dead', reason: 'recipient-unlicensed' }],
    [{ errcode: 60111 }, { kind: 'dead', reason: 'recipient-unknown' }],
    [{ errcode: 45009 }, { kind: 'retry', scope: 'app', afterMs: 60_000 }],
    [
      { errcode: 60020, errmsg: 'from ip: 1.2.3.4' },
      { kind: 'retry', forPeople: 'from ip: 1.2.3.4' },
    ],
    [{ errcode: 99999 }, { kind: 'retry', reason: 'unknown-problem' }],
    [{ http: 502 }, { kind: 'retry', code: 'http-502' }],
  ])('%o is understood', async (said, expected) => {
    const { wecom } = await startOpenPlatform(({ path }) => (path === sending ? said : undefined))
    expect(await wecom.send(send(closed))).toMatchObject(expected)
  })
})

describe('the directory', () => {
  const people: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    1: [
      { userid: 'ZhangWei', name: '张伟', department: [1, 2], direct_leader: ['LiNa'], status: 1 },
    ],
    2: [
      { userid: 'zhangwei', name: '张伟', department: [1, 2] },
      { userid: 'wufang', status: 5 },
    ],
  }
  const start = () =>
    startOpenPlatform(({ path, query }) => {
      if (path === '/cgi-bin/department/list')
        return { department: [{ id: 1, name: '总部' }, { id: 2 }] }
      if (path === '/cgi-bin/user/list') return { userlist: people[query.get('department_id')!]! }
      if (path !== '/cgi-bin/user/get') return undefined
      return query.get('userid') === 'zhangwei' ? people[1]![0] : { errcode: 60111 }
    })
  const zhangwei = {
    externalId: 'zhangwei',
    name: '张伟',
    departments: ['总部'],
    leaderExternalId: 'lina',
    active: true,
  }
  it('knows a person, and whom it does not know', async () => {
    const { wecom } = await start()
    expect(await wecom.directory.person('zhangwei')).toEqual(zhangwei)
    expect(await wecom.directory.person('nobody')).toBeUndefined()
  })
  it('lists everybody once, in one case', async () => {
    const { wecom } = await start()
    const everyone: unknown[] = []
    for await (const person of wecom.directory.everyone()) everyone.push(person)
    expect(everyone).toEqual([zhangwei, { externalId: 'wufang', departments: [], active: false }])
  })
})
