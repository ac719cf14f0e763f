import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const demo = people.map(({ id, name, managerId }) => ({
  openId: `ou_${id}`,
  name,
  ...(managerId && { leaderOpenId: `ou_${managerId}` }),
}))
const nothing = '没有权限或不存在'

describe.each(databases)('who may what on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    const newcomer = { openId: 'ou_linxin', name: '林新' }
    scene = await openScene(database, { simulator: { people: [...demo, newcomer] } })
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string, more = {}) => {
    const { answers } = await scene.say(who, text, more)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)), count: answers.length }
  }
  const confirm = async (who: string, text: string) => {
    const preview = await said(who, text)
    await scene.tap(who, preview.id, '确认')
    return scene.read(scene.feishu.message(preview.id))
  }
  const denied = () =>
    scene.store.db.audit.findMany({ where: { action: { endsWith: '.read-denied' } } })

  it('X1 somebody new is looked up, told whom to ask, and works once they have a role', async () => {
    const first = await said('linxin', '华芯检测项目现在多少钱')
    expect(first.text).toContain('还没有开通,请联系 何磊')
    expect(first.text).not.toContain('280')
    const user = await scene.store.db.user.findFirstOrThrow({ where: { name: '林新' } })
    expect(await scene.store.db.userRole.count({ where: { userId: user.id } })).toBe(0)

    expect(await confirm('helei', '林新是销售')).toContain('已设置')
    const help = await said('linxin', '帮助')
    expect(help.text).toContain('我能帮你做什么')
    expect((await said('linxin', '华芯检测项目现在多少钱')).text).toContain(nothing)
  })

  it.each([
    ['张伟是销售', '张伟的角色是销售'],
    ['取消周涛的财务角色', '周涛的角色是售前'],
    ['陈静带华东组', '华东组由陈静负责'],
    ['李娜加入华东组', '李娜在华东组'],
  ])('nothing is previewed that is so already: %s', async (text, is) => {
    expect((await said('helei', text)).text).toContain(`现在已经是:${is}`)
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it('X1 a tap by somebody without a role changes nothing', async () => {
    const preview = await said('zhangwei', 'D-1001 金额改成310万')
    const tap = await scene.feishu.tap({
      by: 'ou_linxin',
      messageId: preview.id,
      button: { text: '确认' },
    })
    expect(tap.outcome).not.toBe('answered')
    expect(await scene.store.db.deal.findUnique({ where: { code: 'D-1001' } })).toMatchObject({
      version: 1,
    })
  })

  it.each([
    ['华芯检测项目', '天成检测项目'],
    ['华芯检测项目现在多少钱', '天成检测项目现在多少钱'],
    ['D-1001 现在多少钱', 'D-9001 现在多少钱'],
    ['D-1001', 'D-9001'],
    ['华芯检测项目改成100万', '天成检测项目改成100万'],
    ['立辰推进到商务谈判', '天成推进到商务谈判'],
    ['今天拜访了立辰沈工', '今天拜访了天成沈工'],
    ['远驰', '天成'],
    ['远驰怎么样了', '天成怎么样了'],
    ['新建商机 远驰暗室 100万', '新建商机 天成暗室 100万'],
  ])('X2 李娜 gets the same words for 「%s」 as for 「%s」', async (there, nowhere) => {
    const a = await said('lina', there)
    // A question that is remembered is dropped, so that the other is asked afresh.
    if ((await scene.store.db.draft.count()) > 0) await said('lina', '取消')
    const b = await said('lina', nowhere)
    expect(a.count).toBe(1)
    const neutral = (text: string) => text.replaceAll(/立辰|天成|华芯|远驰|D-[19]001/g, '…')
    expect(neutral(a.text)).toBe(neutral(b.text))
    expect(await scene.store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('X2 is written down, with who and what', async () => {
    expect((await said('lina', '华芯检测项目现在多少钱')).text).toContain(nothing)
    expect(await denied()).toMatchObject([
      { action: 'deal.read-denied', subjectId: 'd-1001', userId: 'lina' },
    ])
  })

  it('X2 in a group the refusal is said in private alone', async () => {
    const refused = await said('lina', '华芯检测项目现在多少钱', {
      chat: 'oc_huadong',
      mentionBot: true,
    })
    expect(refused.text).toContain(nothing)
    const group = scene.feishu.messages('oc_huadong').filter((m) => m.sender.kind === 'bot')
    expect(group.map((message) => scene.read(message))).toEqual([
      expect.stringContaining('已私信你'),
    ])
    expect(scene.read(group[0])).not.toContain(nothing)
    expect(await denied()).toHaveLength(1)
  })

  it('a group hears it only when it is mentioned, and sees no figures', async () => {
    const before = scene.feishu.messages('oc_huadong').length
    await said('zhangwei', '华芯现在什么情况', { chat: 'oc_huadong' })
    expect(scene.feishu.messages('oc_huadong')).toHaveLength(before + 1)
    const { text } = await said('zhangwei', '华芯现在什么情况', {
      chat: 'oc_huadong',
      mentionBot: true,
    })
    expect(text).toContain('¥8,200,000')
    const group = scene.feishu.messages('oc_huadong').filter((m) => m.sender.kind === 'bot')
    expect(group.map((message) => scene.read(message)).join()).not.toContain('¥')
  })

  it('a right that is given or taken counts from the next word on', async () => {
    expect(await confirm('helei', '李娜是销售总监')).toContain('已设置')
    expect((await said('lina', 'D-1001 现在多少钱')).text).toContain('¥2,800,000')
    const preview = await said('lina', 'D-1001 金额改成310万')
    expect(await confirm('helei', '取消李娜的销售总监角色')).toContain('已设置')
    expect((await said('lina', 'D-1001 现在多少钱')).text).toContain(nothing)
    const tap = await scene.tap('lina', preview.id, '确认')
    expect(tap.toast?.content).toContain(nothing)
    expect(await scene.store.db.deal.findUnique({ where: { code: 'D-1001' } })).toMatchObject({
      version: 1,
    })
  })

  it('only an administrator gives roles', async () => {
    for (const who of ['zhangwei', 'chenjing', 'zhaomin', 'qianli']) {
      const { text } = await said(who, '李娜是销售总监')
      expect(text).toMatch(/没有权限|没听懂/)
    }
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it.each([
    ['取消何磊的销售运营角色', '至少要留一位管理员'],
    ['林新是销售', '没找到「林新」'],
    ['李雷是销售总监', '没找到「李雷」'],
  ])('of 「%s」 the administrator hears 「%s」, and nothing is proposed', async (text, answer) => {
    expect((await said('helei', text)).text).toContain(answer)
    expect(await scene.store.db.draft.count({ where: { state: { not: 'offered' } } })).toBe(0)
  })

  it('the last administrator but one can be taken the role', async () => {
    expect(await confirm('helei', '赵敏是销售运营')).toContain('已设置')
    expect(await confirm('helei', '取消何磊的销售运营角色')).toContain('已设置')
    const roles = await scene.store.db.userRole.findMany({ where: { role: 'operations' } })
    expect(roles.map(({ userId }) => userId)).toEqual(['zhaomin'])
  })

  it('what one may not see is not offered either', async () => {
    const { text } = await said('zhoutao', '华芯那个项目现在什么阶段')
    expect(text).toContain('D-1001')
    expect(text).not.toContain('射频')
    expect(text).not.toContain('280')
  })
})
