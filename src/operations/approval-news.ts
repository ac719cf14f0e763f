/** Who is told what when a request for approval has changed: each the card that they may see. */
import { approvalCard, approvalGoneCard } from '../../cards/approval-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { currentApprovers } from '../domain/approval.ts'
import { type ApprovalRow, findApproval } from '../store/approvals.ts'
import { copiesOf } from '../store/outbox.ts'
import { findViewerById } from '../store/people.ts'
import { type ApprovalFacts, approvalFacts, viewApproval } from './approval-view.ts'
import { type OpenApproval, openApproval, seenBy } from './find-approval.ts'
import type { Act, News } from './operation.ts'

/**
 * Everyone who has a copy gets it as it is now, who asked on the card they asked with; whoever's turn
 * has come gets one of their own, and who asked is told of the end.
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
  const open = await openApproval(act, approval)
  return newsOf(act, open, await approvalFacts(act, open), before)
}

/** The same of a request that has been read. */
export async function newsOf(
  act: Act,
  open: OpenApproval,
  facts: ApprovalFacts,
  before?: ApprovalRow,
): Promise<News> {
  const { approval, standIns } = open
  const subject = { kind: 'approval', id: approval.id } as const
  const readers = new Set(
    (await copiesOf(act.tx, approval.id)).flatMap(({ userId }) => (userId ? [userId] : [])),
  )
  const cardFor = drawing(act, open, facts)
  const cards = new Map<string, Card>()
  for (const userId of readers) {
    const card = await cardFor(userId)
    if (card) cards.set(userId, card)
  }
  const asked = currentApprovers(approval, standIns)
  const wereAsked =
    before && before.round === approval.round ? currentApprovers(before, standIns) : []
  const told = [
    ...asked.filter((id) => !wereAsked.includes(id)),
    ...(isEnd(approval, before) ? [approval.requesterId] : []),
  ].filter((id) => id !== act.viewer.userId)
  const tell: { userId: string; subject: typeof subject; card: Card; of: string }[] = []
  for (const userId of new Set(told)) {
    const card = cards.get(userId) ?? (await cardFor(userId))
    if (card) tell.push({ userId, subject, card, of: approval.id })
  }
  const gone = approvalGoneCard(approval.code)
  const redraw = [{ of: approval.id, cards, gone }]
  // What the request was handed in with shows how it goes, once it has been.
  if (approval.draftId && before?.state === 'pending') {
    const { requesterId } = approval
    const card = cards.get(requesterId) ?? (await cardFor(requesterId))
    const theirs = new Map(card ? [[requesterId, card]] : [])
    redraw.push({ of: approval.draftId, cards: theirs, gone })
  }
  return { tell, redraw }
}

const isEnd = (approval: ApprovalRow, before?: ApprovalRow): boolean =>
  approval.state !== 'pending' && before?.state === 'pending'

/** The card as each person may see it; undefined for who may not see it at all. */
type CardFor = (userId: string) => Promise<Card | undefined>

/** Reads once what all of them are drawn from. */
export async function cardsOf(act: Act, open: OpenApproval): Promise<CardFor> {
  return drawing(act, open, await approvalFacts(act, open))
}

const drawing =
  (act: Act, open: OpenApproval, facts: ApprovalFacts): CardFor =>
  async (userId) => {
    const viewer =
      userId === act.viewer.userId ? act.viewer : await findViewerById(act.tx, act.dialect, userId)
    if (!viewer) return undefined
    const theirs = { ...act, viewer }
    const found = await seenBy(theirs, open)
    return found && approvalCard(await viewApproval(theirs, found, facts))
  }
