import { type ReleaseLine, releasesCard } from '../../cards/releases-card.ts'
import { findApproval, releasedBetween } from '../store/approvals.ts'
import { holdersOf } from '../store/organisation.ts'
import { findViewerById } from '../store/people.ts'
import { viewApproval } from './approval-view.ts'
import { openApproval, seenBy } from './find-approval.ts'
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
  const tell: NonNullable<News['tell']>[number][] = []
  for (const userId of await holdersOf(act.tx, 'executive')) {
    const viewer = await findViewerById(act.tx, act.dialect, userId)
    if (!viewer) continue
    const lines = await linesFor({ ...act, viewer }, released)
    if (lines.length > 0) tell.push({ userId, card: releasesCard({ month: of.month, lines }) })
  }
  return { tell }
}

async function linesFor(
  act: Act,
  released: Awaited<ReturnType<typeof releasedBetween>>,
): Promise<ReleaseLine[]> {
  const lines: ReleaseLine[] = []
  for (const { approvalId, comment } of released) {
    const approval = await findApproval(act.tx, approvalId)
    const found = approval && (await seenBy(act, await openApproval(act, approval)))
    if (!found) continue
    const { id, round, code, deal, requester, ending, terms, margin } = await viewApproval(
      act,
      found,
    )
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
