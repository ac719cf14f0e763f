/** GET /metrics: what Prometheus reads. */
import { afterEach, describe, expect, it } from 'vitest'
import { exposition } from '../../src/lib/prometheus.ts'
import { changed } from '../platforms/feishu/request.ts'
import { databases } from '../support/databases.ts'
import { openWorld, type World } from '../support/world.ts'
import { fresh, messageOf, post } from './webhook.ts'

describe.each(databases)('what is counted on %s', (database) => {
  let world: World
  afterEach(() => world.close())

  it('events, strangers and what waits, and nothing that anybody said', async () => {
    world = await openWorld(database)
    const bot = await world.start()
    const message = fresh(messageOf(world, { text: '华芯机密' }))
    for (let i = 0; i < 2; i++) await post(bot, message)
    const header = { event_type: 'vc.meeting.started_v1', event_id: 'unknown' }
    await post(bot, fresh(changed('message-text-private', { header, event: {} })))
    await post(bot, { ...message, headers: {} })
    await post(bot, fresh(changed('message-text-private', { header: { app_id: 'cli_x' } })))
    await bot.bot.engine.settled()
    const response = await fetch(`${bot.url}/metrics`)
    expect(response.headers.get('content-type')).toContain('version=0.0.4')
    const text = await response.text()
    for (const line of [
      'dealgate_events_total{kind="message",outcome="new"} 1',
      'dealgate_events_total{kind="message",outcome="duplicate"} 1',
      'dealgate_events_total{kind="unsupported",outcome="new"} 1',
      'dealgate_requests_refused_total{reason="unsigned"} 1',
      'dealgate_requests_refused_total{reason="app"} 1',
      'dealgate_outbox_pending 0',
      'dealgate_outbox_oldest_seconds 0',
    ]) {
      expect(text.split('\n')).toContain(line)
    }
    expect(text).not.toMatch(/华芯|zhangwei|ou_|om_/)
  })
})

it('labels cannot break out of their line', () => {
  const samples = [{ labels: { reason: 'a"b\\c\nd' }, value: 1 }]
  expect(exposition([{ name: 'x_total', type: 'counter', help: 'X.', samples }])).toBe(
    '# HELP x_total X.\n# TYPE x_total counter\nx_total{reason="a\\"b\\\\c\\nd"} 1\n',
  )
})
