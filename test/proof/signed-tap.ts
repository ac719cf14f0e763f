/** A tap as Feishu sends it, to an instance of one's choice, and as often as one likes. */
import { randomBytes } from 'node:crypto'
import { encryptEvent, signRequest } from '../../src/playground/feishu/cipher.ts'
import { proofApp } from './bot-environment.ts'

export type SignedTap = {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export type TapValue = { readonly a: string; readonly id: string; readonly v: number }

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

/** @param messageId the copy of the card; left out where the platform does not say */
export function signTap(tap: {
  readonly openId: string
  readonly value: TapValue
  readonly messageId?: string
  readonly comment?: string
}): SignedTap {
  const now = Date.now()
  const plaintext = JSON.stringify({
    schema: '2.0',
    header: {
      event_id: hex(16),
      event_type: 'card.action.trigger',
      create_time: `${now}000`,
      token: proofApp.verificationToken,
      app_id: proofApp.id,
      tenant_key: 'proof-tenant',
    },
    event: {
      operator: { tenant_key: 'proof-tenant', open_id: tap.openId },
      token: `c-${hex(20)}`,
      action: {
        value: tap.value,
        tag: 'button',
        timezone: 'Asia/Shanghai',
        ...(tap.comment && { form_value: { comment: tap.comment } }),
      },
      host: 'im_message',
      context: { open_message_id: tap.messageId },
    },
  })
  const { encryptKey } = proofApp
  const body = JSON.stringify({ encrypt: encryptEvent(plaintext, encryptKey, randomBytes(16)) })
  const timestamp = String(Math.floor(now / 1000))
  const nonce = hex(8)
  return {
    body,
    headers: {
      'content-type': 'application/json;charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signRequest({ timestamp, nonce, encryptKey, body }),
    },
  }
}

export type TapAnswered = {
  /** `success` `info` `warning` `error`; undefined where there was no toast. */
  readonly tone?: string
  readonly text: string
  readonly ms: number
}

/** @throws Error when it is not answered with 200 */
export async function deliverTap(tap: SignedTap, baseUrl: string): Promise<TapAnswered> {
  const began = performance.now()
  const response = await fetch(`${baseUrl}/webhooks/feishu`, { method: 'POST', ...tap })
  const text = await response.text()
  if (response.status !== 200)
    throw new Error(`a tap was answered with ${response.status}: ${text}`)
  const { toast } = JSON.parse(text) as { toast?: { type: string; content: string } }
  return { tone: toast?.type, text: toast?.content ?? '', ms: performance.now() - began }
}
