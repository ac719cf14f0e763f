import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { people, teams } from '../../prisma/demo/people.ts'
import { type Organisation, planSteps } from '../../src/domain/approver.ts'
import { addedUp, discountAbove, discountOf, type Terms } from '../../src/domain/terms.ts'
import { type TermsFacts, whoDecides } from '../../src/domain/terms-policy.ts'

const wan = 1_000_000n
const standard: Terms = {
  listPriceFen: null,
  priceFen: 50n * wan,
  discountBp: 0,
  discountTyped: false,
  currency: 'CNY',
  taxIncluded: null,
  prepayBp: 3000,
  netDays: 30,
  deliveryWeeksMin: 8,
  deliveryWeeksMax: 16,
  warrantyMonths: null,
  nonStandard: [],
}

const holderOf = (role: string) => people.find((person) => person.role === role)!.id

/** The demo organisation, as seen by a deal of this team. */
const organisation = (team: string): Organisation => ({
  people: new Map(
    people.map(({ id, managerId }) => [id, { id, active: true, managerId: managerId ?? null }]),
  ),
  holders: {
    manager: teams.find(({ id }) => id === team)!.managerId,
    director: holderOf('director'),
    executive: holderOf('executive'),
    commerce: holderOf('commerce'),
    finance: holderOf('finance'),
    legal: holderOf('legal'),
    delivery: holderOf('delivery'),
  },
  administratorId: 'qianli',
})

/** 陈静+吴芳→赵敏: who is asked at once, and who after them. */
function asked(facts: TermsFacts, of = { team: 'huadong', requester: 'zhangwei' }): string {
  const planned = planSteps(organisation(of.team), whoDecides(facts), of.requester)
  if (!planned.ok) return `nobody for ${planned.slot}`
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return [...Map.groupBy(planned.steps, ({ rank }) => rank).values()]
    .map((steps) => steps.map(({ approverId }) => names.get(approverId)).join('+'))
    .join('→')
}

const typed = (discountBp: number): Terms => ({ ...standard, discountBp, discountTyped: true })

describe('the boundary set', () => {
  it.each<[string, Partial<Terms>, string]>([
    ['5.00 %', typed(500), ''],
    ['5.01 %', typed(501), '陈静'],
    ['10.00 %', typed(1000), '陈静'],
    ['10.01 %', typed(1001), '陈静→赵敏'],
    ['20.00 %', typed(2000), '陈静→赵敏'],
    ['20.01 %', typed(2001), '陈静+吴芳→赵敏→钱立'],
    ['net 30', { netDays: 30 }, ''],
    ['net 31', { netDays: 31 }, '吴芳'],
    ['net 60', { netDays: 60 }, '吴芳'],
    ['net 61', { netDays: 61 }, '吴芳→赵敏'],
    ['net 90', { netDays: 90 }, '吴芳→赵敏'],
    ['net 91', { netDays: 91 }, '吴芳→赵敏→钱立'],
    ['prepay 30 %', { prepayBp: 3000 }, ''],
    ['prepay 29.9 %', { prepayBp: 2990 }, '吴芳→赵敏'],
    ['prepay 0', { prepayBp: 0 }, '吴芳→赵敏→钱立'],
    ['8 weeks', { deliveryWeeksMin: 8, deliveryWeeksMax: 8 }, ''],
    ['7 weeks', { deliveryWeeksMin: 7, deliveryWeeksMax: 7 }, '高远'],
    ['17 weeks', { deliveryWeeksMin: 17, deliveryWeeksMax: 17 }, '陈静+高远'],
    ['a clause of their own', { nonStandard: ['逾期每天罚千分之五'] }, '郑凯'],
    ['999,999.99', { priceFen: 99_999_999n }, ''],
    ['1,000,000', { priceFen: 100n * wan }, '孙丽'],
    ['5,000,000', { priceFen: 500n * wan }, '孙丽+吴芳+郑凯→赵敏'],
    ['10,000,000', { priceFen: 1000n * wan }, '孙丽+吴芳+郑凯→赵敏→钱立'],
    ['US dollars', { currency: 'USD' }, '吴芳'],
    ['within policy', {}, ''],
  ])('%s', (_, change, expected) => {
    expect(asked({ terms: { ...standard, ...change } })).toBe(expected)
  })

  it('D-1004: 650万, 8 %', () => {
    const terms = { ...typed(800), priceFen: 650n * wan }
    const of = { team: 'huanan', requester: 'wangqiang' }
    expect(asked({ terms }, of)).toBe('刘洋+孙丽+吴芳+郑凯→赵敏')
  })

  it('a thin margin goes all the way up, an unknown one nowhere', () => {
    const terms = { ...standard, priceFen: 100n }
    expect(asked({ terms, costFen: 85n })).toBe('')
    expect(asked({ terms, costFen: 86n })).toBe('陈静+吴芳→赵敏→钱立')
    expect(asked({ terms })).toBe('')
  })

  it('a discount that was not typed is compared in whole numbers, not as it is shown', () => {
    const terms = { ...standard, listPriceFen: 1_000_000_000n, priceFen: 949_999_999n }
    expect(discountOf(terms.listPriceFen, terms.priceFen)).toBe(500)
    expect(discountAbove(terms, 500)).toBe(true)
    expect(discountAbove({ ...terms, priceFen: 950_000_000n }, 500)).toBe(false)
  })

  it('several discounts on one deal add up', () => {
    const list = 90n * wan
    const first = { ...typed(500), listPriceFen: list, priceFen: (list * 95n) / 100n }
    const second = {
      ...typed(500),
      listPriceFen: first.priceFen,
      priceFen: (first.priceFen * 95n) / 100n,
    }
    expect(asked({ terms: first })).toBe('')
    expect(asked({ terms: addedUp(second, []) })).toBe('')
    expect(asked({ terms: addedUp(second, [first]) })).toBe('陈静')
  })
})

describe('who stands in', () => {
  it('X7: whose own request it is is asked one level up', () => {
    const of = { team: 'huadong', requester: 'chenjing' }
    expect(asked({ terms: typed(600) }, of)).toBe('赵敏')
    expect(asked({ terms: typed(1100) }, of)).toBe('赵敏')
    expect(asked({ terms: typed(1100) }, { ...of, requester: 'zhaomin' })).toBe('陈静→钱立')
  })

  it.each<[string, (organisation: Organisation) => Organisation, string]>([
    [
      'nobody holds the slot',
      ({ holders: { finance: _, ...holders }, ...rest }) => ({ ...rest, holders }),
      'qianli',
    ],
    [
      'who holds it has left',
      (o) => ({
        ...o,
        people: new Map(o.people).set('wufang', {
          id: 'wufang',
          active: false,
          managerId: 'zhaomin',
        }),
      }),
      'zhaomin',
    ],
  ])('%s', (_, change, expected) => {
    const required = whoDecides({ terms: { ...standard, netDays: 45 } })
    const planned = planSteps(change(organisation('huadong')), required, 'zhangwei')
    expect(planned.ok && planned.steps.map(({ approverId }) => approverId)).toEqual([expected])
  })

  it('nobody is left', () => {
    const alone: Organisation = { people: new Map(), holders: {} }
    const required = whoDecides({ terms: { ...standard, netDays: 45 } })
    expect(planSteps(alone, required, 'zhangwei')).toEqual({ ok: false, slot: 'finance' })
  })
})

const bp = fc.integer({ min: 0, max: 10_000 })
const anyTerms: fc.Arbitrary<Terms> = fc.record({
  listPriceFen: fc.option(fc.bigInt(1n, 2000n * wan), { nil: null }),
  priceFen: fc.bigInt(1n, 2000n * wan),
  discountBp: bp,
  discountTyped: fc.boolean(),
  currency: fc.constantFrom('CNY', 'USD'),
  taxIncluded: fc.constant(null),
  prepayBp: bp,
  netDays: fc.integer({ min: 0, max: 200 }),
  deliveryWeeksMin: fc.integer({ min: 1, max: 30 }),
  deliveryWeeksMax: fc.integer({ min: 1, max: 40 }),
  warrantyMonths: fc.constant(null),
  nonStandard: fc.array(fc.constantFrom('保密', '独家'), { maxLength: 2 }),
})

/** Something that makes terms worse for us, the amount held. */
const worsening: fc.Arbitrary<(terms: Terms) => Terms> = fc.oneof(
  bp.map((more) => (t: Terms) => ({ ...t, discountBp: Math.min(10_000, t.discountBp + more) })),
  fc
    .bigInt(0n, 1000n * wan)
    .map((more) => (t: Terms) => ({ ...t, listPriceFen: (t.listPriceFen ?? t.priceFen) + more })),
  bp.map((less) => (t: Terms) => ({ ...t, prepayBp: Math.max(0, t.prepayBp - less) })),
  fc.integer({ min: 0, max: 90 }).map((more) => (t: Terms) => ({
    ...t,
    netDays: t.netDays + more,
  })),
  fc.integer({ min: 0, max: 20 }).map((less) => (t: Terms) => ({
    ...t,
    deliveryWeeksMin: Math.max(0, t.deliveryWeeksMin - less),
  })),
  fc.integer({ min: 0, max: 20 }).map((more) => (t: Terms) => ({
    ...t,
    deliveryWeeksMax: t.deliveryWeeksMax + more,
  })),
  fc.constant((t: Terms) => ({ ...t, nonStandard: [...t.nonStandard, '违约金'] })),
  fc.constant((t: Terms) => ({ ...t, currency: t.currency })),
)

const who = (facts: TermsFacts) => new Set(whoDecides(facts).map(({ slot }) => slot))

describe('laws', () => {
  it('a worse term never needs fewer people', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.option(fc.bigInt(0n, 2000n * wan)),
        worsening,
        (terms, cost, worse) => {
          const costFen = cost ?? undefined
          const before = who({ terms, costFen })
          const after = who({ terms: worse(terms), costFen })
          expect([...before].filter((slot) => !after.has(slot))).toEqual([])
        },
      ),
    )
  })

  it('earlier offers never make a request lighter', () => {
    fc.assert(
      fc.property(anyTerms, fc.array(anyTerms, { maxLength: 4 }), (terms, earlier) => {
        const untyped = { ...terms, discountTyped: false }
        const before = who({ terms: untyped })
        const after = who({ terms: addedUp(untyped, earlier) })
        expect([...before].filter((slot) => !after.has(slot))).toEqual([])
      }),
    )
  })

  it('nobody decides on their own request, a person appears once, and the order holds', () => {
    const anyOrganisation = fc
      .record({
        inactive: fc.subarray(people.map(({ id }) => id)),
        without: fc.subarray(['manager', 'director', 'finance', 'legal'] as const),
        requester: fc.constantFrom(...people.map(({ id }) => id)),
      })
      .map(({ inactive, without, requester }) => {
        const whole = organisation('huadong')
        const holders = { ...whole.holders }
        for (const slot of without) delete holders[slot]
        const left = [...whole.people].map(
          ([id, one]) => [id, { ...one, active: !inactive.includes(id) }] as const,
        )
        return { organisation: { ...whole, holders, people: new Map(left) }, requester }
      })
    fc.assert(
      fc.property(anyTerms, anyOrganisation, (terms, { organisation: of, requester }) => {
        const required = whoDecides({ terms })
        const planned = planSteps(of, required, requester)
        if (!planned.ok) return
        const ids = planned.steps.map(({ approverId }) => approverId)
        expect(ids).not.toContain(requester)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => of.people.get(id)?.active)).toBe(true)
        const reasons = new Set(planned.steps.flatMap((step) => step.reasons))
        expect(reasons).toEqual(new Set(required.flatMap((one) => one.reasons)))
        expect(planned.steps.map(({ rank }) => rank)).toEqual(
          planned.steps.map(({ rank }) => rank).toSorted(),
        )
      }),
    )
  })
})
