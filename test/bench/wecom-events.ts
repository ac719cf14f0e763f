/** WeCom's requests, as they come over the wire: encrypted, signed, each another event. */
import { randomBytes } from 'node:crypto'
import { encryptPayload, signParts } from '../../src/playground/wecom/cipher.ts'
import { writeXml } from '../../src/playground/wecom/xml.ts'

export const wecomApp = {
  corpId: 'ww0123456789abcdef',
  agentId: 1_000_002,
  secret: 'bench-wecom-secret-000000000',
  token: 'benchToken0000000000',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const

/** An event that the bot stores and has nothing to do for: a page of the menu was opened. */
export function opened(index: number): Buffer {
  const { corpId, agentId, token, aesKey } = wecomApp
  const seconds = Math.trunc(Date.now() / 1000)
  const text = writeXml({
    ToUserName: corpId,
    FromUserName: `user${String(index % 1000).padStart(5, '0')}`,
    CreateTime: seconds,
    MsgType: 'event',
    Event: 'view',
    EventKey: `https://example.com/${randomBytes(8).toString('hex')}`,
    AgentID: agentId,
  })
  const encrypted = encryptPayload({ aesKey, text, receiveId: corpId, random: randomBytes(16) })
  const timestamp = String(seconds)
  const nonce = randomBytes(5).toString('hex')
  const signature = signParts({ token, timestamp, nonce, encrypted })
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce })
  const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[${agentId}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return Buffer.from(
    `POST /webhooks/wecom?${query} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Mozilla/4.0\r\n` +
      `content-type: text/xml\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
