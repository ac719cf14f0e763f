import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

/** Product §4.1 rule 6: in a group bound to a team what every member may see, else in private. */
describe.each(databases)('what is asked in a group on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database, {
      simulator: {
        groups: [
          ...bound,
          { chatId: 'oc_other', name: '别的群', members: everyone },
          { chatId: 'oc_guest', name: '华东组和一位客人', members: everyone },
        ],
      },
    })
    // 李娜 and 陈静 see D-1001 as 张伟 does; nobody but 张伟 and 陈静 sees D-1003.
    const lina = { userId: 'lina', part: 'collaborator' }
    await scene.store.write('message', (tx) =>
      tx.participant.create({ data: { subjectKind: 'deal', subjectId: 'd-1001', ...lina } }),
    )
    const guests = { platform: 'feishu', externalId: 'oc_guest', teamId: 'huadong' }
    await scene.store.write('message', (tx) => tx.chat.create({ data: guests }))
  })
  afterAll(() => scene.finish())

  const everyone = ['ou_zhangwei', 'ou_lina', 'ou_chenjing', 'ou_wangqiang']
  const bound = [
    { chatId: 'oc_huadong', name: '华东组', members: ['ou_zhangwei', 'ou_lina', 'ou_chenjing'] },
  ]
  const asked = async (who: string, chat: string, text: string) => {
    const before = scene.feishu.messages(chat).length
    const { answers } = await scene.say(who, text, { chat, mentionBot: true })
    const inGroup = scene.feishu.messages(chat).slice(before + 1)
    return { inGroup: inGroup.map(scene.read).join('\n'), inPrivate: answers.map(scene.read) }
  }

  it.each(['zhangwei', 'lina', 'chenjing'])(
    '%s: a deal that all of the team may read stands there',
    async (who) => {
      const { inGroup, inPrivate } = await asked(who, 'oc_huadong', 'D-1001 现在多少钱')
      expect(inGroup).toContain('¥2,800,000(280万)')
      expect(inGroup).not.toContain('待处理')
      expect(inPrivate).toEqual([])
    },
  )

  it.each([
    [
      'one that only some of them may read',
      'zhangwei',
      'oc_huadong',
      'D-1003 现在多少钱',
      '180,000',
    ],
    ['the same where no team is bound', 'zhangwei', 'oc_other', 'D-1001 现在多少钱', '2,800,000'],
    [
      'the same where a colleague of another team was let in',
      'zhangwei',
      'oc_guest',
      'D-1001 现在多少钱',
      '2,800,000',
    ],
    ['what is each one’s own', 'zhangwei', 'oc_huadong', '我的商机', 'D-1003'],
    ['a phone', 'zhangwei', 'oc_huadong', '华芯采购张经理电话', '139 0000 0001'],
    ['a preview', 'zhangwei', 'oc_huadong', 'D-1001 金额改成310万', '点确认才会保存'],
    ['a refusal', 'wangqiang', 'oc_other', 'D-1001 现在多少钱', '没有权限或不存在'],
    ['a question', 'zhangwei', 'oc_huadong', '华芯那个项目金额改成300', '哪个项目'],
  ])('%s is said in private', async (_, who, chat, text, says) => {
    const { inGroup, inPrivate } = await asked(who, chat, text)
    expect(inGroup).toContain('已私信你')
    expect(inGroup).not.toContain(says)
    expect(inPrivate.join('\n')).toContain(says)
  })

  it('asking for the others leaves nothing behind', async () => {
    const denied = () => scene.store.db.audit.count({ where: { action: { contains: 'denied' } } })
    const before = await denied()
    await asked('zhangwei', 'oc_huadong', 'D-1003 现在多少钱')
    expect(await denied()).toBe(before)
    const phones = { action: { contains: 'phone' } }
    const looked = await scene.store.db.audit.count({ where: phones })
    await asked('chenjing', 'oc_huadong', '华芯采购张经理电话')
    expect(await scene.store.db.audit.count({ where: phones })).toBe(looked + 1)
  })
})
