/** Requests as Feishu makes them, built from the published description and not from our code. */
import { createCipheriv, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FeishuConfig } from '../../../src/platforms/feishu/config.ts'
import type { RawRequest } from '../../../src/platforms/port.ts'

export const config: FeishuConfig = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'fake-app-secret-0123456789',
  encryptKeys: ['sim-encrypt-key-0001'],
  verificationToken: 'vtok-fake-000000000000000000000',
  baseUrl: 'http://127.0.0.1:9',
}

export const nowMs = 1_763_431_200_000

export type Json = Readonly<Record<string, unknown>>

/** A whole payload as it arrived, with ids faked. */
export function fixture(name: string): Json {
  const url = new URL(`../../fixtures/feishu/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8'))
}

/** `header` and `event` of a fixture with some properties changed. */
export function changed(name: string, change: { header?: Json; event?: Json }): Json {
  const whole = fixture(name) as { header: Json; event: Json }
  return {
    ...whole,
    header: { ...whole.header, ...change.header },
    event: { ...whole.event, ...change.event },
  }
}

export type MessageEvent = { readonly sender: Json; readonly message: Json }

/** A message's fixture with some properties of the message changed. */
export function withMessage(name: string, message: Json): Json {
  const event = fixture(name).event as MessageEvent
  return changed(name, { event: { message: { ...event.message, ...message } } })
}

export function seal(plaintext: string | Uint8Array, key = config.encryptKeys[0]): string {
  const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
  const aesKey = createHash('sha256').update(`${key}`).digest()
  const cipher = createCipheriv('aes-256-cbc', aesKey, iv)
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final()]).toString('base64')
}

export type Signed = {
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

export type SignOptions = {
  readonly key?: string
  readonly timestamp?: string
  readonly nonce?: string
}

export function sign(body: string | Uint8Array, options: SignOptions = {}): Signed {
  const { key = config.encryptKeys[0], timestamp = String(nowMs / 1000), nonce = 'n0nce' } = options
  const bytes = Buffer.from(body as string)
  const signature = createHash('sha256')
    .update(Buffer.concat([Buffer.from(timestamp + nonce + key), bytes]))
    .digest('hex')
  const headers = {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature,
  }
  return { headers, body: bytes }
}

/** Encrypted and signed, like every event and tap. */
export function deliver(payload: unknown, options: SignOptions = {}): Signed {
  const plaintext = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return sign(JSON.stringify({ encrypt: seal(plaintext, options.key) }), options)
}

export function request({ headers, body }: Signed, at = nowMs): RawRequest {
  return {
    method: 'POST',
    query: () => undefined,
    header: (name) => headers[name],
    body,
    nowMs: at,
  }
}

export function unsigned(body: string | Uint8Array): Signed {
  return { headers: {}, body: Buffer.from(body as string) }
}
