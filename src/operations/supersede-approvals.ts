import { end } from '../domain/approval.ts'
import { type ApprovalRow, findApproval, pendingOf } from '../store/approvals.ts'
import { approvalNews } from './approval-news.ts'
import { type Act, joinNews, type News } from './operation.ts'
import { settleApproval } from './settle-approval.ts'

/** What is under way is void in the transaction of what takes its place. */
export async function supersedeApprovals(
  act: Act,
  approvals: readonly ApprovalRow[],
  comment: string,
): Promise<News[]> {
  const news: News[] = []
  for (const { id } of approvals) {
    const one = await supersede(act, id, comment)
    if (one) news.push(one)
  }
  return news
}

/** Undefined where it was decided a moment ago. */
async function supersede(act: Act, id: string, comment: string): Promise<News | undefined> {
  for (let tries = 0; tries < maxTries; tries++) {
    const before = await findApproval(act.tx, id)
    if (before?.state !== 'pending') return undefined
    const outcome = end(before, 'superseded', { id: act.viewer.userId, at: act.now, comment })
    const verdict = { verdict: 'superseded', comment } as const
    const settled = await settleApproval(act, before, outcome, verdict)
    if (settled.kind === 'done') return approvalNews(act, before.id, before)
  }
  throw new Error(`approval ${id} changed ${maxTries} times inside one transaction`)
}

const maxTries = 5

/** The same for all that is under way for a deal that is given up. */
export async function endApprovalsOf(act: Act, dealId: string, comment: string): Promise<News> {
  return joinNews(await supersedeApprovals(act, await pendingOf(act.tx, [dealId]), comment))
}
