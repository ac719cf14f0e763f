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
import { type TermsRow, termsContext, termsOfDeal } from '../store/terms.ts'
import { clockOf } from './agenda-words.ts'
import { type FoundApproval, isTheirTurn, type OpenApproval } from './find-approval.ts'
import type { Act } from './operation.ts'
import { marginWords, shortReasons, termsLines } from './terms-words.ts'

/** 2026-11-17(昨天) 16:00 */
export const instantWords = ({ zone, today }: Pick<Act, 'zone' | 'today'>, at: Date): string =>
  `${echoDay(dayIn(zone, at.getTime()), today)} ${clockOf(zone, at.getTime())}`

/** What the policy is asked about: these terms of this deal, with what was offered lately. */
export async function factsOf(
  act: Pick<Act, 'tx' | 'today' | 'zone'>,
  deal: Pick<DealRow, 'id'>,
  terms: TermsFacts['terms'],
): Promise<TermsFacts> {
  const { costFen } = await termsContext(act.tx, deal.id)
  return judged(act, { terms, costFen, offers: await termsOfDeal(act.tx, deal.id) })
}

/** Whatever came of an offer but what was taken back unseen counts for some weeks. */
function judged(
  { zone, today }: Pick<Act, 'today' | 'zone'>,
  of: Pick<TermsFacts, 'costFen'> & {
    readonly terms: TermsFacts['terms'] & { readonly id?: string }
    readonly offers: readonly TermsRow[]
  },
): TermsFacts {
  const since = instantOf(zone, addDays(today, -discountWindowDays), 0)
  const earlier = of.offers.filter(
    ({ id, state, createdAt }) =>
      id !== of.terms.id &&
      (state === 'approved' || state === 'pending') &&
      createdAt.getTime() >= since,
  )
  return {
    terms: addedUp(of.terms, earlier),
    ...(of.costFen !== undefined && { costFen: of.costFen }),
  }
}

/** Waiting times of a step, as people count them: 已等3个工作小时. */
export function waitedWords(act: Pick<Act, 'zone' | 'now'>, since: Date): string {
  const minutes = workMinutesBetween(act.zone, workCalendar, since.getTime(), act.now.getTime())
  if (minutes < 1) return '刚收到'
  return minutes < 60 ? `已等${minutes}分钟` : `已等${Math.floor(minutes / 60)}个工作小时`
}

/** What is told of a request, whoever reads it; who may read which part is the view's to say. */
export type ApprovalFacts = {
  readonly terms: TermsRow
  readonly facts: TermsFacts
  readonly names: ReadonlyMap<string, string>
  /** As people read it: A, B+. */
  readonly grade?: string
  readonly history?: string
}

/** Read once for all who are shown the same request. */
export async function approvalFacts(
  act: Pick<Act, 'tx' | 'today' | 'zone'>,
  { approval, deal }: Pick<OpenApproval, 'approval' | 'deal'>,
): Promise<ApprovalFacts> {
  const offers = await termsOfDeal(act.tx, deal.id)
  const terms = offers.find(({ id }) => id === approval.termsId)
  if (!terms) throw new Error(`approval ${approval.id} is of no terms`)
  const names = await userNames(act.tx, [
    approval.requesterId,
    ...(approval.decidedById ? [approval.decidedById] : []),
    ...approval.steps.flatMap((step) => [step.approverId, step.decidedById ?? step.approverId]),
  ])
  const { costFen, grade } = await termsContext(act.tx, deal.id)
  return {
    terms,
    facts: judged(act, { terms, costFen, offers }),
    names,
    ...(grade && { grade: gradeLetters[grade] }),
    ...historyOf(offers, terms),
  }
}

/**
 * How it looks to this viewer: what they may not see is not in the view at all.
 *
 * @param known where it was read already, for another reader
 */
export async function viewApproval(
  act: Pick<Act, 'tx' | 'viewer' | 'now' | 'today' | 'zone'>,
  found: FoundApproval,
  known?: ApprovalFacts,
): Promise<ApprovalView> {
  const { approval, deal } = found
  const { terms, facts, names, grade, history } = known ?? (await approvalFacts(act, found))
  const { userId } = act.viewer
  const isTheirRequest = approval.requesterId === userId
  const name = (id: string) => names.get(id) ?? id
  const subject = partOf(found)
  const money = isTheirRequest || maySeeMoney(act, found)
  return {
    id: approval.id,
    round: approval.round,
    code: approval.code,
    deal: {
      code: deal.code,
      name: deal.name,
      account: deal.accountShort,
      grade,
    },
    requester: name(approval.requesterId),
    submitted: instantWords(act, approval.submittedAt),
    state: approval.state,
    terms: termsLines(facts, { money }),
    ...(facts.costFen !== undefined &&
      mayDo(act.viewer, 'deal.read-cost', subject) && {
        margin: marginWords(terms.priceFen, facts.costFen),
      }),
    ...(money && history && { history }),
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
function historyOf(
  offers: readonly TermsRow[],
  { version }: TermsRow,
): { readonly history?: string } {
  const row = offers.findLast(
    (one) => one.version < version && (one.state === 'approved' || one.state === 'void'),
  )
  if (!row) return {}
  const told = termsLines({ terms: row }, { money: true }).filter(({ standard }) => !standard)
  return { history: told.map(({ label, value }) => `${label}${value}`).join('、') }
}
