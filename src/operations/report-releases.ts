import { type ReleaseLine, releasesCard } from '../../cards/releases-card.ts'
import { findApproval, releasedBetween } from '../store/approvals.ts'
import { holdersOf } from '../store/organisation.ts'
import { findViewerById } from '../store/people.ts'
import { type ApprovalFacts, approvalFacts, viewApproval } from './approval-view.ts'
import { type OpenApproval, openApproval, seenBy } from './find-approval.ts'
import type { Act, News } from './operation.ts'

/**
 * 「特批」 by 总监 with reason, listed monthly to 高管: each executive gets those that they may see, and
 * nothing where there were none.
 */
export async function releasesNews(
  act: Act,
  of: { readonly month: string; readonly from: Date; readonly to: Date },
): Promise<News> {
  const released = await releasedBetween(act.tx, of)
  if (released.length === 0) return {}
  const opened = await openAll(act, released)
  const tell: NonNullable<News['tell']>[number][] = []
  for (const userId of await holdersOf(act.tx, 'executive')) {
    const viewer = await findViewerById(act.tx, act.dialect, userId)
    if (!viewer) continue
    const lines = await linesFor({ ...act, viewer }, opened)
    if (lines.length > 0) tell.push({ userId, card: releasesCard({ month: of.month, lines }) })
  }
  return { tell }
}

type Opened = {
  readonly open: OpenApproval
  readonly facts: ApprovalFacts
  readonly comment: string | null
}

/** Read once for all who are told. */
async function openAll(
  act: Act,
  released: Awaited<ReturnType<typeof releasedBetween>>,
): Promise<Opened[]> {
  const opened: Opened[] = []
  for (const { approvalId, comment } of released) {
    const approval = await findApproval(act.tx, approvalId)
    if (!approval) continue
    const open = await openApproval(act, approval)
    opened.push({ open, facts: await approvalFacts(act, open), comment })
  }
  return opened
}

async function linesFor(act: Act, opened: readonly Opened[]): Promise<ReleaseLine[]> {
  const lines: ReleaseLine[] = []
  for (const { open, facts, comment } of opened) {
    const found = await seenBy(act, open)
    if (!found) continue
    const view = await viewApproval(act, found, facts)
    const { id, round, code, deal, requester, ending, terms, margin } = view
    lines.push({
      ...{ id, round, code, requester },
      deal: `${deal.name} · ${deal.account}`,
      by: ending?.by ?? '',
      when: ending?.when ?? '',
      reason: comment ?? '',
      terms: terms.filter(({ outside }) => outside).map(({ label, value }) => `${label} ${value}`),
      ...(margin && { margin }),
    })
  }
  return lines
}
