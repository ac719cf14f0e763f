/**
 * Who is calling: `hex(SHA1(sorted token, timestamp, nonce, ciphertext))`.
 * https://developer.work.weixin.qq.com/document/path/90968
 */
import { hash, timingSafeEqual } from 'node:crypto'

export type SignedParts = {
  readonly timestamp: string
  readonly nonce: string
  readonly signature: string
  /** Base64, as it stands in the request. */
  readonly encrypted: string
}

// The hash does not mark where one part ends, so digits could be moved between them to make an old
// request look fresh. A fixed length leaves one way to split it.
const seconds = /^\d{10}$/
const lowerHex = /^[0-9a-f]{40}$/

/** Whether this is signed with our token. Constant time. */
export function isSigned(parts: SignedParts, token: string): boolean {
  const { timestamp, nonce, signature, encrypted } = parts
  if (!seconds.test(timestamp) || !lowerHex.test(signature)) return false
  const digest = hash('sha1', [token, timestamp, nonce, encrypted].sort().join(''), 'hex')
  return timingSafeEqual(Buffer.from(digest, 'latin1'), Buffer.from(signature, 'latin1'))
}
