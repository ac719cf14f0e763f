/** A request for approval as one person may see it, in words. */
import type { ApprovalView } from '../../cards/approval-card.ts'
import { gradeLetters } from '../domain/activity.ts'
import type { Step } from '../domain/approval.ts'
import { mayDo } from '../domain/permission.ts'
import { addedUp, discountWindowDays } from '../domain/terms.ts'
import type { TermsFacts } from '../domain/terms-policy.ts'
import { addDays, dayIn, echoDay, instantOf } from '../lib/calendar.ts'
import { workCalendar } from '../lib/days-off.ts'
import { workMinutesBetween } from '../lib/work-hours.ts'
import type { ApprovalRow } from '../store/approvals.ts'
import type { DealRow } from '../store/deals.ts'
import { userNames } from '../store/teams.ts'
import { findTerms, offersSince, type TermsRow } from '../store/terms.ts'
import { clockOf } from './agenda-words.ts'
import { type FoundApproval, isTheirTurn } from './find-approval.ts'
import type { Act } from './operation.ts'
import { marginWords, shortReasons, termsLines } from './terms-words.ts'

/** 2026-11-17(昨天) 16:00 */
export const instantWords = ({ zone, today }: Pick<Act, 'zone' | 'today'>, at: Date): string =>
  `${echoDay(dayIn(zone, at.getTime()), today)} ${clockOf(zone, at.getTime())}`

/** What the policy is asked about: these terms of this deal, with what was offered lately. */
export async function factsOf(
  act: Pick<Act, 'tx' | 'today' | 'zone'>,
  deal: Pick<DealRow, 'id'>,
  terms: TermsRow | TermsFacts['terms'],
): Promise<TermsFacts> {
  const since = new Date(instantOf(act.zone, addDays(act.today, -discountWindowDays), 0))
  const own = 'id' in terms ? terms.id : undefined
  const earlier = (await offersSince(act.tx, deal.id, since)).filter(({ id }) => id !== own)
  const row = await act.tx.deal.findUnique({ where: { id: deal.id }, select: { costFen: true } })
  return {
    terms: addedUp(terms, earlier),
    ...(row?.costFen != null && { costFen: BigInt(row.costFen) }),
  }
}

/** Waiting times of a step, as people count them: 已等3个工作小时. */
export function waitedWords(act: Pick<Act, 'zone' | 'now'>, since: Date): string {
  const minutes = workMinutesBetween(act.zone, workCalendar, since.getTime(), act.now.getTime())
  if (minutes < 1) return '刚收到'
  return minutes < 60 ? `已等${minutes}分钟` : `已等${Math.floor(minutes / 60)}个工作小时`
}

/** How it looks to this viewer: what they may not see is not in the view at all. */
export async function viewApproval(
  act: Pick<Act, 'tx' | 'viewer' | 'now' | 'today' | 'zone'>,
  found: FoundApproval,
): Promise<ApprovalView> {
  const { approval, deal } = found
  const terms = (await findTerms(act.tx, approval.termsId))!
  const facts = await factsOf(act, deal, terms)
  const { userId } = act.viewer
  const isTheirRequest = approval.requesterId === userId
  const names = await userNames(act.tx, [
    approval.requesterId,
    ...(approval.decidedById ? [approval.decidedById] : []),
    ...approval.steps.flatMap((step) => [step.approverId, step.decidedById ?? step.approverId]),
  ])
  const name = (id: string) => names.get(id) ?? id
  const subject = partOf(found)
  const money = isTheirRequest || maySeeMoney(act, found)
  const account = await act.tx.account.findUnique({
    where: { id: deal.accountId },
    select: { grade: true },
  })
  return {
    id: approval.id,
    round: approval.round,
    code: approval.code,
    deal: {
      code: deal.code,
      name: deal.name,
      account: deal.accountShort,
      grade: account ? gradeLetters[account.grade as keyof typeof gradeLetters] : undefined,
    },
    requester: name(approval.requesterId),
    submitted: instantWords(act, approval.submittedAt),
    state: approval.state,
    terms: termsLines(facts, { money }),
    ...(facts.costFen !== undefined &&
      mayDo(act.viewer, 'deal.read-cost', subject) && {
        margin: marginWords(terms.priceFen, facts.costFen),
      }),
    ...(money && (await historyOf(act, deal, terms))),
    steps: approval.steps.map((step) => stepView(act, step, { name, money })),
    isTheirTurn: isTheirTurn(found, userId),
    isTheirRequest,
    mayRelease:
      approval.state === 'pending' &&
      !isTheirRequest &&
      mayDo(act.viewer, 'approval.release', { ownerId: deal.ownerId }),
    ...(approval.state !== 'pending' && { ending: endingOf(act, approval, name) }),
    ...(approval.state === 'approved' && terms.validUntil && { validUntil: terms.validUntil }),
  }
}

/** Who is asked is called up on the deal for as long as it lasts. */
const partOf = ({ deal, isAsked }: FoundApproval) => ({
  ownerId: deal.ownerId,
  ...(isAsked && { part: 'called-up' as const }),
})

/** Whoever decides on prices sees them; 交付 is asked about 交期与范围 only. */
function maySeeMoney({ viewer }: Pick<Act, 'viewer'>, found: FoundApproval): boolean {
  if (mayDo(viewer, 'deal.read-amount', partOf(found))) return true
  return found.isAsked && viewer.roles.includes('manager')
}

function stepView(
  act: Pick<Act, 'zone' | 'now' | 'today'>,
  step: Step,
  { name, money }: { readonly name: (id: string) => string; readonly money: boolean },
): ApprovalView['steps'][number] {
  const { decidedAt, decidedById, openedAt, state } = step
  const when = decidedAt
    ? instantWords(act, decidedAt)
    : state === 'open' && openedAt
      ? waitedWords(act, openedAt)
      : undefined
  return {
    who: name(step.approverId),
    ...(decidedById && decidedById !== step.approverId && { standIn: name(decidedById) }),
    state,
    ...(step.slot === 'added'
      ? { why: '加签' }
      : money && step.reasons.length > 0 && { why: shortReasons(step.reasons) }),
    ...(when && { when }),
    ...(step.comment && money && { comment: step.comment }),
  }
}

function endingOf(
  act: Pick<Act, 'zone' | 'today'>,
  { decidedById, decidedAt, reason, state }: ApprovalRow,
  name: (id: string) => string,
): ApprovalView['ending'] {
  return {
    ...(decidedById && state !== 'expired' && { by: name(decidedById) }),
    ...(decidedAt && { when: instantWords(act, decidedAt) }),
    ...(reason && { reason }),
  }
}

/** What was approved for this deal before, the newest. */
async function historyOf(
  { tx }: Pick<Act, 'tx'>,
  deal: DealRow,
  terms: TermsRow,
): Promise<{ readonly history?: string }> {
  const before = await tx.terms.findFirst({
    where: { dealId: deal.id, version: { lt: terms.version }, state: { in: ['approved', 'void'] } },
    orderBy: { version: 'desc' },
    select: { id: true },
  })
  const row = before && (await findTerms(tx, before.id))
  if (!row) return {}
  const told = termsLines({ terms: row }, { money: true }).filter(({ standard }) => !standard)
  return { history: told.map(({ label, value }) => `${label}${value}`).join('、') }
}
