/** What becomes of a message that cannot be delivered: somebody else has it, or is told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noticeCard } from '../../cards/notice-card.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import { enqueue, type NewOutboxRow } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { type Instance, openWorld, type World } from '../support/world.ts'

let world: World
let bot: Instance
beforeEach(() => {
  world = undefined as unknown as World
})
afterEach(() => world.close())

/** A push to 李娜, whose manager is 陈静. */
const push = (text: string, more: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  id: timeOrderedIds.next(),
  dedupeKey: `test:${text}`,
  platform: 'feishu',
  operation: 'send',
  targetKind: 'user',
  targetId: 'ou_lina',
  userId: 'lina',
  card: {
    ...noticeCard(text, ['内容']),
    blocks: [
      { type: 'text', line: '内容' },
      { type: 'buttons', buttons: [{ text: '完成', action: { a: 'x.y', id: '1', v: 1 } }] },
    ],
  },
  priority: 5,
  createdMs: Date.now(),
  nextMs: Date.now(),
  ...more,
})
const deal = (id: string) => ({ subjectKind: 'deal', subjectId: id })
const send = async (...rows: NewOutboxRow[]) => {
  await world.store.write('background', (tx) => enqueue(tx, world.store.dialect, rows))
  bot.bot.engine.wake()
  await bot.bot.engine.settled()
}
const cards = (who: string) => world.answersTo(who).map(({ card }) => JSON.stringify(card))
const unreachable = async (...who: string[]) => {
  for (const one of who) await world.feishu.changePerson(`ou_${one}`, { mutedBot: true })
  await bot.bot.engine.settled()
}

describe.each(databases)('undelivered on %s', (database) => {
  beforeEach(async () => {
    world = await openWorld(database)
    bot = await world.start()
  })

  it('X14 a push goes to the manager, who may read it, with a word and nothing to tap', async () => {
    await unreachable('lina')
    await send(push('催一下终端', deal('d-1002')))
    const [card, ...more] = cards('chenjing')
    expect(card).toContain('原本发给李娜,没送到:对方停用了机器人的消息')
    expect(card).toContain('催一下终端')
    expect(card).not.toContain('完成')
    expect(more).toEqual([])
  })

  it.each([
    ['what concerns the person alone', {}],
    ['a deal that is not the team’s', deal('d-1004')],
  ])('X14 of %s the manager is told that there was something, and no more', async (_, about) => {
    await world.store.write('background', (tx) =>
      tx.participant.create({
        data: { subjectKind: 'deal', subjectId: 'd-1004', userId: 'lina', part: 'collaborator' },
      }),
    )
    await unreachable('lina')
    await send(push('私事', about))
    const [card, ...more] = cards('chenjing')
    expect(card).toContain('给李娜的一条消息没送到')
    expect(card).not.toContain('私事')
    expect(more).toEqual([])
  })

  it('it ends with the manager', async () => {
    await unreachable('lina', 'chenjing', 'zhaomin')
    await send(push('催一下终端', deal('d-1002')))
    const rows = await world.store.db.outbox.findMany()
    expect(rows.map(({ state }) => state)).toEqual(['dead', 'dead'])
  })

  it('an answer is nobody else’s', async () => {
    await unreachable('lina')
    await send(push('你的问题', { ...deal('d-1002'), priority: 0 }))
    expect(await world.store.db.outbox.count()).toBe(1)
  })

  it('what the platform will not carry is told to whom it was for, and to the administrators', async () => {
    world.feishu.faults.auditedWords = ['机密']
    await send(push('机密', { priority: 0 }))
    expect(cards('lina')).toEqual([expect.stringContaining('内容被平台的审核拦下')])
    expect(cards('helei')).toEqual([expect.stringContaining('给李娜的一条消息没送到')])
    expect(cards('helei').join()).not.toContain('机密')
  })

  it('what was given up is told to the administrators, once an hour', async () => {
    const rows = [push('一'), push('二', { targetId: 'ou_wangqiang', userId: 'wangqiang' })]
    world.feishu.faults.fail5xx = 2
    world.feishu.faults.appliesTo = ({ path }) => path.startsWith('/open-apis/im/')
    await world.store.write('background', async (tx) => {
      await enqueue(tx, world.store.dialect, rows)
      await tx.outbox.updateMany({ data: { attempts: 11 } })
    })
    bot.bot.engine.wake()
    await bot.bot.engine.settled()
    const ended = await world.store.db.outbox.findMany({ where: { state: 'dead' } })
    expect(ended.map(({ reason }) => reason)).toEqual(Array(2).fill('gave up: platform-error'))
    expect(cards('helei')).toHaveLength(1)
  })

  it('a group that is closed to the bot is known as such from then on', async () => {
    await world.feishu.removeBot('oc_huadong', 'ou_zhangwei')
    await bot.bot.engine.settled()
    const where = { platform_externalId: { platform: 'feishu', externalId: 'oc_huadong' } }
    // The event of that was missed.
    await world.store.write('background', (tx) => tx.chat.update({ where, data: { active: true } }))
    const toGroup = { targetKind: 'chat', targetId: 'oc_huadong', userId: undefined } as const
    await send(push('日报', toGroup))
    expect(await world.store.db.chat.findUnique({ where })).toMatchObject({ active: false })
  })
})
