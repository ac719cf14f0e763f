/**
 * The platform's end of the long connection: tickets, at most 50 connections, each event to one of
 * them (https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case).
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { CallAnswer } from '../../http-call.ts'
import type { JsonObject } from '../../json.ts'
import type { ApiHandler } from '../api/answer.ts'
import { objectAt } from '../card/tree.ts'
import type { LongConnection } from '../push.ts'
import { tell, type World } from '../world.ts'
import { decodeFrame, encodeFrame, type Frame, methods } from './frames.ts'

const mostConnections = 50
const serviceId = 33554678

/** Seconds; −1 is for ever. */
const clientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
  PingInterval: 120,
}

export type LongConnectionServer = LongConnection & {
  /** POST /callback/ws/endpoint. */
  readonly endpoint: ApiHandler
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly listenAt: (baseUrl: string) => void
  readonly breakAll: (how: 'close' | 'half-open') => void
  readonly close: () => void
}

export function createLongConnection(world: World): LongConnectionServer {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const sockets = new Set<WebSocket>()
  /** Those whose client has pinged: before that it may not listen yet. */
  const ready = new WeakSet<WebSocket>()
  const silent = new WeakSet<WebSocket>()
  const waiting = new Map<string, (answer: CallAnswer) => void>()
  let address = ''
  let sequence = 0

  const open = () => [...sockets].filter((socket) => socket.readyState === socket.OPEN)
  const live = () => open().filter((socket) => ready.has(socket))
  const tellCount = () => tell(world, { kind: 'connections', count: live().length })

  const onFrame = (socket: WebSocket, bytes: Buffer) => {
    const frame = decodeFrame(bytes)
    if (!frame || silent.has(socket)) return
    if (frame.method === methods.control && frame.headers.type === 'ping') {
      socket.send(encodeFrame(pong(frame)))
      if (!ready.has(socket)) {
        ready.add(socket)
        tellCount()
      }
      return
    }
    const answered = waiting.get(frame.headers.message_id ?? '')
    if (frame.method === methods.data && answered) answered(readAck(frame))
  }

  const admit = (socket: WebSocket) => {
    sockets.add(socket)
    socket.on('message', (data: Buffer) => onFrame(socket, data))
    socket.on('close', () => {
      sockets.delete(socket)
      tellCount()
    })
    socket.on('error', () => sockets.delete(socket))
  }

  return {
    connections: () => live().length,
    endpoint: ({ json }) => {
      const answer = (code: number, msg: string, data: JsonObject = {}) => ({
        status: 200,
        body: { code, msg, data },
      })
      if (json.AppID !== world.app.id || json.AppSecret !== world.app.secret) {
        return answer(514, 'auth failed')
      }
      if (open().length >= mostConnections) return answer(1000040350, 'connection limit exceeded')
      const ticket = world.ids.next('ticket')
      tickets.add(ticket)
      const query = new URLSearchParams({
        fpid: '493',
        aid: '552564',
        device_id: String(sequence + 1_000_000),
        access_key: world.ids.next('nonce'),
        service_id: String(serviceId),
        ticket,
      })
      return answer(0, '', { URL: `${address}/ws/v2?${query}`, ClientConfig: clientConfig })
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const ticket = url.searchParams.get('ticket') ?? ''
      if (url.pathname !== '/ws/v2' || !tickets.delete(ticket)) return reject(socket, 514)
      if (open().length >= mostConnections) return reject(socket, 1000040350)
      server.handleUpgrade(request, socket, head, admit)
    },
    listenAt: (baseUrl) => {
      address = baseUrl.replace(/^http/, 'ws')
    },
    send: (payload, totalMs) => {
      const listening = live()
      const socket = listening[world.ids.below(Math.max(1, listening.length))]
      if (!socket) return Promise.resolve({ failure: 'offline' })
      const messageId = world.ids.next('log')
      return new Promise((resolve) => {
        const finish = (answer: CallAnswer) => {
          timeout.cancel()
          waiting.delete(messageId)
          socket.off('close', onClose)
          resolve(answer)
        }
        const onClose = () => finish({ failure: 'closed' })
        const timeout = world.timer.after(totalMs, () => finish({ failure: 'timeout' }))
        waiting.set(messageId, finish)
        socket.once('close', onClose)
        if (silent.has(socket)) return
        const parts = cut(Buffer.from(payload, 'utf8'), world.faults.fragmentBytes)
        for (const [i, part] of parts.entries()) {
          sequence += 1
          socket.send(
            encodeFrame({
              sequence,
              service: serviceId,
              method: methods.data,
              headers: {
                type: 'event',
                message_id: messageId,
                sum: String(parts.length),
                seq: String(i),
                trace_id: world.ids.next('log'),
                timestamp: String(world.clock.real()),
                instance_id: 'simulated',
              },
              payload: part,
            }),
          )
        }
      })
    },
    breakAll: (how) => {
      for (const socket of open()) {
        if (how === 'close') socket.terminate()
        else silent.add(socket)
      }
    },
    close: () => {
      for (const socket of sockets) socket.terminate()
      server.close()
    },
  }
}

/** The pong carries the settings, which replace the client's. */
function pong(ping: Frame): Frame {
  return {
    sequence: ping.sequence,
    service: ping.service,
    method: methods.control,
    headers: { type: 'pong' },
    payload: Buffer.from(JSON.stringify(clientConfig)),
  }
}

/** `{"code":200,"data":"<base64 of JSON>"}`; another code is a handler that threw. */
function readAck(frame: Frame): CallAnswer {
  const text = Buffer.from(frame.payload ?? []).toString('utf8')
  try {
    const ack = objectAt(JSON.parse(text))
    const data = typeof ack?.data === 'string' ? Buffer.from(ack.data, 'base64').toString() : ''
    return { status: Number(ack?.code ?? 500), answer: data }
  } catch {
    return { status: 500, answer: text }
  }
}

function cut(bytes: Buffer, size: number): Buffer[] {
  if (size <= 0 || bytes.length <= size) return [bytes]
  const count = Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}

/** Why a handshake was refused stands in its headers. */
function reject(socket: Duplex, code: number): void {
  socket.end(
    [
      'HTTP/1.1 403 Forbidden',
      `Handshake-Status: ${code}`,
      'Handshake-Msg: refused',
      `Handshake-Autherrcode: ${code}`,
      'Connection: close',
      '',
      '',
    ].join('\r\n'),
  )
}
