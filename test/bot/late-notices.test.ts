/** What the platform tells of people and groups, in whatever order it arrives. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fresh, post } from '../app/webhook.ts'
import { changed } from '../platforms/feishu/request.ts'
import { databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'

let world: World
let bot: Instance
beforeEach(() => {
  world = undefined as unknown as World
})
afterEach(() => world.close())

const active = async (userId: string) =>
  (await world.store.db.user.findUniqueOrThrow({ where: { id: userId } })).active
const inGroup = async () =>
  (await world.store.db.chat.findFirst({ where: { externalId: 'oc_new' } }))?.active

describe.each(databases)('an older word on %s', (database) => {
  beforeEach(async () => {
    world = await openWorld(database)
    bot = await world.start()
  })

  it('about somebody who has left does not bring them back', async () => {
    await world.feishu.changePerson('ou_lina', { resigned: true })
    await bot.bot.engine.settled()
    expect(await active('lina')).toBe(false)
    // The app may not see any more who has left.
    await world.feishu.changePerson('ou_lina', { visible: false })
    await world.feishu.emit('contact.user.updated_v3', { object: { open_id: 'ou_lina' } })
    await bot.bot.engine.settled()
    expect(await active('lina')).toBe(false)
    await world.feishu.say({ from: 'ou_lina', chat: 'private', text: '帮助' })
    await bot.bot.engine.settled()
    expect(world.answersTo('lina')).toEqual([])
  })

  it('about somebody who is here again, and may be seen, does', async () => {
    await world.feishu.changePerson('ou_lina', { resigned: true })
    await world.feishu.changePerson('ou_lina', { resigned: false })
    await bot.bot.engine.settled()
    expect(await active('lina')).toBe(true)
  })

  /** At second `second` of an hour; `id` tells the deliveries apart. */
  const tell = async (name: 'bot-added' | 'bot-deleted', id: string, second: number) => {
    const header = { event_id: id, create_time: String(1_763_431_200_000 + second * 1_000) }
    const event = { chat_id: 'oc_new', name: '新群' }
    expect((await post(bot, fresh(changed(name, { header, event })))).status).toBe(200)
    await bot.bot.engine.settled()
  }

  it('that the bot is in a group does not put it back there', async () => {
    await tell('bot-added', '1', 1)
    await tell('bot-deleted', '3', 3)
    await tell('bot-added', '2', 2)
    expect(await inGroup()).toBe(false)
    await tell('bot-added', '4', 4)
    expect(await inGroup()).toBe(true)
  })

  it('that it has left does not take it out of a group that it was put into since', async () => {
    await tell('bot-added', '1', 1)
    await tell('bot-added', '3', 3)
    await tell('bot-deleted', '2', 2)
    expect(await inGroup()).toBe(true)
  })
})

describe.each(databases)('somebody without a role on %s', (database) => {
  beforeEach(async () => {
    world = await openWorld(database, { more: [{ openId: 'ou_linxin', name: '林新' }] })
    bot = await world.start()
  })

  it('X1 is told whom to ask when they press the menu', async () => {
    await world.feishu.pressMenu('ou_linxin', 'help')
    await bot.bot.engine.settled()
    const [answer, ...more] = world.answersTo('linxin').map(({ card }) => JSON.stringify(card))
    expect(answer).toContain('还没有开通,请联系 何磊')
    expect(answer).not.toContain('华芯')
    expect(more).toEqual([])
  })

  it('X1 and once when they open the chat, however often; they are welcomed with a role', async () => {
    for (let i = 0; i < 3; i++) await world.feishu.enterPrivateChat('ou_linxin')
    await bot.bot.engine.settled()
    expect(world.answersTo('linxin').map(({ text }) => text)).toEqual([
      expect.stringContaining('还没有开通'),
    ])
    const identity = await world.store.db.identity.findFirstOrThrow({
      where: { externalId: 'ou_linxin' },
    })
    await world.store.write('background', (tx) =>
      tx.userRole.create({ data: { userId: identity.userId, role: 'rep' } }),
    )
    for (let i = 0; i < 3; i++) await world.feishu.enterPrivateChat('ou_linxin')
    await bot.bot.engine.settled()
    const [, welcome, ...more] = world.answersTo('linxin').map(({ card }) => JSON.stringify(card))
    expect(welcome).toContain('林新,你好')
    expect(more).toEqual([])
  })
})
