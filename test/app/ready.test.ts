/** What /readyz says beside yes and no. */
import { afterEach, describe, expect, it } from 'vitest'
import { openWorld, type World, worldApp } from '../support/world.ts'

let world: World
afterEach(() => world.close())

describe('while Feishu takes nothing from us', () => {
  it.each([
    [
      'for want of a scope',
      { scopes: ['im:message.p2p_msg:readonly'] },
      'feishu: app-lacks-scope',
      /app-lacks-scope: .*one of the following scopes/i,
    ],
    [
      'since the secret is another',
      { app: { ...worldApp, secret: 'another' } },
      'feishu: app-credentials-rejected',
      /app-credentials-rejected/,
    ],
  ])('%s: ready to receive, but degraded, and the log says why', async (_, sim, why, logged) => {
    world = await openWorld('sqlite', sim)
    const bot = await world.start()
    const said = await world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '帮助' })
    expect(said.state).toBe('acknowledged')
    const ready = async () => {
      const response = await fetch(`${bot.url}/readyz`)
      return [response.status, await response.json()]
    }
    await expect.poll(ready).toEqual([200, { ok: true, degraded: [why] }])
    const warnings = bot.lines.filter(({ message }) => message === 'messages could not be sent yet')
    expect(Object.keys(warnings[0]!.fields.reasons as object).join()).toMatch(logged)
    const [row] = await world.store.db.outbox.findMany()
    expect(row?.state).toBe('pending')
  })

  it('for a while: degraded no longer once something has gone out', async () => {
    world = await openWorld('sqlite')
    const bot = await world.start()
    const troubles = bot.bot.engine.troubles as Map<string, string>
    troubles.set('feishu', 'quota-used-up')
    await world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text: '帮助' })
    await bot.bot.engine.settled()
    expect(await (await fetch(`${bot.url}/readyz`)).json()).toEqual({ ok: true })
  })
})
