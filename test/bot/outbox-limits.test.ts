/** Below the platform's limits whatever happens, and nobody waits for somebody else's queue. */
import { afterEach, describe, expect, it } from 'vitest'
import { noticeCard } from '../../cards/notice-card.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { enqueue, type NewOutboxRow } from '../../src/store/outbox.ts'
import { readSlots, writeSlots } from '../../src/store/send-slots.ts'
import { databases } from '../support/databases.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
afterEach(() => world.close())

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ openId: `ou_many${i}`, name: `某人${i}` }))

const toUser = (who: string, text: string, more: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  id: timeOrderedIds.next(),
  dedupeKey: `test:${who}:${text}`,
  platform: 'feishu',
  operation: 'send',
  targetKind: 'user',
  targetId: `ou_${who}`,
  card: noticeCard(text, []),
  priority: 0,
  createdMs: Date.now(),
  nextMs: Date.now(),
  ...more,
})
const queue = (rows: readonly NewOutboxRow[]) =>
  world.store.write('background', (tx) => enqueue(tx, world.store.dialect, rows))
const titles = (who: string) => world.answersTo(who).map(({ text }) => text)
const overLimit = () =>
  world.feishu.calls().filter(({ code, fault }) => !fault && [99991400, 230020].includes(code))

describe.each(databases)('limits on %s', (database) => {
  it('300 messages to 60 people leave in their order, none over a limit, by two instances', async () => {
    world = await openWorld(database, { more: many(60) })
    const texts = ['一', '二', '三', '四', '五']
    await queue(texts.flatMap((text) => many(60).map((_, i) => toUser(`many${i}`, text))))
    await Promise.all([world.start(), world.start()])
    const people = many(60).map((_, i) => `many${i}`)
    const all = () => people.every((who) => titles(who).length === texts.length)
    await world.feishu.until(all, 50_000)
    expect(overLimit()).toEqual([])
    for (const who of people) expect(titles(who)).toEqual(texts)
  }, 60_000)

  it('hold when all that was claimed has to wait and then leaves at once', async () => {
    world = await openWorld(database, { more: many(120) })
    await queue(many(120).map((_, i) => toUser(`many${i}`, '一')))
    world.feishu.faults.slowAnswerMs = 1_500
    world.feishu.faults.appliesTo = ({ path }) => path.startsWith('/open-apis/auth/')
    const { bot } = await world.start()
    await bot.engine.settled()
    expect(overLimit()).toEqual([])
    expect(world.feishu.calls().filter(({ request }) => request?.uuid)).toHaveLength(120)
  }, 60_000)

  it('of a person count what goes to them and to their chat together', async () => {
    world = await openWorld(database)
    const chat = { targetKind: 'chat', targetId: world.feishu.privateChatOf('ou_lina') } as const
    await queue(
      Array.from({ length: 16 }, (_, i) =>
        toUser('lina', String(i), { userId: 'lina', ...(i % 2 === 0 && chat) }),
      ),
    )
    const { bot } = await world.start()
    await bot.engine.settled()
    expect(overLimit()).toEqual([])
    expect(titles('lina')).toHaveLength(16)
  }, 60_000)

  it('of one do not hold up the others', async () => {
    world = await openWorld(database, { more: many(1) })
    const long = Array.from({ length: 60 }, (_, i) => toUser('many0', String(i)))
    await queue([...long, toUser('lina', '一'), toUser('wangqiang', '一')])
    await world.start()
    await world.feishu.until(() => titles('lina').length + titles('wangqiang').length === 2)
    expect(titles('many0').length).toBeLessThan(6)
  })

  it('let an answer pass what is pushed to the same person', async () => {
    world = await openWorld(database)
    const pushes = ['推一', '推二', '推三'].map((text) => toUser('lina', text, { priority: 5 }))
    await queue([...pushes, toUser('lina', '回答')])
    const { bot } = await world.start()
    await bot.engine.settled()
    expect(titles('lina')).toEqual(['回答', '推一', '推二', '推三'])
  })

  it('that the platform sets itself are honoured by everything that waits', async () => {
    world = await openWorld(database)
    Object.assign(world.feishu.faults, {
      rateLimit: 1,
      rateLimitResetSeconds: 2,
      appliesTo: ({ path }: { path: string }) => path.startsWith('/open-apis/im/'),
    })
    await queue(['lina', 'wangqiang', 'zhaomin'].map((who) => toUser(who, '一')))
    const { bot } = await world.start()
    await bot.engine.settled()
    await queue([toUser('lina', '二')])
    const sends = world.feishu.calls().filter(({ request }) => request?.uuid)
    const refused = sends.find(({ code }) => code === 99991400)!
    const again = sends.findLast(({ request }) => request?.uuid === refused.request?.uuid)!
    expect(again.code).toBe(0)
    expect(again.atMs - refused.atMs).toBeGreaterThanOrEqual(2_000)
  })
})

describe('send slots on postgres', () => {
  it('are given out once also when nobody has had one before', async () => {
    world = await openWorld('postgres')
    const { store } = world
    const take = (n: number) =>
      store.write('background', async (tx) => {
        const slots = await readSlots(tx, 'postgres', ['feishu:app', 'feishu:user:ou_lina'])
        const sent = [...(slots.get('feishu:app') ?? []), [n, 1] as [number, number]]
        await writeSlots(tx, 'postgres', new Map([['feishu:app', sent]]))
      })
    await Promise.all(Array.from({ length: 8 }, (_, n) => take(n)))
    const slots = await store.write('background', (tx) => readSlots(tx, 'postgres', ['feishu:app']))
    expect(slots.get('feishu:app')).toHaveLength(8)
  })
})
