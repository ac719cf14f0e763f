/**
 * Who is calling: `hex(SHA256(timestamp + nonce + encrypt_key + raw body))`, over the bytes as they
 * came. https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
import { hash, timingSafeEqual } from 'node:crypto'

export type SignedParts = {
  readonly timestamp: string
  readonly nonce: string
  readonly signature: string
  readonly body: Uint8Array
}

// The hash does not mark where the timestamp ends and the nonce begins, so digits could be moved
// between them to make an old request look fresh. A fixed length leaves one way to split it.
const seconds = /^\d{10}$/
const lowerHex = /^[0-9a-f]{64}$/

/** Whether the timestamp and the signature have the only form they can have. */
function isWellFormed(parts: Omit<SignedParts, 'body'>): boolean {
  return seconds.test(parts.timestamp) && lowerHex.test(parts.signature)
}

/** The key that signed, or undefined. Constant time for each key. */
export function findSigningKey(
  parts: SignedParts,
  encryptKeys: readonly string[],
): string | undefined {
  if (!isWellFormed(parts)) return undefined
  const claimed = Buffer.from(parts.signature, 'latin1')
  return encryptKeys.find((key) => {
    const head = Buffer.from(`${parts.timestamp}${parts.nonce}${key}`, 'utf8')
    // At one go: a hash object costs more than what it hashes here.
    const digest = hash('sha256', Buffer.concat([head, parts.body]), 'hex')
    return timingSafeEqual(Buffer.from(digest, 'latin1'), claimed)
  })
}

/** Compares two texts without telling by its time where they differ; lengths are no secret. */
export function equalsInConstantTime(one: string, other: string): boolean {
  const a = Buffer.from(one, 'utf8')
  const b = Buffer.from(other, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
