/** WeCom's side of the callback: sealed and signed as its own library would. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { RawRequest } from '../../../src/platforms/port.ts'
import type { WecomConfig } from '../../../src/platforms/wecom/config.ts'

export const config: WecomConfig = {
  corpId: 'wx5823bf96d3bd56c7',
  agentId: 218,
  secret: 'fake-secret-0001',
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  baseUrl: 'http://127.0.0.1:1',
}

export const nowMs = 1_763_431_200_000

type Sealing = {
  readonly key?: string
  readonly receiveId?: string
  readonly random?: Buffer
}

/** The ciphertext of whatever plaintext: what stands in it need not be right. */
export function sealPlain(plain: Buffer, key = config.encodingAesKey): string {
  const bytes = Buffer.from(`${key}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

export function seal(message: string | Buffer, of: Sealing = {}): string {
  const body = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const receiveId = Buffer.from(of.receiveId ?? config.corpId)
  const plain = Buffer.concat([of.random ?? randomBytes(16), length, body, receiveId])
  const pad = 32 - (plain.length % 32)
  return sealPlain(Buffer.concat([plain, Buffer.alloc(pad, pad)]), of.key)
}

export function sign(encrypted: string, at: { timestamp: string; nonce: string; token?: string }) {
  const parts = [at.token ?? config.token, at.timestamp, at.nonce, encrypted]
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

/** A request as it arrives, signed over what it holds unless told otherwise. */
export function request(
  of: {
    readonly echostr?: string
    readonly encrypted?: string
    readonly body?: string | Uint8Array
    readonly timestamp?: string
    readonly signature?: string
    readonly nowMs?: number
  } = {},
): RawRequest {
  const timestamp = of.timestamp ?? String(nowMs / 1000)
  const nonce = '263014780'
  const { echostr, encrypted = '' } = of
  const signature = of.signature ?? sign(echostr ?? encrypted, { timestamp, nonce })
  const query = { timestamp, nonce, msg_signature: signature, echostr }
  const envelope = `<xml><ToUserName><![CDATA[${config.corpId}]]></ToUserName><AgentID><![CDATA[218]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return {
    method: echostr === undefined ? 'POST' : 'GET',
    query: (name) => query[name as keyof typeof query],
    header: () => undefined,
    body: echostr === undefined ? Buffer.from(of.body ?? envelope) : new Uint8Array(),
    nowMs: of.nowMs ?? nowMs,
  }
}

/** An event's XML: fields in CDATA, as WeCom writes them. */
export function xml(fields: Readonly<Record<string, string>>, more = ''): string {
  const head = { ToUserName: config.corpId, FromUserName: 'ZhangWei', CreateTime: '1763431200' }
  const all = Object.entries({ ...head, AgentID: '218', ...fields })
  const escaped = (text: string) => text.replaceAll(']]>', ']]]]><![CDATA[>')
  const inner = all.map(([name, value]) => `<${name}><![CDATA[${escaped(value)}]]></${name}>`)
  return `<xml>${inner.join('')}${more}</xml>`
}

/** The request that brings an event. */
export const eventRequest = (fields: Readonly<Record<string, string>>, more = '') =>
  request({ encrypted: seal(xml(fields, more)) })
