import * as z from 'zod'
import { type ApprovalView, approvalDeedCard, approvalDoneCard } from '../../cards/approval-card.ts'
import {
  type ApprovalState,
  addApprover as addToApproval,
  decide,
  end,
  type Outcome,
  passOn as passApprovalOn,
  release,
  type Verdict,
} from '../domain/approval.ts'
import { mayDo } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import type { RoleId } from '../domain/role.ts'
import { approvalRoot } from '../store/approvals.ts'
import { writeAudit } from '../store/audit.ts'
import { lockDeals } from '../store/deals.ts'
import { callUp } from '../store/participants.ts'
import { findViewerById } from '../store/people.ts'
import { newsOf } from './approval-news.ts'
import { approvalFacts, viewApproval } from './approval-view.ts'
import { type FoundApproval, openApproval, permittedApproval, seenBy } from './find-approval.ts'
import { type Act, defineOperation, type News } from './operation.ts'
import { refusalProblem, type Settled, settleApproval } from './settle-approval.ts'

/** What can be done to a request by one of the people in it. */
export const approvalDeed = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.enum(['approved', 'rejected', 'returned']),
    comment: z.string().max(500).optional(),
  }),
  z.strictObject({ do: z.literal('release'), comment: z.string().max(500).optional() }),
  z.strictObject({
    do: z.enum(['pass-on', 'add']),
    to: z.string(),
    comment: z.string().max(500).optional(),
  }),
  z.strictObject({ do: z.literal('withdraw'), comment: z.string().max(500).optional() }),
])

export type ApprovalDeed = z.infer<typeof approvalDeed>

export type Decided =
  | {
      readonly kind: 'done'
      readonly view: ApprovalView
      readonly dealId: string
      readonly news: News
    }
  | { readonly kind: 'stale' }
  /** `view` is how it stands, for who may see it. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly view?: ApprovalView }

/**
 * One decision: who may take it is read here, in the transaction that takes it, and the request is
 * compared and set. Whoever comes second finds who was first.
 *
 * @param round the handing-in that the card showed; left out where it was said in words
 */
export async function decideApproval(
  act: Act,
  of: { readonly approvalId: string; readonly round?: number },
  deed: ApprovalDeed,
): Promise<Decided> {
  for (let tries = 0; tries < maxTries; tries++) {
    const decided = await decideOnce(act, of, deed)
    if (decided.kind !== 'stale') return decided
  }
  return { kind: 'stale' }
}

/** Another signer was first: how it is now decides what comes of it. */
const maxTries = 5

const mayChange: ReadonlySet<ApprovalState> = new Set(['pending', 'returned'])

async function decideOnce(
  act: Act,
  of: { readonly approvalId: string; readonly round?: number },
  deed: ApprovalDeed,
): Promise<Decided> {
  // The deal before the request, as whoever changes the deal takes them: no two wait for each other.
  // What is over for good stays so, and a crowd that comes too late need not queue for it.
  const root = await approvalRoot(act.tx, of.approvalId)
  if (root && mayChange.has(root.state)) await lockDeals(act.tx, act.dialect, [root.dealId])
  const found = await permittedApproval(act, of.approvalId)
  if (!found) {
    await auditDenied(act, of.approvalId, deed)
    return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
  }
  const refused = async (problem: Problem): Promise<Decided> => {
    await auditDenied(act, of.approvalId, deed)
    return { kind: 'problem', problem, view: await viewApproval(act, found) }
  }
  const { approval } = found
  if (of.round !== undefined && of.round !== approval.round) {
    return refused({ id: 'TermsChanged', code: approval.code })
  }
  const unfit = await whyUnfit(act, found, deed)
  if (unfit) return refused(unfit)
  const outcome = outcomeOf(act, found, deed)
  const settled = await settleApproval(act, approval, outcome, {
    verdict: verdicts[deed.do],
    comment: deed.comment,
  })
  if (settled.kind === 'problem') return refused(settled.problem)
  if (settled.kind === 'stale') return { kind: 'stale' }
  if (deed.do === 'pass-on' || deed.do === 'add') await callUp(act.tx, approval.dealId, [deed.to])
  return afterwards(act, found, settled)
}

const verdicts = {
  approved: 'approved',
  rejected: 'rejected',
  returned: 'returned',
  release: 'released',
  'pass-on': 'passed-on',
  add: 'added',
  withdraw: 'withdrawn',
} as const satisfies Record<ApprovalDeed['do'], string>

function outcomeOf(act: Act, { approval, standIns }: FoundApproval, deed: ApprovalDeed): Outcome {
  const by = { id: act.viewer.userId, at: act.now, comment: deed.comment }
  switch (deed.do) {
    case 'pass-on':
      return passApprovalOn(approval, deed.to, by, standIns)
    case 'add':
      return addToApproval(approval, { id: deed.to, stepId: act.ids.next() }, by, standIns)
    case 'release':
      return release(approval, by)
    case 'withdraw':
      return end(approval, 'withdrawn', by)
    default:
      return decide(approval, deed.do satisfies Verdict, by, standIns)
  }
}

/** What must be there before it can be done at all: a reason, a right, somebody fit for it. */
async function whyUnfit(
  act: Act,
  { approval, deal }: FoundApproval,
  deed: ApprovalDeed,
): Promise<Problem | undefined> {
  const isOpen = approval.state === 'pending'
  switch (deed.do) {
    case 'withdraw':
      if (approval.requesterId === act.viewer.userId) return undefined
      return { id: 'NotAllowed' }
    case 'release':
      if (!mayDo(act.viewer, 'approval.release', { ownerId: deal.ownerId })) {
        return { id: 'NotAllowed' }
      }
      return isOpen && !deed.comment ? { id: 'ReasonMissing', what: '特批' } : undefined
    case 'rejected':
      return isOpen && !deed.comment ? { id: 'ReasonMissing', what: '驳回' } : undefined
    case 'returned':
      return isOpen && !deed.comment ? { id: 'ReasonMissing', what: '要求修改' } : undefined
    case 'pass-on':
    case 'add':
      return unfitApprover(act, deed.to)
    default:
      return undefined
  }
}

/** The functions that decide on terms. */
export const approverRoles: readonly RoleId[] = [
  'manager',
  'director',
  'executive',
  'commerce',
  'finance',
  'legal',
  'delivery',
]

async function unfitApprover(act: Act, userId: string): Promise<Problem | undefined> {
  const viewer = await findViewerById(act.tx, act.dialect, userId)
  if (viewer?.roles.some((role) => approverRoles.includes(role))) return undefined
  const user = await act.tx.user.findUnique({ where: { id: userId }, select: { name: true } })
  return { id: 'NotAnApprover', name: user?.name ?? userId }
}

async function afterwards(
  act: Act,
  found: FoundApproval,
  settled: Extract<Settled, { kind: 'done' }>,
): Promise<Decided> {
  const { approval } = settled
  const isSameCircle = approval.steps.every(({ approverId }) =>
    found.approval.steps.some((step) => step.approverId === approverId),
  )
  const open = await openApproval(act, approval, isSameCircle ? found.standIns : undefined)
  const facts = await approvalFacts(act, open)
  // Who has passed it on may no longer be in it.
  const seen = (await seenBy(act, open)) ?? { ...open, isAsked: found.isAsked }
  return {
    kind: 'done',
    view: await viewApproval(act, seen, facts),
    dealId: open.deal.id,
    news: await newsOf(act, open, facts, found.approval),
  }
}

/** Both attempts of two are in the audit trail. */
const auditDenied = (act: Act, approvalId: string, deed: ApprovalDeed) =>
  writeAudit(act, [
    {
      action: 'approval.denied',
      subjectKind: 'approval',
      subjectId: approvalId,
      newValue: deed.do,
    },
  ])

const decideBody = z.strictObject({ approvalId: z.string(), deed: approvalDeed })
type DecideBody = z.infer<typeof decideBody>

type DecisionView = { readonly view: ApprovalView; readonly deed: ApprovalDeed }

/**
 * A decision in words. Decisions are never taken back; a withdrawal and a pass-on are previewed, the
 * decision itself is what was said.
 */
export const decideInWords = defineOperation<DecideBody, DecisionView, never>({
  id: 'approval.decide',
  body: decideBody,
  undoBody: z.never(),
  plan: async (act, { approvalId, deed }) => {
    const found = await permittedApproval(act, approvalId)
    if (!found) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
    const unfit = await whyUnfit(act, found, deed)
    if (unfit) return { ok: false, problem: unfit }
    const outcome = outcomeOf(act, found, deed)
    if (!outcome.ok) {
      return {
        ok: false,
        problem: await refusalProblem(act, found.approval, outcome.refusal),
      }
    }
    return {
      ok: true,
      view: { view: await viewApproval(act, found), deed },
      subject: { kind: 'approval', id: approvalId },
    }
  },
  apply: async (act, { approvalId, deed }) => {
    const decided = await decideApproval(act, { approvalId }, deed)
    if (decided.kind === 'stale') return { kind: 'stale' }
    if (decided.kind === 'problem') return { kind: 'problem', problem: decided.problem }
    return {
      kind: 'done',
      view: { view: decided.view, deed },
      subject: { kind: 'approval', id: approvalId },
      supplied: [{ kind: 'deal', id: decided.dealId }],
      news: decided.news,
    }
  },
  supplies: true,
  previewCard: ({ view, deed }, draft) => approvalDeedCard(view, deed, draft),
  doneCard: ({ view, deed }) => approvalDoneCard(view, deed),
})
