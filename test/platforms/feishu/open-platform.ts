/** A stand-in for the open platform: answers what a test tells it to, and remembers what was asked. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { Clock } from '../../../src/lib/clock.ts'
import { createLogger, type LogLevel } from '../../../src/lib/logger.ts'
import { createFeishu, type Feishu } from '../../../src/platforms/feishu/feishu.ts'
import { config } from './request.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Answer =
  | {
      readonly status?: number
      readonly headers?: Record<string, string>
      /** Objects go out as JSON, texts as they are. */
      readonly body: unknown
    }
  | 'reset'
  | 'silence'

export type OpenPlatform = {
  readonly url: string
  readonly asked: readonly Asked[]
  /** Calls other than for a token. */
  readonly calls: () => readonly Asked[]
  readonly tokenCalls: () => readonly Asked[]
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

export const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'

export function grant(token: string, expire = 7200): Answer {
  return { body: { code: 0, msg: 'ok', tenant_access_token: token, expire } }
}

/** Tokens are granted unless `answer` does it; anything else is `answer`'s. */
export async function startOpenPlatform(
  answer: (asked: Asked, nth: number) => Answer | Promise<Answer> | undefined,
): Promise<OpenPlatform> {
  const asked: Asked[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://x')
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      asked.push(one)
      const nth = asked.filter((other) => other.path === one.path).length
      const said =
        (await answer(one, nth)) ??
        (one.path === tokenPath ? grant('t-fake-token-0001') : undefined)
      if (said === 'silence') return
      if (said === 'reset' || said === undefined) return request.socket.destroy()
      const text = typeof said.body === 'string' ? said.body : JSON.stringify(said.body)
      response.writeHead(said.status ?? 200, {
        'content-type': 'application/json; charset=utf-8',
        ...said.headers,
      })
      response.end(text)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    calls: () => asked.filter((one) => one.path !== tokenPath),
    tokenCalls: () => asked.filter((one) => one.path === tokenPath),
  }
}

export type Bot = { readonly feishu: Feishu; readonly lines: string[] }

export function startBot(
  baseUrl: string,
  options: { readonly clock?: Clock; readonly level?: LogLevel } = {},
): Bot {
  const lines: string[] = []
  const log = createLogger({
    level: options.level ?? 'debug',
    secrets: [config.appSecret],
    destination: { write: (line) => lines.push(line) },
  })
  const clock = options.clock ?? { business: () => Date.now(), real: () => Date.now() }
  const feishu = createFeishu({ ...config, baseUrl }, { log, clock })
  open.push(() => feishu.close())
  return { feishu, lines }
}
