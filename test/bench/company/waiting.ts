/** Requests for approval that wait, each of one deal, for one signature. */
import { termsHash } from '../../../src/domain/terms.ts'
import { ensurePipelines, pipelineId, stageId } from '../../../src/store/seed-pipelines.ts'
import type { Store } from '../../../src/store/store.ts'
import { openIdOf } from '../events.ts'

/** Whose turn it is, by their place: `tapped(approver, …)`. */
export const approver = 1
/** As many people asked for them, in turn: a real approver's requests come from all over a team. */
const requesters = 100
const requesterOf = (index: number) => approver + 1 + (index % requesters)

export const waitingId = (index: number) => `waiting-${String(index).padStart(6, '0')}`

const atATime = 200
const createdAt = new Date('2026-11-17T10:00:00+08:00')

const terms = {
  listPriceFen: 100_000_000n,
  priceFen: 92_000_000n,
  discountBp: 800,
  discountTyped: true,
  currency: 'CNY',
  taxIncluded: null,
  prepayBp: 3000,
  netDays: 30,
  deliveryWeeksMin: 8,
  deliveryWeeksMax: 16,
  warrantyMonths: null,
  nonStandard: [],
}
const hash = termsHash(terms)

/** Fills a migrated database. */
export async function seedWaiting(store: Store, count: number): Promise<void> {
  await store.write('background', async (tx) => {
    await ensurePipelines(tx)
    const asking = Array.from({ length: requesters }, (_, index) => requesterOf(index))
    const people = [approver, ...asking].map((rep) => ({ id: `rep-${rep}`, rep }))
    await tx.user.createMany({
      data: people.map(({ id, rep }) => ({ id, name: `员工${rep}`, createdAt })),
    })
    await tx.userRole.createMany({
      data: people.map(({ id }) => ({ userId: id, role: 'manager' })),
    })
    await tx.identity.createMany({
      data: people.map(({ id, rep }) => ({
        platform: 'feishu',
        externalId: openIdOf(rep),
        userId: id,
      })),
    })
    await tx.account.create({
      data: {
        id: 'waiting-account',
        code: 'CUS1',
        name: '恒泰检测有限公司',
        shortName: '恒泰检测',
        core: '恒泰检测',
        ownerId: `rep-${approver}`,
        source: 'import',
        createdAt,
      },
    })
  })
  for (let from = 0; from < count; from += atATime) {
    await seedSome(store, from, Math.min(atATime, count - from))
  }
}

async function seedSome(store: Store, from: number, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, index) => from + index)
  await store.write('background', async (tx) => {
    await tx.deal.createMany({
      data: all.map((index) => ({
        id: waitingId(index),
        code: `D-${1001 + index}`,
        accountId: 'waiting-account',
        name: `恒泰检测项目${index}`,
        pipelineId: pipelineId('electronic-testing'),
        stageId: stageId('electronic-testing', 'needs-research'),
        stageEnteredDate: '2026-11-02',
        amountFen: terms.listPriceFen,
        ownerId: `rep-${requesterOf(index)}`,
        createdAt,
        updatedAt: createdAt,
      })),
    })
    await tx.terms.createMany({
      data: all.map((index) => ({
        ...terms,
        id: waitingId(index),
        dealId: waitingId(index),
        version: 1,
        hash,
        nonStandard: '[]',
        state: 'pending',
        createdAt,
        byUserId: `rep-${requesterOf(index)}`,
      })),
    })
    await tx.approvalRequest.createMany({
      data: all.map((index) => ({
        id: waitingId(index),
        code: `AP-${1 + index}`,
        dealId: waitingId(index),
        termsId: waitingId(index),
        requesterId: `rep-${requesterOf(index)}`,
        submittedAt: createdAt,
      })),
    })
    await tx.approvalStep.createMany({
      data: all.map((index) => ({
        id: waitingId(index),
        approvalId: waitingId(index),
        position: 1,
        approverId: `rep-${approver}`,
        slot: 'manager',
        reasons: '["discount-over-5"]',
        state: 'open',
        openedAt: createdAt,
      })),
    })
  })
}
