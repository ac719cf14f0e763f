/**
 * What the platform makes of a bot's answer to a tap
 * (https://open.feishu.cn/document/feishu-cards/card-callback-communication).
 */

import type { CallAnswer } from '../http-call.ts'
import type { JsonObject } from '../json.ts'
import { knownIn } from './api/content.ts'
import { validateCard } from './card/card-validator.ts'
import { extOf } from './card/problem.ts'
import { objectAt } from './card/tree.ts'
import type { TapReport } from './types.ts'
import type { Chat, World } from './world.ts'

const mostBytes = 30 * 1024

/** As a client of 7.28 or later shows them. */
const shown: Readonly<Record<number, string>> = {
  200340: '应用未配置卡片回调地址',
  200341: '回调服务未在 3 秒内响应',
  200342: '无法与回调地址建立连接',
  200343: '回调地址的域名解析失败',
  200671: '回调服务返回了非 200 的状态码',
  200672: '回调服务返回了错误的响应体格式',
  200673: '回调服务返回了错误的卡片',
  200830: '2.0 卡片不能更新为 1.0 卡片',
  108002: '长连接未返回结果',
}

export type JudgedAnswer =
  | { readonly error: NonNullable<TapReport['error']> }
  | {
      readonly toast: TapReport['toast']
      readonly card: JsonObject | undefined
      readonly warnings: readonly string[]
    }

const failed = (code: number, detail?: string): JudgedAnswer => ({
  error: { code, text: shown[code] ?? '操作失败', detail },
})

const failureCodes = {
  timeout: 200341,
  connect: 200342,
  dns: 200343,
  offline: 200340,
  closed: 200342,
} as const

export function judgeAnswer(
  world: World,
  answer: CallAnswer,
  tapped: { readonly card: JsonObject; readonly chat: Chat },
): JudgedAnswer {
  if ('failure' in answer) return failed(failureCodes[answer.failure], answer.failure)
  if (answer.status !== 200) return failed(200671, `HTTP ${answer.status}`)
  if (answer.answer === '' && world.mode === 'long-connection') return failed(108002)
  const body = parsed(answer.answer)
  if (!body) return failed(200672, 'the body is not a JSON object')
  const strange = Object.keys(body).filter((key) => key !== 'toast' && key !== 'card')
  if (strange.length > 0) return failed(200672, `unknown ${strange.join(', ')}`)
  const toast = toastOf(body)
  if (toast === 'malformed') return failed(200672, 'toast')
  if (body.card === undefined) return { toast, card: undefined, warnings: [] }
  return cardAnswer(world, body.card, { ...tapped, toast })
}

function cardAnswer(
  world: World,
  given: JsonObject[string],
  at: { readonly card: JsonObject; readonly chat: Chat; readonly toast: TapReport['toast'] },
): JudgedAnswer {
  const wrapper = objectAt(given)
  if (wrapper?.type === 'template') return failed(200673, 'template does not exist')
  const card = objectAt(wrapper?.data)
  if (wrapper?.type !== 'raw' || !card)
    return failed(200672, 'card needs type raw and a data object')
  if (at.card.schema === '2.0' && card.schema !== '2.0') return failed(200830)
  if (Buffer.byteLength(JSON.stringify(card)) > mostBytes) return failed(200673, 'over 30 KB')
  const check = validateCard(card, knownIn(world, at.chat))
  const first = check.errors[0]
  if (first) return failed(200673, extOf(first))
  return { toast: at.toast, card, warnings: check.warnings }
}

function toastOf(body: JsonObject): TapReport['toast'] | 'malformed' {
  if (body.toast === undefined) return undefined
  const toast = objectAt(body.toast)
  const type = toast?.type ?? 'info'
  if (type !== 'info' && type !== 'success' && type !== 'error' && type !== 'warning') {
    return 'malformed'
  }
  const i18n = objectAt(toast?.i18n)
  const content = toast?.content ?? i18n?.zh_cn
  return typeof content === 'string' ? { type, content } : 'malformed'
}

function parsed(text: string): JsonObject | undefined {
  try {
    return objectAt(JSON.parse(text))
  } catch {
    return undefined
  }
}
