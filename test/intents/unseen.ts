/**
 * The demo organisation without anything that one person may not see: records they may not read are
 * gone, figures, numbers and words they may not read are others. Written down from the permission
 * matrix (product §5.1) by itself: it does not ask the code that it is there to judge.
 */
import { people } from '../../prisma/demo/people.ts'
import { at } from '../../prisma/demo/units.ts'
import type { Tx } from '../../src/store/store.ts'

type Role = (typeof people)[number]['role']

const readsAll: readonly Role[] = [
  'director',
  'executive',
  'service',
  'marketing',
  'account-desk',
  'operations',
]
const calledUp: readonly Role[] = ['presales', 'commerce', 'finance', 'legal', 'delivery']
/** 看金额/条款, of what they read. */
const seesAmounts: readonly Role[] = [
  'rep',
  'manager',
  'director',
  'executive',
  'commerce',
  'finance',
  'legal',
]
/** 看电话 */
const seesPhones: readonly Role[] = [
  'rep',
  'manager',
  'director',
  'presales',
  'commerce',
  'delivery',
  'service',
  'account-desk',
]
/** What was talked about: terms stand in it. */
const seesTalks: readonly Role[] = [
  'rep',
  'manager',
  'director',
  'executive',
  'presales',
  'commerce',
  'finance',
  'legal',
  'delivery',
]

/** Whether this person's rights are as far as the person themself and whom they lead. */
function isOwn(who: string, ownerId: string | null): boolean {
  const owner = people.find(({ id }) => id === ownerId)
  return ownerId === who || owner?.managerId === who
}

const roleOf = (who: string): Role => people.find(({ id }) => id === who)!.role

/** Something of every kind that the demo organisation has too little of to be given away. */
export async function fillOut(tx: Tx): Promise<void> {
  const createdAt = at('2026-11-16 10:00')
  await tx.contact.updateMany({ data: { preference: '喜欢喝茶' } })
  for (const { id } of await tx.account.findMany()) {
    await tx.accountTag.create({ data: { accountId: id, tag: `标签${id}`, createdAt } })
  }
  for (const { id, accountId, ownerId, amountFen } of await tx.deal.findMany()) {
    const of = { dealId: id, createdAt, byUserId: ownerId }
    const rival = { dealId: id, competitorId: 'huance' }
    await tx.requirementVersion.create({
      data: {
        ...of,
        id: `need-${id}`,
        version: 1,
        standards: `["GB ${id}"]`,
        budgetFen: amountFen,
      },
    })
    await tx.dealCompetitor.create({ data: { ...rival, createdAt } })
    const heard = { ...of, ...rival, accountId, kind: 'price', onDate: '2026-11-16' }
    await tx.competitorNote.create({
      data: { ...heard, id: `note-${id}`, text: `${id}报价很低`, changeBp: -800 },
    })
    await tx.audit.create({
      data: {
        id: `audit-${id}`,
        at: createdAt,
        userId: ownerId,
        action: 'deal.change',
        subjectKind: 'deal',
        subjectId: id,
        field: 'amountFen',
        oldValue: '10000000',
        newValue: String(amountFen),
      },
    })
  }
  const lina = { userId: 'lina', part: 'collaborator' }
  await tx.participant.create({ data: { subjectKind: 'deal', subjectId: 'd-1001', ...lina } })
  for (const { id } of people) {
    const due = { dueDate: '2026-11-18', dueAt: at('2026-11-18 15:00') }
    await tx.task.create({
      data: {
        id: `own-${id}`,
        kind: 'reminder',
        ownerId: id,
        title: `${id}的私事`,
        createdAt,
        ...due,
      },
    })
  }
}

/** Takes out of the store what this person may not see. */
export async function dropUnseen(tx: Tx, who: string): Promise<void> {
  const role = roleOf(who)
  const parts = await tx.participant.findMany({ where: { userId: who } })
  const partIn = (kind: string, id: string) =>
    parts.some((one) => one.subjectKind === kind && one.subjectId === id)
  const sees = (ownerId: string | null) =>
    readsAll.includes(role) || (!calledUp.includes(role) && isOwn(who, ownerId))
  const deals = (await tx.deal.findMany()).filter(
    ({ id, accountId, ownerId }) =>
      sees(ownerId) || partIn('deal', id) || partIn('account', accountId),
  )
  const accounts = (await tx.account.findMany()).filter(
    ({ id, ownerId }) => sees(ownerId) || partIn('account', id),
  )
  const kept = {
    deals: deals.map(({ id }) => id),
    accounts: [
      ...new Set([...accounts.map(({ id }) => id), ...deals.map(({ accountId }) => accountId)]),
    ],
    /** Whose own file is read, beside what belongs to one of its deals. */
    files: accounts.map(({ id }) => id),
  }
  await dropRecords(tx, kept)
  await dropLeads(tx, who, sees)
  await dropTasks(tx, who, sees)
  await changeFigures(tx, role)
  await changePrivateWords(tx, role)
}

type Kept = {
  readonly deals: readonly string[]
  readonly accounts: readonly string[]
  readonly files: readonly string[]
}

async function dropRecords(tx: Tx, { deals, accounts, files }: Kept): Promise<void> {
  const ofDeal = { dealId: { notIn: [...deals] } }
  const approvals = await tx.approvalRequest.findMany({ where: ofDeal, select: { id: true } })
  const ofApproval = { approvalId: { in: approvals.map(({ id }) => id) } }
  await tx.approvalStep.deleteMany({ where: ofApproval })
  await tx.approvalDecision.deleteMany({ where: ofApproval })
  await tx.approvalRequest.deleteMany({ where: ofDeal })
  await tx.handover.deleteMany({ where: ofDeal })
  await tx.terms.deleteMany({ where: ofDeal })
  await tx.contactRole.deleteMany({ where: ofDeal })
  await tx.stageHistory.deleteMany({ where: ofDeal })
  await tx.milestone.deleteMany({ where: ofDeal })
  await tx.gateRelease.deleteMany({ where: ofDeal })
  await tx.requirementVersion.deleteMany({ where: ofDeal })
  await tx.dealCompetitor.deleteMany({ where: ofDeal })
  const notOfFile = {
    accountId: { notIn: [...files] },
    OR: [{ dealId: null }, ofDeal],
  }
  await tx.audit.deleteMany({ where: { subjectKind: 'deal', subjectId: { notIn: [...deals] } } })
  await tx.activity.deleteMany({ where: notOfFile })
  await tx.task.deleteMany({
    where: {
      OR: [
        { accountId: { not: null, notIn: [...accounts] } },
        { dealId: { not: null, notIn: [...deals] } },
      ],
    },
  })
  await tx.competitorNote.deleteMany({
    where: {
      OR: [
        { accountId: { not: null, notIn: [...files] }, dealId: null },
        { dealId: { not: null, notIn: [...deals] } },
      ],
    },
  })
  await tx.contract.deleteMany({ where: { accountId: { notIn: [...files] } } })
  await tx.deal.deleteMany({ where: { id: { notIn: [...deals] } } })
  const ofAccount = { accountId: { notIn: [...accounts] } }
  await tx.contact.deleteMany({ where: ofAccount })
  await tx.accountTag.deleteMany({ where: ofAccount })
  await tx.account.deleteMany({ where: { id: { notIn: [...accounts] } } })
  for (const [kind, ids] of [
    ['deal', deals],
    ['account', accounts],
  ] as const) {
    await tx.name.deleteMany({ where: { kind, subjectId: { notIn: [...ids] } } })
    await tx.nameBigram.deleteMany({ where: { kind, subjectId: { notIn: [...ids] } } })
  }
}

/** One that nobody has been given yet is everybody's to take up. */
async function dropLeads(
  tx: Tx,
  who: string,
  sees: (ownerId: string | null) => boolean,
): Promise<void> {
  const mayRead = !['service', 'account-desk'].includes(roleOf(who))
  const gone = (await tx.lead.findMany()).filter(
    ({ ownerId }) => ownerId !== null && !(mayRead && sees(ownerId)),
  )
  const ids = gone.map(({ id }) => id)
  await tx.lead.deleteMany({ where: { id: { in: ids } } })
  await tx.name.deleteMany({ where: { kind: 'lead', subjectId: { in: ids } } })
}

/** What others mean to do. */
async function dropTasks(
  tx: Tx,
  who: string,
  sees: (ownerId: string | null) => boolean,
): Promise<void> {
  const gone = (await tx.task.findMany()).filter(
    ({ ownerId, dealId, accountId }) => ownerId !== who && !sees(ownerId) && !dealId && !accountId,
  )
  await tx.task.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
}

async function changeFigures(tx: Tx, role: Role): Promise<void> {
  if (seesAmounts.includes(role)) return
  const more = (fen: bigint | null) => (fen === null ? null : (fen * 17n) / 10n)
  for (const { id, amountFen, listPriceFen } of await tx.deal.findMany()) {
    const data = { amountFen: more(amountFen), listPriceFen: more(listPriceFen) }
    await tx.deal.update({ where: { id }, data })
  }
  for (const { id, priceFen } of await tx.terms.findMany()) {
    await tx.terms.update({ where: { id }, data: { priceFen: more(priceFen)!, discountBp: 1234 } })
  }
  for (const { id, budgetFen } of await tx.requirementVersion.findMany()) {
    await tx.requirementVersion.update({ where: { id }, data: { budgetFen: more(budgetFen) } })
  }
  for (const { id, newValue } of await tx.audit.findMany({ where: { field: 'amountFen' } })) {
    await tx.audit.update({ where: { id }, data: { newValue: `${newValue}0` } })
  }
  for (const { id, amountFen } of await tx.contract.findMany()) {
    await tx.contract.update({ where: { id }, data: { amountFen: more(amountFen)! } })
  }
}

async function changePrivateWords(tx: Tx, role: Role): Promise<void> {
  if (!seesTalks.includes(role)) {
    const data = { topic: '别的事', feedback: '别的话', nextStep: null, text: '别的' }
    await tx.activity.updateMany({ data })
    await tx.competitorNote.deleteMany({ where: { accountId: { not: null } } })
  }
  const unlike = role === 'rep' || role === 'manager' || role === 'director'
  if (!unlike) {
    const told = { preference: { not: null } }
    await tx.contact.updateMany({ where: told, data: { preference: '别的喜好' } })
  }
  if (seesPhones.includes(role)) return
  await tx.contact.updateMany({ where: { phone: { not: null } }, data: { phone: '13700000000' } })
}
