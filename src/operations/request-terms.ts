import * as z from 'zod'
import {
  type TermsRequestView,
  termsRequestCard,
  termsSubmittedCard,
} from '../../cards/terms-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { type Approval, end, opened, type Step } from '../domain/approval.ts'
import { type PlannedStep, planSteps } from '../domain/approver.ts'
import type { Problem } from '../domain/problem.ts'
import { roles } from '../domain/role.ts'
import { coveredBy, type Terms, termsHash } from '../domain/terms.ts'
import { whoDecides } from '../domain/terms-policy.ts'
import {
  type ApprovalRow,
  findApproval,
  insertApproval,
  latestOf,
  pendingOf,
  saveApproval,
  writeDecisions,
} from '../store/approvals.ts'
import { writeAudit } from '../store/audit.ts'
import { nextCode } from '../store/counters.ts'
import { changeDealRow, type DealRow, lockDeals } from '../store/deals.ts'
import { organisationFor } from '../store/organisation.ts'
import { callUp } from '../store/participants.ts'
import { userNames } from '../store/teams.ts'
import { approvedTerms, findTerms, insertTerms } from '../store/terms.ts'
import { approvalNews } from './approval-news.ts'
import { factsOf } from './approval-view.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation, joinNews } from './operation.ts'
import { applyTerms, settleApproval } from './settle-approval.ts'
import { supersedeApprovals } from './supersede-approvals.ts'
import { readTermsForm, termsBody, termsFields, termsMeant } from './terms-values.ts'
import { shortReasons, termsLines } from './terms-words.ts'

export const requestBody = termsBody.extend({ dealId: z.string() })
export type RequestTerms = z.infer<typeof requestBody>

const undoBody = z.strictObject({ approvalId: z.string() })

/**
 * Drafts the commercial terms of a deal and hands them in: within policy they are approved when
 * saved, else whoever the policy names is asked. What was sent back keeps its code, and what is under
 * way for the same deal is overtaken. S4: 「企业需要确保合同条款的合理性和可执行性」.
 */
export const requestTerms = defineOperation<
  RequestTerms,
  TermsRequestView,
  z.infer<typeof undoBody>
>({
  id: 'terms.request',
  ownWords: ['nonStandard'],
  body: requestBody,
  undoBody,
  plan: async (act, body) => {
    const planned = await planRequest(act, body)
    if ('problem' in planned) return { ok: false, problem: planned.problem }
    return {
      ok: true,
      view: planned.view,
      guard: { dealId: planned.deal.id, version: planned.deal.version },
      subject: { kind: 'deal', id: planned.deal.id },
    }
  },
  apply: async (act, body, guard, draftId) => {
    // Locked first, as by who decides: what is under way stays as it is looked at.
    await lockDeals(act.tx, act.dialect, [body.dealId])
    const planned = await planRequest(act, body)
    if ('problem' in planned) return { kind: 'problem', problem: planned.problem }
    const { deal } = planned
    if (deal.version !== guard?.version) return { kind: 'stale' }
    const at = { id: deal.id, version: deal.version, now: act.now }
    if (!(await changeDealRow(act.tx, at, {}))) return { kind: 'stale' }
    return submit(act, planned, draftId ?? null)
  },
  undo: async (act, { approvalId }) => {
    const before = await findApproval(act.tx, approvalId)
    const refused = (reason: string) =>
      ({ kind: 'problem', problem: { id: 'UndoRefused', reason } }) as const
    if (!before || before.requesterId !== act.viewer.userId) return refused('不是你提交的')
    if (before.steps.some(({ decidedAt }) => decidedAt)) {
      return refused(`${before.code} 已有人审批,可以说「撤回 ${before.code}」`)
    }
    const outcome = end(before, 'withdrawn', { id: act.viewer.userId, at: act.now })
    const settled = await settleApproval(act, before, outcome, { verdict: 'withdrawn' })
    if (settled.kind !== 'done') return refused(`${before.code} 刚刚有了变化`)
    return {
      kind: 'undone',
      card: undoneCard(before.code, '申请已撤回,审批人的卡片已失效。'),
      news: await approvalNews(act, approvalId, before),
    }
  },
  supplies: true,
  merge: (earlier, later) =>
    earlier.dealId === later.dealId ? { ...earlier, ...later } : undefined,
  form: {
    fields: (_act, body) => termsFields(body),
    read: readTermsForm,
  },
  previewCard: termsRequestCard,
  doneCard: termsSubmittedCard,
})

type Planned = {
  readonly deal: DealRow
  readonly terms: Terms
  readonly steps: readonly PlannedStep[]
  readonly view: TermsRequestView
  /** What is handed in anew under its own code. */
  readonly returned?: ApprovalRow
  /** What this takes the place of. */
  readonly overtaken: readonly ApprovalRow[]
}

async function planRequest(
  act: Act,
  body: RequestTerms,
): Promise<Planned | { readonly problem: Problem }> {
  const deal = await permittedDeal(act, 'terms.submit', body.dealId)
  if (!deal) return { problem: { id: 'NotFoundOrNotAllowed' } }
  if (deal.outcome !== 'open') {
    return {
      problem: { id: 'DealClosed', deal: `${deal.code} ${deal.name}`, outcome: deal.outcome },
    }
  }
  const latest = await latestOf(act.tx, deal.id)
  const returned = latest?.state === 'returned' ? latest : undefined
  const base = returned && (await findTerms(act.tx, returned.termsId))
  const meant = termsMeant(deal, body, base)
  if ('problem' in meant) return meant
  const { terms } = meant
  const overtaken = await pendingOf(act.tx, [deal.id])
  const there = await sameTerms(act, deal, terms, overtaken)
  if (there) return { problem: there }
  const facts = await factsOf(act, deal, terms)
  const required = whoDecides(facts)
  const organisation = await organisationFor(act.tx, deal.ownerId)
  const plan = planSteps(organisation, required, act.viewer.userId)
  if (!plan.ok) {
    const title = roles.find(({ id }) => id === plan.slot)?.title ?? plan.slot
    return { problem: { id: 'NoApprover', slot: title } }
  }
  const names = await userNames(
    act.tx,
    plan.steps.map(({ approverId }) => approverId),
  )
  const view: TermsRequestView = {
    deal: { code: deal.code, name: deal.name, account: deal.accountShort },
    code: returned?.code,
    priceFrom: meant.priceFrom,
    lines: termsLines(facts, { money: true }),
    ranks: [...Map.groupBy(plan.steps, ({ rank }) => rank).values()].map((steps) =>
      steps.map(({ approverId, reasons }) => ({
        who: names.get(approverId) ?? approverId,
        why: shortReasons(reasons),
      })),
    ),
    overtakes: overtaken.map(({ code }) => code),
  }
  return { deal, terms, steps: plan.steps, view, returned, overtaken }
}

/** What is approved, or on its way, need not be asked for again. */
async function sameTerms(
  act: Act,
  deal: DealRow,
  terms: Terms,
  pending: readonly ApprovalRow[],
): Promise<Problem | undefined> {
  for (const approval of pending) {
    const there = await findTerms(act.tx, approval.termsId)
    if (there?.hash === termsHash(terms)) {
      return { id: 'TermsThere', code: approval.code, what: '正在审批' }
    }
  }
  const approved = await approvedTerms(act.tx, deal.id, act.today)
  if (!approved || !coveredBy(approved, terms) || approved.hash !== termsHash(terms)) {
    return undefined
  }
  return { id: 'TermsThere', code: `${deal.code} ${deal.name}`, what: '已批准' }
}

async function submit(act: Act, planned: Planned, draftId: string | null) {
  const { deal, terms, steps, view, returned, overtaken } = planned
  const { tx, ids, now, viewer } = act
  const hash = termsHash(terms)
  const row = await insertTerms(tx, {
    id: ids.next(),
    dealId: deal.id,
    terms,
    hash,
    state: 'pending',
    createdAt: now,
    byUserId: viewer.userId,
  })
  const overtakenNews = await supersedeApprovals(act, overtaken, '条款已变,重新提交了')
  await writeAudit(act, [
    { action: 'terms.request', subjectKind: 'deal', subjectId: deal.id, newValue: hash },
  ])
  const guard = { dealId: deal.id, version: deal.version + 1 }
  const subject = { kind: 'deal', id: deal.id } as const
  if (steps.length === 0) {
    await applyTerms(act, deal.id, row)
    return { kind: 'done', view, guard, subject, news: joinNews(overtakenNews) } as const
  }
  const { id, code, before } = await handIn(act, planned, { termsId: row.id, draftId })
  await writeDecisions(act, [
    {
      approvalId: id,
      round: (returned?.round ?? 0) + 1,
      userId: viewer.userId,
      verdict: 'submitted',
      termsHash: hash,
    },
  ])
  const functions = steps.filter(({ slot }) => !['manager', 'director', 'executive'].includes(slot))
  await callUp(
    tx,
    deal.id,
    functions.map(({ approverId }) => approverId),
  )
  return {
    kind: 'done',
    view: { ...view, code, id },
    undo: { approvalId: id },
    guard,
    subject,
    news: joinNews([...overtakenNews, await approvalNews(act, id, before)]),
  } as const
}

/** A new request, or the one that was sent back with its next round. */
async function handIn(
  act: Act,
  { deal, steps, returned }: Planned,
  of: Pick<ApprovalRow, 'termsId' | 'draftId'>,
) {
  const { tx, ids, now, viewer } = act
  const fresh: Approval = opened(
    {
      requesterId: viewer.userId,
      state: 'pending',
      reason: null,
      decidedAt: null,
      decidedById: null,
      steps: steps.map((step): Step => freshStep(step, ids.next())),
    },
    now,
  )
  if (returned) {
    const next = { ...fresh, ...of, round: returned.round + 1, submittedAt: now }
    if (!(await saveApproval(tx, returned, next))) throw new Error(`${returned.code} moved on`)
    return { id: returned.id, code: returned.code, before: returned }
  }
  const id = ids.next()
  const code = await nextCode(tx, 'approval')
  await insertApproval(tx, {
    ...fresh,
    id,
    code,
    dealId: deal.id,
    ...of,
    submittedAt: now,
  })
  return { id, code, before: undefined }
}

const freshStep = ({ approverId, slot, reasons, rank }: PlannedStep, id: string): Step => ({
  id,
  approverId,
  slot,
  reasons,
  rank,
  state: 'waiting',
  openedAt: null,
  reminders: 0,
  decidedAt: null,
  decidedById: null,
  comment: null,
})
