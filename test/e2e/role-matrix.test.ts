import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../prisma/demo/people.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const refused = /没有权限或不存在|没有权限|你说的是哪个客户|没找到/

/** What each says, and how one sees that it was allowed. */
const operations = {
  read: { say: (deal: Deal) => `${deal.code} 到哪个阶段了`, allowed: /预计签约/ },
  amount: { say: (deal: Deal) => `${deal.code} 现在多少钱`, allowed: /¥\d/ },
  edit: {
    say: (deal: Deal) => `${deal.code} 金额改成${deal.next}`,
    // Of D-1004 the terms are being decided on.
    allowed: /点确认才会保存|正在审批/,
  },
  log: { say: (deal: Deal) => `今天和${deal.account}沟通了${deal.code}的进展`, allowed: /已记录/ },
  create: {
    say: (deal: Deal) => `新建商机 ${deal.account}试验线扩建 12万`,
    allowed: /点确认才会保存/,
  },
  terms: { say: (deal: Deal) => `${deal.code} 账期45天,申请审批`, allowed: /点提交才会发给审批人/ },
  win: { say: (deal: Deal) => `${deal.code} 签了`, allowed: /还不能成交|确认成交/ },
  release: {
    say: (deal: Deal) => `${deal.code} 放行,客户催着谈价`,
    allowed: /没有要放行的/,
  },
}
type Operation = keyof typeof operations
type Deal = { code: string; account: string; next: string }

const deals = {
  华芯: { code: 'D-1001', account: '华芯', next: '311万' },
  顺达: { code: 'D-1007', account: '顺达', next: '151万' },
  远驰: { code: 'D-1004', account: '远驰', next: '711万' },
} satisfies Record<string, Deal>

const own: readonly Operation[] = ['read', 'amount', 'edit', 'log', 'create', 'terms', 'win']
const leading: readonly Operation[] = [...own, 'release']
const none: readonly Operation[] = []
const look: readonly Operation[] = ['read', 'amount']

/** Product §5.1: who, which deal, what of it; everything else is refused. */
const matrix: readonly (readonly [string, string, keyof typeof deals, readonly Operation[]])[] = [
  ['销售, own', 'zhangwei', '华芯', own],
  ['销售, a colleague’s', 'zhangwei', '顺达', none],
  ['销售, of another team', 'zhangwei', '远驰', none],
  ['销售经理, of the team', 'chenjing', '华芯', leading],
  ['销售经理, of another team', 'chenjing', '远驰', none],
  ['销售总监', 'zhaomin', '远驰', leading],
  ['总经理', 'qianli', '远驰', look],
  ['售前, called up', 'zhoutao', '华芯', ['read', 'log']],
  ['售前, not called up', 'zhoutao', '远驰', none],
  ['商务, called up', 'sunli', '远驰', ['read', 'amount', 'log', 'terms']],
  ['商务, not called up', 'sunli', '华芯', none],
  ['财务, called up', 'wufang', '远驰', look],
  ['财务, not called up', 'wufang', '华芯', none],
  ['法务, called up', 'zhengkai', '远驰', look],
  ['法务, not called up', 'zhengkai', '华芯', none],
  ['交付', 'gaoyuan', '华芯', none],
  ['销售运营', 'helei', '华芯', ['read']],
]

describe.each(databases)('the role matrix on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  it.each(matrix)('%s: %s on %s', async (_, who, deal, may) => {
    for (const [name, { say, allowed }] of Object.entries(operations)) {
      const { answers } = await scene.say(who, say(deals[deal]))
      const text = scene.read(answers.at(-1))
      if (may.includes(name as Operation)) expect(text, name).toMatch(allowed)
      else expect(text, name).not.toMatch(allowed)
      if (may.length === 0) expect(text, name).toMatch(refused)
    }
  })

  it('left no deal changed', async () => {
    const codes = Object.values(deals).map((deal) => deal.code)
    const rows = await scene.store.db.deal.findMany({ where: { code: { in: codes } } })
    expect(rows.map((row) => row.version)).toEqual(rows.map(() => 1))
  })
})

/** What each part opens: product §5.1, the columns 协作 and those of the functions. */
const ofParts = {
  read: { say: '华芯检测到哪个阶段了', allowed: /预计签约/ },
  amount: { say: '华芯检测现在多少钱', allowed: /¥\d/ },
  contacts: { say: '华芯的联系人', allowed: /张经理/ },
  phone: { say: '华芯采购张经理电话', allowed: /139 0000 0001/ },
  log: { say: '今天和华芯沟通了华芯检测的进展', allowed: /已记录/ },
  tag: { say: '给华芯打标签 重点跟进', allowed: /已加|已经有标签/ },
  create: { say: '新建商机 华芯试验线扩建 12万', allowed: /点确认才会保存/ },
  edit: { say: '华芯检测金额改成311万', allowed: /点确认才会保存/ },
  close: { say: '华芯检测丢了,输给环测,价格原因', allowed: /关闭为丢单/ },
  share: { say: '把何磊加到华芯检测', allowed: /确认共享/ },
}
type OfPart = keyof typeof ofParts

const reading: readonly OfPart[] = ['read', 'amount', 'contacts']
const working: readonly OfPart[] = ['read', 'contacts', 'phone', 'log', 'tag']

const parts: readonly (readonly [string, string, string, readonly OfPart[]])[] = [
  ['协作 of the deal', 'lina', '华芯检测共享给李娜', ['amount', ...working]],
  ['协作 of the customer', 'lina', '华芯客户共享给李娜', ['amount', 'create', ...working]],
  ['只读 of the deal', 'wangqiang', '给王强看一下华芯检测(只读)', reading],
  ['只读 of the customer', 'wangqiang', '给王强看一下华芯客户(只读)', ['create', ...reading]],
  ['协作, of a manager elsewhere', 'liuyang', '让刘洋一起跟华芯检测', ['amount', ...working]],
  ['售前', 'zhoutao', '把周涛从华芯检测移除 ‖ 周涛协助华芯检测', working],
  ['商务', 'sunli', '让孙丽参与华芯检测', ['amount', ...working]],
  ['财务', 'wufang', '让吴芳参与华芯检测', reading],
  ['法务', 'zhengkai', '让郑凯参与华芯检测', reading],
  ['交付', 'gaoyuan', '让高远参与华芯检测', working],
  ['交付, said to be 只读', 'gaoyuan', '给高远看一下华芯检测(只读)', working],
]

describe.each(databases)('what a part opens on %s', (database) => {
  let scene: Scene

  beforeEach(async () => {
    scene = await openScene(database)
  })
  afterEach(() => scene.finish())

  const confirmed = async (text: string) => {
    const { answers } = await scene.say('zhangwei', text)
    await scene.tap('zhangwei', answers.at(-1)!.id, '确认')
  }
  const allowedTo = async (who: string, asked = Object.keys(ofParts) as OfPart[]) => {
    const may: OfPart[] = []
    for (const name of asked) {
      const { say, allowed } = ofParts[name]
      const { answers } = await scene.say(who, say)
      if (allowed.test(scene.read(answers.at(-1)))) may.push(name)
    }
    return may
  }

  it.each(parts)('%s: %s', async (_, who, granted, may) => {
    for (const text of granted.split(' ‖ ')) await confirmed(text)
    expect(new Set(await allowedTo(who))).toEqual(new Set(may))
    await scene.store.write('message', (tx) =>
      tx.participant.deleteMany({ where: { userId: who } }),
    )
    expect(await allowedTo(who, ['read', 'amount', 'phone', 'log'])).toEqual([])
  })
})

/** What can be done to a request for approval, in words that only show a preview or an answer. */
const ofApprovals = {
  see: { say: (code: string) => `${code} 什么情况`, allowed: /提交/ },
  'pass-on': { say: (code: string) => `${code} 转给高远审`, allowed: /转交 AP/ },
  add: { say: (code: string) => `${code} 加签高远`, allowed: /加签 AP/ },
  release: { say: (code: string) => `特批${code},战略客户`, allowed: /特批 AP/ },
  withdraw: { say: (code: string) => `撤回${code}`, allowed: /撤回 AP/ },
} as const
type OfApproval = keyof typeof ofApprovals

/** 「审批:按节点,只有当前审批人或其受托人」; 特批 is 总监's; only who asked takes it back. */
const approvalMatrix: readonly (readonly [string, string, readonly OfApproval[]])[] = [
  ['AP-32', '李娜', ['see', 'withdraw']],
  ['AP-32', '陈静', ['see', 'pass-on', 'add']],
  ['AP-32', '孙丽', ['see']],
  ['AP-32', '赵敏', ['see', 'release']],
  ['AP-32', '钱立', ['see']],
  ['AP-31', '王强', ['see', 'withdraw']],
  ['AP-31', '刘洋', ['see', 'pass-on', 'add']],
  ['AP-31', '孙丽', ['see', 'pass-on', 'add']],
  ['AP-31', '吴芳', ['see', 'pass-on', 'add']],
  ['AP-31', '郑凯', ['see', 'pass-on', 'add']],
  // Her own turn comes last.
  ['AP-31', '赵敏', ['see', 'release']],
  ['AP-31', '钱立', ['see']],
]

describe.each(databases)('who may do what to a request for approval on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  describe.each(['AP-31', 'AP-32'])('%s', (code) => {
    it.each(people.map(({ id, name }) => ({ id, name })))('$name', async ({ id, name }) => {
      const may = approvalMatrix.find(([of, who]) => of === code && who === name)?.[2] ?? []
      for (const [deed, { say, allowed }] of Object.entries(ofApprovals)) {
        const { answers } = await scene.say(id, say(code))
        const text = scene.read(answers.at(-1))
        if (may.includes(deed as OfApproval)) expect(text, deed).toMatch(allowed)
        else expect(text, deed).not.toMatch(allowed)
        if (may.length === 0) expect(text, deed).toMatch(refused)
      }
    })
  })

  it('left both as they were', async () => {
    const rows = await scene.store.db.approvalRequest.findMany()
    expect(rows.map(({ state, version }) => [state, version])).toEqual([
      ['pending', 1],
      ['pending', 1],
    ])
  })
})
