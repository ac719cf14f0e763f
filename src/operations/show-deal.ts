import type { DealView } from '../../cards/deal-card.ts'
import { departmentNames } from '../domain/activity.ts'
import { buyerStageName, inflatedWords } from '../domain/buyer-stage.ts'
import { stanceNames } from '../domain/decision-chain.ts'
import { dwellOf } from '../domain/dwell.ts'
import { mayDo } from '../domain/permission.ts'
import type { Pipeline, Stage, StageRoles } from '../domain/pipeline.ts'
import { type RoleId, roles } from '../domain/role.ts'
import { echoDay } from '../lib/calendar.ts'
import { plannedFor, talksWith } from '../store/account-facts.ts'
import { chainsOf, contactsOf } from '../store/contacts.ts'
import type { DealRow } from '../store/deals.ts'
import { findDealFile } from '../store/gates.ts'
import { participations } from '../store/people.ts'
import { amountText, releaseWords } from './deal-change-view.ts'
import { gateAhead } from './deal-gate.ts'
import type { Act } from './operation.ts'
import { rivalWords } from './rival-words.ts'
import { plannedWords, talkWords } from './show-account.ts'
import { participantsBeside } from './show-participants.ts'

/** A deal as this viewer may see it: what they may not see is not in the view at all. */
export async function showDeal(act: Act, deal: DealRow): Promise<DealView> {
  const pipeline = act.pipelines.find((p) => p.id === deal.pipelineId)!
  const stage = pipeline.stages.find((s) => s.id === deal.stageId)!
  const parts = await participations(act.tx, act.viewer.userId, [deal.id, deal.accountId])
  const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
  const subject = { ownerId: deal.ownerId, part }
  const gate = await gateAhead(act, deal)
  const { days, limitDays } = dwellOf(deal.stageEnteredDate, act.today, stage)
  return {
    code: deal.code,
    name: deal.name,
    account: deal.accountShort,
    owner: deal.ownerName,
    beside: await participantsBeside(act, { kind: 'deal', deal }),
    outcome: deal.outcome,
    stage: stage.name,
    pipeline: pipeline.name,
    stageDays: days,
    stageLimitDays: limitDays,
    ...(stage.activities && { activities: stage.activities }),
    ...(mayDo(act.viewer, 'deal.read-amount', subject) && { amount: amountText(deal) }),
    closeDay: deal.closeDate ? echoDay(deal.closeDate, act.today, deal.closeDatePrecision) : '未填',
    criteria: gate.ahead.map(({ name, lacks, met }) => ({ name: met ? name : lacks, met })),
    open: gate.open.map(({ lacks }) => lacks),
    releases: gate.releases.map(releaseWords),
    ...(stage.roles && { roles: rolesWords(stage.roles) }),
    ...(await buyingWords(act, deal, {
      pipeline,
      stage,
      money: mayDo(act.viewer, 'deal.read-amount', subject),
      facts: mayDo(act.viewer, 'activity.read', subject),
    })),
    contacts: mayDo(act.viewer, 'contact.read', subject) ? await chainOf(act, deal) : [],
    ...(mayDo(act.viewer, 'activity.read', subject) && (await talkedOf(act, deal))),
  }
}

/** 主导 商务、财务、法务 · 协同 销售. */
function rolesWords({ lead, support }: StageRoles): string {
  const titles = (ids: readonly RoleId[]) =>
    ids.map((id) => roles.find((role) => role.id === id)?.title ?? id).join('、')
  return [`主导 ${titles(lead)}`, ...(support.length > 0 ? [`协同 ${titles(support)}`] : [])].join(
    ' · ',
  )
}

/** How far the customer is, and what is known of how it buys: as far as the viewer may know. */
async function buyingWords(
  act: Act,
  deal: DealRow,
  at: {
    readonly pipeline: Pipeline
    readonly stage: Stage
    readonly money: boolean
    readonly facts: boolean
  },
) {
  const { pipeline, stage, money, facts } = at
  const file = await findDealFile(act.tx, deal.id)
  const inflated = inflatedWords(pipeline, stage, file.buyerStage)
  const { buyerStage } = file
  const customerAt =
    buyerStage === null ? undefined : `${buyerStage} ${buyerStageName(pipeline, buyerStage)}`
  const decides = [
    file.decisionProcess,
    file.decisionDate && `${echoDay(file.decisionDate, act.today)}定`,
  ].filter(Boolean)
  const pains: string[] = JSON.parse(file.painPoints)
  return {
    ...(customerAt && { customerAt }),
    ...(inflated && { inflated }),
    ...(facts && money && file.budgetRange && { budget: file.budgetRange }),
    ...(facts && decides.length > 0 && { decides: decides.join(',') }),
    ...(facts && pains.length > 0 && { pains: pains.join('、') }),
    ...(facts && file.valueProposition && { value: file.valueProposition }),
  }
}

/** What was last said about the deal, what is planned for it, and against whom it is fought. */
async function talkedOf(act: Act, { id, accountId, outcome }: DealRow) {
  const rivals = await rivalWords(act, [{ id }])
  const [latest] = await talksWith(act.tx, { accountId, dealIds: [id, null] }, 1)
  const [task] = await plannedFor(act.tx, { accountId, dealId: id }, 1)
  const nextStep = task ? plannedWords(act, task) : '没有安排'
  return {
    ...(latest && {
      lastActivity: { day: echoDay(latest.onDate, act.today), text: talkWords(latest) },
    }),
    ...((outcome === 'open' || task) && { nextStep }),
    ...(rivals && { rivals }),
  }
}

async function chainOf(act: Act, { id, accountId }: DealRow): Promise<string[]> {
  const contacts = await contactsOf(act.tx, accountId)
  return (await chainsOf(act.tx, [id])).flatMap(({ contactId, stance }) => {
    const contact = contacts.find((one) => one.id === contactId)
    if (!contact) return []
    const words = stance === 'unknown' ? '' : `·${stanceNames[stance]}`
    return [`${contact.name}(${departmentNames[contact.department]}${words})`]
  })
}
