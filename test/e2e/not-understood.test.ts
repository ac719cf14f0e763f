import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoNow, yuan } from '../../prisma/demo/units.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const hours = (n: number) => n * 3_600_000

describe.each(databases)('what is not understood, or waits, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }
  const shown = (id: string) => scene.read(scene.feishu.message(id))
  const latest = (who: string) => {
    const sent = scene.feishu.messages(scene.feishu.privateChatOf(`ou_${who}`))
    const message = sent.filter((m) => m.sender.kind === 'bot').at(-1)!
    return { id: message.id, text: scene.read(message) }
  }
  const activities = () => scene.store.db.activity.count({ where: { undoneAt: null } })

  it('§4.1 rule 8: says so, with the three nearest things one can say', async () => {
    const { text } = await said('zhangwei', '华芯检测那台温箱的样品寄丢了')
    expect(text).toContain('没听懂“华芯检测那台温箱的样品寄丢了”。你可以这样说:')
    expect(text.match(/^「.+」$/gmu)).toHaveLength(3)
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it('words about a customer are kept by a tap, once, on the day they were said', async () => {
    const before = await activities()
    const words = '华芯李总让我们下周三之前把合同发过去'
    const { id, text } = await said('zhangwei', words)
    expect(text).toContain('没听懂')
    // It waits for nothing: what is said next is no answer to it.
    expect((await said('zhangwei', '我的商机')).text).not.toContain('待确认')
    scene.clock.moveTo(scene.clock.business() + hours(20))
    const stale = scene.feishu.message(id)
    await scene.tap('zhangwei', id, '记成互动')
    expect(shown(id)).toContain('已记录')
    const [last] = await scene.store.db.activity.findMany({
      orderBy: { createdAt: 'desc' },
      take: 1,
    })
    expect(last).toMatchObject({ text: words, onDate: '2026-11-18' })
    // The same button once more, on a copy that had not changed yet.
    expect(JSON.stringify(stale?.card)).toContain('记成互动')
    await scene.tap('zhangwei', id, '撤销')
    expect(await activities()).toBe(before)
  })

  it('who may log nothing is offered no button', async () => {
    const { text } = await said('qianli', '华芯那台温箱的样品好像又寄丢了')
    expect(text).toContain('没听懂')
    expect(text).not.toContain('记成互动')
  })

  it.each([
    '刚才那句记成互动',
    '把刚才那句话记成互动',
    '上面那条存成跟进记录吧',
    '刚刚说的记为一次互动',
    '那就把刚才那句当互动记一下',
  ])('「%s」 keeps what was said before', async (command) => {
    const before = await activities()
    await said('zhangwei', '立辰的预算大概元旦后才批得下来')
    expect((await said('zhangwei', command)).text).toContain('已记录')
    expect(await activities()).toBe(before + 1)
    const [last] = await scene.store.db.activity.findMany({
      orderBy: { createdAt: 'desc' },
      take: 1,
    })
    expect(last).toMatchObject({ text: '立辰的预算大概元旦后才批得下来', onDate: '2026-11-18' })
    await said('zhangwei', '撤销')
    expect(await activities()).toBe(before)
  })

  it('words without a customer are kept when they say whose they are', async () => {
    const before = await activities()
    await said('zhangwei', '甲方对温箱均匀性特别在意')
    const asked = await said('zhangwei', '刚才那句记成互动')
    expect(asked.text).toContain('记在哪个客户名下?')
    expect(await activities()).toBe(before)
    await said('zhangwei', '你好')
    await scene.tap('zhangwei', asked.id, '立辰')
    expect(shown(asked.id)).toContain('已记录')
    const [last] = await scene.store.db.activity.findMany({
      orderBy: { createdAt: 'desc' },
      take: 1,
    })
    expect(last).toMatchObject({ text: expect.stringContaining('甲方对温箱均匀性特别在意') })
  })

  it.each(['远驰的采购换人了吧', '天成的采购换人了吧'])(
    'a customer of somebody else is as unknown as one that there is not: %s',
    async (text) => {
      const before = await activities()
      await said('zhangwei', text)
      expect((await said('zhangwei', '刚才那句记成互动')).text).toContain('记在哪个客户名下?')
      expect((await said('zhangwei', '远驰')).text).not.toContain('已记录')
      expect(await activities()).toBe(before)
    },
  )

  it('there may be nothing before', async () => {
    expect((await said('lina', '刚才那句记成互动')).text).toContain('前面没有你说过的话')
  })

  it('what was said behind 「记互动:」 is kept, whatever it says', async () => {
    const { text } = await said('zhangwei', '记互动:立辰别推进到商务谈判')
    expect(text).toContain('已记录')
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it.each(['天成', '远驰', '顺达'])(
    '「记互动:%s…」 is nobody’s that was spoken of before, and asked about',
    async (name) => {
      await said('zhangwei', '跟华芯李总打了电话,预算批了')
      const before = await activities()
      const { text } = await said('zhangwei', `记互动:${name}还在等预算`)
      expect(text).toContain(`没找到“${name}”。记在哪个客户名下?`)
      expect(await activities()).toBe(before)
      expect((await said('zhangwei', '立辰')).text).toContain('已记录\n立辰·其他')
    },
  )

  it('「记互动:」 is of whom was spoken of where no name begins it', async () => {
    await said('zhangwei', '跟华芯李总打了电话,预算批了')
    for (const words of ['预算还在审批', '他们觉得贵', '李总还没定']) {
      expect((await said('zhangwei', `记互动:${words}`)).text).toContain('已记录\n华芯·其他')
    }
  })

  it('a name that sounds alike is asked about, and then whose it is', async () => {
    const asked = await said('zhangwei', '记互动:立晨还在等预算')
    expect(asked.text).toContain('没找到“立晨”。是指 立辰(CUS5)吗?')
    expect((await said('zhangwei', '不是')).text).toContain('记在哪个客户名下?')
    expect((await said('zhangwei', '华鑫')).text).toContain('已记录\n华鑫·其他')
  })

  it('待补充 lists what waits, and each is taken up again where it stopped', async () => {
    expect((await said('zhangwei', '待补充')).text).toContain('没有等你回答或确认的')
    await said('zhangwei', '华芯那个项目金额改成300')
    await said('zhangwei', 'D-1005金额改成130万')
    scene.clock.moveTo(demoNow.getTime() + 60_000)
    const list = await said('zhangwei', '还有什么没确认')
    for (const words of [
      '待补充 2 项',
      '「华芯那个项目金额改成300」',
      '哪个项目? 「300」金额是多少? · 11-19 10:00 前有效',
      '「D-1005金额改成130万」',
      '等你确认 · 今天 10:30 前有效',
    ]) {
      expect(list.text).toContain(words)
    }
    await scene.tap('zhangwei', list.id, '「华芯那个项目金额改成300」')
    const question = latest('zhangwei')
    expect(question.text).toContain('华芯检测项目 ¥280万')
    await scene.tap('zhangwei', question.id, '华芯检测项目 ¥280万')
    await scene.tap('zhangwei', question.id, '300万')
    await scene.tap('zhangwei', question.id, '确认')
    const deal = await scene.store.db.deal.findUniqueOrThrow({ where: { code: 'D-1001' } })
    expect(deal.amountFen).toBe(yuan(3_000_000))

    await scene.tap('zhangwei', list.id, '「D-1005金额改成130万」')
    const preview = latest('zhangwei')
    expect(preview.text).toContain('¥1,200,000(120万) → ¥1,300,000(130万)')
    await scene.tap('zhangwei', preview.id, '确认')
    expect(shown(preview.id)).toContain('已更新')
    expect((await said('zhangwei', '待补充')).text).toContain('没有等你回答或确认的')
  })

  it('a question waits a day and no longer; what it asked about meant its own day', async () => {
    await said('zhangwei', '华芯那个项目明天签')
    scene.clock.moveTo(demoNow.getTime() + hours(23))
    const list = await said('zhangwei', '待补充')
    await scene.tap('zhangwei', list.id, '「华芯那个项目明天签」')
    await scene.tap('zhangwei', latest('zhangwei').id, '华芯检测项目 ¥280万')
    expect(latest('zhangwei').text).toContain('2026-11-19')
    scene.clock.moveTo(demoNow.getTime() + hours(48))
    expect((await said('zhangwei', '待补充')).text).toContain('没有等你回答或确认的')
    const late = await scene.tap('zhangwei', list.id, '「华芯那个项目明天签」')
    expect(late.toast?.content).toMatch(/过期|已更新|最新/)
  })

  it('nobody else takes it up', async () => {
    await said('zhangwei', '华芯那个项目金额改成300')
    expect((await said('lina', '待补充')).text).toContain('没有等你回答或确认的')
  })
})
