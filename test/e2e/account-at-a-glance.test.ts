import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('accounts, talks and who changed what on %s', (database) => {
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
  const latest = (who: string) =>
    scene.read(scene.feishu.messages(scene.feishu.privateChatOf(`ou_${who}`)).at(-1))
  const contains = (text: string, words: readonly string[]) => {
    for (const word of words) expect(text).toContain(word)
  }

  it('A2 U6 an account at a glance', async () => {
    const { text } = await said('zhangwei', '华芯现在什么情况')
    contains(text, [
      'A级',
      '近12月签约\n¥8,200,000(820万)',
      '在谈2个 合计 ¥3,700,000(370万)',
      '2026-11-09(上周一) · 9 天前',
      '互动已超期2天',
      '报正式价 2026-11-20(周五)',
      '3/3 · 管理层 无',
      '待审批\n0',
      '10/12,缺电话、沟通偏好',
    ])
    expect(text).not.toMatch(/终端|按近12月/)
  })

  it('its buttons show more of it', async () => {
    const { id } = await said('zhangwei', '华芯现在什么情况')
    await scene.tap('zhangwei', id, '联系人')
    contains(latest('zhangwei'), ['李总 技术 · 技术总监', '张经理 采购', '赵会计 财务'])
    expect(latest('zhangwei')).not.toContain('13900000001')
    await scene.tap('zhangwei', id, '商机')
    contains(latest('zhangwei'), ['华芯在谈 2 个商机', 'D-1006 华芯射频校准', '¥90万'])
    await scene.tap('zhangwei', id, '互动')
    contains(latest('zhangwei'), ['2026-11-09(上周一) 会议 李总', '下一步 报正式价'])
  })

  it('B1 B2 other grades: what is asked for, what is missing, what waits', async () => {
    const potential = await said('zhangwei', '中启什么情况')
    contains(potential.text, ['潜在', '12-31前需1次', '¥0', '没有在谈', '1/3,缺采购、财务'])
    const b = await said('zhangwei', '立辰怎么样')
    contains(b.text, ['B级', '¥5,000,000(500万)', '2/3,缺财务', '11-25前该互动了'])
    expect(b.text).not.toContain('按近12月')
    contains((await said('wangqiang', '远驰什么情况')).text, ['待审批\n1 个(AP-31)'])
    // The contract that made 华芯 an A is gone: the card says what the figures would make of it.
    await scene.store.write('background', (tx) =>
      tx.contract.deleteMany({
        where: { accountId: 'cus1', signedDate: { in: ['2026-06-30', '2026-10-16'] } },
      }),
    )
    contains((await said('zhangwei', '华芯什么情况')).text, ['A级', '按近12月签约额是B级'])
  })

  it('H5 H9 a deal’s days against the limit, its activities, its criteria, its next step', async () => {
    contains((await said('zhangwei', 'D-1001')).text, [
      '37/42天',
      '技术方案设计、报价制作',
      '✓ 客户认可技术方案',
      '李总(技术·支持)',
      '下一步 报正式价 2026-11-20(周五)',
    ])
    const late = await said('lina', 'D-1002')
    contains(late.text, ['34/28天,超6天', '阶段超期', '○ 需求分析报告'])
    // What was said of another deal of the same customer is not this one's.
    const other = await said('zhangwei', 'D-1006')
    contains(other.text, ['射频校准方案', '下一步 没有安排'])
    expect(other.text).not.toContain('技术方案评审')
  })

  it('F5 the last five talks with what came of them', async () => {
    const { text } = await said('zhangwei', '华芯最近聊了什么')
    contains(text, [
      'A级 · 互动已超期2天',
      '2026-11-09(上周一) 会议 李总 技术方案评审:方案可以,等书面确认',
      '→ 下一步 报正式价 2026-11-20(周五)',
      '✓ 下一步 补温循数据 2026-10-30(周五)(已完成)',
    ])
    expect(text.match(/面谈|会议|电话/g)).toHaveLength(5)
    await said('zhangwei', '今天拜访了华芯李总,聊了合同')
    expect((await said('zhangwei', '华芯的跟进记录')).text).toContain('2026-11-18(今天) 面谈 李总')
  })

  it('F5 the brief before a visit is one screen', async () => {
    const { text } = await said('zhangwei', '拜访前 华芯')
    contains(text, [
      'A级 · 近12月 ¥8,200,000(820万) · 互动已超期2天',
      'D-1001 华芯检测项目 · 方案制定 37/42天 · ¥280万 · 预计 12-15',
      '报正式价 2026-11-20(周五)',
      '李总(技术,支持)、张经理(采购,中立)、赵会计(财务,中立)',
    ])
    expect(text.split('\n').length).toBeLessThanOrEqual(12)
    expect((await said('zhangwei', '明天要去华芯,帮我准备一下')).text).toContain('拜访前 华芯')
  })

  it('R6 who changed what, when, from what to what', async () => {
    contains((await said('zhangwei', '谁改了华芯检测的金额')).text, ['还没有人改过金额'])
    const { id } = await said('chenjing', 'D-1001改成300万,签约改到12月20号')
    await scene.tap('chenjing', id, '确认')
    contains((await said('zhangwei', '谁改了华芯检测的金额')).text, [
      '2026-11-18(今天) 10:00 陈静 金额 ¥2,800,000(280万)→¥3,000,000(300万)',
    ])
    const all = await said('zhangwei', '华芯检测的变更记录')
    contains(all.text, ['预计签约 2026-12-15(周二)→2026-12-20', '阶段 需求调研→方案制定'])
    const stage = await said('zhangwei', '这个项目阶段什么时候改的')
    contains(stage.text, ['2026-10-12(周一) 12:00 张伟 阶段 需求调研→方案制定'])
    expect(stage.text).not.toContain('金额 ')
    const week = await said('zhangwei', 'D-1001 上周谁动过')
    expect(week.text).toContain('这几天没有人改过')
    // Of a customer: every open deal of it, each by its name.
    expect((await said('zhangwei', '谁改了华芯的金额')).text).toContain('华芯检测项目 金额')
  })

  it('M3 §5.1 who may read what', async () => {
    for (const [there, nowhere] of [
      ['谁改了立辰实验室的金额', '谁改了天成实验室的金额'],
      ['D-1005的变更记录', 'D-9005的变更记录'],
      ['立辰最近聊了什么', '天成最近聊了什么'],
      ['拜访前 立辰', '拜访前 天成'],
      ['立辰的联系人', '天成的联系人'],
    ] as const) {
      const { text } = await said('lina', there)
      expect(text, there).toContain('没有权限或不存在')
      expect(text, there).toBe((await said('lina', nowhere)).text)
    }
    // 高管 reads everything but the audit.
    expect((await said('qianli', '华芯检测的变更记录')).text).toContain('没有权限或不存在')
    contains((await said('qianli', '华芯现在什么情况')).text, ['¥8,200,000'])
    // 运营 reads the audit, and neither money nor what was talked about.
    const { id } = await said('zhangwei', 'D-1001改成300万')
    await scene.tap('zhangwei', id, '确认')
    const audit = await said('helei', '华芯检测的变更记录')
    expect(audit.text).toContain('张伟 金额有改动')
    expect(audit.text).not.toMatch(/[¥万]/)
    const card = await said('helei', '华芯现在什么情况')
    expect(card.text).not.toMatch(/[¥万]|技术方案评审|报正式价/)
    expect((await said('helei', '华芯最近聊了什么')).text).toContain('没有权限或不存在')
    // Who is called up on one deal reads of its customer what concerns that deal.
    const talks = await said('zhoutao', '华芯最近聊了什么')
    expect(talks.text).toContain('技术方案评审')
    expect(talks.text).not.toContain('射频校准')
  })
})
