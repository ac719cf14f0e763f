import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const sentence = '今天拜访了立辰王工,聊可靠性实验室方案,他嫌贵,下周二再报一版'

describe.each(places)('logging a contact on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }
  const logged = () =>
    scene.store.db.activity.findFirst({
      where: { byUserId: 'zhangwei' },
      orderBy: { createdAt: 'desc' },
      include: { deal: true, account: true },
    })

  it('U2 is saved at once, with what comes next', async () => {
    const card = await said('zhangwei', sentence)
    for (const words of [
      '已记录',
      '立辰·面谈·2026-11-18(今天)',
      '价格偏高',
      '再报一版 2026-11-24(下周二)',
      '新联系人 王工 缺电话',
      '补电话',
      '撤销',
    ]) {
      expect(card.text).toContain(words)
    }
    const activity = await logged()
    expect(activity).toMatchObject({
      account: { code: 'CUS5' },
      deal: { code: 'D-1005' },
      kind: 'visit',
      onDate: '2026-11-18',
      topic: '可靠性实验室方案',
      feedback: '价格偏高',
      nextStep: '再报一版',
      nextDate: '2026-11-24',
      text: sentence,
      undoneAt: null,
    })
    const contact = await scene.store.db.contact.findUniqueOrThrow({
      where: { id: activity!.contactId! },
    })
    expect(contact).toMatchObject({ accountId: 'cus5', name: '王工', phone: null })
    expect(
      await scene.store.db.task.findFirst({ where: { activityId: activity!.id } }),
    ).toMatchObject({ ownerId: 'zhangwei', title: '再报一版', dueDate: '2026-11-24' })
    expect(await scene.store.db.account.findUnique({ where: { code: 'CUS5' } })).toMatchObject({
      lastActivityDate: '2026-11-18',
    })
    expect(await scene.store.db.audit.count({ where: { action: 'activity.log' } })).toBe(1)
  })

  it('taken back, it is as if it had not been', async () => {
    await said('zhangwei', sentence)
    const activity = await logged()
    expect((await said('zhangwei', '撤销')).text).toContain('已撤销')
    expect((await logged())!.undoneAt).not.toBeNull()
    expect(
      await scene.store.db.task.findFirst({ where: { activityId: activity!.id } }),
    ).toMatchObject({ cancelledAt: expect.any(Date) })
    expect(await scene.store.db.contact.count({ where: { name: '王工', accountId: 'cus5' } })).toBe(
      0,
    )
    expect(await scene.store.db.account.findUnique({ where: { code: 'CUS5' } })).toMatchObject({
      lastActivityDate: '2026-11-10',
    })
  })

  it('F3 without a next step it asks for one, and a button settles it', async () => {
    const card = await said('zhangwei', '今天给立辰沈工打了个电话,聊测试大纲')
    for (const words of ['下一步?', '3天后电话', '一周后', '暂不跟进']) {
      expect(card.text).toContain(words)
    }
    await scene.tap('zhangwei', card.id, '3天后电话')
    expect(await logged()).toMatchObject({ nextStep: '电话跟进', nextDate: '2026-11-21' })
    expect(await scene.store.db.task.findFirst({ where: { title: '电话跟进' } })).toMatchObject({
      dueDate: '2026-11-21',
      ownerId: 'zhangwei',
    })
    const again = await scene.tap('zhangwei', card.id, '一周后')
    expect(again.toast?.content).not.toContain('2026-11-25')
    expect(await scene.store.db.task.count({ where: { activityId: (await logged())!.id } })).toBe(1)
  })

  it('「补电话」 opens a form; a wrong number is told, a right one kept', async () => {
    const card = await said('zhangwei', sentence)
    await scene.tap('zhangwei', card.id, '补电话')
    const chat = scene.feishu.privateChatOf('ou_zhangwei')
    const form = scene.feishu.messages(chat).at(-1)!
    expect(scene.read(form)).toContain('补王工的电话')
    const wrong = await scene.tap('zhangwei', form.id, '保存', { phone: '138' })
    expect(wrong.toast?.content).toContain('号码看着不对')
    await scene.tap('zhangwei', form.id, '保存', { phone: '138 0000 1111' })
    const contact = await scene.store.db.contact.findFirst({
      where: { name: '王工', accountId: 'cus5' },
    })
    expect(contact).toMatchObject({ phone: '13800001111' })
    const audit = await scene.store.db.audit.findMany({ where: { action: 'contact.phone-added' } })
    expect(audit).toHaveLength(1)
    expect(JSON.stringify(audit)).not.toContain('13800001111')
  })

  it('a contact that two customers have is asked about, and the answer saves it', async () => {
    await said('zhangwei', sentence)
    await scene.store.write('message', (tx) => tx.outbox.deleteMany({}))
    const question = await said('zhangwei', '昨天和王工通了电话,聊老化方案')
    expect(question.text).toContain('哪位王工?')
    await scene.tap('zhangwei', question.id, '华鑫')
    expect(await logged()).toMatchObject({
      account: { code: 'CUS3' },
      kind: 'call',
      onDate: '2026-11-17',
    })
  })

  it('what has not happened yet is not saved as if it had', async () => {
    const before = await scene.store.db.activity.count()
    const { text } = await said('zhangwei', '明天上午10点拜访立辰沈工')
    expect(text).toContain('还没到')
    expect((await said('zhangwei', '下午拜访立辰沈工')).text).toContain('还没到')
    expect((await said('zhangwei', '没联系上立辰沈工')).text).toContain('不算互动')
    expect(await scene.store.db.activity.count()).toBe(before)
  })
})
