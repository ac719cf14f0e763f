/** Taps that are repeated, that come in between, and that cannot be stored. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store, Tx } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
afterEach(() => world.close())

const preview = async (): Promise<string> => {
  const { feishu } = world
  await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: 'D-1001 金额改成310万' })
  return (await feishu.until(() => world.answersTo('zhangwei')[0])).id
}
const confirm = (messageId: string, by = 'ou_zhangwei') =>
  world.feishu.tap({ by, messageId, button: { text: '确认' } })
const amount = async () =>
  (await world.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })).amountFen
const changes = () =>
  world.store.db.audit.count({ where: { action: 'deal.change', subjectId: 'd-1001' } })

describe.each(databases)('a tap on %s', (database) => {
  beforeEach(async () => {
    world = await openWorld(database)
  })

  it('made many times at once is done once, and every answer shows it done', async () => {
    await world.start()
    const messageId = await preview()
    const reports = await Promise.all(Array.from({ length: 20 }, () => confirm(messageId)))
    expect(reports.map(({ outcome }) => outcome)).toEqual(Array(20).fill('answered'))
    const said = reports.map(({ toast }) => toast?.content).sort()
    expect(said).toEqual([...Array(19).fill('已完成'), '已保存,10分钟内可撤销'].sort())
    expect(JSON.stringify(world.feishu.message(messageId)?.card)).toContain('已更新')
    expect(await amount()).toBe(310_000_000n)
    expect(await changes()).toBe(1)
  })

  it('counts while it is not written down yet that the card arrived', async () => {
    const bot = await world.start()
    const messageId = await preview()
    await bot.bot.engine.settled()
    await world.store.db.outbox.findFirstOrThrow({ where: { messageId } })
    await world.store.write('background', (tx) =>
      tx.outbox.updateMany({ data: { messageId: null, state: 'sent' } }),
    )
    const report = await confirm(messageId)
    expect(report.toast?.content).toBe('已保存,10分钟内可撤销')
  })
})

describe('a tap on postgres', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
  })

  it('counts when it is being written down just then that the card arrived', async () => {
    let messageId = ''
    const arrive = async () => {
      await world.store.write('background', (tx) =>
        tx.outbox.updateMany({ data: { messageId, state: 'sent' } }),
      )
    }
    const bot = await world.start({
      between: (store) => afterFirst(store, /"messageId" =/, arrive),
    })
    messageId = await preview()
    await bot.bot.engine.settled()
    await world.store.write('background', (tx) =>
      tx.outbox.updateMany({ data: { messageId: null } }),
    )
    const report = await confirm(messageId)
    expect(report.toast?.content).toBe('已保存,10分钟内可撤销')
    expect(await amount()).toBe(310_000_000n)
  })
})

/** Does something else between the first statement of a tap that looks like this and the next. */
function afterFirst(store: Store, like: RegExp, then: () => Promise<void>): Store {
  const watched = (tx: Tx): Tx =>
    new Proxy(tx, {
      get: (target, name) => {
        const value = Reflect.get(target, name)
        if (name !== '$queryRaw') return value
        return async (sql: TemplateStringsArray, ...values: unknown[]) => {
          const rows = await (target.$queryRaw as (...args: unknown[]) => unknown)(sql, ...values)
          if (like.test(sql.join('?'))) await then()
          return rows
        }
      },
    })
  return {
    ...store,
    write: (lane, run) => store.write(lane, (tx) => run(lane === 'tap' ? watched(tx) : tx)),
  }
}
