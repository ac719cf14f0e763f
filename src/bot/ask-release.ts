import { releaseAskedCard } from '../../cards/gate-release-card.ts'
import { type GateOfMove, releasersOf } from '../operations/deal-gate.ts'
import type { Act } from '../operations/operation.ts'
import { writeAudit } from '../store/audit.ts'
import type { DealRow } from '../store/deals.ts'
import type { DraftRow } from '../store/drafts.ts'
import { enqueue } from '../store/outbox.ts'

/**
 * Asks who leads the deal's owner to let a kept move through. Asked again with the same reason it is
 * the same request.
 *
 * @returns who was asked
 */
export async function askRelease(
  act: Act,
  draft: DraftRow,
  of: { readonly deal: DealRow; readonly gate: GateOfMove; readonly reason: string },
): Promise<string> {
  const { deal, gate, reason } = of
  const { platform } = draft
  const releasers = await releasersOf(act, deal)
  const identities = await act.tx.identity.findMany({
    where: { platform, userId: { in: releasers.map(({ id }) => id) } },
    select: { userId: true, externalId: true },
  })
  const missing = gate.missing.map(({ lacks }) => lacks)
  const view = {
    deal: `${deal.code} ${deal.name}`,
    from: gate.from.name,
    to: gate.to.name,
    missing,
    reason,
    asker: act.viewer.name,
  }
  await enqueue(
    act.tx,
    act.dialect,
    identities.map(({ userId, externalId }) => ({
      id: act.ids.next(),
      dedupeKey: `release:${draft.id}:${userId}:${missing.join('、')}:${reason}`,
      platform,
      operation: 'send',
      targetKind: 'user',
      targetId: externalId,
      userId,
      subjectKind: 'deal',
      subjectId: deal.id,
      card: releaseAskedCard(view, draft),
      priority: 5,
      createdMs: act.now.getTime(),
      nextMs: 0,
    })),
  )
  await writeAudit(act, [
    {
      action: 'gate.ask-release',
      subjectKind: 'deal',
      subjectId: deal.id,
      field: missing.join('、'),
      newValue: reason,
    },
  ])
  return releasers.map(({ name }) => name).join('、')
}
