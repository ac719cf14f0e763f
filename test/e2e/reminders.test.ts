import { afterEach, beforeEach, describe, expect } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { createScheduler } from '../../src/bot/scheduler.ts'
import { deliverRemindersJob } from '../../src/jobs/deliver-reminders.ts'
import { timeOrderedIds } from '../../src/lib/ids.ts'
import type { Platform } from '../../src/platforms/port.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const at = (shanghai: string) => Date.parse(`${shanghai.replace(' ', 'T')}:00+08:00`)

describe.each(places)('reminders on %s', (database) => {
  const it = itOn(database)
  let scene: Scene
  let errors: string[]

  beforeEach(async () => {
    scene = await openScene(database)
    errors = []
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }
  const reminders = async () => {
    const where = { kind: 'reminder', cancelledAt: null }
    return scene.store.db.task.findMany({ where, orderBy: { createdAt: 'asc' } })
  }
  const messages = () => scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei'))

  /** Lets the job look once, as the scheduler of any instance would, and sends what it queued. */
  const runJob = async () => {
    const quiet = () => undefined
    const note = (_: unknown, message: string) => void errors.push(message)
    const { store, clock } = scene
    const platforms = new Map([['feishu', { id: 'feishu' } as Platform]])
    const log = { debug: quiet, info: quiet, warn: note, error: note }
    const deps = {
      store,
      clock,
      ids: timeOrderedIds,
      log,
      platforms,
      zone: 'Asia/Shanghai',
      adminUsers: [],
      wake: scene.bot.engine.wake,
    }
    await createScheduler(deps, [deliverRemindersJob]).runDue()
    await scene.bot.engine.settled()
    expect(errors).toEqual([])
  }

  it('U15 is saved at once, can be moved and deleted', async () => {
    const card = await said('zhangwei', '明天下午3点提醒我给陈总打电话')
    for (const words of ['好的,2026-11-19(周四)15:00 提醒:给陈总打电话', '改期', '删除']) {
      expect(card.text).toContain(words)
    }
    expect(await reminders()).toMatchObject([
      {
        ownerId: 'zhangwei',
        title: '给陈总打电话',
        dueDate: '2026-11-19',
        dueAt: new Date(at('2026-11-19 15:00')),
        dealId: null,
      },
    ])
    await scene.tap('zhangwei', card.id, '删除')
    expect(await reminders()).toEqual([])
    await said('zhangwei', '撤销')
    expect(await reminders()).toHaveLength(1)
  })

  it('comes once when its time has come, and can be put off or ticked off', async () => {
    await said('zhangwei', '明天下午3点提醒我问华芯检测的进展')
    scene.clock.moveTo(at('2026-11-19 14:58'))
    await runJob()
    const before = messages().length
    scene.clock.moveTo(at('2026-11-19 15:00'))
    await runJob()
    await runJob()
    scene.clock.moveTo(at('2026-11-19 15:03'))
    await runJob()
    expect(messages()).toHaveLength(before + 1)
    const card = messages().at(-1)!
    for (const words of ['问华芯检测的进展', '关于 D-1001 华芯检测项目', '完成', '+1天', '+1周']) {
      expect(scene.read(card)).toContain(words)
    }
    // What is said next is about the deal that it was about.
    expect((await said('zhangwei', '改成320万')).text).toContain('D-1001')
    await scene.tap('zhangwei', card.id, '+1天')
    expect((await reminders())[0]).toMatchObject({
      dueAt: new Date(at('2026-11-20 15:00')),
      notifiedAt: null,
    })
    scene.clock.moveTo(at('2026-11-20 15:01'))
    await runJob()
    const again = messages().at(-1)!
    expect(scene.read(again)).toContain('问华芯检测的进展')
    const done = await scene.tap('zhangwei', again.id, '完成')
    expect(done.toast?.content).toContain('已完成')
    expect((await reminders())[0]?.doneAt).not.toBeNull()
    const count = messages().length
    scene.clock.moveTo(at('2026-11-28 15:01'))
    await runJob()
    expect(messages()).toHaveLength(count)
  })

  it('a hundred and one that are due at once all come, each once', async () => {
    const rows = Array.from({ length: 101 }, (_, i) => ({
      id: `r${String(i).padStart(3, '0')}`,
      kind: 'reminder',
      ownerId: people[i % people.length]!.id,
      title: `第${i}件`,
      dueDate: '2026-11-18',
      dueAt: new Date(at('2026-11-18 09:00')),
      createdAt: new Date(at('2026-11-17 09:00')),
    }))
    await scene.store.write('background', (tx) => tx.task.createMany({ data: rows }))
    await runJob()
    const queued = await scene.store.db.outbox.findMany({ where: { priority: 5 } })
    expect(new Set(queued.map((row) => row.dedupeKey)).size).toBe(101)
    expect(await scene.store.db.task.count({ where: { notifiedAt: null, kind: 'reminder' } })).toBe(
      0,
    )
  })

  it('what was moved, deleted or done before its time does not come then', async () => {
    const moved = await said('zhangwei', '今天上午11点提醒我交标书')
    const form = async (text: string) => {
      await scene.tap('zhangwei', moved.id, '改期')
      return scene.tap('zhangwei', messages().at(-1)!.id, '保存', { when: text })
    }
    expect((await form('昨天')).toast?.content).toContain('时间已过去')
    expect((await form('下次')).toast?.content).toContain('时间没看懂')
    await form('后天')
    expect((await reminders())[0]?.dueAt).toEqual(new Date(at('2026-11-20 11:00')))
    const deleted = await said('zhangwei', '11点提醒我开会')
    await scene.tap('zhangwei', deleted.id, '删除')
    await said('zhangwei', '11点半叫我一下')
    const before = messages().length
    scene.clock.moveTo(at('2026-11-18 11:29'))
    await runJob()
    expect(messages()).toHaveLength(before)
    scene.clock.moveTo(at('2026-11-18 11:30'))
    await runJob()
    expect(messages()).toHaveLength(before + 1)
  })

  it.each([
    ['X22 昨天提醒我', '时间已过去'],
    ['上周三提醒我交标书', '时间已过去'],
    ['今天早上8点提醒我交标书', '时间已过去'],
    ['每天提醒我看邮件', '还不能每天'],
    ['提醒我每周一上午9点发周报', '还不能每天'],
    ['提醒李娜明天交报告', '只能提醒你自己,还不能提醒李娜'],
  ])('%s is refused clearly', async (text, words) => {
    expect((await said('zhangwei', text.replace('X22 ', ''))).text).toContain(words)
    expect(await reminders()).toEqual([])
  })

  it.each([
    ['提醒我给陈总打电话', '什么时候提醒?', '明天下午2点', '2026-11-19 14:00'],
    ['今天提醒我交标书', '今天几点提醒?', '14:00', '2026-11-18 14:00'],
    ['下周提醒我跟进立辰', '哪一天提醒?', '下周二', '2026-11-24 09:00'],
    ['过阵子提醒我问问', '是什么时候?', '三天后', '2026-11-21 09:00'],
  ])('%s asks when, and takes the answer', async (text, question, answer, due) => {
    expect((await said('zhangwei', text)).text).toContain(question)
    expect(await reminders()).toEqual([])
    await said('zhangwei', answer)
    expect((await reminders())[0]?.dueAt).toEqual(new Date(at(due)))
  })

  it('without a time of day it is nine o’clock, and that is said', async () => {
    const card = await said('zhangwei', '三天后提醒我问华芯进展')
    expect(card.text).toContain('2026-11-21(周六)09:00 提醒:问华芯进展')
    expect(card.text).toContain('没说几点,按 09:00 提醒')
    expect(card.text).toContain('关于 华芯')
    expect((await said('zhangwei', '下周三上午提醒我交标书')).text).not.toContain('没说几点')
  })

  it('one’s own are listed, found by their words, moved and cancelled', async () => {
    await said('zhangwei', '明天下午3点提醒我给陈总打电话')
    await said('zhangwei', '周五提醒我交标书')
    await said('lina', '明天上午10点提醒我问顺达')
    const list = await said('zhangwei', '我的提醒')
    expect(list.text).toMatch(/我的提醒 2 条[\s\S]*给陈总打电话[\s\S]*交标书/)
    expect(list.text).not.toContain('顺达')
    expect((await said('zhangwei', '明天有哪些提醒')).text).toMatch(/11-19\(周四\) 的提醒 1 条/)
    const moved = await said('zhangwei', '把交标书的提醒改到下周一上午10点')
    expect(moved.text).toContain('2026-11-23(下周一)10:00 提醒:交标书')
    expect((await said('zhangwei', '取消给陈总打电话的提醒')).text).toContain('提醒已删除')
    expect((await said('zhangwei', '取消给陈总打电话的提醒')).text).toContain(
      '没有「给陈总打电话」的提醒',
    )
    expect((await said('zhangwei', '我的提醒')).text).toContain('我的提醒 1 条')
  })

  it('nobody else’s can be tapped, and what it was about is not told once it may not be read', async () => {
    await said('zhangwei', '明天下午3点提醒我问华芯检测的进展')
    const [row] = await reminders()
    await scene.store.write('background', async (tx) => {
      await tx.deal.update({ where: { id: row!.dealId! }, data: { ownerId: 'wangqiang' } })
      await tx.account.update({ where: { id: row!.accountId! }, data: { ownerId: 'wangqiang' } })
    })
    scene.clock.moveTo(at('2026-11-19 15:00'))
    await runJob()
    const text = scene.read(messages().at(-1))
    expect(text).toContain('问华芯检测的进展')
    expect(text).not.toContain('D-1001')
  })

  it('a report, a reminder and a change in one message each go their way', async () => {
    const { answers } = await scene.say(
      'zhangwei',
      '今天拜访了立辰王工,聊可靠性方案,三天后提醒我问进展',
    )
    const text = answers.map((one) => scene.read(one)).join('\n')
    expect(text).toContain('已记录')
    expect(text).toContain('2026-11-21(周六)09:00 提醒:问进展')
    expect((await reminders())[0]).toMatchObject({ accountId: 'cus5' })
  })
})
