import { approvalCard, approverPickCard } from '../../cards/approval-card.ts'
import { problemToast } from '../../cards/problem-card.ts'
import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { propose } from '../bot/drafts.ts'
import { resumeKept } from '../bot/resume-kept.ts'
import { spreadNews } from '../bot/spread-news.ts'
import { viewApproval } from '../operations/approval-view.ts'
import { eligibleApprovers } from '../operations/approver-choices.ts'
import { type ApprovalDeed, type Decided, decideApproval } from '../operations/decide-approval.ts'
import { permittedApproval } from '../operations/find-approval.ts'
import { nudgeApproval } from '../operations/nudge-approval.ts'

const written = ({ form }: Tap, name: string): string | undefined => {
  const value = form[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 500) : undefined
}

const notThere: Tapped = { toast: { tone: 'warning', text: '没有权限或不存在' } }

/** Does it, answers with the card as it is now, and tells everyone else. */
async function perform(tap: Tap, deed: ApprovalDeed, done: string): Promise<Tapped> {
  const of = { approvalId: tap.action.id, round: tap.action.v }
  return answer(tap, await decideApproval(tap, of, deed), done)
}

async function answer(tap: Tap, decided: Decided, done: string): Promise<Tapped> {
  if (decided.kind === 'stale') {
    return { toast: { tone: 'warning', text: '刚好有同事也在处理,请再点一次' } }
  }
  if (decided.kind === 'problem') {
    const text = problemToast(decided.problem)
    // What is missing can be added on the same card; everything else is shown as it stands.
    const keeps = decided.problem.id === 'ReasonMissing' || !decided.view
    return {
      toast: { tone: 'warning', text },
      ...(!keeps && { card: approvalCard(decided.view!) }),
    }
  }
  await spreadNews(tap, { platform: tap.platform, key: `tap:${tap.eventKey}` }, decided.news)
  await resumeKept(tap, { kind: 'deal', id: decided.dealId })
  return { toast: { tone: 'success', text: done }, card: approvalCard(decided.view) }
}

/** 「同意」 */
export const approveAction: Action = {
  id: 'approval.approve',
  run: (tap) => perform(tap, { do: 'approved', comment: written(tap, 'comment') }, '已同意'),
}

/** 「驳回」: the reason is what was written into the card. */
export const rejectAction: Action = {
  id: 'approval.reject',
  run: (tap) => perform(tap, { do: 'rejected', comment: written(tap, 'comment') }, '已驳回'),
}

/** 「要求修改」 */
export const returnAction: Action = {
  id: 'approval.return',
  run: (tap) => perform(tap, { do: 'returned', comment: written(tap, 'comment') }, '已要求修改'),
}

/** 「特批」 */
export const releaseAction: Action = {
  id: 'approval.release',
  run: (tap) => perform(tap, { do: 'release', comment: written(tap, 'comment') }, '已特批'),
}

/** 「转交」「加签」: to whom is asked on a card of its own. */
function toSomebody(id: string, what: 'pass-on' | 'add', done: string): Action {
  return {
    id,
    run: async (tap) => {
      const to = written(tap, 'to')
      if (to) return perform(tap, { do: what, to, comment: written(tap, 'comment') }, done)
      const found = await permittedApproval(tap, tap.action.id)
      if (!found) return notThere
      const { code, round } = found.approval
      const people = await eligibleApprovers(tap, found)
      const card = approverPickCard({ id: tap.action.id, round, code, action: id, what, people })
      return { also: { card, subject: { kind: 'approval', id: tap.action.id } } }
    },
  }
}

export const passOnAction = toSomebody('approval.pass-on', 'pass-on', '已转交')
export const addApproverAction = toSomebody('approval.add-approver', 'add', '已加签')

/** 「撤回」: previewed, since the approvers' cards end with it. */
export const withdrawAction: Action = {
  id: 'approval.withdraw',
  run: async (tap) => {
    const operation = tap.operation('approval.decide')
    const origin = { platform: tap.platform, chatId: tap.chat?.id ?? '', said: '撤回审批' }
    const body = { approvalId: tap.action.id, deed: { do: 'withdraw' } }
    const shown = await propose(tap, origin, { operation, body, how: 'preview' })
    return { also: { card: shown.card, subject: shown.subject, draftId: shown.draftId } }
  },
}

/** 「催一下」 */
export const nudgeAction: Action = {
  id: 'approval.nudge',
  run: async (tap) => {
    const nudged = await nudgeApproval(tap, tap.action.id)
    if (!nudged.ok) return { toast: { tone: 'warning', text: problemToast(nudged.problem) } }
    await spreadNews(tap, { platform: tap.platform, key: `tap:${tap.eventKey}` }, nudged.news)
    return { toast: { tone: 'success', text: `已催 ${nudged.names.join('、')}` } }
  },
}

/** One of a list: its own card comes beside, so that the list stays. */
export const showApprovalAction: Action = {
  id: 'approval.show',
  run: async (tap) => {
    const found = await permittedApproval(tap, tap.action.id)
    if (!found) return notThere
    const card = approvalCard(await viewApproval(tap, found))
    return {
      toast: { tone: 'info', text: `${found.approval.code} 已发给你` },
      also: {
        card,
        subject: { kind: 'approval', id: found.approval.id },
        draftId: found.approval.id,
      },
    }
  },
}
