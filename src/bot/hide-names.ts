import { mayDo } from '../domain/permission.ts'
import type { NameHit } from '../language/names.ts'
import { readableDeals } from '../operations/find-deal.ts'
import type { Act } from '../operations/operation.ts'
import { participations } from '../store/people.ts'

const isRecord = ({ kind }: NameHit) => kind === 'deal' || kind === 'account'

type Sorted = {
  readonly seen: readonly NameHit[]
  /** Of records that the viewer may not read. */
  readonly hidden: readonly NameHit[]
}

/** Only the names that the viewer may know of. */
export async function seenNames(
  act: Pick<Act, 'tx' | 'viewer'>,
  hits: readonly NameHit[],
): Promise<readonly NameHit[]> {
  return (await sortNames(act, hits)).seen
}

/**
 * Takes the names of deals and accounts that the viewer may not read apart from the others. Nothing
 * that reads a sentence gets to see those: it is read like one with a name that does not exist, and
 * so answered in the same words. They are kept to be written down when they are asked for.
 */
export async function sortNames(
  act: Pick<Act, 'tx' | 'viewer'>,
  hits: readonly NameHit[],
): Promise<Sorted> {
  const foreign = hits.filter((hit) => isRecord(hit) && hit.ownerId !== act.viewer.userId)
  const readsAll = mayDo(act.viewer, 'deal.read', { ownerId: '' })
  if (foreign.length === 0 || readsAll) return { seen: hits, hidden: [] }
  const parts = await participations(act.tx, act.viewer.userId, [
    ...new Set(foreign.flatMap((hit) => [hit.subjectId, hit.accountId ?? hit.subjectId])),
  ])
  const denied = foreign.filter((hit) => {
    const part =
      parts.get(`${hit.kind}:${hit.subjectId}`) ?? parts.get(`account:${hit.accountId ?? ''}`)
    return !mayDo(act.viewer, 'deal.read', { ownerId: hit.ownerId ?? '', part })
  })
  const seen = await seenByDeals(act, denied)
  const hidden = new Set(denied.filter((hit) => !seen.has(hit.subjectId)))
  return { seen: hits.filter((hit) => !hidden.has(hit)), hidden: [...hidden] }
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
