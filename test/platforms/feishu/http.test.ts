import { describe, expect, it } from 'vitest'
import { createHttp } from '../../../src/platforms/feishu/http.ts'
import { startOpenPlatform } from './open-platform.ts'
import { nowMs } from './request.ts'

describe('time', () => {
  it('ends a call that is never answered', async () => {
    const platform = await startOpenPlatform(() => 'silence')
    const http = createHttp({ baseUrl: platform.url, now: () => nowMs, totalTimeoutMs: 30 })
    await expect(http.rest.get(`${platform.url}/x`)).rejects.toMatchObject({
      problem: { code: 'timeout' },
    })
    http.close()
  })

  it('keeps a line open for the next call', async () => {
    const platform = await startOpenPlatform(() => ({ body: { code: 0 } }))
    const http = createHttp({ baseUrl: platform.url, now: () => nowMs })
    await http.rest.get(`${platform.url}/x`)
    await http.rest.get(`${platform.url}/x`)
    expect(platform.asked.map((one) => one.headers.connection)).toEqual([
      'keep-alive',
      'keep-alive',
    ])
    http.close()
  })
})

it('tells how far the clocks are apart', async () => {
  const date = new Date(nowMs + 90_000).toUTCString()
  const platform = await startOpenPlatform(() => ({ headers: { date }, body: { code: 0 } }))
  const http = createHttp({ baseUrl: platform.url, now: () => nowMs })
  expect(http.skewMs()).toBeUndefined()
  await http.rest.get(`${platform.url}/x`)
  expect(http.skewMs()).toBe(90_000)
  http.close()
})

describe('a failure', () => {
  it('holds nothing of the request', async () => {
    const platform = await startOpenPlatform(() => ({ status: 400, body: { code: 7, msg: 'no' } }))
    const http = createHttp({ baseUrl: platform.url, now: () => nowMs })
    const secret = 'Bearer t-fake-token-0001'
    const failure = await http.rest
      .post(`${platform.url}/x`, { secret }, { headers: { Authorization: secret } })
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    expect(failure).toMatchObject({ problem: { code: '7', status: 400, message: 'no' } })
    expect(JSON.stringify(failure)).not.toContain(secret)
    expect(failure).not.toHaveProperty('cause')
    expect(failure).not.toHaveProperty('config')
    http.close()
  })
})
