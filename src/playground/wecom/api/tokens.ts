/**
 * access_token: one per app secret, the same one while it is good
 * (https://developer.work.weixin.qq.com/document/path/91039).
 */
import type { World } from '../world.ts'
import { type ApiAnswer, type ApiRequest, failure, success } from './answer.ts'

export type Tokens = {
  readonly issue: (request: ApiRequest) => ApiAnswer
  /** The platform's code where the token is no good. */
  readonly refusal: (token: string | null) => number | undefined
}

export function createTokens(world: World, lifeSeconds: number): Tokens {
  const expiries = new Map<string, number>()
  let newest: string | undefined

  const takeFault = () => {
    if (!world.faults.tokenExpired) return
    world.faults.tokenExpired = false
    for (const token of expiries.keys()) expiries.set(token, 0)
  }

  return {
    issue: ({ query }) => {
      takeFault()
      if (query.get('corpid') !== world.corpId) return failure(world, 40013)
      if (query.get('corpsecret') !== world.app.secret) return failure(world, 40001)
      const now = world.clock.real()
      const expiry = expiries.get(newest ?? '') ?? 0
      if (newest && expiry > now) {
        return success({ access_token: newest, expires_in: Math.floor((expiry - now) / 1000) })
      }
      newest = world.ids.next('token')
      expiries.set(newest, now + lifeSeconds * 1000)
      return success({ access_token: newest, expires_in: lifeSeconds })
    },
    refusal: (token) => {
      takeFault()
      if (!token) return 41001
      const expiry = expiries.get(token)
      if (expiry === undefined) return 40014
      return expiry <= world.clock.real() ? 42001 : undefined
    },
  }
}
