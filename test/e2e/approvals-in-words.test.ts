import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('what is said to a request for approval on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const chat = (who: string) => scene.feishu.privateChatOf(`ou_${who}`)
  const latest = (who: string) => scene.feishu.messages(chat(who)).at(-1)!
  const reads = (who: string) => scene.read(latest(who))
  const tap = (who: string, text: string) => scene.tap(who, latest(who).id, text)
  const request = (code: string) =>
    scene.store.db.approvalRequest.findUniqueOrThrow({ where: { code } })

  it('U33 a rejection with its reason, and what comes after it finds who was first', async () => {
    await scene.say('chenjing', '顺达那个驳回,毛利太低')
    expect(reads('chenjing')).toContain('已通知李娜:毛利太低')
    expect(reads('lina')).toContain('毛利太低')
    expect(await request('AP-32')).toMatchObject({ state: 'rejected', reason: '毛利太低' })
    await scene.say('chenjing', 'AP-32 同意')
    expect(reads('chenjing')).toContain('已由陈静于')
  })

  it('U32 a yes with a condition approves nothing', async () => {
    await scene.say('chenjing', '同意,但账期不能超过20天')
    for (const part of ['这是有条件的', '尚未批准', '要求修改:账期≤20天', '无条件同意']) {
      expect(reads('chenjing')).toContain(part)
    }
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    await tap('chenjing', '要求修改:账期≤20天')
    expect(await request('AP-32')).toMatchObject({ state: 'returned', reason: '账期≤20天' })
  })

  it.each([
    '驳回 AP-31 毛利太低了重报',
    '驳回 AP-99 毛利太低了重报',
    'AP-99 毛利太低了,驳回',
    '同意AP-99,按老客户算',
    '同意AP-31,AP-32 毛利太低了重报',
  ])('X23 a code that is not theirs is of no other request: 「%s」', async (words) => {
    await scene.say('chenjing', words)
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    expect(await request('AP-31')).toMatchObject({ state: 'pending' })
  })

  it('the code behind the verb is no part of the reason', async () => {
    await scene.say('chenjing', '驳回 AP-32 毛利太低了重报')
    expect(await request('AP-32')).toMatchObject({ state: 'rejected', reason: '毛利太低了重报' })
  })

  it('X23 同意 alone is of the one that waits; of several all are listed', async () => {
    await scene.say('zhangwei', '射频校准打9折,申请')
    await tap('zhangwei', '提交')
    await scene.say('chenjing', '同意')
    expect(reads('chenjing')).toContain('AP-32')
    expect(reads('chenjing')).toContain('AP-33')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    expect(await request('AP-33')).toMatchObject({ state: 'pending' })
    await tap('chenjing', 'AP-33 华芯射频校准')
    expect(await request('AP-33')).toMatchObject({ state: 'approved' })
    await scene.say('chenjing', '同意')
    expect(await request('AP-32')).toMatchObject({ state: 'approved' })
  })

  it('都同意 previews the light ones with a tick each, and leaves the others to be looked at', async () => {
    await scene.say('zhangwei', '射频校准打9折,申请')
    await tap('zhangwei', '提交')
    await scene.say('zhangwei', '华芯检测打85折,申请')
    await tap('zhangwei', '提交')
    await scene.say('chenjing', '待我审批')
    await tap('chenjing', '轻的一起同意')
    const preview = reads('chenjing')
    for (const part of [
      '同意 2 个审批?',
      'AP-32',
      'AP-33',
      '折扣 10%(9折)',
      '李娜 提交',
      '单独看',
    ]) {
      expect(preview).toContain(part)
    }
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    await tap('chenjing', '同意勾选的')
    expect(reads('chenjing')).toContain('已同意 2 个审批')
    expect(await request('AP-32')).toMatchObject({ state: 'approved' })
    expect(await request('AP-33')).toMatchObject({ state: 'approved' })
    expect(reads('lina')).toContain('已批准')
    const decisions = await scene.store.db.approvalDecision.count({
      where: { verdict: 'approved', userId: 'chenjing' },
    })
    expect(decisions).toBe(2)
  })

  it('what is no longer as it was shown is left out, and the rest agreed to', async () => {
    await scene.say('zhangwei', '射频校准打9折,申请')
    await tap('zhangwei', '提交')
    await scene.say('chenjing', 'AP-32 AP-33 同意')
    const card = latest('chenjing').id
    await scene.say('zhangwei', '撤回射频校准的审批')
    await tap('zhangwei', '确认')
    await scene.tap('chenjing', card, '同意勾选的')
    expect(await request('AP-32')).toMatchObject({ state: 'approved' })
    expect(await request('AP-33')).toMatchObject({ state: 'withdrawn' })
    const decided = scene.feishu.messages(chat('chenjing')).find(({ id }) => id === card)!
    expect(scene.read(decided)).toContain('AP-33 刚有变化')
  })

  it('a code that may not be seen stops all of them', async () => {
    await scene.say('chenjing', 'AP-32 AP-99 都同意')
    expect(reads('chenjing')).toContain('没有权限或不存在')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
  })

  it('a reason that was left out is asked for', async () => {
    await scene.say('chenjing', 'AP-32 驳回')
    expect(reads('chenjing')).toContain('驳回原因')
    await scene.say('chenjing', '毛利不够')
    expect(await request('AP-32')).toMatchObject({ state: 'rejected', reason: '毛利不够' })
  })

  it('X6 whoever is not asked learns nothing, or who is', async () => {
    await scene.say('zhangwei', 'AP-32 同意')
    expect(reads('zhangwei')).toContain('没有权限或不存在')
    await scene.say('zhangwei', 'AP-99 同意')
    expect(reads('zhangwei')).toContain('没有权限或不存在')
    await scene.say('zhaomin', 'AP-32 同意')
    expect(reads('zhaomin')).toContain('陈静')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
  })

  it('what a customer may have said is asked about', async () => {
    await scene.say('chenjing', '顺达同意')
    expect(reads('chenjing')).toContain('还是客户说的')
    await tap('chenjing', '是客户说的')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
  })

  it('a question, a denial and a delay decide nothing', async () => {
    for (const text of ['同意吗', '还没同意', '客户同意了', '先别批', '我再想想']) {
      await scene.say('chenjing', text)
      expect(await request('AP-32'), text).toMatchObject({ state: 'pending' })
    }
  })

  it('U10 is taken back after a preview, and hurried at once', async () => {
    await scene.say('lina', '催一下AP-32')
    expect(reads('lina')).toContain('已催 陈静')
    expect(reads('chenjing')).toContain('李娜 催你审批')
    await scene.say('lina', '撤回顺达的审批')
    expect(await request('AP-32')).toMatchObject({ state: 'pending' })
    await tap('lina', '确认')
    expect(await request('AP-32')).toMatchObject({ state: 'withdrawn' })
    expect(reads('chenjing')).toContain('已撤回')
  })

  it('is passed on, and another is asked as well, after a preview', async () => {
    await scene.say('chenjing', '加签郑凯')
    await tap('chenjing', '确认')
    expect(reads('zhengkai')).toContain('请审批 AP-32')
    await scene.say('chenjing', '转给吴芳审')
    await tap('chenjing', '确认')
    expect(reads('wufang')).toContain('请审批 AP-32')
  })

  it('U13 a closing waits for its approval, with the contract that was told', async () => {
    await scene.say('wangqiang', '远驰签了,合同650万')
    for (const part of ['还不能成交', 'AP-31', '¥6,500,000', '催一下']) {
      expect(reads('wangqiang')).toContain(part)
    }
  })
})
