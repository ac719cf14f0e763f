/**
 * AES-256-CBC under the EncodingAESKey, padded to 32 bytes:
 * `random(16) ‖ length(4) ‖ message ‖ receiveid`.
 * https://developer.work.weixin.qq.com/document/path/90968
 */
import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'

export type CipherKey = { readonly key: KeyObject; readonly iv: Buffer }

export type Opened = { readonly message: Buffer } | { readonly problem: 'sealed' | 'receiveid' }

const blockBytes = 32
const headBytes = 20
const canonical = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** What decrypts; made once. The key must have been asserted. */
export function deriveKey(encodingAesKey: string): CipherKey {
  const bytes = Buffer.from(`${encodingAesKey}=`, 'base64')
  return { key: createSecretKey(bytes), iv: bytes.subarray(0, 16) }
}

/** @param receiveId whom it must have been meant for: the corp id of a self-built app */
export function decrypt({ key, iv }: CipherKey, base64: string, receiveId: string): Opened {
  const sealed = canonical.test(base64) ? Buffer.from(base64, 'base64') : Buffer.alloc(0)
  if (sealed.length === 0 || sealed.length % blockBytes !== 0) return { problem: 'sealed' }
  const decipher = createDecipheriv('aes-256-cbc', key, iv)
  // Node takes off at most 16 bytes, and calls half of WeCom's messages broken.
  decipher.setAutoPadding(false)
  const plain = unpad(Buffer.concat([decipher.update(sealed), decipher.final()]))
  if (!plain || plain.length < headBytes) return { problem: 'sealed' }
  const end = headBytes + plain.readUInt32BE(16)
  if (end > plain.length) return { problem: 'sealed' }
  if (!plain.subarray(end).equals(Buffer.from(receiveId, 'utf8'))) return { problem: 'receiveid' }
  return { message: plain.subarray(headBytes, end) }
}

function unpad(padded: Buffer): Buffer | undefined {
  const count = padded.at(-1)!
  if (count < 1 || count > blockBytes) return undefined
  const end = padded.length - count
  return padded.subarray(end).every((byte) => byte === count) ? padded.subarray(0, end) : undefined
}
