/** A small tenant to test the simulated Feishu in, and cards to send there. */
import type { Clock } from '../../../src/lib/clock.ts'
import { startSimulatedFeishu } from '../../../src/playground/feishu/start.ts'
import type { SimulatedFeishu, SimulatorOptions } from '../../../src/playground/feishu/types.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import type { Timer } from '../../../src/playground/timer.ts'

export const app = {
  id: 'cli_0123456789abcdef',
  secret: 'secret-of-the-app',
  encryptKey: 'sim-encrypt-key-0001',
  verificationToken: 'vtok',
}

const people = [
  { openId: 'ou_zhangwei', name: '张伟', departmentIds: ['od-east'], email: 'zw@example.com' },
  { openId: 'ou_lina', name: '李娜', departmentIds: ['od-east'], leaderOpenId: 'ou_chenjing' },
  { openId: 'ou_chenjing', name: '陈静', departmentIds: ['od-east'] },
  { openId: 'ou_gone', name: '前同事', resigned: true },
]

const groups = [
  { chatId: 'oc_huadong', name: '华东组', members: ['ou_zhangwei', 'ou_lina'] },
  { chatId: 'oc_other', name: '别的群', members: ['ou_zhangwei'], botIn: false },
]

const departments = [
  { id: 'od-sales', name: '销售部', parentId: '0' },
  { id: 'od-east', name: '华东组', parentId: 'od-sales', leaderOpenId: 'ou_chenjing' },
]

/** Both clocks in the hands of the test. */
export function handClock(): Clock & { advance: (ms: number) => void } {
  let now = Date.UTC(2026, 10, 18, 2)
  return {
    business: () => now,
    real: () => now,
    advance: (ms) => {
      now += ms
    },
  }
}

/** Runs what is due when the test says that time has passed. */
export function handTimer(clock: { advance: (ms: number) => void }): Timer & {
  readonly waits: () => readonly number[]
  readonly pass: (ms: number) => void
} {
  let now = 0
  let due: { at: number; run: () => void }[] = []
  return {
    after: (ms, run) => {
      const entry = { at: now + ms, run }
      due.push(entry)
      return {
        cancel: () => {
          due = due.filter((other) => other !== entry)
        },
      }
    },
    waits: () => due.map((entry) => entry.at - now),
    pass: (ms) => {
      now += ms
      clock.advance(ms)
      const ready = due.filter((entry) => entry.at <= now)
      due = due.filter((entry) => entry.at > now)
      for (const entry of ready) entry.run()
    },
  }
}

export function startTenant(more: Partial<SimulatorOptions> = {}): Promise<SimulatedFeishu> {
  return startSimulatedFeishu({ app, clock: handClock(), people, groups, departments, ...more })
}

type Called = {
  readonly status: number
  readonly headers: Headers
  readonly body: JsonObject & { readonly data: JsonObject }
}

/** Calls an API with a token of its own. */
export function caller(
  feishu: SimulatedFeishu,
): (method: string, path: string, body?: JsonObject, token?: string) => Promise<Called> {
  const call = async (method: string, path: string, body?: JsonObject, token?: string) => {
    const response = await fetch(`${feishu.baseUrl}/open-apis${path}`, {
      method,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === '' ? {} : { authorization: `Bearer ${token ?? (await ownToken())}` }),
      },
      body: body ? JSON.stringify(body) : undefined,
    })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Called['body'],
    }
  }
  let known: string | undefined
  const ownToken = async () => {
    known ??= String((await requestToken(feishu)).tenant_access_token)
    return known
  }
  return call
}

export async function requestToken(
  feishu: SimulatedFeishu,
  credentials: JsonObject = { app_id: app.id, app_secret: app.secret },
): Promise<JsonObject> {
  const response = await fetch(`${feishu.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    body: JSON.stringify(credentials),
  })
  return { ...((await response.json()) as JsonObject), status: response.status }
}

export function cardOf(...elements: JsonObject[]): JsonObject {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: '标题' } },
    body: { elements },
  }
}

export function buttonOf(text: string, value: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    tag: 'button',
    text: { tag: 'plain_text', content: text },
    behaviors: [{ type: 'callback', value }],
    ...more,
  }
}
