import { expect, it } from 'vitest'
import type { Clock } from '../../../src/lib/clock.ts'
import { startBot, startOpenPlatform } from './open-platform.ts'
import { deliver, fixture, nowMs, request } from './request.ts'

const path = '/open-apis/bot/v3/info'

function movable() {
  let ms = nowMs
  const clock: Clock = { business: () => ms, real: () => ms }
  return { clock, pass: (by: number) => (ms += by) }
}

it('knows its own mention once Feishu has said who it is', async () => {
  const platform = await startOpenPlatform((asked) =>
    asked.path === path ? { body: { code: 0, bot: { open_id: 'ou_fake_bot' } } } : undefined,
  )
  const { feishu } = startBot(platform.url)
  expect(await feishu.warmUp()).toBe(true)
  const toUs = feishu.receive(request(deliver(fixture('message-text-group'))))
  expect(toUs).toMatchObject({ inbound: { kind: 'message' } })
  expect(platform.asked.filter((asked) => asked.path === path)).toHaveLength(1)
})

it('asks again by itself, once a minute, when Feishu could not say', async () => {
  let asked = () => {}
  const platform = await startOpenPlatform((one, nth) => {
    if (one.path !== path) return undefined
    queueMicrotask(asked)
    return nth < 3 ? { status: 500, body: {} } : { body: { code: 0, bot: { open_id: 'ou_other' } } }
  })
  const { clock, pass } = movable()
  const { feishu } = startBot(platform.url, { clock })
  const group = () => feishu.receive(request(deliver(fixture('message-text-group'))))
  const count = () => platform.asked.filter((one) => one.path === path).length

  expect(await feishu.warmUp()).toBe(false)
  expect(group()).toMatchObject({ inbound: { kind: 'message' } })
  pass(59_999)
  group()
  expect(count()).toBe(1)
  for (const times of [2, 3]) {
    pass(60_000)
    const next = new Promise<void>((done) => {
      asked = done
    })
    group()
    group()
    await next
    expect(count()).toBe(times)
  }
  // Now it knows that another bot was meant.
  await expect.poll(() => group()).toMatchObject({ inbound: { kind: 'overheard' } })
})
