/**
 * What the platform does to a request before it sends it: event encryption and the signature
 * (https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case).
 */
import { createCipheriv, createHash } from 'node:crypto'

/** AES-256-CBC under SHA-256 of the key; base64 of IV and ciphertext. */
export function encryptEvent(plaintext: string, encryptKey: string, iv: Buffer): string {
  const key = createHash('sha256').update(encryptKey, 'utf8').digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64')
}

/** Hex SHA-256 of timestamp, nonce, encrypt key and the body's bytes, undelimited. */
export function signRequest(request: {
  readonly timestamp: string
  readonly nonce: string
  readonly encryptKey: string
  readonly body: string
}): string {
  const { timestamp, nonce, encryptKey, body } = request
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey, 'utf8')
    .update(body, 'utf8')
    .digest('hex')
}
