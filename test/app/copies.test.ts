/** The same thing many times, at once and later, at one bot and at two: one effect, one reply. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreBusy } from '../../src/store/store.ts'
import { changed } from '../platforms/feishu/request.ts'
import { databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'
import { fresh, messageOf, post } from './webhook.ts'

let world: World
let bots: readonly Instance[]
afterEach(() => world.close())

const visit = '拜访了立辰王工,聊可靠性实验室方案,他嫌贵'
const settled = async () => {
  for (const { bot } of bots) await bot.engine.settled()
}
const entries = () => world.store.db.activity.count({ where: { text: visit } })
const answers = () => world.answersTo('zhangwei').length
const statuses = async (requests: readonly Promise<{ readonly status: number }>[]) =>
  (await Promise.all(requests)).map(({ status }) => status)

describe.each(databases)('copies on %s', (database) => {
  beforeEach(async () => {
    world = await openWorld(database)
    bots = [await world.start(), await world.start()]
  })

  it('20 of one event at once, at two bots', async () => {
    const copies = Array.from({ length: 20 }, () => fresh(messageOf(world, { text: visit })))
    const sent = copies.map((copy, i) => post(bots[i % 2]!, copy))
    expect(await statuses(sent)).toEqual(Array(20).fill(200))
    await settled()
    expect([await entries(), answers()]).toEqual([1, 1])
    expect(await world.store.db.inbox.count()).toBe(1)
    expect(await world.store.db.draft.count()).toBe(1)
    expect(await world.store.db.audit.count({ where: { action: 'activity.log' } })).toBe(1)
  })

  it('of many events, shuffled and delivered again and again', async () => {
    const people = ['zhangwei', 'lina', 'wangqiang', 'chenjing', 'liuyang']
    const events = people.flatMap((from) =>
      [1, 2, 3].map((n) => messageOf(world, { from, id: `${from}${n}`, text: `第${n}句` })),
    )
    const deliveries = [...events, ...events.toReversed(), ...events, ...events.toReversed()]
    const sent = deliveries.map((event, i) => post(bots[i % 2]!, fresh(event)))
    expect(await statuses(sent)).toEqual(Array(60).fill(200))
    await settled()
    for (const who of people) expect(world.answersTo(who)).toHaveLength(3)
    expect(await world.store.db.inbox.count()).toBe(15)
  })

  it('the very same request hours later has no effect and is answered as before', async () => {
    const request = fresh(messageOf(world, { text: visit }), -7 * 3_600_000)
    expect((await post(bots[0]!, request)).status).toBe(200)
    await settled()
    expect(await post(bots[1]!, request)).toMatchObject({ status: 200, body: '{}' })
    await settled()
    expect([await entries(), answers()]).toEqual([1, 1])
  })

  it('the same words under another event id and another message id', async () => {
    const { faults, say } = world.feishu
    Object.assign(faults, { duplicateDelivery: true, freshMessageId: true })
    await say({ from: 'ou_zhangwei', chat: 'private', text: visit })
    const both = () => world.feishu.deliveries().filter((d) => d.state === 'acknowledged')
    await world.feishu.until(() => both().length === 2)
    await settled()
    const [one, other] = both().map(({ plaintext }) => JSON.stringify(plaintext))
    expect(one).not.toBe(other)
    expect([await entries(), answers()]).toEqual([1, 1])
  })

  it('the same words said again are another message', async () => {
    const { say } = world.feishu
    for (let i = 0; i < 2; i++) await say({ from: 'ou_zhangwei', chat: 'private', text: visit })
    await settled()
    expect([await entries(), answers()]).toEqual([2, 2])
  })

  it('redelivered by the platform until it is answered', async () => {
    for (const { stop } of bots) await stop()
    await world.close()
    world = await openWorld(database, { redelivery: Array(100).fill(20) })
    let busy = 3
    const refusing = await world.start({
      between: (store) => ({
        ...store,
        write: (lane, run) =>
          lane === 'inbox' && busy-- > 0
            ? Promise.reject(new StoreBusy('the lock is somebody else’s'))
            : store.write(lane, run),
      }),
    })
    bots = [refusing]
    const first = await world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text: visit })
    expect(first.attempts.map(({ status }) => status)).toEqual([503])
    const done = await world.feishu.until(() =>
      world.feishu.deliveries().find(({ state }) => state === 'acknowledged'),
    )
    expect(done.attempts.map(({ status }) => status)).toEqual([503, 503, 503, 200])
    await settled()
    expect([await entries(), answers()]).toEqual([1, 1])
  })

  it('of a tap: sent again it changes nothing, and stale it is refused', async () => {
    const { feishu } = world
    await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: 'D-1001 金额改成310万' })
    await settled()
    const [card] = world.answersTo('zhangwei')
    const tap = changed('tap-button', {
      event: {
        action: { value: confirmOf(card), tag: 'button' },
        context: { open_message_id: card!.id, open_chat_id: card!.chatId },
      },
    })
    const request = fresh(tap)
    const tenCopies = Array.from({ length: 10 }, (_, i) => post(bots[i % 2]!, request))
    expect(await statuses(tenCopies)).toEqual(Array(10).fill(200))
    const again = await post(bots[0]!, request)
    expect(JSON.parse(again.body)).toMatchObject({ toast: { type: 'info', content: '已完成' } })
    expect(await post(bots[0]!, fresh(tap, -6 * 60_000))).toMatchObject({ status: 401, body: '' })
    await settled()
    const deal = await world.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })
    expect([deal.amountFen, deal.version]).toEqual([310_000_000n, 2])
    expect(await world.store.db.audit.count({ where: { action: 'deal.change' } })).toBe(1)
  })
})

function confirmOf(card: unknown): unknown {
  const found = /\{"a":"draft\.confirm"[^}]*\}/.exec(JSON.stringify(card))
  if (!found) throw new Error('there is nothing to confirm')
  return JSON.parse(found[0])
}
