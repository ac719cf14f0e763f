/** The far side of the long connection, from the frame's published definition. */
import type { AddressInfo } from 'node:net'
import protobuf from 'protobufjs'
import { type WebSocket, WebSocketServer } from 'ws'

const definition = `
syntax = "proto2";
message Header { required string key = 1; required string value = 2; }
message Frame {
  required uint64 SeqID = 1; required uint64 LogID = 2;
  required int32 service = 3; required int32 method = 4;
  repeated Header headers = 5;
  optional string payload_encoding = 6; optional string payload_type = 7;
  optional bytes payload = 8; optional string LogIDNew = 9;
}`
// Set up at once: the SDK, once loaded, takes 64-bit numbers away from protobufjs.
const Frame = protobuf
  .parse(definition, { keepCase: true })
  .root.resolveAll()
  .lookupType('Frame')
  .setup()

type Header = { readonly key: string; readonly value: string }
type Decoded = { method: number; headers: Header[]; payload: Uint8Array }

export type Ack = { readonly code: number; readonly data?: unknown }

export type SocketServer = {
  readonly url: string
  /** Sends an envelope down the newest line and waits for what comes back. */
  readonly push: (envelope: unknown) => Promise<Ack>
  /** Resolves when the nth line has been opened and has said its first ping. */
  readonly line: (nth: number) => Promise<WebSocket>
  readonly close: () => void
}

export async function startSocketServer(): Promise<SocketServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((done) => server.once('listening', done))
  const lines: WebSocket[] = []
  const acks = new Map<string, (ack: Ack) => void>()
  let opened = () => {}
  let count = 0

  server.on('connection', (socket) => {
    socket.on('message', (bytes: Buffer) => {
      const frame = Frame.decode(bytes) as unknown as Decoded
      const header = (key: string) => frame.headers.find((h) => h.key === key)?.value
      if (header('type') === 'ping') {
        lines.push(socket)
        opened()
        return
      }
      const { code, data } = JSON.parse(Buffer.from(frame.payload).toString('utf8'))
      const decoded = data && JSON.parse(Buffer.from(data, 'base64').toString('utf8'))
      acks.get(header('message_id') ?? '')?.({ code, ...(data ? { data: decoded } : {}) })
    })
  })

  const line = async (nth: number): Promise<WebSocket> => {
    while (lines.length <= nth) {
      await new Promise<void>((done) => {
        opened = done
      })
    }
    return lines[nth] as WebSocket
  }

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws/v2?fpid=493&device_id=1&access_key=fake-access-key&service_id=7&ticket=fake-ticket`,
    line,
    push: async (envelope) => {
      const socket = await line(Math.max(0, lines.length - 1))
      count += 1
      const id = `push-${count}`
      const headers = { type: 'event', message_id: id, sum: '1', seq: '0', trace_id: `t-${count}` }
      const frame = Frame.create({
        SeqID: count,
        LogID: count,
        service: 7,
        method: 1,
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
        payload: Buffer.from(JSON.stringify(envelope)),
      })
      return new Promise((done) => {
        acks.set(id, done)
        socket.send(Frame.encode(frame).finish())
      })
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
