/** Who is told what when a request for approval has changed: each the card that they may see. */
import { approvalCard, approvalGoneCard } from '../../cards/approval-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { currentApprovers } from '../domain/approval.ts'
import { type ApprovalRow, findApproval } from '../store/approvals.ts'
import { copiesOf } from '../store/outbox.ts'
import { findViewerById } from '../store/people.ts'
import { viewApproval } from './approval-view.ts'
import { type FoundApproval, seenBy, standInsOf } from './find-approval.ts'
import type { Act, News } from './operation.ts'

/**
 * Everyone who has a copy gets it as it is now; whoever's turn has come gets one of their own, and
 * who asked is told of the end.
 *
 * @param before as it was, so that nobody is asked twice; undefined for a new request
 */
export async function approvalNews(
  act: Act,
  approvalId: string,
  before?: ApprovalRow,
): Promise<News> {
  const approval = await findApproval(act.tx, approvalId)
  if (!approval) return {}
  const subject = { kind: 'approval', id: approvalId } as const
  const readers = new Set(
    (await copiesOf(act.tx, approvalId)).flatMap(({ userId }) => (userId ? [userId] : [])),
  )
  const cards = new Map<string, Card>()
  for (const userId of readers) {
    const card = await cardFor(act, approval, userId)
    if (card) cards.set(userId, card)
  }
  const standIns = await standInsOf(act, approval)
  const asked = currentApprovers(approval, standIns)
  const wereAsked =
    before && before.round === approval.round ? currentApprovers(before, standIns) : []
  const told = [
    ...asked.filter((id) => !wereAsked.includes(id)),
    ...(isEnd(approval, before) ? [approval.requesterId] : []),
  ].filter((id) => id !== act.viewer.userId)
  const tell: { userId: string; subject: typeof subject; card: Card; of: string }[] = []
  for (const userId of new Set(told)) {
    const card = cards.get(userId) ?? (await cardFor(act, approval, userId))
    if (card) tell.push({ userId, subject, card, of: approvalId })
  }
  const gone = approvalGoneCard(approval.code)
  return { tell, redraw: [{ of: approvalId, cards, gone }] }
}

const isEnd = (approval: ApprovalRow, before?: ApprovalRow): boolean =>
  approval.state !== 'pending' && before?.state === 'pending'

async function cardFor(act: Act, approval: ApprovalRow, userId: string): Promise<Card | undefined> {
  const viewer =
    userId === act.viewer.userId ? act.viewer : await findViewerById(act.tx, act.dialect, userId)
  if (!viewer) return undefined
  const theirs = { ...act, viewer }
  const found: FoundApproval | undefined = await seenBy(theirs, approval)
  return found && approvalCard(await viewApproval(theirs, found))
}
