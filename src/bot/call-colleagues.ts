import { calledIn, calledRoles, isCalled } from '../language/colleagues.ts'
import type { NameHit } from '../language/names.ts'
import { foldName } from '../lib/names.ts'
import { staffNamed } from '../store/people.ts'
import type { Turn } from './turn.ts'

/**
 * Names of colleagues who are called by title: 陈经理 is whoever of that surname leads a team now.
 * Where several may be meant the name has them all, and whoever needs one asks.
 */
export async function callColleagues(
  turn: Pick<Turn, 'tx' | 'said'>,
  known: readonly NameHit[],
): Promise<NameHit[]> {
  const people = new Set(known.flatMap((hit) => (hit.kind === 'user' ? [hit.key] : [])))
  const called = calledIn(turn.said).filter(({ words }) => !people.has(foldName(words)))
  if (called.length === 0) return []
  const staff = await staffNamed(turn.tx, called, calledRoles(called))
  const hits = called.flatMap((one) =>
    staff
      .filter((person) => isCalled(one, person))
      .map(({ id }) => ({
        key: foldName(one.words),
        kind: 'user',
        subjectId: id,
        form: 'alias',
      })),
  )
  return [...new Map(hits.map((hit) => [`${hit.key} ${hit.subjectId}`, hit])).values()]
}
