import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScheduler } from '../../src/bot/scheduler.ts'
import { jobs } from '../../src/jobs/index.ts'
import { type MovableClock, movableClock } from '../../src/lib/clock.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { insertInbox, type NewInboxRow } from '../../src/store/inbox.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

const day = 24 * 60 * 60_000
const realNow = Date.parse('2026-11-21T10:00:00+08:00')

describe.each(databases)('what is let go of on %s', (database) => {
  let fresh: FreshStore
  let clock: MovableClock
  let errors: string[]

  beforeEach(async () => {
    fresh = await freshStore(database)
    clock = movableClock(Date.parse('2026-11-18T10:00:00+08:00'), () => realNow)
    errors = []
  })
  afterEach(() => fresh.close())

  const runJobs = async () => {
    const quiet = () => undefined
    const note = (_: unknown, message: string) => void errors.push(message)
    const scheduler = createScheduler(
      {
        store: fresh.store,
        clock,
        ids: timeOrderedIds,
        log: { debug: quiet, info: quiet, warn: note, error: note },
        platforms: new Map(),
        zone: 'Asia/Shanghai',
        adminUsers: [],
      },
      jobs,
    )
    await scheduler.runDue()
    expect(errors).toEqual([])
  }

  const event = (id: string, state: NewInboxRow['state'], ageDays: number): NewInboxRow => ({
    id,
    state,
    personKey: 'feishu:ou_zhangwei',
    receivedMs: realNow - ageDays * day,
    inbound: {
      kind: 'message',
      platform: 'feishu',
      eventKey: `feishu:${id}`,
      messageId: `om_${id}`,
      softKey: `soft-${id}`,
      occurredMs: 0,
      sender: { externalId: 'ou_zhangwei' },
      chat: { kind: 'private', id: 'oc_zhangwei' },
      content: { type: 'text', text: '华芯检测项目推进到商务谈判' },
      mentions: [],
    },
  })
  const store = (rows: readonly NewInboxRow[]) =>
    fresh.store.write('background', (tx) => insertInbox(tx, fresh.store.dialect, rows))

  it('bodies of old events go, those that are waited for stay', async () => {
    await store([
      event('1-done-old', 'done', 31),
      event('2-pending-old', 'pending', 31),
      event('3-ignored-old', 'ignored', 8),
      event('4-done-young', 'done', 29),
      event('5-ignored-young', 'ignored', 6),
    ])
    await runJobs()
    const rows = await fresh.store.db.inbox.findMany({ orderBy: { id: 'asc' } })
    expect(rows.filter(({ body }) => body === '').map(({ id }) => id)).toEqual([
      '1-done-old',
      '3-ignored-old',
    ])
  })

  it('an event without its body is still known when it comes again', async () => {
    await store([event('1', 'done', 31)])
    await runJobs()
    const again = event('1', 'pending', 0)
    expect(await store([{ ...again, id: '2' }])).toEqual(new Set())
    expect(
      await store([{ ...again, id: '3', inbound: { ...again.inbound, eventKey: 'x' } }]),
    ).toEqual(new Set())
  })

  it('thousands of them, slice by slice', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) =>
      event(String(n).padStart(5, '0'), 'done', n < 2_100 ? 40 : 10),
    )
    await store(rows)
    await runJobs()
    expect(await fresh.store.db.inbox.count({ where: { body: '' } })).toBe(2_100)
  })

  it('previews and questions whose time is over are expired, and nothing else', async () => {
    const now = clock.business()
    const draft = (id: string, state: string, expiresMs: number) => ({
      id,
      state,
      userId: 'zhangwei',
      platform: 'feishu',
      chatId: 'oc_zhangwei',
      intent: 'deal.change',
      body: '{}',
      sourceText: '',
      createdAt: new Date(now - day),
      expiresAt: new Date(expiresMs),
    })
    await fresh.store.write('background', (tx) =>
      tx.draft.createMany({
        data: [
          draft('1', 'previewed', now - 1),
          draft('2', 'asking', now - 1),
          draft('3', 'previewed', now + 1_000),
          draft('4', 'applied', now - 1),
        ],
      }),
    )
    await runJobs()
    const rows = await fresh.store.db.draft.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ state, version }) => [state, version])).toEqual([
      ['expired', 2],
      ['expired', 2],
      ['previewed', 1],
      ['applied', 1],
    ])
  })
})
