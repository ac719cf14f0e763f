/** A stand-in for WeCom's API: answers what a test tells it to, and remembers what was asked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { Clock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { createWecom, type Wecom } from '../../../src/platforms/wecom/wecom.ts'
import { config } from './seal.ts'

export type Asked = {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
}

/** An object is a JSON answer beside `errcode` 0, unless it says otherwise; `http` is its status. */
export type Answer = Readonly<Record<string, unknown>> | 'reset'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** Tokens are granted unless `answer` does it; anything else is `answer`'s. */
export async function startOpenPlatform(
  answer: (asked: Asked, nth: number) => Answer | undefined,
): Promise<{
  readonly url: string
  readonly wecom: Wecom
  readonly asked: readonly Asked[]
  /** The bodies of the calls to this path. */
  readonly bodies: (path: string) => readonly string[]
  readonly logged: () => string
}> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://x')
      const one = { path, query, body: Buffer.concat(chunks).toString('utf8') }
      asked.push(one)
      const nth = asked.filter((other) => other.path === path).length
      const said = answer(one, nth) ?? {}
      if (said === 'reset') return request.socket.destroy()
      const { http = 200, ...more }: Readonly<Record<string, unknown>> = said
      const token = path === '/cgi-bin/gettoken' ? grant(nth) : {}
      response.statusCode = Number(http)
      response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', ...token, ...more }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let lines = ''
  const destination = {
    write: (line: string) => {
      lines += line
    },
  }
  const clock: Clock = { real: () => Date.now(), business: () => Date.now() }
  const log = createLogger({ level: 'debug', secrets: [], destination })
  const wecom = createWecom({ ...config, baseUrl: url }, { log, clock })
  open.push(() => {
    wecom.close()
    server.closeAllConnections()
    server.close()
  })
  return {
    url,
    wecom,
    asked,
    bodies: (path) => asked.filter((one) => one.path === path).map(({ body }) => body),
    logged: () => lines,
  }
}

const grant = (nth: number) => ({ access_token: `fake-token-000${nth}`, expires_in: 7200 })
