/** Names as people type them: §4.5 of the product, through the signed webhook. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

describe.each(databases)('traditional characters, on %s', (database) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  it('are read, names included', async () => {
    const { say, read } = scene
    const moved = await say('zhangwei', '華芯檢測項目推進到商務談判')
    expect(read(moved.answers[0])).toContain('方案制定 → 商务谈判')
    const found = await say('zhangwei', '華芯檢測')
    expect(read(found.answers[0])).toContain('D-1001 华芯检测项目')
    const amount = await say('lina', '將華芯終端的金額改為四十八萬')
    expect(read(amount.answers[0])).toContain('¥450,000(45万) → ¥480,000(48万)')
  })

  it('are kept and shown as they were typed', async () => {
    const { say, tap, read, store } = scene
    const asked = await say('zhangwei', '新建商機 中啟射頻檢測 80萬')
    expect(read(asked.answers[0])).toContain('新建商机:中啟射頻檢測')
    await tap('zhangwei', asked.answers[0]!.id, '确认')
    const { code } = await store.db.deal.findFirstOrThrow({ where: { name: '中啟射頻檢測' } })
    const found = await say('zhangwei', '中启射频检测现在什么情况')
    expect(read(found.answers[0])).toContain(`${code} 中啟射頻檢測`)
    await say('zhangwei', '今天拜訪了立辰王工,聊可靠性實驗室方案,下週二再報一版')
    const { topic, nextStep, nextDate, text } = await store.db.activity.findFirstOrThrow({
      where: { account: { shortName: '立辰' } },
      orderBy: { createdAt: 'desc' },
    })
    expect({ topic, nextStep, nextDate }).toEqual({
      topic: '可靠性實驗室方案',
      nextStep: '再報一版',
      nextDate: '2026-11-24',
    })
    expect(text).toBe('今天拜訪了立辰王工,聊可靠性實驗室方案,下週二再報一版')
    const lost = await say('zhangwei', '後天去裡面轉轉')
    expect(read(lost.answers[0])).toContain('“後天去裡面轉轉”')
  })
})

describe.each(databases)('a name that is not quite one, on %s', (database) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const heard = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return scene.read(answers.at(-1))
  }

  it.each([
    ['zhangwei', '华芯检测向目改300万', '是指 华芯检测项目(D-1001)吗?'],
    ['zhangwei', '华芯检则改300万', '是指 华芯检测项目(D-1001)吗?'],
    ['zhangwei', '华芯捡测项木推进到商务谈判', '是指 华芯检测项目(D-1001)吗?'],
    ['zhangwei', '麻烦看下立晨可靠性实验室', '是指 立辰可靠性实验室(D-1005)吗?'],
    ['zhangwei', '看看立晨', '是指 立辰(CUS5)吗?'],
    ['zhangwei', '深圳市中启通讯现在怎么样', '是指 中启(CUS6)吗?'],
    ['zhangwei', '给立晨打标签 近期有需求', '是指 立辰(CUS5)吗?'],
    ['zhangwei', '今天拜访了立晨王工,聊可靠性', '是指 立辰(CUS5)吗?'],
    ['lina', '顺达苍配一体什么时候签', '是指 顺达仓配一体(D-1007)吗?'],
    ['zhaomin', '华芯射频较淮怎么样', '是指 华芯射频校准(D-1006)吗?'],
    ['zhaomin', '远迟AEC-Q检测线现在什么情况', '是指 远驰AEC-Q检测线(D-1004)吗?'],
  ])('%s: %s → %s', async (who, said, asked) => {
    expect(await heard(who, said)).toContain(asked)
  })

  it('is gone on with once it is settled', async () => {
    const { say, tap, read, feishu } = scene
    const { answers } = await say('zhangwei', '今天拜访了立晨王工,聊可靠性实验室')
    await tap('zhangwei', answers[0]!.id, '是')
    expect(read(feishu.message(answers[0]!.id))).toContain('立辰·面谈·2026-11-18(今天)')
  })

  it('sounds like several: they are offered, none is chosen', async () => {
    const offered = await heard('zhangwei', '看看华新')
    expect(offered).toContain('华芯技术有限公司')
    expect(offered).toContain('华鑫电子科技有限公司')
    expect(offered).not.toContain('终端')
  })

  it('is not what somebody else has: the same words as for a name of nothing', async () => {
    const nothing = await heard('zhangwei', '天成半导体现在什么情况')
    expect(nothing).toContain('没有权限或不存在')
    for (const hidden of ['华芯终端', '顺达', '华芯终端EMC整改', '顺达苍配一体']) {
      expect(await heard('zhangwei', `${hidden}现在什么情况`)).toBe(nothing)
    }
  })

  it('has a way on where it is none at all', async () => {
    const { say, tap, read, feishu } = scene
    const { answers } = await say('zhangwei', '天成暗室改100万')
    expect(read(answers[0])).toMatch(/新建商机\n看我的商机/)
    await tap('zhangwei', answers[0]!.id, '新建商机')
    const told = feishu.messages(feishu.privateChatOf('ou_zhangwei')).at(-1)
    expect(read(told)).toContain('新商机叫什么?')
  })

  it('of a customer with nothing to talk about: what there is to do and to look at', async () => {
    const { say, tap, read, feishu } = scene
    const { answers } = await say('zhangwei', '中启推进到方案制定')
    expect(read(answers[0])).toMatch(/中启 没有在谈商机。[\s\S]*新建商机\n看已关闭/)
    await tap('zhangwei', answers[0]!.id, '看已关闭')
    const told = feishu.messages(feishu.privateChatOf('ou_zhangwei')).at(-1)
    expect(told!.id).not.toBe(answers[0]!.id)
    expect(read(told)).toContain('中启')
  })
})

describe.each(databases)('colleagues as one calls them, on %s', (database) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const heard = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return scene.read(answers.at(-1))
  }

  it.each([
    ['zhaomin', '静姐今天有什么安排', '陈静 今天'],
    ['chenjing', '伟哥今天要做什么', '张伟 今天'],
    ['helei', '刘经理带华东组', '陈静 → 刘洋'],
    ['helei', '王哥加入华东组', '华南组 → 华东组'],
  ])('%s: %s → %s', async (who, said, told) => {
    expect(await heard(who, said)).toContain(told)
  })

  it('by what they are now: who leads no team is no 经理', async () => {
    await scene.store.write('background', async (tx) => {
      await tx.userRole.deleteMany({ where: { userId: 'liuyang', role: 'manager' } })
      await tx.name.deleteMany({ where: { subjectId: 'liuyang', key: '刘经理' } })
    })

    expect(await heard('helei', '刘经理带华东组')).toContain('没听懂')
  })

  it('are asked about where several are called so', async () => {
    await scene.store.write('background', (tx) =>
      tx.user.update({ where: { id: 'zhoutao' }, data: { name: '陈涛' } }),
    )
    const asked = await heard('helei', '陈哥加入华南组')
    expect(asked).toContain('哪一位?')
    expect(asked).toContain('陈静')
    expect(asked).toContain('陈涛')
  })

  it.each([
    ['今天拜访了立辰赵总,聊可靠性方案', '赵总'],
    ['昨天和华芯那边的陈经理通了电话', '陈经理'],
  ])('a customer’s is none: %s', async (said, contact) => {
    expect(await heard('zhangwei', said)).toContain(`新联系人 ${contact} 缺电话`)
  })
})

describe.each(databases)('a customer whose name is everybody’s word, on %s', (database) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene(database)
    const asked = await scene.say('zhangwei', '新建客户 今天,地址上海')
    await scene.tap('zhangwei', asked.answers[0]!.id, '确认')
  })
  afterEach(() => scene.finish())

  const said = async (text: string) =>
    scene.read((await scene.say('zhangwei', text)).answers.at(-1))

  it.each([
    ['今天该联系谁', '今天先做'],
    ['我今天要跟进谁', '今天先做'],
    ['今天有哪些待办', '今天先做'],
    ['今天拜访了立辰王工,聊方案', '立辰·面谈·2026-11-18(今天)'],
    ['华芯检测今天签', '2026-12-15(周二) → 2026-11-18(今天)'],
    ['今天', '今天\nCUS8'],
    ['今天公司现在什么情况', 'CUS8'],
    ['跟今天沟通了方案', '今天·其他·2026-11-18(今天)'],
    ['拜访了今天,聊了预算', '今天·面谈·2026-11-18(今天)'],
  ])('「%s」', async (text, words) => {
    expect(await said(text)).toContain(words)
  })

  it('keeps nobody else from the word, and is not written down as asked for', async () => {
    const lina = await scene.say('lina', '今天该联系谁')
    expect(scene.read(lina.answers[0])).toContain('今天先做')
    expect(await scene.store.db.audit.count({ where: { action: 'account.read-denied' } })).toBe(0)
  })
})
