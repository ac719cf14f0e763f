import { standardTerms, type Terms, termsHash } from '../../src/domain/terms.ts'
import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { at, yuan } from './units.ts'

/** 8 % off the list price each; everything else within the standard terms. */
const offered = [
  {
    id: 'd-1004-terms-1',
    dealId: 'd-1004',
    listPriceFen: yuan(7_065_217.39),
    priceFen: yuan(6_500_000),
    createdAt: at('2026-11-18 09:10'),
    byUserId: 'wangqiang',
  },
  {
    id: 'd-1007-terms-1',
    dealId: 'd-1007',
    listPriceFen: yuan(1_630_434.78),
    priceFen: yuan(1_500_000),
    createdAt: at('2026-11-17 16:00'),
    byUserId: 'lina',
  },
]

export const terms = offered.map(({ id, dealId, createdAt, byUserId, ...price }) => {
  const all: Terms = {
    ...standardTerms,
    ...price,
    discountBp: 800,
    discountTyped: false,
    taxIncluded: null,
    warrantyMonths: null,
    nonStandard: [],
  }
  const stored = { ...all, nonStandard: '[]', hash: termsHash(all), state: 'pending' }
  return { ...stored, id, dealId, version: 1, createdAt, byUserId }
}) satisfies Prisma.TermsCreateManyInput[]

export const approvals = [
  {
    id: 'ap-31',
    code: 'AP-31',
    dealId: 'd-1004',
    termsId: 'd-1004-terms-1',
    requesterId: 'wangqiang',
    submittedAt: at('2026-11-18 09:10'),
  },
  {
    id: 'ap-32',
    code: 'AP-32',
    dealId: 'd-1007',
    termsId: 'd-1007-terms-1',
    requesterId: 'lina',
    submittedAt: at('2026-11-17 16:00'),
  },
] satisfies Prisma.ApprovalRequestCreateManyInput[]

type Step = {
  readonly approver: string
  readonly slot: string
  readonly reasons: readonly string[]
  readonly state: 'waiting' | 'open' | 'approved'
  readonly rank?: number
  readonly openedAt?: Date
  readonly decidedAt?: Date
}

// Manager and functions are asked at once; the director after all of them.
const stepsOf: Readonly<Record<string, readonly Step[]>> = {
  'ap-31': [
    { approver: 'liuyang', slot: 'manager', reasons: ['discount-over-5'], state: 'open' },
    { approver: 'sunli', slot: 'commerce', reasons: ['amount-from-1m'], state: 'open' },
    { approver: 'wufang', slot: 'finance', reasons: ['amount-from-5m'], state: 'open' },
    { approver: 'zhengkai', slot: 'legal', reasons: ['amount-from-5m'], state: 'open' },
    {
      approver: 'zhaomin',
      slot: 'director',
      reasons: ['amount-from-5m'],
      state: 'waiting',
      rank: 1,
    },
  ],
  'ap-32': [
    { approver: 'chenjing', slot: 'manager', reasons: ['discount-over-5'], state: 'open' },
    {
      approver: 'sunli',
      slot: 'commerce',
      reasons: ['amount-from-1m'],
      state: 'approved',
      decidedAt: at('2026-11-17 17:20'),
    },
  ],
}

const submittedAt = (approvalId: string) =>
  approvals.find(({ id }) => id === approvalId)!.submittedAt

export const approvalSteps = Object.entries(stepsOf).flatMap(([approvalId, steps]) =>
  steps.map(({ approver, reasons, decidedAt, ...step }, index) => ({
    ...step,
    id: `${approvalId}-${approver}`,
    approvalId,
    position: index + 1,
    approverId: approver,
    reasons: JSON.stringify(reasons),
    openedAt: step.state === 'waiting' ? null : submittedAt(approvalId),
    decidedAt: decidedAt ?? null,
    decidedById: decidedAt ? approver : null,
  })),
) satisfies Prisma.ApprovalStepCreateManyInput[]
