/** What a contact likes is for the owner, who works with them and who leads them; a number is looked at one by one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

describe.each(databases)('private facts on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
    await scene.store.write('background', async (tx) => {
      const where = { accountId: 'cus1', name: '李总' }
      await tx.contact.updateMany({ where, data: { preference: '喝普洱', phone: '13912340001' } })
    })
  })
  afterAll(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: answers.map(scene.read).join('\n') }
  }

  it.each([
    ['销售, owner', 'zhangwei', true],
    ['销售经理', 'chenjing', true],
    ['销售总监', 'zhaomin', true],
    ['总经理', 'qianli', false],
    ['售前, called up', 'zhoutao', false],
    ['运营', 'helei', false],
  ])('%s sees what a contact likes: %s', async (_role, who, sees) => {
    const { text } = await said(who, '华芯的联系人')
    expect(text).toContain('李总')
    expect(text.includes('普洱')).toBe(sees)
  })

  it('who may add to it need not read it', async () => {
    const { id, text } = await said('zhoutao', '华芯李总喜欢微信沟通')
    expect(text).toContain('微信沟通')
    expect(text).toContain('已填')
    expect(text).not.toContain('普洱')
    expect((await scene.tap('zhoutao', id, '撤销')).toast?.content).toBe('已撤销')
    expect((await said('zhangwei', '华芯的联系人')).text).toContain('普洱')
  })

  it('no whole number stands in a card that nobody asked for it, nor in the audit', async () => {
    await scene.store.write('background', async (tx) => {
      const where = { accountId: 'cus1', name: '李总' }
      await tx.contact.updateMany({ where, data: { phone: null, createdAt: new Date(0) } })
    })
    const filled = await said('zhangwei', '华芯规模500人以上')
    await scene.tap('zhangwei', filled.id, '补电话')
    const form = scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei')).at(-1)!
    await scene.tap('zhangwei', form.id, '保存', { contactPhone: '13912340002' })
    const shown = scene.read(scene.feishu.message(form.id))
    expect(shown).toContain('139••••0002')
    expect(shown).not.toContain('13912340002')
    const trail = await scene.store.db.audit.findMany()
    expect(JSON.stringify(trail)).toContain('139••••0002')
    expect(JSON.stringify(trail)).not.toContain('13912340002')
  })
})
