import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deals } from '../../prisma/demo/deals.ts'
import { databases } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

/** Whom 张伟 lets in and takes out, and what the matrix says of them. */
const people = {
  lina: { name: '李娜', isFunction: false, money: true },
  wangqiang: { name: '王强', isFunction: false, money: true },
  zhoutao: { name: '周涛', isFunction: true, money: false },
  sunli: { name: '孙丽', isFunction: true, money: true },
} as const
type Who = keyof typeof people

/** His records, each by the words for it and the deals that are in it. */
const records = {
  'd-1001': { said: 'D-1001', account: 'cus1', deals: ['d-1001'] },
  'd-1006': { said: 'D-1006', account: 'cus1', deals: ['d-1006'] },
  'd-1005': { said: 'D-1005', account: 'cus5', deals: ['d-1005'] },
  cus1: { said: '华芯客户', account: 'cus1', deals: ['d-1001', 'd-1006'] },
  cus5: { said: '立辰客户', account: 'cus5', deals: ['d-1005'] },
} as const
type RecordId = keyof typeof records
const contacts = { cus1: ['华芯的联系人', '张经理'], cus5: ['立辰的联系人', '沈工'] } as const

const acts = {
  share: (who: string, record: string) => `${record}共享给${who}`,
  look: (who: string, record: string) => `给${who}看一下${record}(只读)`,
  out: (who: string, record: string) => `把${who}从${record}移除`,
}
type Step = { act: keyof typeof acts; who: Who; record: RecordId }

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[]), 'share' as const),
  who: fc.constantFrom(...(Object.keys(people) as Who[])),
  record: fc.constantFrom(...(Object.keys(records) as RecordId[])),
})

/** What the demo begins with. */
const atFirst: readonly (readonly [string, string])[] = [
  ['zhoutao d-1001', 'called-up'],
  ['sunli d-1004', 'called-up'],
  ['sunli d-1007', 'called-up'],
]

/** The parts after these steps, by `${who} ${record}`, as the product's rules have it. */
function partsAfter(steps: readonly Step[]): Map<string, string> {
  const parts = new Map(atFirst)
  for (const { act, who, record } of steps) {
    const { account, deals: inIt } = records[record]
    const isAccount = record === account
    const { isFunction } = people[who]
    if (act === 'out') {
      // From one deal nobody leaves who is in all of the customer.
      if (!isAccount && parts.has(`${who} ${account}`)) continue
      for (const id of isAccount ? [account, ...inIt] : inIt) parts.delete(`${who} ${id}`)
    } else if (isFunction) {
      for (const id of inIt) parts.set(`${who} ${id}`, 'called-up')
    } else {
      const part = act === 'share' ? 'collaborator' : 'reader'
      const there = parts.get(`${who} ${record}`)
      if (!isAccount && there === undefined && parts.get(`${who} ${account}`) === part) continue
      parts.set(`${who} ${record}`, part)
    }
  }
  return parts
}

const own = (who: string) => deals.filter((deal) => deal.ownerId === who)
const partIn = (parts: ReadonlyMap<string, string>, who: string, deal: (typeof deals)[number]) =>
  parts.get(`${who} ${deal.id}`) ?? parts.get(`${who} ${deal.accountId}`)

const codesIn = (text: string) => [...new Set(text.match(/D-1\d{3}/gu) ?? [])].sort()
const totalIn = (text: string) => /合计 ¥([\d,]+)/u.exec(text)?.[1]?.replaceAll(',', '')
const codesOf = (of: readonly (typeof deals)[number][]) => of.map(({ code }) => code).sort()

describe.each(databases)('grants and removals in any order, on %s', (database) => {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())

  const seen = async (who: string, text: string) => {
    const { answers } = await scene.say(who, text)
    return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
  }

  async function take({ act, who, record }: Step) {
    const said = acts[act](people[who].name, records[record].said)
    const card = await seen('zhangwei', said)
    if (/确认共享|确认移除/u.test(card.text)) await scene.tap('zhangwei', card.id, '确认')
    else expect(card.text, said).toContain('没有变化')
  }

  const stored = async () => {
    const rows = await scene.store.db.participant.findMany()
    return new Map(rows.map((row) => [`${row.userId} ${row.subjectId}`, row.part]))
  }
  const named = new Set(Object.keys(people))
  const ofPeople = (parts: ReadonlyMap<string, string>) =>
    Object.fromEntries([...parts].filter(([key]) => named.has(key.split(' ')[0]!)).sort())

  /** Lists, counts, sums, names and contacts of one person. */
  async function check(who: Who, parts: ReadonlyMap<string, string>) {
    const given = deals.filter((deal) => partIn(parts, who, deal))
    const visible = [...new Set([...own(who), ...given])]
    const all = (await seen(who, '所有商机')).text
    expect(codesIn(all)).toEqual(codesOf(visible))
    const sum = visible.reduce((total, deal) => total + Number(deal.amountFen ?? 0n) / 100, 0)
    const money = people[who].money && visible.length > 0
    expect(totalIn(all)).toBe(money ? String(sum) : undefined)
    expect(codesIn((await seen(who, '我参与的商机')).text)).toEqual(codesOf(given))
    for (const id of ['d-1001', 'd-1006', 'd-1005'] as const) {
      const { text } = await seen(who, `${records[id].said} 到哪个阶段了`)
      const readable = visible.some((deal) => deal.id === id)
      expect(text).toMatch(readable ? /预计签约/u : /没有权限或不存在/u)
      expect(/¥\d/u.test(text)).toBe(readable && people[who].money)
    }
    for (const [account, [asked, contact]] of Object.entries(contacts)) {
      const reached = visible.some((deal) => deal.accountId === account)
      expect((await seen(who, asked)).text.includes(contact)).toBe(reached)
    }
  }

  it('show each of them just what the rules say', { timeout: 240_000 }, async () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        for (const one of taken) await take(one)
        const parts = partsAfter(taken)
        expect(ofPeople(await stored())).toEqual(ofPeople(parts))
        for (const who of Object.keys(people) as Who[]) await check(who, parts)
        await scene.store.write('message', async (tx) => {
          await tx.participant.deleteMany({ where: { userId: { in: Object.keys(people) } } })
          await tx.participant.createMany({
            data: atFirst.map(([key, part]) => {
              const [userId, subjectId] = key.split(' ') as [string, string]
              return { subjectKind: 'deal', subjectId, userId, part }
            }),
          })
        })
      }),
      { numRuns: Number(process.env.FUZZ ?? 3), endOnFailure: true },
    )
  })
})
