/** Bodies that are too large, too slow, or that are signed and yet cannot be read. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../../src/http-server.ts'
import { changed, fixture, seal, sign, withMessage } from '../platforms/feishu/request.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'
import { exchange, fresh, messageOf, post, rows, secondsNow } from './webhook.ts'

let world: World
let bot: Instance
beforeEach(async () => {
  world = await openWorld('sqlite')
  bot = await world.start({ slow: { headersMs: 200, requestMs: 400, checkMs: 50 } })
})
afterEach(() => world.close())

const nothing = { inbox: 0, rejected: 0, outbox: 0 }
const head = (lines: readonly string[]) =>
  ['POST /webhooks/feishu HTTP/1.1', 'Host: bot', ...lines, '', ''].join('\r\n')

describe('a body that is too large', () => {
  it('is refused by what it says of its length, before it is read', async () => {
    const announced = head(['Content-Length: 262145', 'Connection: close'])
    expect(await exchange(bot, [announced])).toMatch(/^HTTP\/1\.1 413 /)
    expect(await rows(world)).toEqual(nothing)
  })

  it('is refused when it never says how long it is', async () => {
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
    const endless = [head(['Transfer-Encoding: chunked']), ...Array(40).fill(chunk)]
    expect(await exchange(bot, endless)).toMatch(/^HTTP\/1\.1 413 /)
    expect(await rows(world)).toEqual(nothing)
  })

  it('is refused though its signature is right', async () => {
    const text = 'x'.repeat(300_000)
    expect(await post(bot, fresh(messageOf(world, { text })))).toMatchObject({ status: 413 })
    expect(await rows(world)).toEqual(nothing)
  })

  it.each([
    ['two lengths', ['Content-Length: 2', 'Content-Length: 3']],
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['a length that is none', ['Content-Length: two']],
    ['a negative length', ['Content-Length: -2']],
  ])('%s get nowhere', async (_, lines) => {
    const answer = await exchange(bot, [
      head([...lines, 'Connection: close']),
      '2\r\n{}\r\n0\r\n\r\n',
    ])
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(await rows(world)).toEqual(nothing)
  })
})

it.each(['gzip', 'deflate', 'br', 'zstd'])(
  'a body compressed with %s is refused',
  async (coding) => {
    const { headers, body } = fresh(messageOf(world))
    const compressed = { headers: { ...headers, 'content-encoding': coding }, body: gzipSync(body) }
    expect(await post(bot, compressed)).toMatchObject({ status: 415, body: '' })
    expect(await rows(world)).toEqual(nothing)
  },
)

describe('a slow client is cut off', () => {
  it('in the headers', async () => {
    expect(await exchange(bot, ['POST /webhooks/feishu HTTP/1.1\r\n'])).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('in the body, and that is no failure of ours', async () => {
    const { headers } = fresh(messageOf(world))
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const answer = await exchange(bot, [head([...lines, 'Content-Length: 100']), '{"encrypt"'])
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(await rows(world)).toEqual(nothing)
  })

  it('who goes away in the middle, too', async () => {
    const gone = new AbortController()
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10))
        gone.abort()
      },
    })
    const body = { body: endless, duplex: 'half', signal: gone.signal } as RequestInit
    await expect(post(bot, fresh(messageOf(world)), body)).rejects.toThrow()
    expect((await post(bot, fresh(messageOf(world)))).status).toBe(200)
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('connections', () => {
  it('beyond the limit are closed at once, and those there are go on', async () => {
    const at = { port: 0, host: '127.0.0.1', connections: 2 }
    const { server, port } = await listen(bot.bot.app.fetch, at)
    const open = async () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      const closed = once(socket, 'close').then(() => 'closed')
      await once(socket, 'connect')
      return { socket, closed }
    }
    const held = [await open(), await open()]
    expect(await (await open()).closed).toBe('closed')
    held[0]!.socket.write('GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n')
    const [heard] = await once(held[0]!.socket, 'data')
    expect(String(heard)).toMatch(/^HTTP\/1\.1 200 /)
    for (const { socket } of held) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
})

/** Signed as Feishu signs, over these very bytes. */
const signedBytes = (bytes: string | Uint8Array) => sign(bytes, { timestamp: secondsNow() })
const sealedText = (text: string | Uint8Array) =>
  signedBytes(JSON.stringify({ encrypt: seal(text) }))
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const event = () => JSON.stringify(messageOf(world))

describe('signed, but not to be read: kept aside and answered, so that it does not come again', () => {
  it.each([
    ['no JSON', () => signedBytes('hello')],
    ['no JSON inside', () => sealedText('hello')],
    ['half of it', () => sealedText(event().slice(0, 200))],
    ['more after it', () => sealedText(`${event()} {}`)],
    ['a byte order mark', () => sealedText(`\ufeff${event()}`)],
    ['no UTF-8', () => signedBytes(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['no UTF-8 inside', () => sealedText(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['zero bytes', () => signedBytes('{"a":"\0"}')],
    ['zero bytes inside', () => sealedText('{"a":"\0"}')],
    ['zero bytes that are no UTF-8', () => signedBytes(Buffer.from([0xff, 0x00, 0xff]))],
    ['33 levels', () => sealedText(deep(33))],
    ['20,000 levels', () => sealedText(deep(20_000))],
    ['nothing encrypted', () => signedBytes(event())],
    ['an empty list', () => sealedText('[]')],
    ['null', () => sealedText('null')],
    [
      'a message without its sender',
      () => fresh(changed('message-text-private', { event: { sender: {} } })),
    ],
    ['content that is no JSON', () => fresh(withMessage('message-text-private', { content: 'x' }))],
    ['content too deep', () => fresh(withMessage('message-text-private', { content: deep(100) }))],
    ['a tap by nobody', () => fresh(changed('tap-button', { event: { operator: {} } }))],
    ['an id that no database can hold', () => fresh(messageOf(world, { id: 'a\0b' }))],
  ])('%s', async (_, make) => {
    expect(await post(bot, make())).toMatchObject({ status: 200, body: '{}' })
    expect(await rows(world)).toEqual({ inbox: 0, rejected: 1, outbox: 0 })
    const told = bot.lines.filter(({ message }) => message.includes('kept aside'))
    expect(told).toHaveLength(1)
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('a tap whose ids no database can hold gets a word, and no stack trace', async () => {
    const value = { a: 'draft.confirm', id: 'a\0b', v: 1 }
    const action = { value, tag: 'button' }
    const answer = await post(bot, fresh(changed('tap-button', { event: { action } })))
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ toast: { type: expect.any(String) } })
    expect(answer.body).not.toMatch(/stack|Error/)
  })
})

describe('keys that mean something to JavaScript', () => {
  it.each(['__proto__', 'constructor', 'toString'])(
    '%s changes nothing but itself',
    async (key) => {
      const text = event().replace('{', `{"${key}":{"polluted":true,"type":"x"},`)
      expect(await post(bot, sealedText(text))).toMatchObject({ status: 200 })
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      await bot.bot.engine.settled()
      expect(await rows(world)).toEqual({ inbox: 1, rejected: 0, outbox: 1 })
    },
  )

  it('in a form are fields like any other', async () => {
    const form = '{"__proto__":{"polluted":"yes"},"constructor":"x"}'
    const text = JSON.stringify(fixture('tap-form')).replace(
      /"form_value":\{/,
      `"form_value":{"x":${form},`,
    )
    expect(await post(bot, sealedText(text))).toMatchObject({ status: 200 })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('written twice, the last one counts, as for everybody who reads JSON', async () => {
    const text = event().replace('"event_id"', '"event_id":"first","event_id"')
    expect(await post(bot, sealedText(text))).toMatchObject({ status: 200 })
    const [row] = await world.store.db.inbox.findMany()
    expect(row?.eventKey).toMatch(/:event-1$/)
  })
})
