/** WeCom's own library, fast-xml-parser and node:http with nothing else, and a raw commit. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, getSignature } from '@wecom/crypto'
import { XMLParser } from 'fast-xml-parser'
import type { Start } from '../contender.ts'
import { wecomApp } from '../wecom-events.ts'
import { rawCommit } from './raw-commit.ts'

const parser = new XMLParser({ parseTagValue: false })

export const start: Start = async ({ file = '' }) => {
  const commit = rawCommit(file)
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const sealed: string = parser.parse(Buffer.concat(chunks).toString()).xml.Encrypt
    const timestamp = searchParams.get('timestamp') ?? ''
    const nonce = searchParams.get('nonce') ?? ''
    if (
      getSignature(wecomApp.token, timestamp, nonce, sealed) !== searchParams.get('msg_signature')
    ) {
      response.writeHead(401).end()
      return
    }
    const { message } = decrypt(wecomApp.aesKey, sealed)
    const { FromUserName, CreateTime, Event, EventKey } = parser.parse(message).xml
    commit({ id: `${FromUserName}:${CreateTime}:${Event}:${EventKey}`, type: Event, body: message })
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port }
}
