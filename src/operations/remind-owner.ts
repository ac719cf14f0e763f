import { ownerReminderCard } from '../../cards/list-card.ts'
import type { ListHeading, ListQuery } from '../domain/list-query.ts'
import { mayDo } from '../domain/permission.ts'
import { writeAudit } from '../store/audit.ts'
import { enqueue } from '../store/outbox.ts'
import { listRecords } from './list-records.ts'
import type { Act } from './operation.ts'

export type Reminded =
  | { readonly kind: 'reminded' | 'already' | 'unreachable'; readonly name: string }
  | { readonly kind: 'nothing-left' | 'refused' }

/**
 * Tells the owner of what a list shows to have an eye on it: one message, one audit row a record. The
 * list is read anew: who has been spoken to since is left out.
 */
export async function remindOwner(
  act: Act,
  of: {
    readonly ownerId: string
    readonly query: ListQuery
    readonly heading: ListHeading
    readonly platform: string
    readonly realMs: number
  },
): Promise<Reminded> {
  const { ownerId, platform } = of
  if (!mayDo(act.viewer, 'owner.remind', { ownerId })) return { kind: 'refused' }
  const owner = await act.tx.user.findUnique({ where: { id: ownerId } })
  if (!owner?.active) return { kind: 'refused' }
  const theirs = { ...of.query, ownerIds: [ownerId], limit: undefined }
  const { count, view } = await listRecords(act, theirs, of.heading, 1)
  if (count === 0) return { kind: 'nothing-left' }
  const identity = await act.tx.identity.findFirst({ where: { userId: ownerId, platform } })
  if (!identity) return { kind: 'unreachable', name: owner.name }
  const ids = view.rows.map(({ id }) => id).join(' ')
  const dedupeKey = `remind:${act.viewer.userId}:${ownerId}:${act.today}:${ids}`
  const sent = await act.tx.outbox.findUnique({ where: { dedupeKey }, select: { id: true } })
  if (sent) return { kind: 'already', name: owner.name }
  const [only, ...others] = view.rows
  const kind = of.query.noun
  await enqueue(act.tx, act.dialect, [
    {
      id: act.ids.next(),
      dedupeKey,
      platform,
      operation: 'send',
      targetKind: 'user',
      targetId: identity.externalId,
      userId: ownerId,
      ...(others.length === 0 && { subjectKind: kind, subjectId: only!.id }),
      card: ownerReminderCard({
        by: act.viewer.name,
        rows: view.rows,
        opens: view.opens,
        more: count - view.rows.length,
      }),
      priority: 5,
      createdMs: act.now.getTime(),
      nextMs: of.realMs,
    },
  ])
  await writeAudit(
    act,
    view.rows.map(({ id }) => ({
      action: 'owner.remind',
      subjectKind: kind,
      subjectId: id,
      newValue: ownerId,
    })),
  )
  return { kind: 'reminded', name: owner.name }
}
