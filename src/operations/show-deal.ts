import type { DealView } from '../../cards/deal-card.ts'
import { departmentNames } from '../domain/activity.ts'
import { mayDo } from '../domain/permission.ts'
import { exitCriteria } from '../domain/pipeline.ts'
import { diffDays, echoDay } from '../lib/calendar.ts'
import { recentActivities } from '../store/accounts.ts'
import { type DealRow, metCriteria } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import { amountText } from './deal-change-view.ts'
import type { Act } from './operation.ts'

/** A deal as this viewer may see it: what they may not see is not in the view at all. */
export async function showDeal(act: Act, deal: DealRow): Promise<DealView> {
  const pipeline = act.pipelines.find((p) => p.id === deal.pipelineId)!
  const stage = pipeline.stages.find((s) => s.id === deal.stageId)!
  const parts = await participations(act.tx, act.viewer.userId, [deal.id, deal.accountId])
  const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
  const amountVisible = mayDo(act.viewer, 'deal.read-amount', { ownerId: deal.ownerId, part })
  const met = await metCriteria(act.tx, deal.id)
  const [latest] = await recentActivities(act.tx, deal.accountId, 1)
  const days = diffDays(deal.stageEnteredDate, act.today)
  return {
    code: deal.code,
    name: deal.name,
    account: deal.accountShort,
    owner: deal.ownerName,
    outcome: deal.outcome,
    stage: stage.name,
    pipeline: pipeline.name,
    stageDays: days,
    stageLimitDays: stage.maxDays ?? undefined,
    amount: amountVisible ? amountText(deal) : undefined,
    closeDay: deal.closeDate ? echoDay(deal.closeDate, act.today, deal.closeDatePrecision) : '未填',
    criteria: exitCriteria(pipeline.key, stage.key).map((criterion) => ({
      name: criterion.name,
      met: met.has(criterion.key),
    })),
    contacts: await contactsOf(act, deal.id),
    lastActivity: latest && {
      day: echoDay(latest.onDate, act.today),
      text: [latest.topic, latest.feedback].filter(Boolean).join(','),
      nextStep: latest.nextStep ?? undefined,
    },
  }
}

async function contactsOf(act: Act, dealId: string): Promise<string[]> {
  const roles = await act.tx.contactRole.findMany({
    where: { dealId },
    select: { contact: { select: { name: true, department: true } } },
  })
  return roles.map(({ contact }) => `${contact.name}(${departmentNames[contact.department]})`)
}
