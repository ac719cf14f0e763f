/** Every word that goes out: once, in order, to those who may read it, and to its end. */
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { noticeCard } from '../../cards/notice-card.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { renderCard } from '../../src/platforms/feishu/render-card.ts'
import { enqueue, finishRows, leaseRows, type NewOutboxRow } from '../../src/store/outbox.ts'
import { type Store, StoreBusy } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { openWorld, type World, worldApp } from '../support/world.ts'

let world: World
afterEach(() => world.close())

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
const queue = (...rows: NewOutboxRow[]) =>
  world.store.write('background', (tx) => enqueue(tx, world.store.dialect, rows))
const rowOf = (row: NewOutboxRow) =>
  world.store.db.outbox.findUniqueOrThrow({ where: { id: row.id } })
const titles = (who: string) => world.answersTo(who).map(({ text }) => text)
/** Sends it with the key that the bot will send it with. */
async function sendBySomebody(row: NewOutboxRow): Promise<void> {
  const post = async (path: string, body: unknown, token = '') => {
    const response = await fetch(`${world.feishu.baseUrl}/open-apis${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { code: number; tenant_access_token: string }
  }
  const app = { app_id: worldApp.id, app_secret: worldApp.secret }
  const { tenant_access_token: token } = await post('/auth/v3/tenant_access_token/internal', app)
  const uuid = createHash('sha256').update(row.dedupeKey).digest('hex').slice(0, 32)
  const message = { receive_id: row.targetId, msg_type: 'interactive', uuid }
  const content = renderCard(row.card)
  const path = '/im/v1/messages?receive_id_type=open_id'
  expect((await post(path, { ...message, content }, token)).code).toBe(0)
}
const sends = () => world.feishu.calls().filter(({ request }) => request?.uuid)

describe.each(databases)('the outbox on %s', (database) => {
  it('that was full when the bot stopped is sent when it starts, in order', async () => {
    world = await openWorld(database)
    const rows = ['一', '二', '三', '四', '五', '六'].map((text) => toUser('lina', text))
    await queue(...rows)
    const bot = await world.start()
    await bot.bot.engine.settled()
    expect(titles('lina')).toEqual(['一', '二', '三', '四', '五', '六'])
    expect(await rowOf(rows[0]!)).toMatchObject({ state: 'sent', attempts: 1, fence: 1 })
  })

  it('is sent by another instance, the same bytes under the same uuid, when a lease is over', async () => {
    world = await openWorld(database)
    const row = toUser('lina', '报价单')
    await queue(row)
    // It sends, and dies before it can write that down.
    const dying = await world.start({ between: deafAfterClaim })
    await world.feishu.until(() => titles('lina').length === 1)
    const { id } = row
    await world.store.write('background', (tx) =>
      tx.outbox.update({ where: { id }, data: { leaseMs: BigInt(Date.now() - 1) } }),
    )
    const heir = await world.start()
    await heir.bot.engine.settled()
    expect(titles('lina')).toEqual(['报价单'])
    const [first, second, ...more] = sends().map(({ request }) => request)
    expect(second).toEqual(first)
    expect(more).toEqual([])
    // Nobody saw the end of the first: it is no failure that waits grow longer for.
    expect(await rowOf(row)).toMatchObject({ state: 'sent', attempts: 1, fence: 2 })
    await dying.stop()
  })

  it('is left alone by whoever comes back after another one has taken over', async () => {
    world = await openWorld(database)
    const row = toUser('lina', '一')
    await queue(row)
    const { dialect } = world.store
    const lease = (owner: string) =>
      world.store.write('background', (tx) =>
        leaseRows(tx, dialect, { owner, nowMs: Date.now(), ms: 0 }, [
          { id: row.id, payload: '{}' },
        ]),
      )
    const finish = (fence: number, state: 'sent' | 'dead') =>
      world.store.write('background', (tx) =>
        finishRows(tx, dialect, [
          { id: row.id, fence, state, attempts: 1, nextMs: 0, reason: `${fence}` },
        ]),
      )
    await lease('first')
    await lease('second')
    await finish(1, 'dead')
    expect(await rowOf(row)).toMatchObject({ state: 'pending', leaseOwner: 'second', fence: 2 })
    await finish(2, 'sent')
    expect(await rowOf(row)).toMatchObject({ state: 'sent', reason: '2' })
  })

  it('arrives once when the answer is lost, and when the platform stumbles', async () => {
    world = await openWorld(database)
    world.feishu.faults.dropAnswer = 1
    world.feishu.faults.appliesTo = ({ path }) => path.startsWith('/open-apis/im/')
    const rows = [toUser('lina', '一'), toUser('lina', '二')]
    await queue(...rows)
    const bot = await world.start()
    await world.feishu.until(() => titles('lina').length === 1)
    world.feishu.faults.fail5xx = 1
    await bot.bot.engine.settled()
    expect(titles('lina')).toEqual(['一', '二'])
    expect(await rowOf(rows[0]!)).toMatchObject({ state: 'sent', attempts: 3 })
  })

  it('arrives once, and is known to, when all that is said of it is that it is on its way', async () => {
    world = await openWorld(database)
    world.feishu.faults.repeatedUuid = 'being-sent'
    const row = toUser('lina', '一')
    await sendBySomebody(row)
    await queue(row)
    // It has been told so nine times.
    await world.store.write('background', (tx) => tx.outbox.updateMany({ data: { attempts: 9 } }))
    const bot = await world.start()
    await bot.bot.engine.settled()
    expect(titles('lina')).toEqual(['一'])
    expect(await rowOf(row)).toMatchObject({ state: 'sent', attempts: 10, lastCode: '230049' })
  })

  it('is not sent to somebody who lost the right to read it meanwhile', async () => {
    world = await openWorld(database)
    const about = { userId: 'zhangwei', subjectKind: 'deal', subjectId: 'd-1001' }
    const waited = { nextMs: Date.now() - 10_000 }
    const mine = toUser('zhangwei', '商机', { ...about, ...waited })
    const account = { ...about, subjectKind: 'account', subjectId: 'cus1' }
    const second = toUser('zhangwei', '客户', { ...account, ...waited })
    const allowed = toUser('chenjing', '商机', { ...about, ...waited, userId: 'chenjing' })
    await world.store.write('background', async (tx) => {
      await tx.deal.update({ where: { id: 'd-1001' }, data: { ownerId: 'lina' } })
      await tx.account.update({ where: { id: 'cus1' }, data: { ownerId: 'lina' } })
    })
    await queue(mine, second, allowed)
    const bot = await world.start()
    await bot.bot.engine.settled()
    expect(await rowOf(mine)).toMatchObject({ state: 'cancelled', reason: 'may-not-read' })
    expect(await rowOf(second)).toMatchObject({ state: 'cancelled', reason: 'may-not-read' })
    expect(titles('zhangwei')).toEqual([])
    expect(titles('chenjing')).toEqual(['商机'])
  })

  it('of the push that was planned for just now asks again too, and so does an update', async () => {
    world = await openWorld(database)
    const about = { userId: 'zhangwei', subjectKind: 'deal', subjectId: 'd-1001' }
    const bot = await world.start()
    const shown = toUser('zhangwei', '原来的', about)
    await queue(shown)
    bot.bot.engine.wake()
    await bot.bot.engine.settled()
    await world.store.write('background', async (tx) => {
      await tx.deal.update({ where: { id: 'd-1001' }, data: { ownerId: 'lina' } })
      await tx.account.update({ where: { id: 'cus1' }, data: { ownerId: 'lina' } })
    })
    const push = toUser('zhangwei', '到点了', { ...about, priority: 5 })
    const update = toUser('zhangwei', '改过的', {
      ...about,
      operation: 'update',
      targetKind: 'card',
      targetId: shown.id,
      nextMs: Date.now() - 10_000,
    })
    await queue(push, update)
    bot.bot.engine.wake()
    await bot.bot.engine.settled()
    expect(await rowOf(push)).toMatchObject({ state: 'cancelled', reason: 'may-not-read' })
    expect(await rowOf(update)).toMatchObject({ state: 'cancelled', reason: 'may-not-read' })
    expect(titles('zhangwei')).toEqual(['原来的'])
  })

  it('knows of every card that is drawn anew whose it is and what it is about', async () => {
    world = await openWorld(database)
    const bot = await world.start()
    for (const text of ['D-1001 金额改成310万', 'D-1001 下周三签']) {
      await world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text })
      await bot.bot.engine.settled()
    }
    const messageId = world.answersTo('zhangwei').at(-1)!.id
    await world.feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })
    await bot.bot.engine.settled()
    const updates = await world.store.db.outbox.findMany({ where: { operation: 'update' } })
    const about = { userId: 'zhangwei', subjectKind: 'deal', subjectId: 'd-1001' }
    expect(updates).toMatchObject([about, about])
  })

  it.each([{ subjectKind: 'deal', subjectId: 'd-1001' }, {}])(
    'is not sent to somebody who has left (%j)',
    async (about) => {
      world = await openWorld(database)
      const late = { userId: 'zhangwei', nextMs: Date.now() - 10_000 }
      const row = toUser('zhangwei', '消息', { ...about, ...late })
      await queue(row)
      await world.store.write('background', (tx) =>
        tx.user.update({ where: { id: 'zhangwei' }, data: { active: false } }),
      )
      const bot = await world.start()
      await bot.bot.engine.settled()
      expect(await rowOf(row)).toMatchObject({ state: 'cancelled', reason: 'may-not-read' })
    },
  )

  it('ends as dead with the reason, and goes to the person when the group is closed to us', async () => {
    world = await openWorld(database)
    const bot = await world.start()
    await world.feishu.removeBot('oc_huadong', 'ou_zhangwei')
    await bot.bot.engine.settled()
    const group = { targetKind: 'chat', targetId: 'oc_huadong' } as const
    const personal = toUser('zhangwei', '转给你', { ...group, userId: 'zhangwei' })
    const toAll = toUser('zhangwei', '给大家', group)
    await queue(personal, toAll)
    const next = await world.start()
    await next.bot.engine.settled()
    const dead = { state: 'dead', lastCode: '230002', reason: 'bot-not-in-chat' }
    expect(await rowOf(personal)).toMatchObject(dead)
    expect(await rowOf(toAll)).toMatchObject(dead)
    expect(titles('zhangwei')).toEqual(['转给你'])
  })

  it('does not lose what falls back when the database is busy just then', async () => {
    world = await openWorld(database)
    const row = toUser('zhangwei', '转给你', {
      targetKind: 'chat',
      targetId: 'oc_nowhere',
      userId: 'zhangwei',
    })
    await queue(row)
    const bot = await world.start({ between: busyAfterClaim })
    await bot.bot.engine.settled()
    expect(await rowOf(row)).toMatchObject({ state: 'dead', reason: 'recipient-unknown' })
    expect(titles('zhangwei')).toEqual(['转给你'])
  })

  it('goes on when one row in it cannot be drawn', async () => {
    world = await openWorld(database)
    const [bad, good] = [toUser('lina', '坏'), toUser('wangqiang', '好')]
    await queue(bad, good)
    await world.store.write('background', (tx) =>
      tx.outbox.update({ where: { id: bad.id }, data: { card: '{"title":' } }),
    )
    const bot = await world.start()
    await bot.bot.engine.settled()
    expect(titles('wangqiang')).toEqual(['好'])
    expect(await rowOf(bad)).toMatchObject({ state: 'dead', reason: 'cannot-be-drawn' })
  })

  it('lets an update wait for its message, and drops it when that will never come', async () => {
    world = await openWorld(database)
    const message = toUser('lina', '待确认')
    const lost = toUser('nobody', '待确认')
    const update = (of: NewOutboxRow) =>
      toUser('lina', '已更新', {
        dedupeKey: `update:${of.id}`,
        operation: 'update',
        targetKind: 'card',
        targetId: of.id,
      })
    const updates = [update(message), update(lost)]
    world.feishu.faults.fail5xx = 1
    world.feishu.faults.appliesTo = ({ path }) => path.startsWith('/open-apis/im/')
    await queue(message, lost, ...updates)
    const bot = await world.start()
    await bot.bot.engine.settled()
    expect(titles('lina')).toEqual(['已更新'])
    expect(await rowOf(updates[0]!)).toMatchObject({ state: 'sent' })
    expect(await rowOf(updates[1]!)).toMatchObject({
      state: 'cancelled',
      reason: 'nothing-to-update',
    })
  })
})

describe('a lease on postgres', () => {
  it('holds by the server’s clock, whatever that of another instance says', async () => {
    world = await openWorld('postgres')
    const row = toUser('lina', '报价单')
    await queue(row)
    const dying = await world.start({ between: deafAfterClaim })
    await world.feishu.until(() => titles('lina').length === 1)
    const ahead: Clock = { business: Date.now, real: () => Date.now() + 61_000 }
    const other = await world.start({ clock: ahead })
    await queue(toUser('wangqiang', '会议'))
    other.bot.engine.wake()
    await world.feishu.until(() => titles('wangqiang').length === 1)
    expect(sends().filter(({ request }) => request?.receive_id === 'ou_lina')).toHaveLength(1)
    expect(await rowOf(row)).toMatchObject({ state: 'pending', fence: 1 })
    await dying.stop()
  })
})

/** After the first claim nothing can be written any more, as for a process that was killed. */
function deafAfterClaim(store: Store): Store {
  let claimed = false
  return {
    ...store,
    write: async (lane, run) => {
      if (lane === 'background' && claimed) throw new StoreBusy('it is dead')
      const result = await store.write(lane, run)
      claimed ||= isClaim(result)
      return result
    },
  }
}

/** The writes that follow on the first claim find the database busy. */
function busyAfterClaim(store: Store): Store {
  let busy = 0
  return {
    ...store,
    write: async (lane, run) => {
      if (lane === 'background' && busy > 0) {
        busy--
        throw new StoreBusy('somebody else has the lock')
      }
      const result = await store.write(lane, run)
      if (isClaim(result)) busy = 2
      return result
    },
  }
}

const isClaim = (result: unknown) =>
  ((result as { claimed?: readonly unknown[] } | undefined)?.claimed?.length ?? 0) > 0
