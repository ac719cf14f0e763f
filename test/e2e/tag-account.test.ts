import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itOn } from '../support/platform-differences.ts'
import { openScene, places, type Scene } from '../support/stage.ts'

const minute = 60_000

describe.each(places)('tags on %s', (database) => {
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
  const tagsOf = async (accountId: string) => {
    const where = { accountId }
    const rows = await scene.store.db.accountTag.findMany({ where, orderBy: { tag: 'asc' } })
    return rows.map(({ tag, reviewDate }) => `${tag} ${reviewDate}`)
  }

  it('U14 two tags are put on at once, by their proper names, each with its review', async () => {
    const card = await said('zhangwei', '给华芯打标签 近期有需求 价格敏感')
    expect(card.text).toContain('已加 近期有需求(60天后复核)、价格敏感型')
    expect(card.text).toContain('撤销')
    expect(await tagsOf('cus1')).toEqual(['价格敏感型 2027-05-17', '近期有需求 2027-01-17'])
    const audit = await scene.store.db.audit.findMany({ where: { action: 'account.tag' } })
    expect(audit.map((row) => row.newValue).sort()).toEqual(['价格敏感型', '近期有需求'])
    expect((await said('zhangwei', '华芯有哪些标签')).text).toMatch(
      /近期有需求[\s\S]*2027-01-17\(周日\) 复核[\s\S]*价格敏感型/,
    )
    await scene.tap('zhangwei', card.id, '撤销')
    expect(await tagsOf('cus1')).toEqual([])
    expect((await said('zhangwei', '华芯有哪些标签')).text).toContain('还没有标签')
  })

  it('one that is there already is told, and stays as it is', async () => {
    await said('zhangwei', '华芯标记为近期有需求')
    scene.clock.moveTo(scene.clock.business() + 24 * 60 * minute)
    expect((await said('zhangwei', '给华芯打上近期有需求的标签')).text).toContain(
      '已经有标签 近期有需求,没有改动',
    )
    const mixed = await said('zhangwei', '给华芯加标签:近期有需求、老客户')
    expect(mixed.text).toContain('已加 老客户')
    expect(mixed.text).toContain('本来就有:近期有需求')
    expect(await tagsOf('cus1')).toEqual(['老客户 2027-05-18', '近期有需求 2027-01-17'])
    // What was there before is not taken away with what was added.
    await scene.tap('zhangwei', mixed.id, '撤销')
    expect(await tagsOf('cus1')).toEqual(['近期有需求 2027-01-17'])
  })

  it('one is taken off, and put back by an undo as it was', async () => {
    await said('zhangwei', '给华芯打标签 近期有需求 价格敏感')
    scene.clock.moveTo(scene.clock.business() + 24 * 60 * minute)
    const card = await said('zhangwei', '去掉华芯的价格敏感')
    expect(card.text).toContain('已去掉 价格敏感型')
    expect(await tagsOf('cus1')).toEqual(['近期有需求 2027-01-17'])
    await said('zhangwei', '撤销')
    expect(await tagsOf('cus1')).toEqual(['价格敏感型 2027-05-17', '近期有需求 2027-01-17'])
    expect((await said('zhangwei', '去掉立辰的价格敏感')).text).toContain(
      '立辰没有标签「价格敏感」',
    )
  })

  it('too long and too many are refused with the limit, and nothing of it is saved', async () => {
    const long = await said('zhangwei', '给华芯打标签 老客户 每年年底都要冲一次预算的大客户')
    expect(long.text).toContain('最多 12 个字')
    expect(await tagsOf('cus1')).toEqual([])
    const many = Array.from({ length: 20 }, (_, i) => `标${i + 10}`)
    await said('zhangwei', `给华芯打标签 ${many.join(' ')}`)
    expect(await tagsOf('cus1')).toHaveLength(20)
    const more = await said('zhangwei', '给华芯打标签 老客户')
    expect(more.text).toContain('已有 20 个标签,最多 20 个')
    expect(await tagsOf('cus1')).toHaveLength(20)
  })

  it('which tag is asked for, and a word for a known one answers', async () => {
    const question = await said('zhangwei', '给华芯打个标签')
    expect(question.text).toContain('打什么标签?')
    expect((await said('zhangwei', '价格敏感')).text).toContain('已加 价格敏感型')
    expect(await tagsOf('cus1')).toEqual(['价格敏感型 2027-05-17'])
  })

  it('two customers in one sentence get it each', async () => {
    const { answers } = await scene.say('zhangwei', '给华芯和立辰都打上高潜力标签')
    expect(answers).toHaveLength(2)
    expect([await tagsOf('cus1'), await tagsOf('cus5')].map((tags) => tags.length)).toEqual([1, 1])
  })

  it('a change in the same message waits for its tap', async () => {
    const { answers } = await scene.say('zhangwei', '给华芯打标签 高潜力,华芯检测改320万')
    expect(answers.map((one) => scene.read(one)).join('\n')).toMatch(/已加[\s\S]*点确认才会保存/)
    expect(await tagsOf('cus1')).toHaveLength(1)
    const deal = await scene.store.db.deal.findUnique({ where: { code: 'D-1001' } })
    expect(deal?.amountFen).toBe(280_000_000n)
  })
})

describe.each(places)('who may tag on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  it.each([
    ['销售, a colleague’s customer', 'zhangwei', '华芯终端', false],
    ['销售, a name that there is not', 'zhangwei', '天成科技', false],
    ['销售, of another team', 'zhangwei', '远驰', false],
    ['销售经理, of the team', 'chenjing', '立辰', true],
    ['销售经理, of another team', 'chenjing', '远驰', false],
    ['销售总监', 'zhaomin', '远驰', true],
    ['总经理 reads and does not tag', 'qianli', '远驰', false],
    ['售前, called up on a deal of it', 'zhoutao', '华芯', true],
    ['财务, called up', 'wufang', '远驰', false],
    ['销售运营', 'helei', '华芯', false],
  ])('%s: %s on %s', async (_, who, account, may) => {
    const { answers } = await scene.say(who, `给${account}打标签 高潜力`)
    const text = scene.read(answers.at(-1))
    if (may) expect(text).toMatch(/已加 高潜力客户|已经有标签/)
    else expect(text).toContain('没有权限或不存在')
  })

  it('what others may not read, they cannot list', async () => {
    for (const who of ['zhangwei', 'chenjing']) {
      const { answers } = await scene.say(who, '远驰有哪些标签')
      expect(scene.read(answers.at(-1))).toContain('没有权限或不存在')
    }
    const { answers } = await scene.say('qianli', '远驰有哪些标签')
    expect(scene.read(answers.at(-1))).toContain('高潜力客户')
  })
})
