/** Who races: teams with everyone who decides, and a request for approval for every round. */
import { type Terms, termsHash } from '../../src/domain/terms.ts'
import { pipelineId, stageId } from '../../src/store/seed-pipelines.ts'
import type { Store } from '../../src/store/store.ts'

const roles = ['rep', 'manager', 'finance', 'director', 'outsider'] as const
export type Part = (typeof roles)[number]

export type Racer = { readonly userId: string; readonly openId: string; readonly name: string }
export type RaceTeam = Readonly<Record<Part, Racer>>

const partNames = {
  rep: '销售',
  manager: '经理',
  finance: '财务',
  director: '总监',
  outsider: '旁人',
}
const teamNames = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未']

/** As many as keep everybody below what one person may be sent. */
export const raceTeams: readonly RaceTeam[] = teamNames.map((name, team) => {
  const racer = (part: Part): Racer => {
    const userId = `race-${part}${team}`
    return { userId, openId: `ou_${userId}`, name: `${name}${partNames[part]}` }
  }
  return Object.fromEntries(roles.map((part) => [part, racer(part)])) as RaceTeam
})

export const racers: readonly Racer[] = raceTeams.flatMap((team) => Object.values(team))

/** One request that several people are about to decide on at the same time. */
export type RaceCase = {
  readonly team: RaceTeam
  readonly dealId: string
  readonly dealCode: string
  readonly approvalId: string
  readonly code: string
  readonly termsId: string
  /** Manager and finance at once; the director after both, where there is one. */
  readonly approvers: readonly ('manager' | 'finance' | 'director')[]
}

export const priceBefore = 100_000_000n
export const priceAfter = 88_000_000n

const terms: Terms = {
  listPriceFen: priceBefore,
  priceFen: priceAfter,
  discountBp: 1200,
  discountTyped: true,
  currency: 'CNY',
  taxIncluded: null,
  prepayBp: 3000,
  netDays: 60,
  deliveryWeeksMin: 8,
  deliveryWeeksMax: 16,
  warrantyMonths: null,
  nonStandard: [],
}

export const shownHash = termsHash(terms)

export function raceCases(count: number): RaceCase[] {
  return Array.from({ length: count }, (_, i) => ({
    team: raceTeams[i % raceTeams.length]!,
    dealId: `race-deal${i}`,
    dealCode: `D-${70_001 + i}`,
    approvalId: `race-approval${i}`,
    code: `AP-${70_001 + i}`,
    termsId: `race-terms${i}`,
    approvers: i % 3 === 0 ? ['manager', 'finance'] : ['manager', 'finance', 'director'],
  }))
}

/** Writes people and requests beside the demo organisation; all of them wait since `now`. */
export async function seedRace(store: Store, cases: readonly RaceCase[], now: Date): Promise<void> {
  await store.write('background', async (tx) => {
    await tx.user.createMany({
      data: raceTeams.flatMap((team) =>
        roles.map((part) => ({
          id: team[part].userId,
          name: team[part].name,
          managerId: part === 'rep' ? team.manager.userId : null,
          createdAt: now,
        })),
      ),
    })
    await tx.userRole.createMany({
      data: raceTeams.flatMap((team) =>
        roles.map((part) => ({
          userId: team[part].userId,
          role: part === 'outsider' ? 'rep' : part,
        })),
      ),
    })
    await tx.identity.createMany({
      data: racers.map(({ openId, userId }) => ({
        platform: 'feishu',
        externalId: openId,
        userId,
      })),
    })
    await tx.team.createMany({
      data: raceTeams.map(({ manager }, i) => ({
        id: `race-team${i}`,
        name: `赛队${i}`,
        managerId: manager.userId,
      })),
    })
    await tx.teamMember.createMany({
      data: raceTeams.map(({ rep }, i) => ({ teamId: `race-team${i}`, userId: rep.userId })),
    })
    await tx.account.createMany({ data: raceTeams.map((team, i) => accountOf(team, i, now)) })
  })
  // Not more at a time than a transaction has time for.
  for (let at = 0; at < cases.length; at += 100)
    await seedCases(store, cases.slice(at, at + 100), now)
}

const accountOf = ({ rep }: RaceTeam, team: number, createdAt: Date) => ({
  id: `race-account-${rep.userId}`,
  code: `CUS${7001 + team}`,
  name: `赛场${rep.name}有限公司`,
  shortName: `赛场${rep.name}`,
  core: `赛场${rep.name}`,
  ownerId: rep.userId,
  source: 'demo',
  createdAt,
})

async function seedCases(store: Store, cases: readonly RaceCase[], now: Date): Promise<void> {
  await store.write('background', async (tx) => {
    await tx.deal.createMany({ data: cases.map((one) => dealOf(one, now)) })
    await tx.name.createMany({
      data: cases.map(({ dealId, dealCode }) => ({
        key: dealCode.toLowerCase().replace('-', ''),
        kind: 'deal',
        subjectId: dealId,
        form: 'code',
      })),
    })
    await tx.terms.createMany({
      data: cases.map(({ termsId, dealId, team }) => ({
        ...terms,
        id: termsId,
        dealId,
        version: 1,
        hash: shownHash,
        nonStandard: '[]',
        state: 'pending',
        createdAt: now,
        byUserId: team.rep.userId,
      })),
    })
    await tx.approvalRequest.createMany({
      data: cases.map(({ approvalId: id, code, dealId, termsId, team }) => ({
        id,
        code,
        dealId,
        termsId,
        requesterId: team.rep.userId,
        submittedAt: now,
      })),
    })
    await tx.approvalStep.createMany({ data: cases.flatMap((one) => stepsOf(one, now)) })
    await tx.approvalDecision.createMany({
      data: cases.map(({ approvalId, team }) => ({
        id: `${approvalId}-submitted`,
        approvalId,
        round: 1,
        userId: team.rep.userId,
        verdict: 'submitted',
        termsHash: shownHash,
        at: now,
      })),
    })
  })
}

const dealOf = ({ dealId, dealCode, team }: RaceCase, createdAt: Date) => ({
  id: dealId,
  code: dealCode,
  accountId: `race-account-${team.rep.userId}`,
  name: `赛场项目${dealCode}`,
  pipelineId: pipelineId('electronic-testing'),
  stageId: stageId('electronic-testing', 'needs-research'),
  stageEnteredDate: '2026-11-02',
  amountFen: priceBefore,
  ownerId: team.rep.userId,
  createdAt,
  updatedAt: createdAt,
})

const stepsOf = ({ approvalId, approvers, team }: RaceCase, now: Date) =>
  approvers.map((slot, index) => ({
    id: `${approvalId}-${slot}`,
    approvalId,
    position: index + 1,
    approverId: team[slot].userId,
    slot,
    reasons: JSON.stringify([slot === 'finance' ? 'net-over-30' : 'discount-over-10']),
    rank: slot === 'director' ? 1 : 0,
    state: slot === 'director' ? 'waiting' : 'open',
    openedAt: slot === 'director' ? null : now,
  }))
