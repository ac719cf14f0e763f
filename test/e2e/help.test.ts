import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimMessage } from '../../src/playground/feishu/types.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

type Node = { readonly tag?: string; readonly [key: string]: unknown }

/** What can be tapped on a card, by its first words. */
function tappable(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(tappable)
  if (node === null || typeof node !== 'object') return []
  const { tag, text, elements } = node as Node
  if (tag === 'button') return [(text as { content: string }).content]
  if (tag === 'interactive_container') {
    const [first] = elements as { text: { content: string } }[]
    return [first!.text.content]
  }
  return Object.values(node).flatMap(tappable)
}

/** What stands folded away. */
function folded(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(folded)
  if (node === null || typeof node !== 'object') return []
  if ((node as Node).tag === 'collapsible_panel') return [node]
  return Object.values(node).flatMap(folded)
}

/** A rep, a manager, a director, functions with a deal and without, an administrator. */
const oneOfEach = ['zhangwei', 'chenjing', 'zhaomin', 'zhoutao', 'wufang', 'gaoyuan', 'helei']

describe.each(databases)('what one can say, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string): Promise<SimMessage> =>
    (await scene.say(who, text)).answers.at(-1)!
  const latest = (who: string): SimMessage =>
    scene.feishu.messages(scene.feishu.privateChatOf(`ou_${who}`)).at(-1)!

  const saved = () =>
    Promise.all([
      scene.store.db.activity.count(),
      scene.store.db.task.count(),
      scene.store.db.draft.count({ where: { state: 'applied' } }),
    ])

  it.each(oneOfEach)('%s may tap all of the help, saving nothing', async (who) => {
    const before = await saved()
    const help = await said(who, '帮助')
    expect(scene.read(help)).toContain('我能帮你做什么')
    const taps = tappable(help.card)
    expect(taps.length).toBeLessThanOrEqual(8)
    for (const words of taps) {
      const { toast } = await scene.tap(who, help.id, words)
      expect(toast?.content, words).toContain('已发给你')
      const answer = latest(who)
      expect(answer.id, words).not.toBe(help.id)
      expect(scene.read(answer), words).not.toMatch(/没听懂|没找到|没有权限|不存在|没有处理|\?$/u)
    }
    expect(await saved()).toEqual(before)
  })

  it('a rep sees what reps say, of their own records; the rest is folded away', async () => {
    const help = await said('zhangwei', '帮助')
    const text = scene.read(help)
    expect(text).toContain('张伟 · 销售')
    expect(text).toContain('「今天拜访了华芯,聊方案,下周二再报一版」')
    expect(tappable(help.card)).toEqual([
      '「华芯现在什么情况」',
      '「华芯射频校准预计下月底签」',
      '「华芯射频校准谁说了算」',
      '「华芯最近聊了什么」',
      '今天做什么',
      '我的商机',
      '漏斗',
      '本周小结',
    ])
    const [fold] = folded(help.card)
    expect(JSON.stringify(fold)).toContain('刚才那句记成互动')
    expect(text.indexOf('互动')).toBeLessThan(text.indexOf('待办和提醒'))
  })

  it('a manager is offered their people, a function its deal, an administrator the people', async () => {
    const manager = tappable((await said('chenjing', '帮助')).card)
    expect(manager).toContain('「李娜本周小结」')
    expect(manager).toContain('团队今天')
    const presales = await said('zhoutao', '帮助')
    expect(tappable(presales.card)).toContain('「华芯检测项目要什么」')
    expect(scene.read(presales)).not.toContain('改商机 ')
    const admin = scene.read(await said('helei', '帮助'))
    expect(admin).toContain('「李娜是销售经理」')
    expect(admin).not.toContain('今天拜访了')
  })

  it('shows nobody a record that they may not read', async () => {
    expect(scene.read(await said('lina', '帮助'))).not.toContain('华芯射频校准')
    expect(scene.read(await said('gaoyuan', '帮助'))).not.toMatch(/华芯射频校准|远驰AEC-Q/u)
  })

  it.each(['帮助', '帮助 商机', '啊吧啊吧不知道', '华芯检测嗯嗯嗯'])(
    'tells examples of the reader’s own records, and of nobody else’s: %s',
    async (text) => {
      const own = scene.read(await said('lina', text)).replaceAll(text, '')
      expect(own).toContain('顺达')
      expect(own).not.toMatch(/华芯检测|射频校准|立辰|华鑫|中启|远驰|环测|张伟/u)
    },
  )

  it('a phrase about a record of somebody else is told the same as about none', async () => {
    const help = await said('zhangwei', '帮助')
    const path = JSON.stringify(help.card)
    expect(path).toContain('"pick":"D-1006"')
    await scene.store.write('background', async (tx) => {
      await tx.deal.update({ where: { code: 'D-1006' }, data: { ownerId: 'wangqiang' } })
      await tx.account.update({ where: { code: 'CUS1' }, data: { ownerId: 'wangqiang' } })
    })
    await scene.tap('zhangwei', help.id, '「华芯射频校准谁说了算」')
    expect(scene.read(latest('zhangwei'))).toContain('没有权限或不存在')
  })

  it.each([
    ['帮助 商机', '商机可以这样说', '改商机'],
    ['怎么记互动', '互动可以这样说', '记互动'],
    ['互动怎么记?', '互动可以这样说', '记互动'],
    ['怎么新建客户', '客户可以这样说', '新建客户'],
    ['怎么给客户打标签', '客户可以这样说', '给客户打标签'],
    ['提醒怎么设', '待办和提醒可以这样说', '设提醒'],
    ['决策链怎么看', '联系人和决策链可以这样说', '看决策链'],
    ['漏斗怎么看', '列表和统计可以这样说', '看漏斗'],
    ['怎么撤销', '撤销可以这样说', '撤销刚才的修改'],
    ['关于客户你能做什么', '客户可以这样说', '新建客户'],
  ])('「%s」 is answered by its subject, that first', async (asked, title, first) => {
    const text = scene.read(await said('zhangwei', asked)).split('\n')
    expect(text).toContain(title)
    expect(text[text.indexOf(title) + 1]).toBe(first)
  })

  it.each(['你能干什么', '帮助', '怎么用', '你好', '?'])(
    '「%s」 is answered whole',
    async (asked) => {
      expect(scene.read(await said('lina', asked))).toContain('我能帮你做什么')
    },
  )

  it.each(['华芯怎么样', '怎么联系立辰的沈工', '华芯检测怎么推进', '客户怎么说'])(
    '「%s」 asks for no help',
    async (asked) => {
      expect(scene.read(await said('zhangwei', asked))).not.toMatch(/可以这样说$|我能帮你做什么/mu)
    },
  )

  it('where there is nothing yet, it says how to begin', async () => {
    await scene.store.write('background', async (tx) => {
      await tx.deal.updateMany({ data: { ownerId: 'wangqiang' } })
      await tx.account.updateMany({ data: { ownerId: 'wangqiang' } })
    })
    const text = scene.read(await said('zhangwei', '帮助'))
    expect(text).toContain('现在还没有你能看的客户和商机')
    expect(text.indexOf('新建客户')).toBeLessThan(text.indexOf('新建商机'))
  })
})
