import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const nothing = '没有权限或不存在'

/** F6, pain 23: what is shared is shared whole, and what collaborators add is the owner's to see. */
describe.each(databases)('work on what is shared, on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }
  const tapped = async (who: string, id: string, button: string) => {
    const { toast } = await scene.tap(who, id, button)
    return { toast: toast?.content, text: scene.read(scene.feishu.message(id)) }
  }
  const done = async (who: string, text: string) => tapped(who, (await said(who, text)).id, '确认')
  const seen = async (who: string, text: string) => (await said(who, text)).text

  it('a collaborator sees everything of the customer, contacts included', async () => {
    await said('zhangwei', '立辰可靠性实验室要做温循,预算120万')
    await said('zhangwei', '给立辰打标签 高潜力')
    await done('zhangwei', '立辰客户共享给李娜')
    expect(await seen('lina', '立辰怎么样')).toMatch(/¥5,000,000[\s\S]*D-1005[\s\S]*¥120万/)
    expect(await seen('lina', '立辰的联系人')).toMatch(/沈工[\s\S]*徐经理/)
    expect(await seen('lina', '立辰最近聊了什么')).toContain('可靠性实验室方案')
    expect(await seen('lina', '决策链 立辰可靠性实验室')).toMatch(/沈工[\s\S]*徐经理/)
    expect(await seen('lina', '需求档案 立辰可靠性实验室')).toMatch(/温循[\s\S]*¥1,200,000/)
    expect(await seen('lina', '立辰有哪些标签')).toContain('高潜力客户')
    expect(await seen('lina', '立辰沈工电话')).toMatch(/1\d\d \d{4} \d{4}/)
    expect(await seen('lina', '所有项目')).toContain('D-1005')
  })

  it('the owner sees all that a collaborator adds, and may work on', async () => {
    await done('zhangwei', '立辰客户共享给李娜')
    await said('lina', '今天拜访了立辰沈工,聊振动方案,觉得可以,下周二再去')
    await said('lina', '立辰新增联系人 方工 技术 13800002222')
    await said('lina', '给立辰打标签 高潜力')
    await said('lina', '立辰可靠性实验室要做温循,预算120万')
    await done('lina', '新建商机 立辰振动台 50万 预计明年一季度签')
    expect(await seen('zhangwei', '立辰最近聊了什么')).toMatch(/面谈 沈工 \(李娜\)[\s\S]*振动方案/)
    expect(await seen('zhangwei', '立辰的联系人')).toContain('方工')
    expect(await seen('zhangwei', '立辰方工电话')).toContain('138 0000 2222')
    expect(await seen('zhangwei', '立辰有哪些标签')).toContain('高潜力客户')
    expect(await seen('zhangwei', '需求档案 立辰可靠性实验室')).toMatch(/温循[\s\S]*李娜/)
    // §5.1: the owner of a customer sees all its children, whoever owns them.
    expect(await seen('zhangwei', '立辰怎么样')).toMatch(
      /在谈2个[\s\S]*D-1008 立辰振动台[\s\S]*¥50万/,
    )
    expect(await seen('zhangwei', '立辰振动台')).toContain('¥500,000')
    expect(await seen('zhangwei', '所有项目')).toContain('5个,合计 ¥5,580,000')
    expect(await seen('zhangwei', '立辰振动台谁在跟')).toMatch(/李娜[\s\S]*客户负责人[\s\S]*张伟/)
    expect(await seen('zhangwei', '今天和立辰方工电话聊了振动台,要两台')).toContain('已记录')
    expect(await seen('zhangwei', '立辰振动台金额改成60万')).toContain(nothing)
    expect(await seen('zhangwei', '把王强加到立辰振动台')).toContain('由李娜或陈静来定')
    expect(await seen('wangqiang', '立辰振动台')).not.toContain('50')
  })

  it('of a deal alone nothing else of the customer is seen', async () => {
    await done('zhangwei', '华芯检测共享给李娜')
    expect(await seen('lina', '华芯现在什么情况')).toMatch(/D-1001 华芯检测项目[\s\S]*¥2,800,000/)
    expect(await seen('lina', 'D-1006')).toContain(nothing)
    expect(await seen('lina', '所有项目')).not.toContain('D-1006')
  })

  it('rights end at once, for whatever was open', async () => {
    await done('zhangwei', '立辰客户共享给李娜')
    const listed = await said('lina', '所有项目')
    const preview = await said('lina', '立辰唐工反对')
    expect(preview.text).toContain('确认')
    const logged = await said('lina', '今天拜访了立辰沈工,聊振动方案,觉得可以,下周二再去')
    const asked = await said('lina', '把立辰可靠性实验室的签约日改到周末')
    await done('zhangwei', '把李娜从立辰移除')

    expect((await tapped('lina', preview.id, '确认')).toast).toContain(nothing)
    expect(await scene.store.db.contact.count({ where: { name: '唐工' } })).toBe(0)
    expect((await tapped('lina', logged.id, '撤销')).toast).toContain(nothing)
    expect(
      await scene.store.db.activity.count({
        where: { byUserId: 'lina', undoneAt: null, onDate: '2026-11-18' },
      }),
    ).toBe(1)
    expect(asked.text).not.toContain('立辰可靠性实验室(')
    const open = { a: 'deal.show', id: 'd-1005' }
    const shown = await scene.feishu.tap({
      by: 'ou_lina',
      messageId: listed.id,
      button: { value: open },
    })
    expect(shown.toast?.content).toContain(nothing)
    for (const text of ['它现在多少钱', '立辰怎么样', 'D-1005', '立辰的联系人', '立辰徐经理电话']) {
      expect(await seen('lina', text)).not.toMatch(/¥1,200,000|沈工|徐经理|立辰精密|1\d\d \d{4}/)
    }
    expect(await seen('lina', '所有项目')).not.toContain('D-1005')
  })
})
