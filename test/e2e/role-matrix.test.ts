import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

const refused = /没有权限或不存在|没有权限|你说的是哪个客户|没找到/

/** What each says, and how one sees that it was allowed. */
const operations = {
  read: { say: (deal: Deal) => `${deal.code} 到哪个阶段了`, allowed: /预计签约/ },
  amount: { say: (deal: Deal) => `${deal.code} 现在多少钱`, allowed: /¥\d/ },
  edit: { say: (deal: Deal) => `${deal.code} 金额改成${deal.next}`, allowed: /点确认才会保存/ },
  log: { say: (deal: Deal) => `今天和${deal.account}沟通了${deal.code}的进展`, allowed: /已记录/ },
  create: {
    say: (deal: Deal) => `新建商机 ${deal.account}试验线扩建 12万`,
    allowed: /点确认才会保存/,
  },
}
type Operation = keyof typeof operations
type Deal = { code: string; account: string; next: string }

const deals = {
  华芯: { code: 'D-1001', account: '华芯', next: '311万' },
  终端: { code: 'D-1002', account: '华芯终端', next: '51万' },
  远驰: { code: 'D-1004', account: '远驰', next: '711万' },
} satisfies Record<string, Deal>

const all: readonly Operation[] = ['read', 'amount', 'edit', 'log', 'create']
const none: readonly Operation[] = []
const look: readonly Operation[] = ['read', 'amount']

/** Product §5.1: who, which deal, what of it; everything else is refused. */
const matrix: readonly (readonly [string, string, keyof typeof deals, readonly Operation[]])[] = [
  ['销售, own', 'zhangwei', '华芯', all],
  ['销售, a colleague’s', 'zhangwei', '终端', none],
  ['销售, of another team', 'zhangwei', '远驰', none],
  ['销售经理, of the team', 'chenjing', '华芯', all],
  ['销售经理, of another team', 'chenjing', '远驰', none],
  ['销售总监', 'zhaomin', '远驰', all],
  ['总经理', 'qianli', '远驰', look],
  ['售前, called up', 'zhoutao', '华芯', ['read', 'log']],
  ['售前, not called up', 'zhoutao', '远驰', none],
  ['商务, called up', 'sunli', '远驰', ['read', 'amount', 'log']],
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
