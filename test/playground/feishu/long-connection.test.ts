import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { decodeFrame, encodeFrame } from '../../../src/playground/feishu/long-connection/frames.ts'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import { app, buttonOf, caller, cardOf, handClock, handTimer, startTenant } from './tenant.ts'

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

let feishu: SimulatedFeishu
let clients: WSClient[] = []

beforeEach(async () => {
  feishu = await startTenant({ mode: 'long-connection' })
})

afterEach(async () => {
  for (const client of clients) client.close({ force: true })
  clients = []
  await feishu.close()
})

type Handlers = Record<string, (data: JsonObject) => unknown>

async function connect(handlers: Handlers, secret = app.secret): Promise<void> {
  const before = feishu.connections()
  const client = new WSClient({
    appId: app.id,
    appSecret: secret,
    domain: feishu.baseUrl,
    logger: silent,
    loggerLevel: LoggerLevel.error,
  })
  clients.push(client)
  const eventDispatcher = new EventDispatcher({ logger: silent }).register(handlers)
  await client.start({ eventDispatcher })
  await feishu.until(() => feishu.connections() === before + 1)
}

const hello = (text = '你好') => feishu.say({ from: 'ou_zhangwei', chat: 'private', text })

describe('the SDK’s WSClient', () => {
  it('gets a message and acknowledges it', async () => {
    const got: JsonObject[] = []
    await connect({ 'im.message.receive_v1': (data) => void got.push(data) })
    const report = await hello()
    expect(report).toMatchObject({
      state: 'acknowledged',
      attempts: [{ via: 'long-connection', status: 200 }],
    })
    expect(got).toMatchObject([
      { event_type: 'im.message.receive_v1', message: { content: '{"text":"你好"}' } },
    ])
  })

  it('gets a message that is cut up', async () => {
    const got: JsonObject[] = []
    await connect({ 'im.message.receive_v1': (data) => void got.push(data) })
    feishu.faults.fragmentBytes = 100
    const text = '长'.repeat(500)
    expect((await hello(text)).state).toBe('acknowledged')
    expect(got).toMatchObject([{ message: { content: JSON.stringify({ text }) } }])
  })

  it('answers a tap', async () => {
    await connect({
      'card.action.trigger': () => ({ toast: { type: 'success', content: '好了' } }),
    })
    const sent = await caller(feishu)('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: 'ou_zhangwei',
      msg_type: 'interactive',
      content: JSON.stringify(cardOf(buttonOf('确认', { a: 'x' }))),
    })
    const messageId = String(sent.body.data.message_id)
    const report = await feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })
    expect(report).toMatchObject({
      outcome: 'answered',
      toast: { type: 'success', content: '好了' },
    })
  })

  it('that throws gets the event again', async () => {
    await connect({
      'im.message.receive_v1': () => {
        throw new Error('broken')
      },
    })
    expect(await hello()).toMatchObject({ state: 'waiting', attempts: [{ status: 500 }] })
  })

  it('with a wrong secret does not connect', async () => {
    await expect(
      Promise.race([
        connect({}, 'wrong'),
        feishu
          .until(() => feishu.calls().some((call) => call.code === 514))
          .then(() => {
            throw new Error('refused')
          }),
      ]),
    ).rejects.toThrow('refused')
    expect(feishu.connections()).toBe(0)
  })
})

describe('the platform’s end', () => {
  it('brings each event to one of the connections only', async () => {
    const first: JsonObject[] = []
    const second: JsonObject[] = []
    await connect({ 'im.message.receive_v1': (data) => void first.push(data) })
    await connect({ 'im.message.receive_v1': (data) => void second.push(data) })
    for (let i = 0; i < 20; i++) await hello(String(i))
    expect(first.length + second.length).toBe(20)
    expect(first).not.toEqual([])
    expect(second).not.toEqual([])
  })

  it('finds nobody there', async () => {
    expect(await hello()).toMatchObject({ state: 'waiting', attempts: [{ failure: 'offline' }] })
    await connect({})
    feishu.breakConnections('close')
    await feishu.until(() => feishu.connections() === 0)
    expect(await hello()).toMatchObject({ attempts: [{ failure: 'offline' }] })
  })

  it('waits in vain for a connection that is half open', async () => {
    await feishu.close()
    const clock = handClock()
    const timer = handTimer(clock)
    feishu = await startTenant({ mode: 'long-connection', clock, timer })
    await connect({})
    feishu.breakConnections('half-open')
    const said = hello()
    timer.pass(3_000)
    expect(await said).toMatchObject({ state: 'waiting', attempts: [{ failure: 'timeout' }] })
  })

  it('admits fifty connections', async () => {
    const sockets: WebSocket[] = []
    for (let i = 0; i < 50; i++) sockets.push(await openSocket(await endpoint()))
    expect(await endpoint()).toMatchObject({ code: 1000040350 })
    for (const socket of sockets) socket.terminate()
  })

  it('takes a ticket once', async () => {
    const answer = await endpoint()
    const first = await openSocket(answer)
    await expect(openSocket(answer)).rejects.toThrow('403')
    first.terminate()
  })

  it('answers a ping with the settings', async () => {
    const socket = await openSocket(await endpoint())
    const pong = new Promise<Buffer>((resolve) => socket.once('message', resolve))
    socket.send(
      encodeFrame({ sequence: 1, service: 33554678, method: 0, headers: { type: 'ping' } }),
    )
    const frame = decodeFrame(await pong)
    expect(frame).toMatchObject({ method: 0, headers: { type: 'pong' } })
    expect(JSON.parse(Buffer.from(frame?.payload ?? []).toString())).toMatchObject({
      PingInterval: 120,
      ReconnectCount: -1,
    })
    socket.terminate()
  })
})

type Endpoint = { readonly code: number; readonly data: { readonly URL: string } }

async function endpoint(): Promise<Endpoint> {
  const response = await fetch(`${feishu.baseUrl}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: app.id, AppSecret: app.secret }),
  })
  return (await response.json()) as Endpoint
}

function openSocket(answer: Endpoint): Promise<WebSocket> {
  const socket = new WebSocket(answer.data.URL)
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}
