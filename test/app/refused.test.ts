/** What is not Feishu's, not for us or not in time is refused, and all of it looks alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changed, deliver, fixture, type Signed, seal } from '../platforms/feishu/request.ts'
import { type Instance, openWorld, type World, worldApp } from '../support/world.ts'
import { fresh, messageOf, post, rows, secondsNow } from './webhook.ts'

const minute = 60_000
const hour = 60 * minute

let world: World
let bot: Instance
beforeAll(async () => {
  world = await openWorld('sqlite')
  bot = await world.start()
})
afterAll(() => world.close())

const nothing = { inbox: 0, rejected: 0, outbox: 0 }
const event = () => messageOf(world)
const tap = () => fixture('tap-button')
const without = (name: string) => {
  const { [name]: _, ...headers } = fresh(event()).headers
  return { ...fresh(event()), headers }
}
const withHeader = (name: string, value: string): Signed => {
  const signed = fresh(event())
  return { ...signed, headers: { ...signed.headers, [name]: value } }
}
const bent = (signed: Signed): Signed => {
  const body = Buffer.from(signed.body)
  body[20] = (body[20] ?? 0) ^ 1
  return { ...signed, body }
}
const challenge = (token: string) =>
  JSON.stringify({ type: 'url_verification', challenge: 'c-1', token })
const plain = (body: string): Signed => ({ headers: {}, body: Buffer.from(body) })

const forged: readonly (readonly [string, () => Signed])[] = [
  ['no signature', () => without('x-lark-signature')],
  ['no timestamp', () => without('x-lark-request-timestamp')],
  ['no nonce', () => without('x-lark-request-nonce')],
  ['no header at all', () => ({ ...fresh(event()), headers: {} })],
  ['another signature', () => withHeader('x-lark-signature', '0'.repeat(64))],
  ['half a signature', () => withHeader('x-lark-signature', 'abc')],
  ['another nonce', () => withHeader('x-lark-request-nonce', 'other')],
  ['another timestamp', () => withHeader('x-lark-request-timestamp', secondsNow(1_000))],
  ['a timestamp that is none', () => withHeader('x-lark-request-timestamp', 'yesterday')],
  ['a key that is not ours', () => deliver(event(), { key: 'another', timestamp: secondsNow() })],
  ['a body changed by one bit', () => bent(fresh(event()))],
  ['an event from 9 hours ago', () => fresh(event(), -9 * hour)],
  ['an event from the future', () => fresh(event(), 6 * minute)],
  ['a tap from 6 minutes ago', () => fresh(tap(), -6 * minute)],
  ['a challenge with another token', () => plain(challenge('another'))],
  ['an encrypted one', () => plain(JSON.stringify({ encrypt: seal(challenge('another')) }))],
  ['an event without encryption or signature', () => plain(JSON.stringify(event()))],
  ['ciphertext that is none', () => plain('{"encrypt":"AAAA"}')],
  ['no JSON', () => plain('hello')],
  ['nothing', () => plain('')],
]

describe('refused with an empty 401', () => {
  it.each(forged)('%s', async (_, make) => {
    const answer = await post(bot, make())
    expect(answer).toMatchObject({ status: 401, body: '' })
    expect(await rows(world)).toEqual(nothing)
  })

  it('and nothing in the answer tells one cause from another', async () => {
    const answers = new Set<string>()
    for (const [, make] of forged) {
      const { status, body, headers } = await post(bot, make())
      const told = [...headers].filter(([name]) => name !== 'date')
      answers.add(JSON.stringify([status, body, told]))
    }
    expect([...answers]).toHaveLength(1)
  })

  it('and what was in it is in no log', async () => {
    await post(bot, bent(fresh(messageOf(world, { text: '机密内容' }))))
    const lines = JSON.stringify(bot.lines)
    expect(lines).toContain('refused')
    expect(lines).not.toContain('机密')
    expect(lines).not.toContain(worldApp.encryptKey)
    expect(lines).not.toContain(seal(JSON.stringify(event())).slice(0, 40))
  })

  it('and a flood of them is a few lines in the log, which say how many there were', async () => {
    const before = bot.lines.length
    const forgery = bent(fresh(event()))
    for (let i = 0; i < 5; i++) {
      await Promise.all(Array.from({ length: 40 }, () => post(bot, forgery)))
    }
    expect(bot.lines.length - before).toBeLessThan(5)
  })
})

describe('refused with an empty 403', () => {
  const foreign: readonly (readonly [string, () => Signed])[] = [
    ['another app', () => fresh(changed('message-text-private', { header: { app_id: 'cli_x' } }))],
    ['another token', () => fresh(changed('message-text-private', { header: { token: 'x' } }))],
    ['no token', () => fresh(changed('message-text-private', { header: { token: undefined } }))],
    ['a tap of another app', () => fresh(changed('tap-button', { header: { app_id: 'cli_x' } }))],
  ]
  it.each(foreign)('%s, though the signature is right', async (_, make) => {
    const answer = await post(bot, make())
    expect(answer).toMatchObject({ status: 403, body: '' })
    expect(await rows(world)).toEqual(nothing)
  })
})

describe('the challenge', () => {
  it.each([
    ['plain', () => plain(challenge(worldApp.verificationToken))],
    [
      'encrypted',
      () => plain(JSON.stringify({ encrypt: seal(challenge(worldApp.verificationToken)) })),
    ],
  ])('%s is answered', async (_, make) => {
    const answer = await post(bot, make())
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { challenge: 'c-1' }])
    expect(await rows(world)).toEqual(nothing)
  })
})

describe('other ways in', () => {
  it.each([
    ['GET', '/webhooks/feishu'],
    ['PUT', '/webhooks/feishu'],
    ['POST', '/webhooks/feishu/'],
    ['POST', '/webhooks/Feishu'],
    ['POST', '/webhooks/wecom'],
    ['POST', '/webhooks'],
    ['POST', '/'],
    ['GET', '/../package.json'],
    ['GET', '/.env'],
  ])('%s %s leads nowhere', async (method, path) => {
    const { headers, body } = fresh(event())
    const sent = method === 'GET' ? {} : { body: Buffer.from(body) }
    const response = await fetch(`${bot.url}${path}`, { method, headers, ...sent })
    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/stack|at \w+ \(|node_modules/)
    expect(await rows(world)).toEqual(nothing)
  })

  it('the health of the process can be asked for', async () => {
    const answers = ['/healthz', '/readyz'].map((path) => fetch(`${bot.url}${path}`))
    for (const answer of await Promise.all(answers)) {
      expect([answer.status, await answer.json()]).toEqual([200, { ok: true }])
    }
  })
})

describe('a clock that is wrong', () => {
  const ahead = (ms: number) => ({ business: Date.now, real: () => Date.now() + ms })
  const start = (ms: number) => world.start({ clock: ahead(ms), aside: true })
  const readyAt = async ({ url }: Instance) => (await fetch(`${url}/readyz`)).status

  it('by some minutes: not ready, since what is fresh looks stale', async () => {
    const late = await start(5 * minute)
    expect(await readyAt(late)).toBe(503)
    expect(JSON.stringify(late.lines)).toMatch(/(299|300|301) s apart/)
    expect((await post(late, fresh(tap()))).status).toBe(401)
  })

  it('by a minute and a half: said, and ready', async () => {
    const early = await start(-1.5 * minute)
    expect(await readyAt(early)).toBe(200)
    expect(JSON.stringify(early.lines)).toMatch(/(89|90|91) s apart/)
  })

  it('by some seconds: nothing to say', async () => {
    const good = await start(5_000)
    expect(await readyAt(good)).toBe(200)
    expect(good.lines).toEqual([])
  })
})

describe('just in time', () => {
  it('an event from 7 hours ago is taken, and one from 4 minutes ahead', async () => {
    const late = fresh(messageOf(world, { id: 'late' }), -7 * hour)
    const early = fresh(messageOf(world, { id: 'early' }), 4 * minute)
    expect((await post(bot, late)).status).toBe(200)
    expect((await post(bot, early)).status).toBe(200)
    await bot.bot.engine.settled()
    expect(await rows(world)).toEqual({ inbox: 2, rejected: 0, outbox: 2 })
  })
})
