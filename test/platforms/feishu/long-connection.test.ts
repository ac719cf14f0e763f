import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { createFeishu } from '../../../src/platforms/feishu/feishu.ts'
import type {
  LongConnection,
  OnInbound,
  OnMalformed,
} from '../../../src/platforms/feishu/long-connection.ts'
import { createReceive } from '../../../src/platforms/feishu/receive.ts'
import type { Inbound } from '../../../src/platforms/port.ts'
import { type Answer, type OpenPlatform, startBot, startOpenPlatform } from './open-platform.ts'
import { changed, config, deliver, fixture, request } from './request.ts'
import { type SocketServer, startSocketServer } from './socket-server.ts'

const endpoint = '/callback/ws/endpoint'

let sockets: SocketServer
let connection: LongConnection | undefined
beforeEach(async () => {
  sockets = await startSocketServer()
})
afterEach(() => {
  vi.useRealTimers()
  connection?.stop()
  connection = undefined
  sockets.close()
})

const ready = (): Answer => ({
  body: {
    code: 0,
    msg: '',
    data: {
      URL: sockets.url,
      ClientConfig: {
        ReconnectCount: -1,
        ReconnectInterval: 1,
        ReconnectNonce: 0,
        PingInterval: 120,
      },
    },
  },
})

async function connect(
  onInbound: OnInbound,
  answer: (nth: number) => Answer = ready,
  onMalformed?: OnMalformed,
): Promise<{ platform: OpenPlatform; lines: string[] }> {
  const platform = await startOpenPlatform(({ path }, nth) =>
    path === endpoint ? answer(nth) : undefined,
  )
  const { feishu, lines } = startBot(platform.url)
  connection = await feishu.openLongConnection(onInbound, onMalformed)
  return { platform, lines }
}

const accept: OnInbound = async () => undefined

describe('what comes over the line', () => {
  it.each([
    'message-text-private',
    'message-text-group',
    'message-post',
    'tap-form',
    'bot-menu',
    'bot-added',
    'p2p-entered',
    'contact-user-deleted',
    'message-reaction',
  ])('is the same as over HTTP: %s', async (name) => {
    const got: Inbound[] = []
    await connect(async (inbound) => {
      got.push(inbound)
      return undefined
    })
    await sockets.push(fixture(name))
    // Neither way has asked who the bot is.
    const receive = createReceive({ config, botOpenId: () => undefined })
    expect([receive(request(deliver(fixture(name))))]).toEqual([
      { kind: 'inbound', inbound: got[0] },
    ])
  })

  it('needs no token, but the right app', async () => {
    const got: Inbound[] = []
    await connect(async (inbound) => {
      got.push(inbound)
      return undefined
    })
    await sockets.push(changed('message-text-private', { header: { token: undefined } }))
    expect(got).toHaveLength(1)
    const other = changed('message-text-private', { header: { app_id: 'cli_fedcba9876543210' } })
    expect(await sockets.push(other)).toEqual({ code: 200 })
    expect(got).toHaveLength(1)
  })

  it('asks for the line with the app’s credentials', async () => {
    const { platform } = await connect(accept)
    await sockets.line(0)
    expect(JSON.parse(platform.asked[0]?.body ?? '')).toEqual({
      AppID: config.appId,
      AppSecret: config.appSecret,
    })
  })
})

describe('what goes back', () => {
  it('is a bare 200 for an event', async () => {
    await connect(accept)
    expect(await sockets.push(fixture('message-text-private'))).toEqual({ code: 200 })
    expect(await sockets.push(fixture('message-reaction'))).toEqual({ code: 200 })
  })

  it('is the word and the card for a tap', async () => {
    await connect(async () => ({ toast: { tone: 'success', text: '已保存' } }))
    expect(await sockets.push(fixture('tap-button'))).toEqual({
      code: 200,
      data: { toast: { type: 'success', content: '已保存' } },
    })
  })

  it('is an empty answer for a tap that changes nothing', async () => {
    await connect(accept)
    expect(await sockets.push(fixture('tap-button'))).toEqual({ code: 200, data: {} })
  })

  it('is 500 when it could not be stored, so that it comes again', async () => {
    await connect(async () => {
      throw new Error('the database is away')
    })
    expect(await sockets.push(fixture('message-text-private'))).toEqual({ code: 500 })
  })

  it('is 200 for what nobody could read, now or later, once it is parked', async () => {
    const parked: object[] = []
    await connect(accept, ready, async (malformed) => {
      parked.push(malformed)
    })
    expect(await sockets.push({ schema: '3.0' })).toEqual({ code: 200 })
    const broken = { ...fixture('bot-added'), event: {} }
    expect(await sockets.push(broken)).toEqual({ code: 200 })
    expect(parked).toEqual([
      { reason: 'not an event', body: '{"schema":"3.0"}' },
      { reason: 'unreadable im.chat.member.bot.added_v1', body: JSON.stringify(broken) },
    ])
  })
})

describe('the line', () => {
  it('is opened anew after answers that the SDK takes for final', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const later = [
      { body: { code: 1, msg: 'system busy' } },
      { body: { code: 1000040350, msg: 'connection limit' } },
      { body: { code: 514, msg: 'auth failed', data: {} } },
    ]
    let asked = () => {}
    const { platform } = await connect(accept, (nth) => {
      queueMicrotask(() => asked())
      return later[nth - 1] ?? ready()
    })
    const line = sockets.line(0)
    for (let nth = 1; nth <= 3; nth += 1) {
      while (connection?.state() !== 'waiting') await new Promise(setImmediate)
      expect(platform.asked).toHaveLength(nth)
      // 1 s, 2 s, 4 s.
      await vi.advanceTimersByTimeAsync(1000 * 2 ** (nth - 1) - 1)
      expect(platform.asked).toHaveLength(nth)
      const next = new Promise<void>((done) => {
        asked = done
      })
      await vi.advanceTimersByTimeAsync(1)
      await next
    }
    await line
    expect(await sockets.push(fixture('message-text-private'))).toEqual({ code: 200 })
    expect(connection?.state()).toBe('connected')
  })

  it('is opened anew when it breaks', async () => {
    await connect(accept)
    const first = await sockets.line(0)
    first.terminate()
    await sockets.line(1)
    expect(await sockets.push(fixture('message-text-private'))).toEqual({ code: 200 })
  })

  it('stays closed once stopped', async () => {
    await connect(accept)
    const socket = await sockets.line(0)
    const closed = new Promise((done) => socket.once('close', done))
    connection?.stop()
    await closed
    expect(connection?.state()).toBe('stopped')
  })

  it('says at once what is wrong with an app id that the SDK would only ignore', async () => {
    const deps = { log: createLogger({ level: 'silent' }), clock: systemClock }
    const feishu = createFeishu({ ...config, appId: 'cli_demo' }, deps)
    await expect(feishu.openLongConnection(accept)).rejects.toThrow(/cli_demo is not cli_ and 16/)
  })

  it('keeps its secrets out of the log', async () => {
    const { lines } = await connect(
      async () => {
        throw new Error(`no ${config.appSecret}`)
      },
      (nth) => (nth === 1 ? { body: { code: 514, msg: `bad ${config.appSecret}` } } : ready()),
    )
    await sockets.line(0)
    await sockets.push(fixture('message-text-private'))
    const said = lines.join('')
    expect(lines.length).toBeGreaterThan(1)
    for (const secret of [config.appSecret, 'fake-access-key', 'fake-ticket', '华信']) {
      expect(said).not.toContain(secret)
    }
  })
})
