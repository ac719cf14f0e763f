import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { demoNow } from '../../prisma/demo/units.ts'
import { openStage, type Stage } from '../../src/cli/demo-stage.ts'
import { movableClock } from '../../src/lib/clock.ts'
import type { Log, LogFields } from '../../src/lib/logger.ts'
import { databases, type FreshStore, freshStore } from '../support/databases.ts'

/** What the set-up guide has people grant, and nothing else. */
const granted = JSON.parse(readFileSync('deploy/feishu-scopes.json', 'utf8')) as {
  scopes: { tenant: string[] }
}
const simulator = { scopes: granted.scopes.tenant }

/** A tenant as it is on the first day: a directory, an administrator by id, and an empty store. */
describe.each(databases)('the first day in a tenant on %s', (database) => {
  let fresh: FreshStore
  let stage: Stage
  let logged: LogFields[]

  const open = async (scheduler: boolean) => {
    fresh = await freshStore(database)
    const clock = movableClock(demoNow.getTime())
    logged = []
    const note = (fields: LogFields) => void logged.push(fields)
    const log: Log = { debug: note, info: note, warn: note, error: note }
    stage = await openStage({ store: fresh.store, clock, scheduler, simulator, log })
  }
  afterEach(async () => {
    await stage.close()
    await fresh.close()
  })

  const say = async (who: string, text: string) => {
    const chat = stage.feishu.privateChatOf(`ou_${who}`)
    const before = stage.feishu.messages(chat).length
    await stage.feishu.say({ from: `ou_${who}`, chat, text })
    await stage.bot.engine.settled()
    const answers = stage.feishu.messages(chat).slice(before + 1)
    return answers.map(({ id, card }) => ({ id, said: JSON.stringify(card) }))
  }
  const confirm = async (who: string, text: string) => {
    const [preview] = await say(who, text)
    const button = { text: '确认' }
    const report = await stage.feishu.tap({ by: `ou_${who}`, messageId: preview!.id, button })
    await stage.bot.engine.settled()
    return report
  }
  /** Resolves when the first sync is written down. */
  const synced = async () => {
    const ended = { job: 'sync-directory', state: 'done' }
    while ((await fresh.store.db.jobRun.count({ where: ended })) === 0) {
      await new Promise((done) => setImmediate(done))
    }
  }

  it('everyone is known by name before they say a word; the administrator gives roles', async () => {
    await open(true)
    await synced()
    expect(await fresh.store.db.user.count()).toBe(13)
    expect((await say('zhangwei', '看看华芯'))[0]!.said).toContain('何磊')
    expect(await confirm('helei', '张伟是销售')).toMatchObject({ toast: { type: 'success' } })
    expect(await confirm('helei', '陈静带华东组')).toMatchObject({ toast: { type: 'success' } })
    expect(await confirm('helei', '张伟加入华东组')).toMatchObject({ toast: { type: 'success' } })
    const help = (await say('zhangwei', '帮助'))[0]!.said
    // Nothing of the demo: who has no record yet is shown where one would stand.
    expect(help).not.toContain('华芯')
    expect(help).toContain('某')
    const user = await fresh.store.db.user.findFirstOrThrow({
      where: { name: '张伟' },
      include: { roles: true, teams: { include: { team: true } } },
    })
    const leader = await fresh.store.db.user.findFirstOrThrow({ where: { name: '陈静' } })
    expect(user.managerId).toBe(leader.id)
    expect(user.roles).toMatchObject([{ role: 'rep' }])
    expect(user.teams).toMatchObject([{ team: { name: '华东组' } }])
  })

  it.each([true, false])(
    'whoever sets the bot up finds their id in the answer and in the log (directory read: %s)',
    async (scheduler) => {
      await open(scheduler)
      if (scheduler) await synced()
      await fresh.store.write('background', (tx) => tx.userRole.deleteMany())
      const [answer] = await say('zhangwei', '你好')
      expect(answer!.said).toContain('ou_zhangwei')
      expect(answer!.said).toContain('ADMIN_USERS')
      expect(logged).toContainEqual(expect.objectContaining({ externalId: 'ou_zhangwei' }))
    },
  )

  it('once there is an administrator the id is in the log alone', async () => {
    await open(true)
    await synced()
    expect((await say('zhangwei', '你好'))[0]!.said).not.toContain('ou_zhangwei')
    expect(logged).toContainEqual(expect.objectContaining({ externalId: 'ou_zhangwei' }))
  })

  it('without a scheduler people are known by their first word', async () => {
    await open(false)
    expect((await say('zhangwei', '看看华芯'))[0]!.said).toContain('管理员')
    await say('helei', '帮助')
    expect(await confirm('helei', '张伟是销售')).toMatchObject({ toast: { type: 'success' } })
  })

  it('somebody named in ADMIN_USERS later is an administrator from the next start on', async () => {
    await open(false)
    await say('helei', '帮助')
    await fresh.store.write('background', (tx) => tx.userRole.deleteMany())
    await stage.close()
    stage = await openStage({ store: fresh.store, clock: movableClock(demoNow.getTime()) })
    expect(await fresh.store.db.userRole.findMany()).toMatchObject([{ role: 'operations' }])
  })
})
