/** One request as a platform makes it: two seconds to connect, so many in all, no redirects. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Timer } from './timer.ts'

const connectMs = 2_000

/** Why there was no answer. */
export type CallFailure = 'timeout' | 'connect' | 'dns' | 'offline' | 'closed'

export type CallAnswer =
  | { readonly status: number; readonly answer: string }
  | { readonly failure: CallFailure }

type Call = {
  /** Default POST. */
  readonly method?: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly totalMs: number
  readonly timer: Timer
}

export function callAsPlatform(call: Call): Promise<CallAnswer> {
  const { timer, method = 'POST' } = call
  return new Promise((resolve) => {
    const url = new URL(call.url)
    const bytes = Buffer.from(call.body, 'utf8')
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const outgoing = send(url, {
      method,
      headers:
        method === 'GET'
          ? call.headers
          : { ...call.headers, 'content-length': String(bytes.length) },
    })
    const finish = (answer: CallAnswer) => {
      total.cancel()
      connect.cancel()
      resolve(answer)
      if ('failure' in answer) outgoing.destroy()
    }
    const total = timer.after(call.totalMs, () => finish({ failure: 'timeout' }))
    const connect = timer.after(connectMs, () => finish({ failure: 'connect' }))
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) connect.cancel()
      else socket.once('connect', () => connect.cancel())
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => finish({ failure: failureOf(error) }))
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', () => finish({ failure: 'closed' }))
      incoming.on('end', () =>
        finish({
          status: incoming.statusCode ?? 0,
          answer: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    outgoing.end(bytes)
  })
}

function failureOf(error: NodeJS.ErrnoException): 'connect' | 'dns' | 'closed' {
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 'dns'
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return 'closed'
  return 'connect'
}
