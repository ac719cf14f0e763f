import { reroute } from '../domain/approval.ts'
import { standingFor } from '../domain/approver.ts'
import { type ApprovalRow, saveApproval, waitingFor, writeDecisions } from '../store/approvals.ts'
import { writeAudit } from '../store/audit.ts'
import { findDeal, lockDeals } from '../store/deals.ts'
import { organisationFor } from '../store/organisation.ts'
import { findTerms } from '../store/terms.ts'
import { approvalNews } from './approval-news.ts'
import { type Act, joinNews, type News } from './operation.ts'
import { applyTerms } from './settle-approval.ts'

/**
 * Steps of who is no longer there go to whoever is above them, at once. Undefined where everyone who
 * is asked is there, or somebody decided just now.
 */
export async function rerouteAbsent(act: Act, approval: ApprovalRow): Promise<News | undefined> {
  const deal = await findDeal(act.tx, approval.dealId)
  if (!deal || approval.state !== 'pending') return undefined
  const organisation = await organisationFor(act.tx, deal.ownerId)
  const absent = approval.steps
    .filter(({ state }) => state === 'open' || state === 'waiting')
    .map(({ approverId }) => approverId)
    .filter((id) => !organisation.people.get(id)?.active)
  if (absent.length === 0) return undefined
  let next = approval
  for (const id of absent) {
    const to = standingFor(organisation, id, approval.requesterId)
    if (to) next = { ...next, ...reroute(next, id, to, act.now) }
  }
  if (next === approval) return undefined
  await lockDeals(act.tx, act.dialect, [deal.id])
  if (!(await saveApproval(act.tx, approval, next))) return undefined
  await writeAudit(act, [
    {
      action: 'approval.reroute',
      subjectKind: 'approval',
      subjectId: approval.id,
      oldValue: absent.join(' '),
    },
  ])
  if (next.state === 'approved') await approvedBefore(act, approval, next)
  return approvalNews(act, approval.id, approval)
}

/** Everyone who was left had agreed already, one of them now in the place of who has gone as well. */
async function approvedBefore(act: Act, before: ApprovalRow, after: ApprovalRow): Promise<void> {
  const terms = (await findTerms(act.tx, before.termsId))!
  const left = before.steps.filter(({ id }) => !after.steps.some((step) => step.id === id))
  await writeDecisions(
    act,
    left.map(({ approverId }) => ({
      approvalId: before.id,
      round: before.round,
      userId: after.decidedById!,
      forUserId: approverId,
      verdict: 'approved',
      termsHash: terms.hash,
    })),
  )
  await applyTerms(act, before.dealId, terms)
}

/** The same for everything that waits for one person who has just left. */
export async function rerouteFrom(act: Act, userId: string): Promise<News> {
  const news: News[] = []
  for (const approval of await waitingFor(act.tx, [userId])) {
    const one = await rerouteAbsent(act, approval)
    if (one) news.push(one)
  }
  return joinNews(news)
}
