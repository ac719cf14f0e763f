/** What is stored before it is answered: each event once, and no event at another's cost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InboundMessage } from '../../src/platforms/port.ts'
import { databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'

let world: World
let bot: Instance
afterEach(() => world.close())

const message = (id: string, more: Partial<InboundMessage> = {}): InboundMessage => ({
  platform: 'feishu',
  kind: 'message',
  eventKey: `feishu:app:${id}`,
  occurredMs: 0,
  messageId: `om_${id}`,
  softKey: `soft ${id}`,
  sender: { externalId: 'ou_zhangwei' },
  chat: { kind: 'private', id: world.feishu.privateChatOf('ou_zhangwei') },
  content: { type: 'text', text: '帮助' },
  mentions: [],
  ...more,
})
const stored = async () =>
  (await world.store.db.inbox.findMany({ orderBy: { id: 'asc' } })).map((row) => row.eventKey)

describe.each(databases)('the intake on %s', (database) => {
  beforeEach(async () => {
    world = await openWorld(database)
    bot = await world.start()
  })

  it('takes one event right after another', async () => {
    for (const id of ['a', 'b', 'c']) await bot.bot.engine.accept(message(id))
    expect(await stored()).toEqual(['a', 'b', 'c'].map((id) => `feishu:app:${id}`))
  })

  it('keeps the order of arrival within one commit', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => String(i))
    await Promise.all(ids.map((id) => bot.bot.engine.accept(message(id))))
    expect(await stored()).toEqual(ids.map((id) => `feishu:app:${id}`))
  })

  it.each([
    ['event id', { eventKey: 'feishu:app:again' }],
    ['message id', { messageId: 'om_again' }],
    ['sender, chat, time and words', { softKey: 'again' }],
  ])('stores what has the same %s once, in one commit or in two', async (_, same) => {
    const copies = ['a', 'b', 'c'].map((id) => message(id, same))
    await Promise.all(copies.map((copy) => bot.bot.engine.accept(copy)))
    await bot.bot.engine.accept(message('d', same))
    expect(await stored()).toHaveLength(1)
    await bot.bot.engine.settled()
    expect(world.answersTo('zhangwei')).toHaveLength(1)
    expect(Object.fromEntries(bot.bot.engine.counts)).toMatchObject({
      'message:new': 1,
      'message:duplicate': 3,
    })
  })

  it('keeps aside what no database can hold, and stores what came with it', async () => {
    const good = ['a', 'b', 'c'].map((id) => bot.bot.engine.accept(message(id)))
    const bad = bot.bot.engine.accept(message('bad', { eventKey: 'feishu:app:\0' }))
    const more = ['d', 'e'].map((id) => bot.bot.engine.accept(message(id)))
    await Promise.all([...good, bad, ...more])
    expect(await stored()).toHaveLength(5)
    const [aside] = await world.store.db.inboxRejected.findMany()
    expect(aside).toMatchObject({ platform: 'feishu', reason: 'cannot be stored' })
    expect(aside?.body).toContain('feishu:app:')
  })
})
