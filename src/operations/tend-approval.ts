/** What happens to a request while nobody decides: reminders, the superior, and its end. */
import { approvalLateCard } from '../../cards/approval-card.ts'
import { withNote } from '../../cards/with-note.ts'
import { currentApprovers, end, type Step } from '../domain/approval.ts'
import { approvalExpiryDays } from '../domain/terms.ts'
import { addDays, dayIn } from '../lib/calendar.ts'
import { workCalendar } from '../lib/days-off.ts'
import { workMinutesBetween } from '../lib/work-hours.ts'
import { type ApprovalRow, saveApproval } from '../store/approvals.ts'
import { copiesOf } from '../store/outbox.ts'
import { userNames } from '../store/teams.ts'
import { approvalNews, cardsOf } from './approval-news.ts'
import { waitedWords } from './approval-view.ts'
import { openApproval, standInsOf, superiorMark } from './find-approval.ts'
import { type Act, joinNews, type News } from './operation.ts'
import { rerouteAbsent } from './reroute-approval.ts'
import { settleApproval } from './settle-approval.ts'

/**
 * Working hours after which an approver is reminded, reminded once more with their superior told, and
 * the superior may decide; half of them for an A customer. Nothing is ever approved by waiting: S4
 * asks for 「关键节点的任务和提醒」, not for silence to count.
 */
export const marksHours = [4, 8, 24] as const

/** Does what is due for the request, and says whom to tell; undefined where nothing is. */
export async function tendApproval(act: Act, approval: ApprovalRow): Promise<News | undefined> {
  const submitted = dayIn(act.zone, approval.submittedAt.getTime())
  if (addDays(submitted, approvalExpiryDays) <= act.today) return expire(act, approval)
  const rerouted = await rerouteAbsent(act, approval)
  if (rerouted) return rerouted
  const toStandIns = await askStandIns(act, approval)
  if (toStandIns) return toStandIns
  const hurry = await isGradeA(act, approval)
  const late = approval.steps.filter((step) => markOf(act, step, hurry) > step.reminders)
  if (late.length === 0) return undefined
  const steps = approval.steps.map((step) =>
    late.includes(step) ? { ...step, reminders: markOf(act, step, hurry) } : step,
  )
  // Somebody decided just now: the next look sees it.
  if (!(await saveApproval(act.tx, approval, { ...approval, steps }))) return undefined
  const now = { ...approval, steps, version: approval.version + 1 }
  const news: News[] = []
  for (const step of late) {
    news.push(await remind(act, now, steps.find(({ id }) => id === step.id)!))
  }
  return joinNews(news)
}

/** Whose turn it is in somebody's place since today, and has no card yet. */
async function askStandIns(act: Act, approval: ApprovalRow): Promise<News | undefined> {
  const standIns = await standInsOf(act, approval)
  const own = new Set(approval.steps.map(({ approverId }) => approverId))
  const inPlace = currentApprovers(approval, standIns).filter((id) => !own.has(id))
  if (inPlace.length === 0) return undefined
  const cardFor = await cardsOf(act, await openApproval(act, approval))
  const have = new Set((await copiesOf(act.tx, approval.id)).map(({ userId }) => userId))
  const tell: NonNullable<News['tell']>[number][] = []
  for (const userId of inPlace.filter((id) => !have.has(id))) {
    const card = await cardFor(userId)
    const subject = { kind: 'approval', id: approval.id } as const
    if (card) tell.push({ userId, subject, card, of: approval.id })
  }
  return tell.length > 0 ? { tell } : undefined
}

/** Its reminders come twice as soon. */
export async function isGradeA(
  { tx }: Pick<Act, 'tx'>,
  { dealId }: Pick<ApprovalRow, 'dealId'>,
): Promise<boolean> {
  const deal = await tx.deal.findUnique({
    where: { id: dealId },
    select: { account: { select: { grade: true } } },
  })
  return deal?.account.grade === 'a'
}

function markOf({ zone, now }: Act, { state, openedAt }: Step, hurry: boolean): number {
  if (state !== 'open' || !openedAt) return 0
  const minutes = workMinutesBetween(zone, workCalendar, openedAt.getTime(), now.getTime())
  return marksHours.filter((hours) => minutes >= hours * (hurry ? 30 : 60)).length
}

async function expire(act: Act, approval: ApprovalRow): Promise<News | undefined> {
  const comment = `${approvalExpiryDays}天没有批完,自动撤回`
  const outcome = end(approval, 'expired', { id: act.viewer.userId, at: act.now, comment })
  const settled = await settleApproval(act, approval, outcome, { verdict: 'expired', comment })
  return settled.kind === 'done' ? approvalNews(act, approval.id, approval) : undefined
}

/** The approver gets the card once more; from the second time on their superior knows. */
async function remind(act: Act, approval: ApprovalRow, step: Step): Promise<News> {
  const waited = step.openedAt ? waitedWords(act, step.openedAt) : ''
  const tell: NonNullable<News['tell']>[number][] = []
  const subject = { kind: 'approval', id: approval.id } as const
  const cardFor = await cardsOf(act, await openApproval(act, approval))
  const own = await cardFor(step.approverId)
  if (own) {
    const card = withNote(own, `${waited},请尽快处理`)
    tell.push({ userId: step.approverId, subject, card, of: approval.id })
  }
  const person = await act.tx.user.findUnique({
    where: { id: step.approverId },
    select: { name: true, managerId: true },
  })
  const superior = person?.managerId
  if (step.reminders < 2 || !superior || superior === approval.requesterId) return { tell }
  if (step.reminders >= superiorMark) {
    const card = await cardFor(superior)
    const note = `${person.name} ${waited},你可以代为审批`
    if (card) tell.push({ userId: superior, subject, card: withNote(card, note), of: approval.id })
  } else {
    const names = await userNames(act.tx, [approval.requesterId])
    const requester = names.get(approval.requesterId) ?? ''
    const card = approvalLateCard({ code: approval.code, who: person.name, waited, requester })
    tell.push({ userId: superior, card })
  }
  return { tell }
}
