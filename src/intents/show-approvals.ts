import { approvalsCard } from '../../cards/approval-card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import { approvalsAskedFor, approvalsWaiting, resolveApproval } from '../bot/resolve-approval.ts'
import { notFound, resolveDeal } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { isLight } from '../domain/approval.ts'
import { type ApprovalAsked, readApprovalAsked } from '../language/approval-asked.ts'
import { type FoundApproval, permittedApproval } from '../operations/find-approval.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { listApprovals, showApproval } from '../operations/list-approvals.ts'
import { termsLines } from '../operations/terms-words.ts'
import { latestOf } from '../store/approvals.ts'
import { approvedTerms } from '../store/terms.ts'
import { waitingList } from './list-waiting.ts'

/** Where requests for approval stand: those that wait for me, those that I asked for, and one by name. */
export const showApprovalsIntent: Intent = {
  id: 'approval.show',
  what: '看审批',
  examples: [
    '我的审批到哪了',
    '待我审批',
    '有什么要批的',
    '射频校准的审批卡在谁那',
    '华芯射频校准的条款',
    'AP-31 什么情况',
  ],
  read: ({ clauses }, free) => {
    const asked = readApprovalAsked(clauses, free)
    return asked && { clauses: [asked.clause], run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: ApprovalAsked): Promise<Reply> {
  switch (asked.what) {
    case 'to-decide': {
      const found = await approvalsWaiting(turn)
      // 「待处理」 stands under cards for both: what one has to decide, and what one has to confirm.
      if (found.length === 0 && /处理/u.test(asked.clause.text)) {
        return { kind: 'card', card: await waitingList(turn), personal: true }
      }
      return several(turn, found, {
        title: `待我审批 ${found.length} 个`,
        none: '现在没有轮到你审的。',
        together: found.filter(({ approval }) => isLight(approval)).length > 1,
      })
    }
    case 'own': {
      const found = await approvalsAskedFor(turn)
      return several(turn, found, {
        title: `我的审批 ${found.length} 个`,
        none: '你没有在审的审批。要申请条款,直接说条件就行,如「立辰打9折,申请」。',
      })
    }
    case 'one':
      return one(turn, asked)
    case 'terms':
      return termsOf(turn, asked)
  }
}

async function several(
  turn: Turn,
  found: readonly FoundApproval[],
  words: { readonly title: string; readonly none: string; readonly together?: boolean },
): Promise<Reply> {
  const [only, ...others] = found
  if (only && others.length === 0) return shown(turn, only)
  return {
    kind: 'card',
    card: approvalsCard(await listApprovals(turn, found, words)),
    personal: true,
  }
}

/** Whose turn it is differs from reader to reader, so it is for the asker alone. */
async function shown(turn: Turn, found: FoundApproval): Promise<Reply> {
  const { id } = found.approval
  const card = await showApproval(turn, found)
  return { kind: 'card', card, subject: { kind: 'approval', id }, of: id, personal: true }
}

async function one(turn: Turn, { clause, of }: ApprovalAsked): Promise<Reply> {
  const meant = await resolveApproval(turn, { clauses: [clause], of }, 'to-decide')
  if (meant.kind === 'approval') return shown(turn, meant.found)
  if (meant.kind === 'ask') return { kind: 'ask', questions: [meant.question] }
  return meant.kind === 'reply' ? meant.reply : notFound(turn, [clause])
}

/** What was approved and holds, or else the newest request. */
async function termsOf(turn: Turn, { clause, of }: ApprovalAsked): Promise<Reply> {
  const resolved = await resolveDeal(turn, { clauses: [clause], ...of })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const { deal } = resolved
  const last = await latestOf(turn.tx, deal.id)
  const found = last && (await permittedApproval(turn, last.id))
  const isUnderWay =
    found && (found.approval.state === 'pending' || found.approval.state === 'returned')
  if (isUnderWay) return shown(turn, found)
  if (!(await permittedDeal(turn, 'deal.read-amount', deal.id))) return notFound(turn, [clause])
  const terms = await approvedTerms(turn.tx, deal.id, turn.today)
  if (!terms) {
    if (found) return shown(turn, found)
    return { kind: 'problem', problem: { id: 'NoApprovalOf', deal: deal.name } }
  }
  const lines = termsLines({ terms }, { money: true }).map(
    ({ label, value }) => `${label} ${value}`,
  )
  const until = terms.validUntil ? [`已批准,有效到 ${terms.validUntil}。`] : ['已批准。']
  return {
    kind: 'card',
    card: noticeCard(`${deal.code} ${deal.name} 商务条款`, [...lines, ...until], 'info'),
    subject: { kind: 'deal', id: deal.id },
    personal: true,
  }
}
