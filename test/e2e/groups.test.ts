/** What is said and tapped in front of others, by everybody who may be there. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const demo = people.map(({ id, name, managerId }) => ({
  openId: `ou_${id}`,
  name,
  ...(managerId && { leaderOpenId: `ou_${managerId}` }),
}))
const all = demo.map(({ openId }) => openId)
const stranger = { openId: 'ou_linxin', name: '林新' }
const customer = { openId: 'ou_customer', name: '客户王总', tenantKey: 'another-company' }

const groups = [
  { chatId: 'oc_huadong', name: '华东组', members: ['ou_zhangwei', 'ou_lina', 'ou_chenjing'] },
  { chatId: 'oc_huanan', name: '华南组', members: ['ou_wangqiang', 'ou_liuyang'] },
  { chatId: 'oc_other', name: '闲聊', members: [...all, stranger.openId] },
  { chatId: 'oc_outside', name: '华芯项目群', members: [...all, customer.openId], external: true },
]

describe.each(databases)('groups on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    const simulator = { people: [...demo, stranger, customer], groups }
    scene = await openScene(database, { simulator })
  })
  afterEach(() => scene.finish())

  const botSays = (chat: string) =>
    scene.feishu
      .messages(chat)
      .filter(({ sender }) => sender.kind === 'bot')
      .map(scene.read)
  const ask = async (who: string, chat: string, text: string) => {
    const before = botSays(chat).length
    const { answers } = await scene.say(who, text, { chat, mentionBot: true })
    return {
      group: botSays(chat).slice(before).join('\n'),
      private: answers.map(scene.read).join('\n'),
    }
  }

  it('X16 where outsiders are it is said once that nothing is shown, and the answer is private', async () => {
    await scene.feishu.addBot('oc_outside', 'ou_zhangwei')
    await scene.bot.engine.settled()
    const first = await ask('zhangwei', 'oc_outside', 'D-1001 现在多少钱')
    expect(first.group).toContain('此群有外部成员,不显示客户数据')
    expect(first.private).toContain('¥2,800,000')
    for (const text of ['帮助', '华芯现在什么情况', '谢谢', 'D-1001 金额改成310万']) {
      expect((await ask('chenjing', 'oc_outside', text)).group).toBe('')
    }
    expect(botSays('oc_outside').join('\n')).not.toMatch(/¥|华芯|D-1001/)
  })

  it('X16 somebody of another company is never answered, nor written down', async () => {
    await scene.feishu.addBot('oc_outside', 'ou_zhangwei')
    await scene.feishu.say({
      from: customer.openId,
      chat: 'oc_outside',
      text: '华芯检测项目多少钱',
      mentionBot: true,
    })
    await scene.bot.engine.settled()
    expect(botSays('oc_outside')).toEqual([])
    expect(scene.feishu.messages(scene.feishu.privateChatOf(customer.openId))).toEqual([])
    const identity = { platform: 'feishu', externalId: customer.openId }
    expect(await scene.store.db.identity.count({ where: identity })).toBe(0)
  })

  it('X1 a stranger in a group is told in private, and nothing else', async () => {
    const { group } = await ask('linxin', 'oc_other', '华芯检测项目多少钱')
    expect(group).toContain('已私信你')
    expect(group).not.toMatch(/何磊|华芯|¥/)
    const told = scene.feishu.messages(scene.feishu.privateChatOf(stranger.openId)).map(scene.read)
    expect(told.join('\n')).toContain('还没有开通,请联系 何磊')
  })

  it.each(people.map(({ id, role }) => [role, id] as const))(
    'a group that is bound to no team is shown nothing: %s %s',
    async (_role, who) => {
      for (const text of [
        'D-1004 现在多少钱',
        '我的商机',
        '远驰的联系人',
        '漏斗',
        '我今天要跟进谁',
      ]) {
        const said = await ask(who, 'oc_other', text)
        expect(said.group).toContain('已私信你')
        expect(said.group).not.toMatch(/D-1004|远驰|¥|没有权限|梁工/)
        expect(said.private).not.toBe('')
      }
    },
  )

  it('what stands in a group is tapped by everyone with their own rights, and answered in private', async () => {
    await scene.say('wangqiang', '远驰现在什么情况', { chat: 'oc_huanan', mentionBot: true })
    const card = scene.feishu.messages('oc_huanan').findLast(({ sender }) => sender.kind === 'bot')!
    expect(scene.read(card)).toContain('远驰汽车工业有限公司')
    const before = botSays('oc_huanan').length
    const tapped = await scene.tap('liuyang', card.id, '联系人')
    expect(tapped.toast?.content).toContain('已发给你')
    expect(botSays('oc_huanan')).toHaveLength(before)
    const inPrivate = scene.feishu
      .messages(scene.feishu.privateChatOf('ou_liuyang'))
      .map(scene.read)
    expect(inPrivate.join('\n')).toContain('梁工')
    await scene.store.write('background', (tx) =>
      tx.team.update({ where: { id: 'huanan' }, data: { managerId: null } }),
    )
    const refused = await scene.tap('liuyang', card.id, '联系人')
    expect(refused.toast?.content).toBe('没有权限或不存在')
    expect(refused.card).toBeUndefined()
  })
})
