import { describe, expect, it } from 'vitest'
import { accounts } from '../../prisma/demo/accounts.ts'
import { activities, tasks } from '../../prisma/demo/activities.ts'
import { approvalSteps, approvals, terms } from '../../prisma/demo/approvals.ts'
import { contactRoles, contacts } from '../../prisma/demo/contacts.ts'
import { contracts, quotas } from '../../prisma/demo/contracts.ts'
import { deals, milestones, stageHistory } from '../../prisma/demo/deals.ts'
import { leads } from '../../prisma/demo/leads.ts'
import { teamMembers } from '../../prisma/demo/people.ts'
import { demoNow, yuan } from '../../prisma/demo/units.ts'
import { pipelineTemplates } from '../../src/domain/pipeline-templates.ts'
import { stageId } from '../../src/store/seed-pipelines.ts'

// What product figures come out of the demo data, with arithmetic of its own: nothing of the
// product's rules is called here, so a rule that is wrong cannot agree with itself.

const today = '2026-11-18'
const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, fen) => total + fen, 0n)
const percent = (part: bigint, whole: bigint) => Number((part * 10_000n) / whole) / 100

const stages = new Map(
  pipelineTemplates.flatMap((pipeline) =>
    pipeline.stages.map((stage) => [stageId(pipeline.key, stage.key), { pipeline, stage }]),
  ),
)
const stageOf = (deal: (typeof deals)[number]) => stages.get(deal.stageId)!.stage
const deal = (code: string) => deals.find((one) => one.code === code)!
const members = (teamId: string) =>
  teamMembers.filter((member) => member.teamId === teamId).map((member) => member.userId)
const dealsOf = (teamId: string) => deals.filter((one) => members(teamId).includes(one.ownerId))
const signed = (owners: readonly string[], from: string, to: string) =>
  sum(
    contracts
      .filter(({ ownerId, signedDate }) => owners.includes(ownerId) && signedDate >= from)
      .filter(({ signedDate }) => signedDate <= to)
      .map(({ amountFen }) => amountFen),
  )
const trailing = (accountId: string) =>
  sum(
    contracts
      .filter((one) => one.accountId === accountId && one.signedDate > '2025-11-18')
      .map(({ amountFen }) => amountFen),
  )

describe('forecast', () => {
  const won = signed(members('huadong'), '2026-10-01', today)
  const open = dealsOf('huadong').filter(
    ({ closeDate }) => closeDate >= '2026-10-01' && closeDate <= '2026-12-31',
  )
  const weighted = (one: (typeof deals)[number]) =>
    (one.amountFen * BigInt(stageOf(one).probability)) / 100n

  it('K7 U34 华东 2026Q4', () => {
    const quota = quotas.find(({ ownerId, period }) => ownerId === 'huadong' && period === '2026Q4')
    expect(quota?.amountFen).toBe(yuan(8_000_000))
    expect(won).toBe(yuan(4_100_000))
    expect(percent(won, quota!.amountFen)).toBe(51.25)
    expect(Object.fromEntries(open.map((one) => [one.code, weighted(one)]))).toEqual({
      'D-1001': yuan(1_400_000),
      'D-1006': yuan(675_000),
      'D-1007': yuan(1_050_000),
    })
    const total = won + sum(open.map(weighted))
    expect(total).toBe(yuan(7_225_000))
    expect(percent(total, quota!.amountFen)).toBe(90.31)
    expect(deals.filter(({ closeDate }) => closeDate < today)).toEqual([])
  })

  it('K7 after U1', () => {
    const moved = (yuan(3_200_000) * 75n) / 100n
    const total = won + sum(open.map(weighted)) - weighted(deal('D-1001')) + moved
    expect(total).toBe(yuan(8_225_000))
  })

  it('U12 losing D-1001 takes 1.4M off', () => {
    expect(weighted(deal('D-1001'))).toBe(yuan(1_400_000))
  })
})

it('U36 the funnel of 华东', () => {
  const funnel: Record<string, [number, bigint]> = {}
  for (const one of dealsOf('huadong')) {
    const { pipeline, stage } = stages.get(one.stageId)!
    const [count, amount] = funnel[`${pipeline.name}/${stage.name}`] ?? [0, 0n]
    funnel[`${pipeline.name}/${stage.name}`] = [count + 1, amount + one.amountFen]
  }
  expect(funnel).toEqual({
    '电子检测/需求调研': [2, yuan(630_000)],
    '电子检测/方案制定': [2, yuan(4_000_000)],
    '电子检测/商务谈判': [1, yuan(900_000)],
    '物流/提案及谈判': [1, yuan(1_500_000)],
  })
})

describe('accounts', () => {
  it.each([
    ['cus1', 8_200_000],
    ['cus2', 3_100_000],
    ['cus3', 600_000],
    ['cus4', 12_000_000],
    ['cus5', 5_000_000],
    ['cus6', 0],
    ['cus7', 1_000_000],
  ])('%s signed in twelve months', (id, amount) => {
    expect(trailing(id)).toBe(yuan(amount))
  })

  it('the sums do not depend on which edge of the twelve months counts', () => {
    const edge = contracts.filter(({ signedDate }) => /^2025-11/.test(signedDate))
    expect(edge).toEqual([])
  })

  it('B1 every grade follows from the sum', () => {
    const gradeOf = (id: string) => {
      const amount = trailing(id)
      if (amount > yuan(5_000_000)) return 'a'
      if (amount >= yuan(1_000_000)) return 'b'
      return contracts.some(({ accountId }) => accountId === id) ? 'c' : 'potential'
    }
    expect(accounts.map(({ id }) => gradeOf(id))).toEqual(accounts.map(({ grade }) => grade))
  })

  it('X24 no grade changes at 6,000,000', () => {
    for (const { id, grade } of accounts) expect(trailing(id) > yuan(6_000_000)).toBe(grade === 'a')
  })

  it('B4 立辰 has been a customer for three years', () => {
    const first = contracts.filter(({ accountId }) => accountId === 'cus5').map((c) => c.signedDate)
    expect(first.sort()[0]! <= '2023-11-18').toBe(true)
  })

  it('U6 华芯 has two deals, 3,700,000 together', () => {
    const open = deals.filter(({ accountId }) => accountId === 'cus1')
    expect(open).toHaveLength(2)
    expect(sum(open.map(({ amountFen }) => amountFen))).toBe(yuan(3_700_000))
  })

  it('last activities', () => {
    expect(Object.fromEntries(accounts.map((one) => [one.code, one.lastActivityDate]))).toEqual({
      CUS1: '2026-11-09',
      CUS2: '2026-11-12',
      CUS3: '2026-10-30',
      CUS4: '2026-11-16',
      CUS5: '2026-11-10',
      CUS6: '2026-09-02',
      CUS7: '2026-11-13',
    })
  })
})

describe('cadence', () => {
  const gap = (id: string) =>
    daysBetween(accounts.find((one) => one.id === id)!.lastActivityDate, today)
  const inMonth = (id: string, month: string) =>
    activities.filter(({ accountId, onDate }) => accountId === id && onDate.startsWith(month))

  it('B2 U35 华芯 is the only A account past seven days, by two', () => {
    const late = accounts.filter(({ id, grade }) => grade === 'a' && gap(id) > 7)
    expect(late.map(({ id }) => [id, gap(id) - 7])).toEqual([['cus1', 2]])
  })

  it('B2 every B account had its two in October and is within 15 days', () => {
    for (const { id } of accounts.filter(({ grade }) => grade === 'b')) {
      expect(inMonth(id, '2026-10').length).toBeGreaterThanOrEqual(2)
      expect(gap(id)).toBeLessThanOrEqual(15)
    }
  })

  it('B2 华鑫 had its one in October; 中启 has none in the quarter', () => {
    expect(inMonth('cus3', '2026-10')).toHaveLength(1)
    expect(
      activities.filter(({ accountId, onDate }) => accountId === 'cus6' && onDate >= '2026-10-01'),
    ).toEqual([])
  })

  it('U5 U30 nothing else waits for 张伟: no task due by today or next week, nothing this week', () => {
    const own = tasks.filter(({ ownerId, doneAt }) => ownerId === 'zhangwei' && !doneAt)
    expect(own.filter(({ dueDate }) => dueDate <= today)).toEqual([])
    const due = [
      ...own.map(({ dueDate }) => dueDate),
      ...deals.filter(({ ownerId }) => ownerId === 'zhangwei').map(({ closeDate }) => closeDate),
    ]
    expect(due.filter((date) => date >= '2026-11-23' && date <= '2026-11-29')).toEqual([])
    const thisWeek = [
      ...activities.filter(
        ({ byUserId, onDate }) => byUserId === 'zhangwei' && onDate > '2026-11-15',
      ),
      ...stageHistory.filter(({ enteredDate }) => enteredDate > '2026-11-15'),
      ...contracts.filter(({ signedDate }) => signedDate > '2026-11-15'),
    ]
    expect(thisWeek).toEqual([])
  })
})

describe('deals', () => {
  it('days in the stage', () => {
    const dwell = deals.map((one) => [one.code, daysBetween(one.stageEnteredDate, today)])
    expect(Object.fromEntries(dwell)).toEqual({
      'D-1001': 37,
      'D-1002': 34,
      'D-1003': 16,
      'D-1004': 29,
      'D-1005': 23,
      'D-1006': 14,
      'D-1007': 16,
    })
  })

  it('I5 H5 only D-1002 is past its limit, by six days', () => {
    const late = deals.flatMap((one) => {
      const over = daysBetween(one.stageEnteredDate, today) - (stageOf(one).days?.max ?? Infinity)
      return over > 0 ? [[one.code, one.ownerId, over]] : []
    })
    expect(late).toEqual([['D-1002', 'lina', 6]])
  })

  it('the history ends in the current stage and leaves no gap', () => {
    for (const one of deals) {
      const walked = stageHistory.filter(({ dealId }) => dealId === one.id)
      expect(walked.at(-1)).toMatchObject({
        stageId: one.stageId,
        enteredDate: one.stageEnteredDate,
        leftAt: null,
      })
      for (const [index, row] of walked.slice(0, -1).entries())
        expect(row.leftAt).toEqual(walked[index + 1]!.enteredAt)
    }
  })

  it('U26 U27 exactly the criteria told are open', () => {
    const open = deals.map((one) => {
      const met = milestones.filter(({ dealId }) => dealId === one.id).map((m) => m.criterion)
      const asked = stageHistory
        .filter(({ dealId }) => dealId === one.id)
        .flatMap((row) => stages.get(row.stageId)!.stage.gate)
        .flatMap((row) => (row.criterion === 'milestone' ? [String(row.key)] : []))
      return [one.code, asked.filter((key) => !met.includes(key))]
    })
    expect(Object.fromEntries(open)).toEqual({
      'D-1001': [],
      'D-1002': ['needs-analysis-report'],
      'D-1003': ['needs-analysis-report'],
      'D-1004': [],
      'D-1005': ['solution-accepted'],
      'D-1006': [],
      'D-1007': [],
    })
    expect(milestones).toContainEqual(
      expect.objectContaining({
        dealId: 'd-1001',
        criterion: 'solution-accepted',
        byUserId: 'zhoutao',
        onDate: '2026-11-16',
      }),
    )
  })

  it('C3 the decision chain is 3/3 for 华芯 and lacks 财务 elsewhere', () => {
    const departments = (dealId: string) =>
      contactRoles
        .filter((role) => role.dealId === dealId)
        .map((role) => contacts.find(({ id }) => id === role.contactId)!.department)
        .sort()
    for (const one of deals)
      expect(departments(one.id)).toEqual(
        one.accountId === 'cus1'
          ? ['finance', 'purchasing', 'technical']
          : ['purchasing', 'technical'],
      )
  })

  it('U37 张伟 has four accounts, four deals and one lead', () => {
    const own = (rows: readonly { ownerId?: string }[]) =>
      rows.filter(({ ownerId }) => ownerId === 'zhangwei')
    expect([own(accounts), own(deals), own(leads)].map((rows) => rows.length)).toEqual([4, 4, 1])
  })
})

describe('leads and approvals', () => {
  it('I5 G4 L-201 has waited 24 h 30 min at ten and turns late at 09:30', () => {
    const assigned = leads.find(({ code }) => code === 'L-201')!.assignedAt!
    expect((demoNow.getTime() - assigned.getTime()) / 60_000).toBe(24 * 60 + 30)
    expect(new Date(assigned.getTime() + 86_400_000).toISOString()).toBe('2026-11-18T01:30:00.000Z')
  })

  it('J3 the price is 8 % off the list price, to the fen', () => {
    for (const one of terms) {
      expect((one.listPriceFen! * BigInt(10_000 - one.discountBp) + 5000n) / 10_000n).toBe(
        one.priceFen,
      )
      expect(one.priceFen).toBe(deals.find(({ id }) => id === one.dealId)!.amountFen)
      expect(one.listPriceFen).toBe(deals.find(({ id }) => id === one.dealId)!.listPriceFen)
    }
  })

  it('U9 U31 who is waited for, and AP-32 for three work hours', () => {
    const open = (code: string) => {
      const { id } = approvals.find((one) => one.code === code)!
      return approvalSteps
        .filter(({ approvalId, state }) => approvalId === id && state === 'open')
        .map(({ approverId }) => approverId)
    }
    expect(open('AP-31')).toEqual(['liuyang', 'sunli', 'wufang', 'zhengkai'])
    expect(open('AP-32')).toEqual(['chenjing'])
    const submitted = approvals.find(({ code }) => code === 'AP-32')!.submittedAt
    const [closing, opening] = ['2026-11-17T18:00+08:00', '2026-11-18T09:00+08:00'].map(Date.parse)
    const worked = closing! - submitted.getTime() + (demoNow.getTime() - opening!)
    expect(worked / 3_600_000).toBe(3)
  })
})

it('L8 U16 张伟 signed 1,000,000 in October, 105 % of the quota, and nothing in November', () => {
  const october = signed(['zhangwei'], '2026-10-01', '2026-10-31')
  expect(october).toBe(yuan(1_000_000))
  const quota = quotas.find(({ ownerId, period }) => ownerId === 'zhangwei' && period === '2026-10')
  expect(percent(october, quota!.amountFen)).toBe(105)
  expect(signed(['zhangwei'], '2026-11-01', '2026-11-30')).toBe(0n)
})
