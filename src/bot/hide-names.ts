import { mayDo } from '../domain/permission.ts'
import type { NameHit } from '../language/names.ts'
import { readableDeals } from '../operations/find-deal.ts'
import type { Act } from '../operations/operation.ts'
import { participations } from '../store/people.ts'

const isRecord = ({ kind }: NameHit) => kind === 'deal' || kind === 'account'

/**
 * Makes the names of deals and accounts that the viewer may not read into names of nothing: the
 * sentence is then read like one with a name that does not exist, and answered in the same words.
 */
export async function hideNames(
  act: Pick<Act, 'tx' | 'viewer'>,
  hits: readonly NameHit[],
): Promise<NameHit[]> {
  const foreign = hits.filter((hit) => isRecord(hit) && hit.ownerId !== act.viewer.userId)
  const readsAll = mayDo(act.viewer, 'deal.read', { ownerId: '' })
  if (foreign.length === 0 || readsAll) return [...hits]
  const parts = await participations(act.tx, act.viewer.userId, [
    ...new Set(foreign.flatMap((hit) => [hit.subjectId, hit.accountId ?? hit.subjectId])),
  ])
  const denied = foreign.filter((hit) => {
    const part =
      parts.get(`${hit.kind}:${hit.subjectId}`) ?? parts.get(`account:${hit.accountId ?? ''}`)
    return !mayDo(act.viewer, 'deal.read', { ownerId: hit.ownerId ?? '', part })
  })
  const seen = await seenByDeals(act, denied)
  return hits.map((hit) =>
    denied.includes(hit) && !seen.has(hit.subjectId)
      ? { ...hit, kind: 'hidden', hiddenKind: hit.kind }
      : hit,
  )
}

/** Accounts of others in which the viewer reads some deal: their names are no secret then. */
async function seenByDeals(
  act: Pick<Act, 'tx' | 'viewer'>,
  denied: readonly NameHit[],
): Promise<ReadonlySet<string>> {
  const accountIds = denied.flatMap((hit) => (hit.kind === 'account' ? [hit.subjectId] : []))
  if (accountIds.length === 0) return new Set()
  const deals = await readableDeals(act, { dealIds: [], accountIds: [...new Set(accountIds)] })
  return new Set(deals.map((deal) => deal.accountId))
}
