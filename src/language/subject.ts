/** Which deal or account a clause speaks of. */
import type { Clause } from './sentence.ts'

export type SubjectMention = {
  readonly dealIds: readonly string[]
  readonly accountIds: readonly string[]
  /** The words it was named by. */
  readonly words: string
}

/** The deals and accounts named in these clauses; undefined when none is. */
export function subjectIn(clauses: readonly Clause[]): SubjectMention | undefined {
  const tags = clauses
    .flatMap((clause) => clause.names)
    .filter((tag) => tag.found.hits.some((hit) => hit.kind === 'deal' || hit.kind === 'account'))
  if (tags.length === 0) return undefined
  const hits = tags.flatMap((tag) => tag.found.hits)
  const idsOf = (kind: string) => [
    ...new Set(hits.filter((hit) => hit.kind === kind).map((hit) => hit.subjectId)),
  ]
  return {
    dealIds: idsOf('deal'),
    accountIds: idsOf('account'),
    words: tags.map((tag) => tag.text).join(' '),
  }
}

/** Whether two mentions may be of the same thing: one names what the other does, or its account. */
export function sameSubject(a: SubjectMention, b: SubjectMention): boolean {
  const shares = (x: readonly string[], y: readonly string[]) => x.some((id) => y.includes(id))
  if (a.dealIds.length > 0 && b.dealIds.length > 0) return shares(a.dealIds, b.dealIds)
  if (a.accountIds.length > 0 && b.accountIds.length > 0) return shares(a.accountIds, b.accountIds)
  // A deal by name and an account: which deals the account has is not known here.
  return true
}
