/**
 * tenant_access_token: with half an hour left the same one is handed out again, with less a new one,
 * and then both are good
 * (https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal).
 */
import type { World } from '../world.ts'
import type { ApiAnswer, ApiRequest } from './answer.ts'

const renewBelowMs = 30 * 60_000

export type Tokens = {
  readonly issue: (request: ApiRequest) => ApiAnswer
  /** The platform's code where the header is no good. */
  readonly refusal: (authorization: string | undefined) => number | undefined
}

export function createTokens(world: World, lifeSeconds: number): Tokens {
  const expiries = new Map<string, number>()
  let newest: string | undefined

  /** Errors come with HTTP 200 here, and all fields at the top. */
  const refused = (code: number, msg: string): ApiAnswer => ({ status: 200, body: { code, msg } })

  return {
    issue: ({ json }) => {
      const { app_id: id, app_secret: secret } = json
      if (typeof id !== 'string' || typeof secret !== 'string' || !/^cli_\w+$/.test(id)) {
        return refused(10003, 'invalid param')
      }
      if (id !== world.app.id) return refused(10014, 'app id not exists')
      if (secret !== world.app.secret) return refused(10015, 'app secret invalid')
      const now = world.clock.real()
      for (const [token, expiry] of expiries) if (expiry <= now) expiries.delete(token)
      if (!newest || (expiries.get(newest) ?? 0) - now < renewBelowMs) {
        newest = world.ids.next('token')
        expiries.set(newest, now + lifeSeconds * 1000)
      }
      const left = Math.floor(((expiries.get(newest) ?? now) - now) / 1000)
      return {
        status: 200,
        body: { code: 0, msg: 'ok', tenant_access_token: newest, expire: left },
      }
    },
    refusal: (authorization) => {
      if (world.faults.tokenExpired) {
        world.faults.tokenExpired = false
        expiries.clear()
        newest = undefined
      }
      const token = authorization?.match(/^Bearer (.*)$/)?.[1]
      if (!token) return 99991661
      if (!/^[tu]-/.test(token)) return 99991671
      if ((expiries.get(token) ?? 0) <= world.clock.real()) return 99991663
      return undefined
    },
  }
}
