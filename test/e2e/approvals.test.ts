import { afterEach, beforeEach, describe, expect } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

describe.each(places)('commercial terms on %s', (database) => {
  const it = itOn(database)
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const chat = (who: string) => scene.feishu.privateChatOf(`ou_${who}`)
  const latest = (who: string) => scene.feishu.messages(chat(who)).at(-1)!
  const reads = (who: string) => scene.read(latest(who))
  const tap = (who: string, text: string, form?: Readonly<Record<string, string>>) =>
    scene.tap(who, latest(who).id, text, form)
  const deal = (code = 'D-1006') => scene.store.db.deal.findUniqueOrThrow({ where: { code } })

  const submit = async () => {
    await scene.say('zhangwei', '射频校准客户要打88折,账期60天,帮我申请')
    await tap('zhangwei', '提交')
  }

  it('U8 drafts them, tells who decides, and hands them in by a tap', async () => {
    const { answers } = await scene.say('zhangwei', '射频校准客户要打88折,账期60天,帮我申请')
    const words = scene.read(answers.at(-1))
    for (const part of [
      '¥900,000',
      '¥792,000',
      '88折',
      '60天',
      '预付30%',
      '8–16周',
      '陈静',
      '赵敏',
      '吴芳',
    ]) {
      expect(words).toContain(part)
    }
    expect(await scene.store.db.terms.count({ where: { dealId: 'd-1006' } })).toBe(0)
    await tap('zhangwei', '提交')
    expect(reads('zhangwei')).toContain('已提交 AP-33')
    expect(reads('chenjing')).toContain('请审批 AP-33')
    expect(reads('wufang')).toContain('账期')
    expect(scene.feishu.messages(chat('zhaomin'))).toEqual([])
  })

  it('goes through everyone, and the deal has the price that they saw', async () => {
    await submit()
    const asked = latest('zhangwei').id
    await tap('chenjing', '同意')
    expect(reads('chenjing')).toContain('审批中')
    expect(scene.read(scene.feishu.message(asked))).toContain('✓ 陈静')
    expect(scene.feishu.messages(chat('zhaomin'))).toEqual([])
    await tap('wufang', '同意', { comment: '回款要盯' })
    expect(reads('zhaomin')).toContain('请审批 AP-33')
    await tap('zhaomin', '同意')
    expect(latest('zhangwei').id).not.toBe(asked)
    for (const card of [latest('zhangwei'), scene.feishu.message(asked)]) {
      expect(scene.read(card)).toContain('已批准')
    }
    expect(reads('chenjing')).toContain('已批准')
    expect((await deal()).amountFen).toBe(79_200_000n)
    const [terms] = await scene.store.db.terms.findMany({ where: { dealId: 'd-1006' } })
    expect(terms).toMatchObject({
      state: 'approved',
      validUntil: '2026-12-18',
      priceFen: 79_200_000n,
    })
  })

  it('U33 a rejection needs its reason, ends it, and everyone’s copy says so', async () => {
    await submit()
    const refused = await tap('chenjing', '驳回')
    expect(JSON.stringify(refused)).toContain('要写原因')
    await tap('chenjing', '驳回', { comment: '毛利太低' })
    for (const who of ['zhangwei', 'chenjing', 'wufang']) expect(reads(who)).toContain('毛利太低')
    const late = await tap('wufang', '同意').catch((error) => String(error))
    expect(JSON.stringify(late)).not.toContain('已同意')
    expect((await deal()).amountFen).toBe(90_000_000n)
  })

  it('taken back by a tap, the card says so and stays as it is', async () => {
    await submit()
    const asked = latest('zhangwei').id
    await tap('zhangwei', '撤销')
    expect(scene.read(scene.feishu.message(asked))).toContain('申请已撤回')
    expect(latest('zhangwei').id).toBe(asked)
    expect(reads('chenjing')).toContain('已撤回')
    await scene.tap('chenjing', latest('chenjing').id, '同意').catch(() => undefined)
    expect(scene.read(scene.feishu.message(asked))).toContain('申请已撤回')
  })

  it('X7 who leads the team and asks for it is asked one level up', async () => {
    await scene.say('chenjing', '射频校准打94折,帮我申请')
    await tap('chenjing', '提交')
    expect(reads('zhaomin')).toContain('请审批 AP-33')
  })

  it('what is within policy needs nobody', async () => {
    await scene.say('zhangwei', '射频校准打95折,申请')
    expect(reads('zhangwei')).toContain('不用审批')
    await tap('zhangwei', '保存')
    expect(reads('zhangwei')).toContain('条款已保存')
    expect((await deal()).amountFen).toBe(85_500_000n)
  })

  it('X8 new terms take the place of what is under way, and old cards say so', async () => {
    await submit()
    await scene.say('zhangwei', '射频校准打85折,申请')
    expect(reads('zhangwei')).toContain('AP-33 还在审批')
    await tap('zhangwei', '提交')
    const cards = scene.feishu.messages(chat('chenjing')).map(scene.read)
    expect(cards[0]).toContain('已作废')
    expect(cards[1]).toContain('请审批 AP-34')
  })

  it('while it is decided on the price stands still', async () => {
    await submit()
    await scene.say('zhangwei', 'D-1006 金额改成95万')
    expect(reads('zhangwei')).toContain('正在审批(AP-33)')
    await scene.say('zhangwei', 'D-1006 签约改到12月20日')
    expect(reads('zhangwei')).toContain('待确认')
  })

  it('要求修改 keeps the thread: the next round is the same request', async () => {
    await submit()
    await tap('wufang', '要求修改', { comment: '账期≤45天' })
    expect(reads('zhangwei')).toContain('账期≤45天')
    await scene.say('zhangwei', '射频校准账期45天,再申请')
    expect(reads('zhangwei')).toContain('重新提交 AP-33')
    await tap('zhangwei', '提交')
    expect(reads('wufang')).toContain('45天')
    const request = await scene.store.db.approvalRequest.findUniqueOrThrow({
      where: { code: 'AP-33' },
      include: { decisions: true },
    })
    expect(request).toMatchObject({ state: 'pending', round: 2 })
    expect(request.decisions.map(({ verdict }) => verdict)).toEqual([
      'submitted',
      'returned',
      'submitted',
    ])
  })

  it('a deal that is given up takes its request along', async () => {
    await submit()
    await scene.say('zhangwei', '射频校准丢了,客户项目取消')
    await tap('zhangwei', '确认丢单')
    const cards = scene.feishu.messages(chat('chenjing')).map(scene.read)
    expect(cards.join()).toContain('已作废')
    expect(cards.join()).toContain('商机已丢单')
  })

  it('X6 a tap by who is not asked, or on terms that have changed since, changes nothing', async () => {
    await submit()
    const { approvalRequest, approvalStep, audit } = scene.store.db
    const { id } = await approvalRequest.findUniqueOrThrow({ where: { code: 'AP-33' } })
    const forged = async (who: string, v: number) => {
      await scene.feishu.emit('card.action.trigger', {
        operator: { open_id: `ou_${who}` },
        action: { value: { a: 'approval.approve', id, v } },
        context: { open_message_id: latest('chenjing').id, open_chat_id: chat('chenjing') },
      })
      await scene.bot.engine.settled()
    }
    const denied = () => audit.count({ where: { action: 'approval.denied', subjectId: id } })
    const approved = () => approvalStep.count({ where: { approvalId: id, state: 'approved' } })
    await forged('liuyang', 1)
    await forged('zhangwei', 1)
    await forged('zhaomin', 1)
    expect([await denied(), await approved()]).toEqual([3, 0])
    await tap('wufang', '要求修改', { comment: '账期≤45天' })
    await scene.say('zhangwei', '射频校准账期45天,再申请')
    await tap('zhangwei', '提交')
    await forged('wufang', 1)
    expect([await denied(), await approved()]).toEqual([4, 0])
    await forged('wufang', 2)
    expect([await denied(), await approved()]).toEqual([4, 1])
  })

  it('what each sees of the terms is what their role may see', async () => {
    await scene.store.write('message', (tx) =>
      tx.deal.update({ where: { id: 'd-1006' }, data: { costFen: 60_000_000n } }),
    )
    await scene.say('zhangwei', '射频校准打88折,账期60天,交期6周,申请')
    await tap('zhangwei', '提交')
    expect(reads('chenjing')).toContain('毛利')
    expect(reads('wufang')).toContain('毛利')
    expect(reads('gaoyuan')).toContain('6周')
    expect(reads('gaoyuan')).not.toContain('792,000')
    expect(reads('gaoyuan')).not.toContain('折')
    expect(reads('zhangwei')).not.toContain('毛利')
  })

  it('passed on and asked as well: the new one decides, the old copy is no more', async () => {
    await submit()
    const mine = latest('wufang').id
    await scene.tap('wufang', mine, '转交')
    await tap('wufang', '转交', { to: 'sunli' })
    expect(reads('sunli')).toContain('请审批 AP-33')
    const old = scene.feishu.messages(chat('wufang')).find(({ id }) => id === mine)
    expect(scene.read(old)).not.toContain('同意')
    await tap('sunli', '加签')
    await tap('sunli', '加签', { to: 'zhengkai' })
    expect(reads('zhengkai')).toContain('请审批 AP-33')
    const approvers = await scene.store.db.approvalStep.findMany({
      where: { approval: { code: 'AP-33' } },
      orderBy: { rank: 'asc' },
    })
    expect(approvers.map(({ approverId }) => approverId).toSorted()).toEqual([
      'chenjing',
      'sunli',
      'zhaomin',
      'zhengkai',
    ])
  })

  it('the director lets it through with a reason', async () => {
    await submit()
    await tap('chenjing', '同意')
    await tap('wufang', '同意')
    const without = await tap('zhaomin', '特批')
    expect(JSON.stringify(without)).toContain('要写原因')
    await tap('zhaomin', '特批', { comment: '战略客户' })
    expect(reads('zhangwei')).toContain('战略客户')
    expect((await deal()).amountFen).toBe(79_200_000n)
  })

  describe('closing', () => {
    const contracts = () => scene.store.db.contract.findMany({ where: { dealId: 'd-1004' } })
    const approveAll = async () => {
      for (const who of ['liuyang', 'sunli', 'wufang', 'zhengkai', 'zhaomin']) {
        await scene.say(who, 'AP-31 同意')
      }
    }

    it('U13 is refused while terms are decided on, kept, and comes back when they are', async () => {
      const { answers } = await scene.say('wangqiang', '远驰签了,合同650万')
      const words = scene.read(answers.at(-1))
      expect(words).toContain('还不能成交:条款审批 AP-31 未完成(待 刘洋、孙丽、吴芳、郑凯)')
      expect(words).toContain('合同金额 ¥6,500,000(650万) 已记下,批准后一键成交')
      expect((await deal('D-1004')).outcome).toBe('open')
      await approveAll()
      expect(reads('wangqiang')).toContain('确认成交?')
      const without = await tap('wangqiang', '确认成交', { signedDate: '2026-11-18' })
      expect(JSON.stringify(without)).toContain('填一下合同号')
      await tap('wangqiang', '确认成交', { number: 'HT-2026-081', signedDate: '2026-11-18' })
      expect(reads('wangqiang')).toContain('已成交')
      expect(await deal('D-1004')).toMatchObject({ outcome: 'won', closedDate: '2026-11-18' })
      expect(await contracts()).toMatchObject([
        { number: 'HT-2026-081', amountFen: 650_000_000n, termsId: 'd-1004-terms-1' },
      ])
    })

    it('a contract of another amount is refused with the difference', async () => {
      await approveAll()
      await scene.say('wangqiang', '远驰签了,合同660万')
      expect(reads('wangqiang')).toContain('多¥100,000(10万)')
      expect((await deal('D-1004')).outcome).toBe('open')
    })

    it('H15 is handed over: accepted, or sent back with what is to be completed', async () => {
      await approveAll()
      await scene.say('wangqiang', '远驰签了,合同650万,合同号HT-2026-081')
      await tap('wangqiang', '确认成交', { number: 'HT-2026-081', signedDate: '2026-11-18' })
      expect(reads('gaoyuan')).toContain('移交 D-1004')
      expect(reads('gaoyuan')).not.toContain('6,500,000')
      const empty = await tap('gaoyuan', '退回补充')
      expect(JSON.stringify(empty)).toContain('要写原因')
      await tap('gaoyuan', '退回补充', { reason: '缺验收标准' })
      expect(reads('wangqiang')).toContain('缺验收标准')
    })
  })
})
