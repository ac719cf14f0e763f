import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const nothing = '没有权限或不存在'
const demo = people.map(({ id, name, managerId }) => ({
  openId: `ou_${id}`,
  name,
  ...(managerId && { leaderOpenId: `ou_${managerId}` }),
}))

const talkWith = (scene: Scene) => {
  const said = async (who: string, text: string, more = {}) => {
    const { answers } = await scene.say(who, text, more)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }
  const messagesTo = (who: string) =>
    scene.feishu
      .messages(scene.feishu.privateChatOf(`ou_${who}`))
      .filter((message) => message.sender.kind === 'bot')
  return {
    said,
    messagesTo,
    latestTo: (who: string) => scene.read(messagesTo(who).at(-1)),
    tapped: async (who: string, id: string, button: string, form?: Record<string, string>) => {
      const { toast } = await scene.tap(who, id, button, form)
      return { toast: toast?.content, text: scene.read(scene.feishu.message(id)) }
    },
    /** Says it and confirms the preview. */
    done: async (who: string, text: string) => {
      const { id } = await said(who, text)
      await scene.tap(who, id, '确认')
      return { id, text: scene.read(scene.feishu.message(id)) }
    },
    parts: () =>
      scene.store.db.participant.findMany({
        where: {
          userId: { in: ['lina', 'wangqiang', 'zhoutao', 'sunli'] },
          subjectId: { not: 'd-1007' },
        },
        orderBy: [{ subjectId: 'asc' }, { userId: 'asc' }],
      }),
  }
}

describe.each(databases)('colleagues on a record, on %s', (database) => {
  let scene: Scene
  let talk: ReturnType<typeof talkWith>

  beforeEach(async () => {
    scene = await openScene(database)
    talk = talkWith(scene)
  })
  afterEach(() => scene.finish())

  const partOf = async (userId: string, subjectId: string) =>
    (await scene.store.db.participant.findFirst({ where: { userId, subjectId } }))?.part

  it('is previewed with who, what they will see and old → new, and opened by a tap', async () => {
    const card = await talk.said('zhangwei', '把李娜加到华芯检测项目')
    expect(card.text).toMatch(
      /确认共享[\s\S]*D-1001 华芯检测项目[\s\S]*李娜[\s\S]*未参与[\s\S]*协作[\s\S]*能看阶段和日期、金额、联系人、电话、互动记录,也能记互动、打标签、补资料。不能改阶段、金额、日期[\s\S]*30 分钟内有效;负责人不变/,
    )
    expect(await partOf('lina', 'd-1001')).toBeUndefined()
    expect((await talk.said('lina', '华芯检测什么情况')).text).toContain(nothing)
    const { toast, text } = await talk.tapped('zhangwei', card.id, '确认')
    expect(toast).toBe('已保存,10分钟内可撤销')
    expect(text).toMatch(/已共享[\s\S]*私信告诉李娜/)
    expect(await partOf('lina', 'd-1001')).toBe('collaborator')
    expect(await scene.store.db.deal.findUnique({ where: { id: 'd-1001' } })).toMatchObject({
      version: 2,
      ownerId: 'zhangwei',
    })
    const audit = await scene.store.db.audit.findMany({ where: { action: 'participant.change' } })
    expect(audit).toMatchObject([
      {
        userId: 'zhangwei',
        subjectId: 'd-1001',
        field: 'lina',
        oldValue: null,
        newValue: 'collaborator',
      },
    ])
  })

  it('whoever comes in is told in private, and opens the record from there', async () => {
    await talk.done('zhangwei', '华芯检测让李娜一起跟')
    const told = talk.messagesTo('lina').at(-1)!
    expect(scene.read(told)).toMatch(/张伟请你一起跟[\s\S]*D-1001 华芯检测项目[\s\S]*负责人 张伟/)
    const open = { a: 'deal.show', id: 'd-1001' }
    await scene.feishu.tap({ by: 'ou_lina', messageId: told.id, button: { value: open } })
    await scene.bot.engine.settled()
    expect(talk.latestTo('lina')).toMatch(/D-1001 华芯检测项目[\s\S]*¥2,800,000/)
    // The card stays where it is when the right has gone.
    await talk.done('zhangwei', '把李娜从华芯检测移除')
    expect(scene.read(scene.feishu.message(told.id))).not.toMatch(/华芯|D-1001/)
  })

  it('is taken back within ten minutes, and what was told is emptied', async () => {
    const { id } = await talk.done('zhangwei', '把李娜加到华芯检测')
    expect(talk.latestTo('lina')).toContain('D-1001 华芯检测项目')
    expect((await talk.tapped('zhangwei', id, '撤销')).toast).toBe('已撤销')
    expect(await partOf('lina', 'd-1001')).toBeUndefined()
    expect(talk.latestTo('lina')).toContain('这次共享已变更')
    expect(talk.latestTo('lina')).not.toMatch(/华芯|D-1001|张伟/)
    expect((await talk.said('lina', 'D-1001')).text).toContain(nothing)
    scene.clock.moveTo(scene.clock.business() + 11 * 60_000)
    const again = await talk.done('zhangwei', '把李娜加到华芯检测')
    scene.clock.moveTo(scene.clock.business() + 11 * 60_000)
    expect((await talk.tapped('zhangwei', again.id, '撤销')).toast).toContain('已经超过 10 分钟')
    expect(await partOf('lina', 'd-1001')).toBe('collaborator')
  })

  it('a push that has not left yet does not leave', async () => {
    const card = await talk.said('zhangwei', '把李娜加到华芯检测')
    const { faults } = scene.feishu
    faults.appliesTo = ({ path }) => path.startsWith('/open-apis/im/')
    faults.fail5xx = 1
    const tap = (text: string) =>
      scene.feishu.tap({ by: 'ou_zhangwei', messageId: card.id, button: { text } })
    await tap('确认')
    await tap('撤销')
    await scene.bot.engine.settled()
    expect(
      talk
        .messagesTo('lina')
        .map((one) => scene.read(one))
        .join(),
    ).not.toMatch(/华芯|D-1001/)
    const pushes = await scene.store.db.outbox.findMany({ where: { userId: 'lina' } })
    expect(pushes.map(({ state }) => state)).toEqual(['cancelled'])
  })

  it('a preview counts for half an hour, and for the record as it was shown', async () => {
    const late = await talk.said('zhangwei', '把李娜加到华芯检测')
    scene.clock.moveTo(scene.clock.business() + 31 * 60_000)
    expect((await talk.tapped('zhangwei', late.id, '确认')).toast).toBe('确认已过期,请重发')
    const card = await talk.said('zhangwei', '把李娜加到华芯检测')
    await talk.done('chenjing', '华芯检测共享给王强')
    const stale = await talk.tapped('zhangwei', card.id, '确认')
    expect(stale.toast).toMatch(/陈静 \d\d:\d\d 已把王强设为协作,请按新数据确认/)
    expect(await partOf('lina', 'd-1001')).toBeUndefined()
    await talk.tapped('zhangwei', card.id, '确认')
    expect(await partOf('lina', 'd-1001')).toBe('collaborator')
  })

  it('the same of a whole customer', async () => {
    const card = await talk.said('zhangwei', '立辰这个客户李娜也参与')
    expect(card.text).toMatch(/立辰\(整个客户\)[\s\S]*它的全部商机、联系人和互动/)
    await talk.done('chenjing', '立辰这个客户王强也参与')
    const stale = await talk.tapped('zhangwei', card.id, '确认')
    expect(stale.toast).toMatch(/陈静 \d\d:\d\d 已把王强设为协作/)
    await talk.tapped('zhangwei', card.id, '确认')
    expect(await partOf('lina', 'cus5')).toBe('collaborator')
    expect(await scene.store.db.account.findUnique({ where: { id: 'cus5' } })).toMatchObject({
      version: 3,
    })
    await talk.said('zhangwei', '撤销')
    expect(await partOf('lina', 'cus5')).toBeUndefined()
    expect(await partOf('wangqiang', 'cus5')).toBe('collaborator')
  })

  it('an account with two deals is asked about, unless all of it was said', async () => {
    const asked = await talk.said('zhangwei', '华芯共享给李娜')
    expect(asked.text).toMatch(/整个客户,还是其中一个商机\?[\s\S]*整个客户 华芯[\s\S]*华芯检测项目/)
    const card = await talk.said('zhangwei', '射频校准')
    expect(card.text).toMatch(/确认共享[\s\S]*D-1006/)
    await talk.said('zhangwei', '取消')
    for (const text of ['华芯客户共享给李娜', '华芯的全部项目都共享给李娜']) {
      expect((await talk.said('zhangwei', text)).text).toMatch(/确认共享[\s\S]*华芯\(整个客户\)/)
    }
  })

  it('a function comes to deals, as what it is, and sees no more than its column', async () => {
    const card = await talk.said('zhangwei', '立辰可靠性实验室加协作人 周涛')
    expect(card.text).toMatch(
      /售前[\s\S]*周涛 能看阶段和日期、联系人、电话、互动记录[\s\S]*不能看金额[\s\S]*周涛按职能参与/,
    )
    await talk.tapped('zhangwei', card.id, '确认')
    expect(await partOf('zhoutao', 'd-1005')).toBe('called-up')
    const seen = await talk.said('zhoutao', '立辰可靠性实验室多少钱')
    expect(seen.text).toContain('D-1005')
    expect(seen.text).not.toContain('¥')
    expect(
      talk
        .messagesTo('zhoutao')
        .map((one) => scene.read(one))
        .join(),
    ).not.toContain('¥')
    // Of a customer it is every deal that there is, never the customer.
    const all = await talk.said('zhangwei', '华芯这个客户孙丽也参与')
    expect(all.text).toMatch(/孙丽·华芯检测项目[\s\S]*孙丽·华芯射频校准/)
    expect((await talk.said('zhangwei', '中启让周涛也参与')).text).toContain('没有在谈的商机')
  })

  it('a narrower and a wider part replace one another, told each time', async () => {
    await talk.done('zhangwei', '给李娜看一下华芯检测(只读)')
    expect(await partOf('lina', 'd-1001')).toBe('reader')
    expect(talk.latestTo('lina')).toMatch(/请你看看[\s\S]*不能看电话,也不能改任何内容/)
    expect((await talk.said('lina', '华芯采购张经理电话')).text).toContain(nothing)
    const wider = await talk.done('zhangwei', '李娜改成协作')
    expect(wider.text).toMatch(/只读[\s\S]*协作/)
    expect(await partOf('lina', 'd-1001')).toBe('collaborator')
    const told = talk.messagesTo('lina').map((one) => scene.read(one))
    expect(told.filter((text) => text.includes('这次共享已变更'))).toHaveLength(1)
    expect(told.at(-1)).toContain('请你一起跟')
  })

  it('what they may do can be changed in the preview', async () => {
    const card = await talk.said('zhangwei', '把李娜加到华芯检测')
    await talk.tapped('zhangwei', card.id, '修改')
    const revised = await talk.tapped('zhangwei', card.id, '看新的预览', { part: 'reader' })
    expect(revised.text).toMatch(/确认共享[\s\S]*只读/)
    await talk.tapped('zhangwei', card.id, '确认')
    expect(await partOf('lina', 'd-1001')).toBe('reader')
  })

  it('somebody else joins the preview that waits', async () => {
    const card = await talk.said('zhangwei', '把李娜加到华芯检测')
    await talk.said('zhangwei', '王强也加上')
    expect(scene.read(scene.feishu.message(card.id))).toMatch(/李娜[\s\S]*王强/)
    await talk.tapped('zhangwei', card.id, '确认')
    expect([await partOf('lina', 'd-1001'), await partOf('wangqiang', 'd-1001')]).toEqual([
      'collaborator',
      'collaborator',
    ])
  })

  it.each([
    ['把我加到华芯检测', '你就是 华芯检测项目 的负责人'],
    ['华芯检测让周涛一起跟', '周涛已经在 华芯检测项目 里了(售前)'],
    ['让陈静一起跟华芯检测', '陈静按角色已经能看到 华芯检测项目'],
    ['李娜不跟华芯检测了', '李娜本来就不在 华芯检测项目 里'],
    ['把陈静从华芯检测移除', '陈静不是 华芯检测项目 的参与人,是按角色能看到的'],
    ['把张伟从华芯检测移除', '负责人,不能移除'],
    ['让王小明一起跟立辰', '没找到「王小明」'],
    ['华芯检测加个协作人', '要让哪位同事参与?'],
  ])('「%s」 changes nothing: %s', async (text, words) => {
    expect((await talk.said('zhangwei', text)).text).toContain(words)
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('who leaves the customer leaves its deals with it; from one deal alone nobody would', async () => {
    await talk.done('zhangwei', '华芯客户共享给李娜')
    await talk.done('zhangwei', '给李娜看一下射频校准(只读)')
    const alone = await talk.said('zhangwei', '把李娜从华芯检测移除')
    expect(alone.text).toContain('李娜是整个客户 华芯 的协作,只从这个商机移除还是看得到')
    const card = await talk.said('zhangwei', '把李娜从华芯客户移除')
    expect(card.text).toMatch(
      /确认移除[\s\S]*李娜·华芯[\s\S]*协作[\s\S]*李娜·华芯射频校准[\s\S]*只读/,
    )
    await talk.tapped('zhangwei', card.id, '确认')
    expect(await scene.store.db.participant.count({ where: { userId: 'lina' } })).toBe(0)
    await talk.said('zhangwei', '撤销')
    expect([await partOf('lina', 'cus1'), await partOf('lina', 'd-1006')]).toEqual([
      'collaborator',
      'reader',
    ])
  })

  it('a part in a deal stays what it is beside one in its customer, and that is said', async () => {
    await talk.done('zhangwei', '给李娜看一下射频校准(只读)')
    const card = await talk.said('zhangwei', '华芯客户共享给李娜')
    expect(card.text).toContain('李娜在 D-1006 华芯射频校准 单独设过只读,那里不变')
  })

  it('a function without a name is whoever does it', async () => {
    const card = await talk.said('zhangwei', '让售前一起跟立辰可靠性实验室')
    expect(card.text).toMatch(/确认共享[\s\S]*周涛[\s\S]*售前/)
    await talk.said('zhangwei', '取消')
    await scene.store.write('message', (tx) =>
      tx.userRole.create({ data: { userId: 'gaoyuan', role: 'presales' } }),
    )
    const asked = await talk.said('zhangwei', '让售前一起跟立辰可靠性实验室')
    expect(asked.text).toMatch(/哪位售前\?[\s\S]*高远[\s\S]*周涛/)
  })

  it('all sharing of a record ends at once; the functions stay', async () => {
    expect((await talk.said('zhangwei', '华芯检测取消共享')).text).toContain('没有共享给别人')
    await talk.done('zhangwei', '华芯检测共享给李娜和王强')
    const card = await talk.said('zhangwei', '华芯检测取消共享')
    expect(card.text).toMatch(/确认移除[\s\S]*李娜[\s\S]*王强/)
    await talk.tapped('zhangwei', card.id, '确认')
    expect((await talk.parts()).map(({ userId }) => userId)).toEqual(['zhoutao', 'sunli'])
  })

  it('one comes for another', async () => {
    const card = await talk.said('zhangwei', '华芯检测把周涛去掉,换李娜')
    expect(card.text).toMatch(/周涛[\s\S]*移除[\s\S]*李娜[\s\S]*协作/)
    await talk.tapped('zhangwei', card.id, '确认')
    expect([await partOf('zhoutao', 'd-1001'), await partOf('lina', 'd-1001')]).toEqual([
      undefined,
      'collaborator',
    ])
  })

  it('what is said in a group is previewed in private', async () => {
    const { answers } = await scene.say('zhangwei', '@李娜 来跟一下华芯检测', {
      chat: 'oc_huadong',
      mentionBot: true,
    })
    expect(scene.read(answers.at(-1))).toContain('确认共享')
    const group = scene.feishu.messages('oc_huadong').filter((m) => m.sender.kind === 'bot')
    expect(group.map((one) => scene.read(one)).join()).not.toMatch(/确认共享|D-1001/)
  })

  it('a mention is that person', async () => {
    const text = await talk.said('zhangwei', '@李娜 来跟一下华芯检测')
    expect(text.text).toMatch(/确认共享[\s\S]*李娜/)
  })

  it('it stands in the history, and on the card of the record', async () => {
    await talk.done('zhangwei', '把李娜加到华芯检测')
    expect((await talk.said('zhangwei', '谁改过华芯检测')).text).toContain(
      '参与人 李娜 未参与→协作',
    )
    expect((await talk.said('zhangwei', 'D-1001')).text).toContain('参与 李娜、周涛(售前)')
  })
})

describe.each(databases)('two of one name, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    const second = { openId: 'ou_lina2', name: '李娜' }
    scene = await openScene(database, { simulator: { people: [...demo, second] } })
    await scene.say('lina2', '你好')
    const user = await scene.store.db.user.findFirstOrThrow({
      where: { name: '李娜', id: { not: 'lina' } },
    })
    await scene.store.write('message', (tx) =>
      tx.userRole.create({ data: { userId: user.id, role: 'rep' } }),
    )
  })
  afterEach(() => scene.finish())

  it('are asked about, never chosen from', async () => {
    const { said } = talkWith(scene)
    const asked = await said('zhangwei', '把李娜加到华芯检测')
    expect(asked.text).toContain('哪位李娜?')
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
    expect((await said('zhangwei', '1')).text).toMatch(/确认共享[\s\S]*李娜/)
  })

  it('a mention says which of them, also once something else was asked', async () => {
    const { tapped, messagesTo } = talkWith(scene)
    await scene.feishu.say({
      from: 'ou_zhangwei',
      chat: scene.feishu.privateChatOf('ou_zhangwei'),
      text: '@李娜 来跟一下华芯',
      mentions: [{ openId: 'ou_lina2', name: '李娜' }],
    })
    await scene.bot.engine.settled()
    const asked = messagesTo('zhangwei').at(-1)!
    expect(scene.read(asked)).toContain('整个客户,还是其中一个商机?')
    expect((await tapped('zhangwei', asked.id, '华芯检测项目')).text).toContain('确认共享')
    await tapped('zhangwei', asked.id, '确认')
    const rows = await scene.store.db.participant.findMany({ where: { part: 'collaborator' } })
    expect(rows).toMatchObject([{ subjectId: 'd-1001' }])
    expect(rows[0]!.userId).not.toBe('lina')
  })
})

describe.each(databases)('who may open a record to others, on %s', (database) => {
  let scene: Scene
  let talk: ReturnType<typeof talkWith>

  beforeAll(async () => {
    scene = await openScene(database)
    talk = talkWith(scene)
    await talk.done('zhangwei', '华芯检测共享给李娜')
    await talk.done('zhangwei', '给王强看一下华芯检测(只读)')
  })
  afterAll(() => scene.finish())

  const notYours = '华芯检测项目 是张伟负责的,谁能参与由张伟或陈静来定'

  it.each([
    ['销售, own', 'zhangwei', '确认共享'],
    ['销售经理, of the team', 'chenjing', '确认共享'],
    ['销售总监', 'zhaomin', '确认共享'],
    ['协作', 'lina', notYours],
    ['只读', 'wangqiang', notYours],
    ['售前, called up', 'zhoutao', notYours],
    ['总经理, who reads all', 'qianli', notYours],
    ['销售运营', 'helei', notYours],
    ['销售经理, of another team', 'liuyang', nothing],
    ['商务, not called up', 'sunli', nothing],
  ])('%s: %s', async (_, who, expected) => {
    expect((await talk.said(who, '把高远加到华芯检测')).text).toContain(expected)
    expect((await talk.said(who, '把周涛从华芯检测移除')).text).toContain(
      expected === '确认共享' ? '确认移除' : expected,
    )
  })

  it.each([
    ['D-1004 共享给李娜', 'D-9999 共享给李娜'],
    ['让李娜一起跟远驰', '让李娜一起跟天成'],
    ['把李娜从远驰AEC-Q检测线移除', '把李娜从天成检测线移除'],
    ['远驰谁在跟', '天成谁在跟'],
    ['李娜能看到远驰吗', '李娜能看到天成吗'],
  ])('「%s」 is answered as 「%s」', async (there, nowhere) => {
    const neutral = (text: string) =>
      text.replaceAll(/远驰AEC-Q检测线|天成检测线|远驰|天成|D-[19]\d+/g, '…')
    const a = await talk.said('zhangwei', there)
    const b = await talk.said('zhangwei', nowhere)
    expect(a.text).toContain(nothing)
    expect(neutral(a.text)).toBe(neutral(b.text))
  })

  it('who takes part is shown to those who may read it, and to nobody else', async () => {
    const shown = await talk.said('zhangwei', '有谁能看到华芯检测')
    expect(shown.text).toMatch(
      /负责人[\s\S]*张伟[\s\S]*协作[\s\S]*李娜[\s\S]*只读[\s\S]*王强[\s\S]*职能[\s\S]*周涛\(售前\)[\s\S]*按角色也能看到:陈静\(经理\)/,
    )
    for (const who of ['lina', 'zhoutao', 'qianli']) {
      expect((await talk.said(who, '华芯检测谁在跟')).text).toContain('王强')
    }
    expect((await talk.said('liuyang', '华芯检测谁在跟')).text).toContain(nothing)
    expect((await talk.said('zhangwei', '王强能看到华芯检测吗')).text).toContain('王强看得到:只读')
    expect((await talk.said('zhangwei', '孙丽能看到华芯检测吗')).text).toContain('孙丽看不到')
  })

  it('lists what one takes part in', async () => {
    const listed = await talk.said('lina', '共享给我的商机')
    expect(listed.text).toMatch(/我参与的在谈商机[\s\S]*1个,合计 ¥2,800,000[\s\S]*D-1001/)
    expect(listed.text).not.toContain('D-1002')
    expect((await talk.said('zhoutao', '我参与的项目')).text).toMatch(/1个[\s\S]*D-1001/)
    expect((await talk.said('zhangwei', '我参与的项目')).text).toContain('没有符合条件的商机')
  })
})
