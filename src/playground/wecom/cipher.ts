/**
 * What the platform does to a delivery before it sends it, and with what comes back
 * (https://developer.work.weixin.qq.com/document/path/90968): AES-256-CBC whose IV is the head of the
 * key, PKCS#7 to 32 bytes, and a SHA-1 over the sorted parts.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

const block = 32
const head = 20

/** `random` is 16 bytes. */
export function encryptPayload(input: {
  readonly aesKey: string
  readonly text: string
  readonly receiveId: string
  readonly random: Buffer
}): string {
  const key = keyOf(input.aesKey)
  const text = Buffer.from(input.text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([input.random, length, text, Buffer.from(input.receiveId, 'utf8')])
  const pad = block - (plain.length % block)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])),
    cipher.final(),
  ]).toString('base64')
}

/** Undefined for what was not made with this key. */
export function decryptPayload(
  aesKey: string,
  encrypted: string,
): { readonly text: string; readonly receiveId: string } | undefined {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % block !== 0) return undefined
  const key = keyOf(aesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > block) return undefined
  if (!padded.subarray(-pad).every((byte) => byte === pad)) return undefined
  const plain = padded.subarray(0, -pad)
  if (plain.length < head) return undefined
  const end = head + plain.readUInt32BE(16)
  if (end > plain.length) return undefined
  return {
    text: plain.subarray(head, end).toString('utf8'),
    receiveId: plain.subarray(end).toString('utf8'),
  }
}

export function signParts(parts: {
  readonly token: string
  readonly timestamp: string
  readonly nonce: string
  readonly encrypted: string
}): string {
  const { token, timestamp, nonce, encrypted } = parts
  return createHash('sha1')
    .update([token, timestamp, nonce, encrypted].sort().join(''))
    .digest('hex')
}

const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64')
