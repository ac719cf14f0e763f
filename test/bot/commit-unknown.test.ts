/** The connection was lost during the COMMIT: whether it went through is looked up, never guessed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommitUnknown } from '../../src/store/commit-unknown.ts'
import type { Lane, Store } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(() => {
  world = undefined as unknown as World
})
afterEach(() => world.close())

const visit = '拜访了立辰王工,聊可靠性实验室方案'
const entries = () => world.store.db.activity.count({ where: { text: visit } })
const amount = async () =>
  (await world.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })).amountFen

describe.each(databases)('on %s', (database) => {
  describe.each([true, false])('when it had gone through: %s', (committed) => {
    const start = async (lane: Lane) => {
      world = await openWorld(database)
      return world.start({ between: losingTheCommit(lane, committed) })
    }

    it('a tap is done once and shows that it is', async () => {
      const bot = await start('tap')
      const { feishu } = world
      await feishu.say({ from: 'ou_zhangwei', chat: 'private', text: 'D-1001 金额改成310万' })
      await bot.bot.engine.settled()
      const messageId = world.answersTo('zhangwei')[0]!.id
      const confirm = () => feishu.tap({ by: 'ou_zhangwei', messageId, button: { text: '确认' } })
      const report = await confirm()
      expect(report.toast?.content).toBe('已保存,10分钟内可撤销')
      expect(JSON.stringify(report.card)).toContain('已更新')
      expect(await amount()).toBe(310_000_000n)
      const where = { action: 'deal.change', subjectId: 'd-1001' }
      expect(await world.store.db.audit.count({ where })).toBe(1)
    })

    it.each(['inbox', 'message'] as const)(
      'an event is answered and done once (%s)',
      async (lane) => {
        const bot = await start(lane)
        const said = await world.feishu.say({ from: 'ou_zhangwei', chat: 'private', text: visit })
        expect(said.attempts.map(({ status }) => status)).toEqual([200])
        await world.feishu.until(() => world.answersTo('zhangwei').length > 0)
        await bot.bot.engine.settled()
        expect(await entries()).toBe(1)
        expect(world.answersTo('zhangwei')).toHaveLength(1)
      },
    )
  })
})

/** Says of the first write of this lane with anything to do that nobody knows how it ended. */
function losingTheCommit(lane: Lane, committed: boolean): (store: Store) => Store {
  let lost = false
  return (store) => ({
    ...store,
    write: async (current, run) => {
      if (lost || current !== lane) return store.write(current, run)
      const unknown = new CommitUnknown('the connection was lost')
      const result = await store.write(current, async (tx) => {
        const done = await run(tx)
        lost = done !== undefined
        if (lost && !committed) throw unknown
        return done
      })
      if (lost) throw unknown
      return result
    },
  })
}
