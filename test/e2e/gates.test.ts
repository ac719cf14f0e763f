import { afterEach, beforeEach, describe, expect } from 'vitest'
import { demoNow, yuan } from '../../prisma/demo/units.ts'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const hours = (n: number) => n * 3_600_000
const refused = '还不能推进:① 客户认可技术方案 ② 决策链缺财务。'

describe.each(places)('gates on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const move = (ms: number) => scene.clock.moveTo(demoNow.getTime() + ms)
  const deal = (code: string) =>
    scene.store.db.deal.findUniqueOrThrow({ where: { code }, include: { stage: true } })
  const said = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)?.id ?? '', text: scene.read(answers.at(-1)) }
  }
  const shown = (id: string) => scene.read(scene.feishu.message(id))
  /** The bot's latest message to somebody. */
  const latest = (who: string) => {
    const chat = scene.feishu.privateChatOf(`ou_${who}`)
    const message = scene.feishu.messages(chat).findLast(({ sender }) => sender.kind === 'bot')
    return { id: message?.id ?? '', text: scene.read(message) }
  }
  const drafts = (state: string) => scene.store.db.draft.count({ where: { state } })

  it('U27 refused with what is missing, kept, and back as a fresh preview hours later', async () => {
    const first = await said('zhangwei', '立辰推进到商务谈判,金额改成130万')
    for (const words of [refused, '上传认可凭证', '补财务联系人', '请陈静放行', '¥1,300,000']) {
      expect(first.text).toContain(words)
    }
    expect(await deal('D-1005')).toMatchObject({ version: 1, amountFen: yuan(1_200_000) })
    move(hours(3))
    const logged = await said('chenjing', '周涛确认立辰客户认可方案了')
    expect(logged.text).toMatch(/已登记[\s\S]*客户认可技术方案[\s\S]*周涛[\s\S]*还缺:决策链缺财务/)
    expect(shown(first.id)).toContain('还不能推进:① 决策链缺财务')
    expect(await drafts('kept')).toBe(1)
    const asked = await said('chenjing', '立辰财务王会计支持')
    await scene.tap('chenjing', asked.id, '确认')
    const back = latest('zhangwei')
    expect(back.id).not.toBe(first.id)
    expect(back.text).toMatch(/确认修改[\s\S]*方案制定 → 商务谈判[\s\S]*¥1,300,000/)
    await scene.tap('zhangwei', back.id, '确认')
    expect(await deal('D-1005')).toMatchObject({
      stage: { name: '商务谈判' },
      amountFen: yuan(1_300_000),
    })
    const milestone = await scene.store.db.milestone.findFirst({
      where: { dealId: 'd-1005', criterion: 'solution-accepted' },
    })
    expect(milestone).toMatchObject({ kind: 'word', witness: '周涛', byUserId: 'chenjing' })
  })

  it('U27 by the buttons', async () => {
    const { id } = await said('zhangwei', '立辰推进到商务谈判')
    await scene.tap('zhangwei', id, '上传认可凭证')
    await scene.tap('zhangwei', latest('zhangwei').id, '登记', {
      link: 'https://docs.example.com/1',
    })
    expect(shown(id)).toContain('还不能推进:① 决策链缺财务')
    await scene.tap('zhangwei', id, '补财务联系人')
    await scene.tap('zhangwei', latest('zhangwei').id, '登记', {
      name: '王会计',
      department: 'finance',
    })
    const back = latest('zhangwei')
    expect(back.text).toContain('可以继续了')
    await scene.tap('zhangwei', back.id, '确认')
    expect((await deal('D-1005')).stage.name).toBe('商务谈判')
  })

  it('what is missing is asked for, and the move begun from there', async () => {
    const { id, text } = await said('zhangwei', '立辰往下走还差啥')
    expect(text).toMatch(/到商务谈判还差 2 项[\s\S]*○ 客户认可技术方案[\s\S]*✓ 方案内容 3\/3/)
    expect(await drafts('kept')).toBe(0)
    await scene.tap('zhangwei', id, '推进到商务谈判')
    expect(latest('zhangwei').text).toContain(refused)
    expect(await drafts('kept')).toBe(1)
    // Who may read it and not move it has no button for it.
    const read = await said('zhoutao', '华芯检测还差什么')
    expect(read.text).toContain('可以推进到商务谈判')
    await expect(scene.tap('zhoutao', read.id, '推进到商务谈判')).rejects.toThrow('no component')
    expect((await said('lina', '立辰还差什么')).text).not.toMatch(/商务谈判|客户认可/)
  })

  it('H4 the last item comes with the way on', async () => {
    const logged = await said('zhangwei', '华鑫老化测试 需求分析报告 https://docs.example.com/r')
    expect(logged.text).toContain('可以推进到方案制定')
    await scene.tap('zhangwei', logged.id, '推进到方案制定')
    await scene.tap('zhangwei', latest('zhangwei').id, '确认')
    expect((await deal('D-1003')).stage.name).toBe('方案制定')
  })

  it('U26 a link alone is for what is waited for', async () => {
    const { id } = await said('zhangwei', '华芯老化测试推到方案制定')
    await scene.tap('zhangwei', id, '是')
    expect(shown(id)).toContain('还缺:需求分析报告。发文件或链接给我,我就继续推进')
    await said('zhangwei', 'https://docs.example.com/report?id=1&on=2026-11-20')
    const back = latest('zhangwei')
    expect(back.text).toMatch(/需求调研 → 方案制定/)
    await scene.tap('zhangwei', back.id, '确认')
    expect((await deal('D-1003')).stage.name).toBe('方案制定')
  })

  it('a link out of nowhere is of which deal, and what for, and no order', async () => {
    const asked = await said('zhangwei', 'https://example.com/deals?id=D-1001&amount=0')
    expect(asked.text).toContain('你说的是哪个项目?')
    const which = await said('zhangwei', '华鑫老化测试')
    expect(which.text).toContain('这是哪一项的凭证?')
    expect((await said('zhangwei', '需求分析报告')).text).toContain('已登记')
    expect(await deal('D-1001')).toMatchObject({ version: 1 })
  })

  it('D5 one’s own word is not the report', async () => {
    expect((await said('zhangwei', '华鑫需求分析报告写好了')).text).toContain('要有凭证')
    const link = await said('zhangwei', '华鑫需求分析报告 https://docs.example.com/r')
    expect(link.text).toMatch(/已登记[\s\S]*可以推进到方案制定/)
    await scene.tap('zhangwei', link.id, '撤销')
    expect(shown(link.id)).toContain('凭证已撤回')
    expect((await said('zhangwei', '华鑫老化测试推到方案制定')).text).toContain('还缺:需求分析报告')
  })

  it('U28 a step back needs a reason and nothing else', async () => {
    await said('zhangwei', '华芯检测退回需求调研')
    const preview = await said('zhangwei', '需求变化')
    await scene.tap('zhangwei', preview.id, '确认')
    expect((await deal('D-1001')).stage.name).toBe('需求调研')
  })

  it('X21 what is skipped is asked for, the signature is let through by nobody', async () => {
    const skip = await said('zhangwei', '华鑫老化测试推进到商务谈判')
    for (const lack of ['需求分析报告', '方案内容 0/3', '客户认可技术方案', '决策链缺财务']) {
      expect(skip.text).toContain(lack)
    }
    const past = await said('zhangwei', '华芯检测推进到合同执行')
    expect(past.text).toContain('签署正式合同')
    expect(past.text).not.toContain('放行')
    expect((await said('chenjing', '华芯检测放行,先做着')).text).toContain('不能放行')
  })

  it('X21 a manager lets it through', async () => {
    await said('zhangwei', '华鑫老化测试推进到商务谈判')
    await said('chenjing', '华鑫老化测试放行,客户急着谈价')
    await scene.tap('zhangwei', latest('zhangwei').id, '确认')
    expect((await deal('D-1003')).stage.name).toBe('商务谈判')
    // What it was let through without is not asked for again.
    expect((await said('zhangwei', '华鑫老化测试')).text).not.toContain('待补')
  })

  it('U27 asked for with a reason, let through, visible on the deal', async () => {
    const { id } = await said('zhangwei', '立辰推进到商务谈判')
    await scene.tap('zhangwei', id, '请陈静放行')
    await scene.tap('zhangwei', latest('zhangwei').id, '发给陈静', { reason: '客户催得急' })
    const asked = latest('chenjing')
    expect(asked.text).toMatch(/张伟请你放行[\s\S]*决策链缺财务[\s\S]*客户催得急/)
    const other = await scene.tap('lina', asked.id, '放行', { reason: '好' }).catch(() => undefined)
    expect(other?.toast?.content ?? '没有权限').toMatch(/没有权限/)
    await scene.tap('chenjing', asked.id, '放行', { reason: '客户高层已口头同意' })
    expect(shown(asked.id)).toContain('已放行')
    const back = latest('zhangwei')
    expect(back.text).toContain('经 陈静 放行:缺 客户认可技术方案、决策链缺财务')
    await scene.tap('zhangwei', back.id, '确认')
    expect((await said('zhangwei', '立辰可靠性实验室')).text).toContain(
      '经 陈静 放行:缺 客户认可技术方案、决策链缺财务,原因 客户高层已口头同意',
    )
    expect(await scene.store.db.audit.count({ where: { action: 'gate.release' } })).toBe(1)
  })

  it('U27 not let through is told with the reason, and the move stays kept', async () => {
    const { id } = await said('zhangwei', '立辰推进到商务谈判')
    await said('zhangwei', '请陈静放行立辰,客户催得急')
    await scene.tap('chenjing', latest('chenjing').id, '不放行', { reason: '先拿到客户认可' })
    expect(latest('zhangwei').text).toMatch(/没有放行[\s\S]*先拿到客户认可/)
    expect(await drafts('kept')).toBe(1)
    expect(shown(id)).toContain(refused)
  })

  it('a release can be taken back until the move followed', async () => {
    await said('zhangwei', '立辰推进到商务谈判')
    const let1 = await said('chenjing', '立辰放行,客户高层已口头同意')
    const back = latest('zhangwei')
    await scene.tap('chenjing', let1.id, '撤销')
    await scene.tap('zhangwei', back.id, '确认')
    expect(shown(back.id)).toContain(refused)
    expect((await deal('D-1005')).stage.name).toBe('方案制定')
  })

  it('a manager lets their team’s deal through with a reason, in one go', async () => {
    const { id, text } = await said('chenjing', '立辰推进到商务谈判')
    expect(text).toContain('放行并推进')
    await scene.tap('chenjing', id, '放行并推进')
    await scene.tap('chenjing', latest('chenjing').id, '放行并推进', { reason: '客户催得急' })
    expect((await deal('D-1005')).stage.name).toBe('商务谈判')
  })

  it('two pieces of evidence at once do not both leave the move waiting', async () => {
    await said('zhangwei', '立辰推进到商务谈判')
    const asked = await said('chenjing', '立辰财务王会计支持')
    await Promise.all([
      scene.tap('chenjing', asked.id, '确认'),
      scene.say('zhaomin', '周涛确认立辰客户认可方案了'),
    ])
    expect(latest('zhangwei').text).toContain('可以继续了')
    expect(await drafts('previewed')).toBe(1)
    expect(await drafts('kept')).toBe(0)
  })

  it('a move kept for a day is over, and one that was taken back', async () => {
    await said('zhangwei', '立辰推进到商务谈判')
    expect((await said('zhangwei', '待补充')).text).toContain('立辰推进到商务谈判')
    move(hours(25))
    await said('chenjing', '周涛确认立辰客户认可方案了')
    await scene.tap('chenjing', (await said('chenjing', '立辰财务王会计支持')).id, '确认')
    expect(await drafts('previewed')).toBe(0)
    await said('zhangwei', '华鑫老化测试推到方案制定')
    expect((await said('zhangwei', '取消')).text).toContain('已取消')
    await said('zhangwei', '华鑫需求分析报告 https://docs.example.com/r')
    expect(await drafts('previewed')).toBe(0)
  })

  it('when the deal moves otherwise the kept move is over', async () => {
    await said('zhangwei', '立辰推进到商务谈判')
    await said('chenjing', '立辰退回需求调研,需求变化')
    await scene.tap('chenjing', latest('chenjing').id, '确认')
    expect(await drafts('kept')).toBe(0)
    expect(await drafts('superseded')).toBe(1)
  })

  it('evidence that is undone before the tap keeps the move', async () => {
    await said('zhangwei', '华鑫老化测试推到方案制定')
    const link = await said('zhangwei', '华鑫需求分析报告 https://docs.example.com/r')
    const back = latest('zhangwei')
    const cards = scene.feishu.messages(scene.feishu.privateChatOf('ou_zhangwei'))
    const logged = cards.findLast((one) => scene.read(one).includes('已登记'))
    await scene.tap('zhangwei', logged?.id ?? link.id, '撤销')
    await scene.tap('zhangwei', back.id, '确认')
    expect((await deal('D-1003')).stage.name).toBe('需求调研')
    expect(await drafts('kept')).toBe(1)
  })

  it('§5.1 who may not read the deal learns nothing', async () => {
    expect((await said('lina', '立辰 客户认可方案了')).text).toContain('没有权限或不存在')
    expect((await said('lina', '立辰放行,好的')).text).toContain('没有权限或不存在')
    const where = { dealId: 'd-1005', criterion: 'solution-accepted' }
    expect(await scene.store.db.milestone.count({ where })).toBe(0)
  })
})
