/** One person's messages in their order; what cannot be done holds up nobody else. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Store, StoreBusy } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(() => {
  world = undefined as unknown as World
})
afterEach(() => world.close())

const say = (who: string, text: string) =>
  world.feishu.say({ from: `ou_${who}`, chat: 'private', text })
const inbox = () => world.store.db.inbox.findMany({ orderBy: { id: 'asc' } })
const cards = (who: string) => world.answersTo(who).map(({ card }) => JSON.stringify(card))

describe.each(databases)('one person on %s', (database) => {
  it('is answered in order, however much arrives at once, at two instances', async () => {
    world = await openWorld(database, { enforceLimits: false })
    const first = await world.start()
    const second = await world.start()
    const said = Array.from('甲乙丙丁戊己庚辛壬癸', (order) => `${order}:谁也听不懂的话`)
    for (const [i, text] of said.entries()) {
      await world.feishu.setWebhook(`${[first, second][i % 2]!.url}/webhooks/feishu`)
      await say('zhangwei', text)
    }
    await world.feishu.until(() => cards('zhangwei').length === said.length, 20_000)
    const answers = cards('zhangwei').map(
      (card) => /([甲乙丙丁戊己庚辛壬癸]):谁也听不懂/.exec(card)?.[1],
    )
    expect(answers.join('')).toBe('甲乙丙丁戊己庚辛壬癸')
  })

  it('whose message cannot be done holds up nobody, and is told after three tries', async () => {
    world = await openWorld(database)
    const bot = await world.start({ between: poisonedBy('毒') })
    await Promise.all([say('zhangwei', '毒'), say('lina', '帮助'), say('wangqiang', '帮助')])
    await say('zhangwei', '帮助')
    await bot.bot.engine.settled()
    expect(cards('lina')).toHaveLength(1)
    expect(cards('wangqiang')).toHaveLength(1)
    const [apology, help, ...more] = cards('zhangwei')
    expect(apology).toContain('这条没处理成')
    expect(help).toContain('我能帮你做什么')
    expect(more).toEqual([])
    const rows = await world.store.db.inbox.findMany({ where: { body: { contains: '毒' } } })
    expect(rows).toMatchObject([{ state: 'failed', attempts: 3 }])
    expect(rows[0]!.error).toContain('poison')
    const told = bot.lines.filter(({ level }) => level === 'error')
    expect(told.map(({ fields }) => fields.giveUp)).toEqual([false, false, true])
  })

  it('whose failure says what no database can hold is told all the same', async () => {
    world = await openWorld(database)
    const bot = await world.start({ between: poisonedBy('毒', '\0 \ud800') })
    await say('zhangwei', '毒')
    await bot.bot.engine.settled()
    expect(cards('zhangwei')).toHaveLength(1)
    expect(await inbox()).toMatchObject([{ state: 'failed', attempts: 3 }])
  })

  it('whom the app may not look up is answered all the same, and known by id', async () => {
    const scopes = ['im:message:send_as_bot', 'im:message.p2p_msg:readonly']
    world = await openWorld(database, {
      scopes,
      more: [{ openId: 'ou_new', name: '新人' }],
    })
    const bot = await world.start()
    await say('new', '你好')
    await bot.bot.engine.settled()
    expect(cards('new').join()).toContain('何磊')
    const known = await world.store.db.identity.findMany({ where: { externalId: 'ou_new' } })
    expect(known).toHaveLength(1)
  })

  it('what was stored when the bot died is done when it starts', async () => {
    world = await openWorld(database)
    const dying = await world.start({
      between: (store) => ({
        ...store,
        write: (lane, run) =>
          lane === 'message' ? Promise.reject(new StoreBusy('it is dead')) : store.write(lane, run),
      }),
    })
    expect((await say('zhangwei', '帮助')).state).toBe('acknowledged')
    expect((await say('zhangwei', '看看华芯')).state).toBe('acknowledged')
    expect((await say('lina', '帮助')).state).toBe('acknowledged')
    await dying.stop()
    expect((await inbox()).map(({ state }) => state)).toEqual(Array(3).fill('pending'))
    const heir = await world.start()
    await world.feishu.until(() => cards('zhangwei').length + cards('lina').length === 3)
    await heir.bot.engine.settled()
    expect((await inbox()).map(({ state }) => state)).toEqual(Array(3).fill('done'))
    expect(cards('zhangwei')[1]).toContain('华芯')
  })

  it('is not answered twice when another instance does what this one could not', async () => {
    world = await openWorld(database)
    const other = await world.start()
    let failed = 0
    // Fails once, and before it writes that down the other one has done it.
    const bot = await world.start({
      between: (store) => ({
        ...store,
        write: async (lane, run) => {
          if (lane === 'message' && failed === 1) {
            failed++
            await doneElsewhere(other)
          }
          return store.write(lane, async (tx) => {
            const result = await run(tx)
            if (lane === 'message' && failed === 0 && result !== undefined) {
              failed++
              throw new Error('poison')
            }
            return result
          })
        },
      }),
    })
    await say('zhangwei', '拜访了立辰王工,聊可靠性实验室方案')
    await bot.bot.engine.settled()
    expect(await inbox()).toMatchObject([{ state: 'done' }, { state: 'done' }])
    expect(cards('zhangwei')).toHaveLength(2)
    expect(
      await world.store.db.activity.count({ where: { text: { contains: '可靠性实验室方案' } } }),
    ).toBe(1)
  })
})

/** The next message of the same person comes to the other instance, which does both. */
async function doneElsewhere(other: Instance): Promise<void> {
  await world.feishu.setWebhook(`${other.url}/webhooks/feishu`)
  await say('zhangwei', '帮助')
  await other.bot.engine.settled()
}

/** A store in which nothing can be written for a message with this word. */
function poisonedBy(word: string, saying = ''): (store: Store) => Store {
  return (store) => ({
    ...store,
    write: (lane, run) =>
      store.write(lane, async (tx) => {
        const result = await run(tx)
        const done = result as { inbound?: { content?: { text?: string } } } | undefined
        if (lane === 'message' && done?.inbound?.content?.text === word) {
          throw new Error(`poison ${saying}`)
        }
        return result
      }),
  })
}
