/** Hono and node:crypto with nothing else: signature, decryption, JSON; a commit if asked for. */
import { createDecipheriv, createHash, createSecretKey, timingSafeEqual } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Start } from '../contender.ts'
import { app as keys } from '../events.ts'
import { rawCommit } from './raw-commit.ts'

// As a KeyObject: over bytes Node takes 20 µs longer, and a peer should not be slow for nothing.
const aesKey = createSecretKey(createHash('sha256').update(keys.encryptKey).digest())

export const start: Start = async ({ file }) => {
  const commit = file === undefined ? undefined : rawCommit(file)
  const app = new Hono()
  app.post('/webhooks/feishu', async (c) => {
    const body = Buffer.from(await c.req.arrayBuffer())
    const digest = createHash('sha256')
      .update(c.req.header('x-lark-request-timestamp') ?? '')
      .update(c.req.header('x-lark-request-nonce') ?? '')
      .update(keys.encryptKey)
      .update(body)
      .digest('hex')
    const signature = Buffer.from(c.req.header('x-lark-signature') ?? '')
    const expected = Buffer.from(digest)
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      return c.body(null, 401)
    }
    const text = decrypt(JSON.parse(body.toString()).encrypt)
    const { header } = JSON.parse(text)
    commit?.({ id: header.event_id, type: header.event_type, body: text })
    return c.json({})
  })
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({ port }))
  })
}

function decrypt(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', aesKey, bytes.subarray(0, 16))
  return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8')
}
