import { afterEach, describe, expect, it } from 'vitest'
import type { SimulatedFeishu } from '../../../src/playground/feishu/types.ts'
import { app, caller, handClock, requestToken, startTenant } from './tenant.ts'

let feishu: SimulatedFeishu

afterEach(() => feishu.close())

describe('tenant_access_token', () => {
  it('is the same while half an hour is left, then a new one, and both are good', async () => {
    const clock = handClock()
    feishu = await startTenant({ clock })
    const first = await requestToken(feishu)
    expect(first).toMatchObject({ code: 0, msg: 'ok', expire: 7200 })
    clock.advance(5400_000)
    const again = await requestToken(feishu)
    expect(again).toMatchObject({ tenant_access_token: first.tenant_access_token, expire: 1800 })
    clock.advance(1000)
    const renewed = await requestToken(feishu)
    expect(renewed.expire).toBe(7200)
    expect(renewed.tenant_access_token).not.toBe(first.tenant_access_token)
    const call = caller(feishu)
    for (const token of [first, renewed]) {
      const info = await call('GET', '/bot/v3/info', undefined, String(token.tenant_access_token))
      expect(info.body.bot).toMatchObject({ open_id: feishu.botOpenId })
    }
    clock.advance(1799_000)
    const late = await call('GET', '/bot/v3/info', undefined, String(first.tenant_access_token))
    expect(late).toMatchObject({ status: 400, body: { code: 99991663 } })
  })

  it.each([
    [{ app_id: '', app_secret: 'x' }, 10003],
    [{ app_id: 'cli_fedcba9876543210', app_secret: 'x' }, 10014],
    [{ app_id: app.id, app_secret: 'wrong' }, 10015],
  ])('is refused with HTTP 200: %j', async (credentials, code) => {
    feishu = await startTenant()
    expect(await requestToken(feishu, credentials)).toMatchObject({ status: 200, code })
  })

  it.each([
    ['', 99991661],
    ['xyz', 99991671],
    ['t-unknown', 99991663],
  ])('is needed: %s', async (token, code) => {
    feishu = await startTenant()
    const answer = await caller(feishu)('GET', '/bot/v3/info', undefined, token)
    expect(answer).toMatchObject({ status: 400, body: { code } })
  })

  it('can be made to expire once, in either way seen in the field', async () => {
    feishu = await startTenant()
    const token = String((await requestToken(feishu)).tenant_access_token)
    const call = caller(feishu)
    feishu.faults.tokenExpired = true
    feishu.faults.tokenProblemStatus = 200
    const refused = await call('GET', '/bot/v3/info', undefined, token)
    expect(refused).toMatchObject({ status: 200, body: { code: 99991663 } })
    const fresh = await call('GET', '/bot/v3/info')
    expect(fresh.body.code).toBe(0)
  })

  it('does not help an app without the scope', async () => {
    feishu = await startTenant({ scopes: ['im:message:readonly'] })
    const answer = await caller(feishu)('POST', '/im/v1/messages', {})
    expect(answer.body).toMatchObject({
      code: 99991672,
      error: { permission_violations: [{ subject: 'im:message' }, {}, {}] },
    })
  })

  it('keeps the secret out of the inspector', async () => {
    feishu = await startTenant()
    await requestToken(feishu)
    expect(JSON.stringify(feishu.calls())).not.toContain(app.secret)
  })
})
