/**
 * One message to one person.
 * https://developer.work.weixin.qq.com/document/path/90236
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { ApiProblem } from '../api-problem.ts'
import type { SendOutcome } from '../port.ts'
import type { WecomApi } from './api.ts'
import { outcomeOf } from './problems.ts'

export type SendDeps = { readonly api: WecomApi; readonly agentId: number }

const sent = z.object({
  invaliduser: z.string().optional(),
  unlicenseduser: z.string().optional(),
  response_code: z.string().optional(),
})
type Sent = z.infer<typeof sent>

/** How long WeCom remembers what it was sent, s: the longest it can. */
const duplicateSeconds = 4 * 3600

/** Undefined when they have all arrived, now or before. */
export async function sendTexts(
  deps: SendDeps,
  of: { readonly to: string; readonly texts: readonly string[]; readonly idempotencyKey: string },
): Promise<SendOutcome | undefined> {
  for (const [index, text] of of.texts.entries()) {
    const result = await sendMessage(deps, of.to, {
      msgtype: 'text',
      text: { content: stamped(text, `${of.idempotencyKey}:${index}`) },
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateSeconds,
    })
    if ('problem' in result) return outcomeOf(result.problem)
  }
  return undefined
}

const unseen = ['\u200b', '\u200c', '\u200d', '\u2060'] as const

/**
 * The text with eight characters that nobody sees. WeCom drops what it was sent before, and would
 * drop the same answer to the same question too; a resend alone has the same stamp.
 */
function stamped(text: string, key: string): string {
  const [first = 0, second = 0] = createHash('sha256').update(key, 'utf8').digest()
  const bits = (first << 8) | second
  return text + Array.from({ length: 8 }, (_, i) => unseen[(bits >> (2 * i)) & 3]).join('')
}

/** Says yes although the receiver gets nothing: who does not is named in the answer. */
export async function sendMessage(
  { api, agentId }: SendDeps,
  to: string,
  message: Readonly<Record<string, unknown>>,
): Promise<Sent | { readonly problem: ApiProblem }> {
  const result = await api.call({
    path: '/cgi-bin/message/send',
    body: JSON.stringify({ touser: to, agentid: agentId, ...message }),
    answer: sent,
  })
  if (!result.ok) return { problem: result.problem }
  const { invaliduser, unlicenseduser } = result.data
  if (invaliduser) return { problem: { code: '81013', message: 'invaliduser' } }
  if (unlicenseduser) return { problem: { code: 'unlicensed', message: 'unlicenseduser' } }
  return result.data
}
