import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, START_MS, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  stage.playground.request(`http://127.0.0.1:3000${path}`, { headers })

const post = (name: string, body: unknown, headers: Record<string, string> = {}) =>
  stage.playground.request(`http://127.0.0.1:3000/playground/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

describe('who may come in', () => {
  it.each(['evil.example', '127.0.0.1.evil.example', '192.168.1.5:3000', '0.0.0.0:3000'])(
    'refuses Host %s: a name pointed at this machine',
    async (host) => {
      expect((await get('/', { host })).status).toBe(403)
      expect((await post('reset', {}, { host })).status).toBe(403)
    },
  )

  it.each(['localhost:3000', '127.0.0.1', '[::1]:3000'])('answers Host %s', async (host) => {
    expect((await get('/', { host })).status).toBe(200)
  })

  it('refuses what another site sends or reads', async () => {
    const host = '127.0.0.1:3000'
    const body = { duplicateDelivery: true }
    expect((await post('faults', body, { host, origin: 'http://evil.example' })).status).toBe(403)
    expect((await post('faults', body, { host, origin: 'http://127.0.0.1:4000' })).status).toBe(403)
    expect((await post('faults', body, { host, origin: 'null' })).status).toBe(403)
    expect((await get('/playground/api/stream', { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    )
    expect(stage.feishu.faults.duplicateDelivery).toBe(false)
  })

  it('lets a link from elsewhere open the page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await get('/', headers)).status).toBe(200)
  })
})

describe('the files', () => {
  it('runs only its own scripts and asks nobody else', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='/)
    expect(policy).not.toContain('unsafe')
    expect(await (await get('/')).text()).not.toMatch(/https?:\/\//)
  })

  it.each(['page/../server.ts', 'page/%2e%2e/server.ts', 'page/..%2fserver.ts', 'vendor/hono.js'])(
    'serves nothing but the page: %s',
    async (path) => {
      expect((await get(`/playground/${path}`)).status).toBe(404)
    },
  )

  it.each(['preact.js', 'hooks.js', 'htm.js'])('serves %s', async (name) => {
    const answer = await get(`/playground/vendor/${name}`)
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    expect(await answer.text()).toContain('export')
  })
})

describe('what is asked of it', () => {
  it('lets nobody speak where they are not', async () => {
    const elsewhere = { from: 'ou_zhangwei', chat: 'oc_huanan', text: '你好' }
    expect((await post('say', elsewhere)).status).toBe(400)
    const other = stage.feishu.privateChatOf('ou_lina')
    expect((await post('say', { ...elsewhere, chat: other })).status).toBe(400)
    expect(stage.feishu.messages('oc_huanan')).toEqual([])
  })

  it.each([
    ['say', { from: 'ou_nobody', chat: 'x', text: 'x' }],
    ['say', { from: 'ou_zhangwei' }],
    ['tap', { by: 'ou_zhangwei', messageId: 'om_none', path: '/body/elements/0' }],
    ['clock', { step: 'a-year' }],
    ['faults', { rateLimit: -1 }],
    ['faults', { slowAnswerMs: 5 }],
  ])('refuses a strange %s', async (name, body) => {
    expect((await post(name, body)).status).toBe(400)
  })

  it('tells a tap that comes after the card has changed', async () => {
    await post('say', { from: 'ou_zhangwei', chat: chatOfRep(), text: '推进' })
    const card = await stage.feishu.until(() =>
      stage.feishu.messages(chatOfRep()).find((message) => message.card),
    )
    const tap = { by: 'ou_zhangwei', messageId: card.id, path: '/body/elements/99' }
    expect((await post('tap', tap)).status).toBe(409)
    expect((await post('tap', { ...tap, path: '/body/constructor' })).status).toBe(409)
  })

  it('moves the clock and sets it back', async () => {
    const step = async (name: string) => {
      await post('clock', { step: name })
      return new Date(Math.round(stage.clock.business() / 60_000) * 60_000).toISOString()
    }
    expect(await step('ten-minutes')).toBe('2026-11-18T02:10:00.000Z')
    expect(await step('one-hour')).toBe('2026-11-18T03:10:00.000Z')
    expect(await step('next-morning')).toBe('2026-11-19T01:02:00.000Z')
    expect(await step('fifteen-days')).toBe('2026-12-04T01:02:00.000Z')
    expect(stage.moves).toBe(4)
    await post('reset', {})
    expect(Math.abs(stage.clock.business() - START_MS)).toBeLessThan(60_000)
    expect(stage.feishu.messages(chatOfRep())).toEqual([])
  })
})

const chatOfRep = () => stage.feishu.privateChatOf('ou_zhangwei')
