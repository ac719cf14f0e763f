/** The platform's far side: grants tokens, takes messages and tells who waits for them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type OpenPlatform = {
  readonly baseUrl: string
  /** Resolves when the next message to this chat has arrived. To be asked for before it can. */
  readonly nextTo: (chatId: string) => Promise<void>
  readonly close: () => void
}

export async function startOpenPlatform(): Promise<OpenPlatform> {
  const waiting = new Map<string, () => void>()
  let count = 0
  const answers: Readonly<Record<string, (body: string) => object>> = {
    '/open-apis/auth/v3/tenant_access_token/internal': () => ({
      tenant_access_token: 't-bench',
      expire: 7200,
    }),
    '/open-apis/bot/v3/info': () => ({ bot: { open_id: 'ou_bot' } }),
    '/open-apis/im/v1/messages': (body) => {
      const { receive_id } = JSON.parse(body)
      waiting.get(receive_id)?.()
      waiting.delete(receive_id)
      return { data: { message_id: `om_sent_${count++}` } }
    },
  }
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const answer = answers[request.url!.split('?', 1)[0]!]
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(JSON.stringify({ code: 0, msg: 'ok', ...(answer?.(body) ?? { data: {} }) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextTo: (chatId) => new Promise((resolve) => void waiting.set(chatId, resolve)),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
