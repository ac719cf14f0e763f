/** A small bot on the far side of the webhook, written from the protocol alone. */
import { createDecipheriv, createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../../src/playground/json.ts'

export type Got = {
  readonly headers: IncomingHttpHeaders
  readonly raw: string
  readonly event: JsonObject
  readonly signed: boolean
}

export type DemoBot = {
  readonly url: string
  readonly got: Got[]
  /** What it says to the next requests: status and body. Undefined never answers. */
  answer: (event: JsonObject) => { readonly status: number; readonly body: string } | undefined
  readonly close: () => Promise<void>
}

export async function startDemoBot(encryptKey: string): Promise<DemoBot> {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString('utf8')
    const event = decrypt(JSON.parse(raw).encrypt, encryptKey)
    got.push({
      headers: request.headers,
      raw,
      event,
      signed: isSigned(request.headers, raw, encryptKey),
    })
    if (event.type === 'url_verification') {
      response.end(JSON.stringify({ challenge: event.challenge }))
      return
    }
    const answer = bot.answer(event)
    if (answer) response.writeHead(answer.status).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bot: DemoBot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/feishu`,
    got,
    answer: () => ({ status: 200, body: '{}' }),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return bot
}

function decrypt(encrypted: string, encryptKey: string): JsonObject {
  const bytes = Buffer.from(encrypted, 'base64')
  const key = createHash('sha256').update(encryptKey).digest()
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
  const text = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()])
  return JSON.parse(text.toString('utf8')) as JsonObject
}

function isSigned(headers: IncomingHttpHeaders, raw: string, encryptKey: string): boolean {
  const text = `${headers['x-lark-request-timestamp']}${headers['x-lark-request-nonce']}${encryptKey}${raw}`
  return createHash('sha256').update(text).digest('hex') === headers['x-lark-signature']
}
