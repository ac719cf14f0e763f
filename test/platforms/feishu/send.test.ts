import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../../src/platforms/port.ts'
import { type Answer, grant, startBot, startOpenPlatform, tokenPath } from './open-platform.ts'
import { config } from './request.ts'

const payload = JSON.stringify({ schema: '2.0', text: '客户 <华信> 13800138000' })

const delivery: Delivery = {
  operation: 'send',
  target: { kind: 'user', id: 'ou_zhangwei' },
  idempotencyKey: 'outbox:0199a1b2',
  payload,
}
const update: Delivery = {
  ...delivery,
  operation: 'update',
  target: { kind: 'message', id: 'om_1' },
}

const sent: Answer = { body: { code: 0, msg: 'success', data: { message_id: 'om_1' } } }
const problem = (code: number, status = 400, msg = 'x'): Answer => ({ status, body: { code, msg } })

/** What one delivery comes to when Feishu answers it so. */
async function outcome(answer: Answer, what: Delivery = delivery) {
  const platform = await startOpenPlatform((asked) =>
    asked.path === tokenPath ? undefined : answer,
  )
  const bot = startBot(platform.url)
  return { result: await bot.feishu.send(what), platform, lines: bot.lines }
}

describe('a delivery', () => {
  it('goes to a person, its bytes as they were stored', async () => {
    const { result, platform } = await outcome(sent)
    expect(result).toEqual({ kind: 'sent', messageId: 'om_1' })
    const [call] = platform.calls()
    expect(call).toMatchObject({ method: 'POST', path: '/open-apis/im/v1/messages' })
    expect(call?.query.get('receive_id_type')).toBe('open_id')
    expect(call?.headers.authorization).toBe('Bearer t-fake-token-0001')
    expect(JSON.parse(call?.body ?? '')).toEqual({
      receive_id: 'ou_zhangwei',
      msg_type: 'interactive',
      content: payload,
      uuid: createHash('sha256').update('outbox:0199a1b2').digest('hex').slice(0, 32),
    })
  })

  it('goes to a chat', async () => {
    const { platform } = await outcome(sent, { ...delivery, target: { kind: 'chat', id: 'oc_1' } })
    expect(platform.calls()[0]?.query.get('receive_id_type')).toBe('chat_id')
  })

  it('goes as a reply, ids made safe for the path', async () => {
    const { platform } = await outcome(sent, { ...delivery, replyTo: 'om_9/../x?y' })
    const [call] = platform.calls()
    expect(call?.path).toBe('/open-apis/im/v1/messages/om_9%2F..%2Fx%3Fy/reply')
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      msg_type: 'interactive',
      content: payload,
    })
  })

  it.each([230011, 230110, 230019])(
    'goes by itself when what it answers is gone (%i)',
    async (code) => {
      const platform = await startOpenPlatform(({ path }) =>
        path.endsWith('/reply') ? problem(code) : path === tokenPath ? undefined : sent,
      )
      const result = await startBot(platform.url).feishu.send({ ...delivery, replyTo: 'om_9' })
      expect(result).toEqual({ kind: 'sent', messageId: 'om_1' })
      const uuids = platform.calls().map((call) => JSON.parse(call.body).uuid)
      expect(uuids).toHaveLength(2)
      expect(new Set(uuids).size).toBe(1)
    },
  )

  it('has the same uuid at every try and another for another row', async () => {
    const { platform } = await outcome(sent)
    const { platform: again } = await outcome(sent)
    const { platform: other } = await outcome(sent, { ...delivery, idempotencyKey: 'outbox:2' })
    const uuid = (one: typeof platform) => JSON.parse(one.calls()[0]?.body ?? '').uuid
    expect(uuid(again)).toBe(uuid(platform))
    expect(uuid(other)).not.toBe(uuid(platform))
  })

  it('updates a message in place', async () => {
    const { result, platform } = await outcome({ body: { code: 0, data: {}, msg: 'ok' } }, update)
    expect(result).toEqual({ kind: 'sent', messageId: 'om_1' })
    const [call] = platform.calls()
    expect(call).toMatchObject({ method: 'PATCH', path: '/open-apis/im/v1/messages/om_1' })
    expect(JSON.parse(call?.body ?? '')).toEqual({ content: payload })
  })
})

describe('what Feishu answers', () => {
  it.each([
    [
      230020,
      { kind: 'retry', code: '230020', reason: 'rate-limited', scope: 'target', afterMs: 1000 },
    ],
    [11232, { kind: 'retry', code: '11232', reason: 'rate-limited', scope: 'app' }],
    [11233, { kind: 'retry', code: '11233', reason: 'rate-limited', scope: 'target' }],
    [
      230049,
      { kind: 'retry', code: '230049', reason: 'being-sent', afterMs: 1000, underWay: true },
    ],
    [2200, { kind: 'retry', code: '2200', reason: 'platform-error' }],
    [1500, { kind: 'retry', code: '1500', reason: 'platform-error' }],
    [5000, { kind: 'retry', code: '5000', reason: 'platform-error' }],
    [300000, { kind: 'retry', code: '300000', reason: 'platform-error' }],
    [424242, { kind: 'retry', code: '424242', reason: 'unknown-problem' }],
    [230001, { kind: 'dead', code: '230001', reason: 'request-rejected' }],
    [230002, { kind: 'dead', code: '230002', reason: 'bot-not-in-chat' }],
    [230006, { kind: 'dead', code: '230006', reason: 'bot-ability-off' }],
    [230011, { kind: 'dead', code: '230011', reason: 'message-recalled' }],
    [230013, { kind: 'dead', code: '230013', reason: 'recipient-out-of-range' }],
    [230018, { kind: 'dead', code: '230018', reason: 'chat-forbids-sending' }],
    [230019, { kind: 'dead', code: '230019', reason: 'topic-gone' }],
    [230022, { kind: 'dead', code: '230022', reason: 'content-blocked' }],
    [230025, { kind: 'dead', code: '230025', reason: 'message-too-large' }],
    [230027, { kind: 'dead', code: '230027', reason: 'sending-not-permitted' }],
    [230028, { kind: 'dead', code: '230028', reason: 'content-blocked' }],
    [230029, { kind: 'dead', code: '230029', reason: 'recipient-left' }],
    [230031, { kind: 'dead', code: '230031', reason: 'update-window-over' }],
    [230034, { kind: 'dead', code: '230034', reason: 'recipient-unknown' }],
    [230035, { kind: 'dead', code: '230035', reason: 'sending-not-permitted' }],
    [230053, { kind: 'dead', code: '230053', reason: 'recipient-muted-bot' }],
    [230054, { kind: 'dead', code: '230054', reason: 'type-not-allowed-in-chat' }],
    [230099, { kind: 'dead', code: '230099', reason: 'card-rejected' }],
    [230110, { kind: 'dead', code: '230110', reason: 'message-deleted' }],
    [232009, { kind: 'dead', code: '232009', reason: 'chat-dissolved' }],
  ])('%i, with HTTP 400 and with HTTP 200', async (code, expected) => {
    expect((await outcome(problem(code, 400))).result).toEqual(expected)
    expect((await outcome(problem(code, 200), update)).result).toEqual(expected)
  })

  it.each([
    [99991672, 'app-lacks-scope', 10, undefined],
    [99991679, 'app-lacks-scope', 10, undefined],
    [99991401, 'address-not-allowed', 10, 'app'],
    [99991403, 'quota-used-up', 60, 'app'],
  ] as const)(
    '%i, for people to put right: in its own words',
    async (code, reason, minutes, scope) => {
      const { result } = await outcome(problem(code, 400, 'grant im:message in the console'))
      expect(result).toEqual({
        kind: 'retry',
        code: String(code),
        reason,
        scope,
        afterMs: minutes * 60_000,
        forPeople: 'grant im:message in the console',
      })
    },
  )

  it('a limit: waits exactly as long as it says', async () => {
    const limited: Answer = {
      status: 429,
      headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '13' },
      body: { code: 99991400, msg: 'request trigger frequency limit' },
    }
    expect((await outcome(limited)).result).toEqual({
      kind: 'retry',
      code: '99991400',
      reason: 'rate-limited',
      scope: 'app',
      afterMs: 13_000,
    })
    const bare = await outcome(problem(99991400, 400))
    expect(bare.result).toMatchObject({ kind: 'retry', scope: 'app', afterMs: 1000 })
  })

  it('a lock between a tap and its answer: once more; other causes of 11310 do not pass', async () => {
    const lock = 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock; '
    expect((await outcome(problem(230099, 400, lock), update)).result).toMatchObject({
      kind: 'retry',
      reason: 'card-in-use',
    })
    const tooMany = 'ext=ErrCode: 11310; ErrMsg: element exceeds the limit; '
    expect((await outcome(problem(230099, 400, tooMany))).result).toMatchObject({ kind: 'dead' })
  })

  it('a card that it will not take: what is wrong with it and where, and no word of it', async () => {
    const said =
      'Failed to create card content, ext=ErrCode: 200621; ErrPath: /body/elements/0; ' +
      'ErrMsg: parse card json err; ErrorValue: 华信 13800138000; '
    expect((await outcome(problem(230099, 400, said))).result).toEqual({
      kind: 'dead',
      code: '230099',
      reason: 'card-rejected',
      detail: 'ErrCode 200621 at /body/elements/0',
    })
  })

  it.each([
    ['a gateway’s page', { status: 502, body: '<html>Bad Gateway</html>' }, 'platform-error'],
    ['HTTP 500 with JSON', { status: 500, body: {} }, 'platform-error'],
    ['a page with 200', { body: '<html>login</html>' }, 'unknown-problem'],
    [
      'a redirect',
      { status: 302, headers: { location: '/elsewhere' }, body: '' },
      'unknown-problem',
    ],
    ['success without a message', { body: { code: 0, data: {} } }, 'unknown-problem'],
    ['a list', { body: [] }, 'unknown-problem'],
    ['a closed connection', 'reset', 'no-answer'],
    ['more than a megabyte', { body: { code: 0, x: 'x'.repeat(1024 * 1024) } }, 'no-answer'],
  ] as const)('%s: again later', async (_, answer, reason) => {
    const { result, platform } = await outcome(answer)
    expect(result).toMatchObject({ kind: 'retry', reason })
    expect(platform.calls().map((call) => call.path)).toEqual(['/open-apis/im/v1/messages'])
  })

  it('nothing at all, when nobody listens', async () => {
    const { result } = await outcome(sent)
    expect(result.kind).toBe('sent')
    const bot = startBot('http://127.0.0.1:9')
    expect(await bot.feishu.send(delivery)).toMatchObject({ kind: 'retry', reason: 'no-answer' })
  })
})

describe('the token', () => {
  const movable = () => {
    let ms = 1_763_431_200_000
    return { clock: { business: () => ms, real: () => ms }, pass: (by: number) => (ms += by) }
  }

  it('is fetched once, however many ask at once', async () => {
    const platform = await startOpenPlatform(({ path }) => (path === tokenPath ? undefined : sent))
    const { feishu } = startBot(platform.url)
    const results = await Promise.all(Array.from({ length: 20 }, () => feishu.send(delivery)))
    expect(results.every((result) => result.kind === 'sent')).toBe(true)
    expect(platform.tokenCalls()).toHaveLength(1)
    expect(JSON.parse(platform.tokenCalls()[0]?.body ?? '')).toEqual({
      app_id: config.appId,
      app_secret: config.appSecret,
    })
  })

  it('is renewed when less than half an hour remains, not before', async () => {
    const platform = await startOpenPlatform(({ path }, nth) =>
      path === tokenPath ? grant(`t-fake-token-000${nth}`) : sent,
    )
    const { clock, pass } = movable()
    const { feishu } = startBot(platform.url, { clock })
    await feishu.send(delivery)
    pass(89 * 60_000)
    await feishu.send(delivery)
    expect(platform.tokenCalls()).toHaveLength(1)
    pass(60_000)
    await feishu.send(delivery)
    expect(platform.tokenCalls()).toHaveLength(2)
    expect(platform.calls().at(-1)?.headers.authorization).toBe('Bearer t-fake-token-0002')
  })

  it('is used on while it cannot be renewed, until it ends', async () => {
    const platform = await startOpenPlatform(({ path }, nth) => {
      if (path !== tokenPath) return sent
      return nth === 1 ? undefined : problem(5000, 500)
    })
    const { clock, pass } = movable()
    const { feishu } = startBot(platform.url, { clock })
    await feishu.send(delivery)
    pass(100 * 60_000)
    expect(await feishu.send(delivery)).toMatchObject({ kind: 'sent' })
    pass(21 * 60_000)
    expect(await feishu.send(delivery)).toMatchObject({ kind: 'retry', reason: 'platform-error' })
  })

  it('with a short life is not fetched for every call', async () => {
    const platform = await startOpenPlatform(({ path }) =>
      path === tokenPath ? grant('t-short-0000000', 60) : sent,
    )
    const { feishu } = startBot(platform.url, { clock: movable().clock })
    for (let i = 0; i < 3; i += 1) await feishu.send(delivery)
    expect(platform.tokenCalls()).toHaveLength(1)
  })

  it.each([
    [99991663, 400],
    [99991663, 200],
    [99991665, 400],
    [99991668, 400],
    [99991677, 400],
  ])('refused (%i, HTTP %i): another one, then once more', async (code, status) => {
    const platform = await startOpenPlatform((asked, nth) => {
      if (asked.path === tokenPath) return grant(`t-fake-token-000${nth}`)
      return asked.headers.authorization === 'Bearer t-fake-token-0001'
        ? problem(code, status)
        : sent
    })
    const { feishu } = startBot(platform.url)
    const results = await Promise.all(Array.from({ length: 10 }, () => feishu.send(delivery)))
    expect(results.every((result) => result.kind === 'sent')).toBe(true)
    expect(platform.tokenCalls()).toHaveLength(2)
    expect(platform.calls()).toHaveLength(20)
  })

  it('refused again and again: not tried for ever', async () => {
    const { result, platform } = await outcome(problem(99991663))
    expect(result).toEqual({
      kind: 'retry',
      code: '99991663',
      reason: 'token-rejected',
      scope: 'app',
      afterMs: 1000,
    })
    expect(platform.calls()).toHaveLength(2)
  })

  it.each([10003, 10014, 10015])('denied (%i): every row waits for a person', async (code) => {
    const platform = await startOpenPlatform(() => ({ body: { code, msg: 'no' } }))
    const { feishu } = startBot(platform.url)
    expect(await feishu.send(delivery)).toEqual({
      kind: 'retry',
      code: String(code),
      reason: 'app-credentials-rejected',
      scope: 'app',
      afterMs: 60_000,
      forPeople: 'no',
    })
    expect(platform.calls()).toEqual([])
  })
})

describe('the log', () => {
  it('holds no secret, whatever goes wrong', async () => {
    const answers: Answer[] = [
      problem(230001, 400, `bad token t-fake-token-0001 for ${config.appSecret}, 13800138000`),
      problem(99991663),
      'reset',
      { status: 500, body: 'oops Bearer t-fake-token-0001' },
      { body: { code: 10015, msg: config.appSecret } },
    ]
    for (const answer of answers) {
      for (const broken of ['/open-apis/im/v1/messages', tokenPath]) {
        const platform = await startOpenPlatform(({ path }) =>
          path === broken ? answer : undefined,
        )
        const { feishu, lines } = startBot(platform.url)
        await feishu.send(delivery)
        await feishu.warmUp()
        const said = lines.join('')
        for (const secret of [config.appSecret, 't-fake-token-0001', '13800138000', '华信']) {
          expect(said).not.toContain(secret)
        }
      }
    }
  })
})
