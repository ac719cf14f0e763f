/**
 * The one way in which a request for approval changes: compared and set, written down, and its
 * consequences for the deal drawn in the same transaction.
 */
import type { Approval, Outcome, Refusal, Step } from '../domain/approval.ts'
import type { Problem } from '../domain/problem.ts'
import { termsValidDays } from '../domain/terms.ts'
import { addDays } from '../lib/calendar.ts'
import {
  type ApprovalRow,
  type DecisionEntry,
  saveApproval,
  writeDecisions,
} from '../store/approvals.ts'
import { writeAudit } from '../store/audit.ts'
import { changeDealRow, type DealRow, findDeal } from '../store/deals.ts'
import { userNames } from '../store/teams.ts'
import { findTerms, setTermsState, type TermsRow, voidOtherTerms } from '../store/terms.ts'
import { instantWords } from './approval-view.ts'
import type { Act } from './operation.ts'

export type Settled =
  | { readonly kind: 'done'; readonly approval: ApprovalRow }
  | { readonly kind: 'stale' }
  | { readonly kind: 'problem'; readonly problem: Problem }

/**
 * Makes it so. @param verdict what it is written down as; `forSteps` whose turns it was
 */
export async function settleApproval(
  act: Act,
  before: ApprovalRow,
  outcome: Outcome,
  entry: Pick<DecisionEntry, 'verdict' | 'comment'>,
): Promise<Settled> {
  if (!outcome.ok)
    return { kind: 'problem', problem: await refusalProblem(act, before, outcome.refusal) }
  if (!(await saveApproval(act.tx, before, outcome.approval))) return { kind: 'stale' }
  const terms = (await findTerms(act.tx, before.termsId))!
  await writeDecisions(act, entriesOf(act, before, outcome.steps, { ...entry, terms }))
  await writeAudit(act, [
    {
      action: `approval.${entry.verdict}`,
      subjectKind: 'approval',
      subjectId: before.id,
      field: 'state',
      oldValue: before.state,
      newValue: outcome.approval.state,
    },
  ])
  await drawConsequences(act, before, outcome.approval, terms)
  return { kind: 'done', approval: { ...before, ...outcome.approval, version: before.version + 1 } }
}

function entriesOf(
  { viewer }: Act,
  { id: approvalId, round }: ApprovalRow,
  steps: readonly Step[],
  { terms, ...entry }: Pick<DecisionEntry, 'verdict' | 'comment'> & { readonly terms: TermsRow },
): DecisionEntry[] {
  const base = { ...entry, approvalId, round, userId: viewer.userId, termsHash: terms.hash }
  const places = steps.map(({ approverId }) => approverId).filter((id) => id !== viewer.userId)
  return places.length > 0 ? places.map((forUserId) => ({ ...base, forUserId })) : [base]
}

async function drawConsequences(
  act: Act,
  before: ApprovalRow,
  { state }: Approval,
  terms: TermsRow,
): Promise<void> {
  if (state === 'pending') return
  if (state === 'approved') return applyTerms(act, before.dealId, terms)
  await setTermsState(act.tx, terms.id, { state: 'void' })
}

/**
 * Approved terms hold from now on, for this version and so many days; the deal's price is theirs.
 * The deal is compared and set at its newest version: whoever changed it a moment ago was first.
 */
export async function applyTerms(act: Act, dealId: string, terms: TermsRow): Promise<void> {
  const { tx, now, today } = act
  await setTermsState(tx, terms.id, {
    state: 'approved',
    approvedAt: now,
    validUntil: addDays(today, termsValidDays),
  })
  await voidOtherTerms(tx, dealId, terms.id)
  for (let tries = 0; tries < maxTries; tries++) {
    const deal = await findDeal(tx, dealId)
    if (!deal) throw new Error(`deal ${dealId} is gone`)
    if (await setPrice(act, deal, terms)) return
  }
  throw new Error(`deal ${dealId} changed ${maxTries} times inside one transaction`)
}

const maxTries = 5

async function setPrice(act: Act, deal: DealRow, terms: TermsRow): Promise<boolean> {
  const { priceFen, currency } = terms
  const isNew = deal.amountFen !== priceFen || deal.currency !== currency
  const change = isNew
    ? {
        amountFen: priceFen,
        currency,
        amountApprox: false,
        ...(terms.taxIncluded !== null && { taxIncluded: terms.taxIncluded }),
      }
    : {}
  const at = { id: deal.id, version: deal.version, now: act.now }
  if (!(await changeDealRow(act.tx, at, change))) return false
  if (isNew) {
    await writeAudit(act, [
      {
        action: 'deal.change',
        subjectKind: 'deal',
        subjectId: deal.id,
        field: 'amountFen',
        oldValue: deal.amountFen === null ? null : String(deal.amountFen),
        newValue: String(priceFen),
      },
    ])
  }
  return true
}

/** What stood in the way, with who was first and when. */
export async function refusalProblem(
  act: Pick<Act, 'tx' | 'zone' | 'today'>,
  approval: ApprovalRow,
  refusal: Refusal,
): Promise<Problem> {
  const { code } = approval
  switch (refusal.kind) {
    case 'over': {
      const { decidedById, decidedAt, state } = refusal.approval
      const names = await userNames(act.tx, decidedById ? [decidedById] : [])
      return {
        id: 'ApprovalOver',
        code,
        state,
        ...(decidedById && { by: names.get(decidedById) }),
        ...(decidedAt && { when: instantWords(act, decidedAt) }),
      }
    }
    case 'own-request':
      return { id: 'ApprovalOwn', code }
    case 'already-in':
      return { id: 'ApproverAlreadyIn', code }
    case 'already-decided': {
      const { decidedAt } = refusal.step
      return {
        id: 'ApproverDecided',
        code,
        ...(decidedAt && { when: instantWords(act, decidedAt) }),
      }
    }
    case 'not-current':
    case 'not-their-turn': {
      const names = await userNames(act.tx, refusal.current)
      return {
        id: 'ApproverNotCurrent',
        code,
        current: refusal.current.map((id) => names.get(id) ?? id),
        later: refusal.kind === 'not-their-turn',
      }
    }
  }
}
