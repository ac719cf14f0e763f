/** Which deal or account a clause speaks of. */
import type { NameMention } from './names.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'

export type SubjectMention = {
  readonly dealIds: readonly string[]
  readonly accountIds: readonly string[]
  /** Whose deals the named deals are, where that is known. */
  readonly ownerAccountIds: readonly string[]
  /** The words it was named by. */
  readonly words: string
}

/** Whether the tag names a deal or an account that the speaker may read. */
export const isRecordName = (tag: Tagged<NameMention>): boolean =>
  tag.found.hits.some((hit) => hit.kind === 'deal' || hit.kind === 'account')

/** Whether the tag names a deal, and nothing but deals. */
export const isDealName = ({ found }: Tagged<NameMention>): boolean =>
  found.hits.some((hit) => hit.kind === 'deal') && !found.hits.some((hit) => hit.kind === 'account')

const code = /(?<![a-z0-9-])(?:d[ -]?\d{3,}|cus\d+)(?!\d)/giu

/** A code in these clauses that is none of what the speaker may read. */
export function codeOfNothing(clauses: readonly Clause[]): string | undefined {
  const found = clauses.flatMap((clause) =>
    [...clause.text.matchAll(code)].flatMap(({ 0: words, index }) => {
      const at = clause.start + index
      const known = clause.names.some((tag) => tag.start <= at && at < tag.end && isRecordName(tag))
      return known ? [] : [words]
    }),
  )
  return found[0]
}

/** The deals and accounts named in these clauses; undefined when none is. */
export function subjectIn(clauses: readonly Clause[]): SubjectMention | undefined {
  return subjectOf(clauses.flatMap((clause) => clause.names))
}

/** The deals and accounts that these tags name; undefined when none does. */
function subjectOf(names: readonly Tagged<NameMention>[]): SubjectMention | undefined {
  const tags = names.filter(isRecordName)
  if (tags.length === 0) return undefined
  const hits = tags.flatMap((tag) => tag.found.hits)
  const idsOf = (kind: string) => [
    ...new Set(hits.filter((hit) => hit.kind === kind).map((hit) => hit.subjectId)),
  ]
  return {
    dealIds: idsOf('deal'),
    accountIds: idsOf('account'),
    ownerAccountIds: [
      ...new Set(
        hits.flatMap(({ kind, accountId }) => (kind === 'deal' && accountId ? [accountId] : [])),
      ),
    ],
    words: tags.map((tag) => tag.text).join(' '),
  }
}

/** What both mentions name together. */
export function bothSubjects(a: SubjectMention, b: SubjectMention): SubjectMention {
  return {
    dealIds: [...new Set([...a.dealIds, ...b.dealIds])],
    accountIds: [...new Set([...a.accountIds, ...b.accountIds])],
    ownerAccountIds: [...new Set([...a.ownerAccountIds, ...b.ownerAccountIds])],
    words: a.words.includes(b.words) ? a.words : `${a.words} ${b.words}`,
  }
}

const listed = /^[^,]{0,6}?(?:和|跟|与|及|、|以及|还有|,)\s*$/u

/**
 * The deals and accounts that one clause lists side by side, each with the words between it and the
 * next: 华芯检测和立辰可靠性都推进. One entry when it names one thing, in one word or in two
 * (华芯的检测项目).
 */
export function subjectsListed(clause: Clause): SubjectMention[] {
  const groups: Tagged<NameMention>[][] = []
  for (const tag of clause.names.filter(isRecordName)) {
    const previous = groups.at(-1)?.at(-1)
    const between = previous
      ? clause.text.slice(previous.end - clause.start, tag.start - clause.start)
      : ''
    if (previous && !listed.test(between)) groups.at(-1)!.push(tag)
    else groups.push([tag])
  }
  return groups.flatMap((tags) => subjectOf(tags) ?? [])
}

/** What is named in these clauses and may not be read by who said it: for the audit alone. */
export function hiddenIn(clauses: readonly Clause[]): { kind: string; id: string }[] {
  const hits = clauses.flatMap((clause) => clause.hidden).flatMap((tag) => tag.found.hits)
  return hits.map(({ kind, subjectId }) => ({ kind, id: subjectId }))
}

/** Whether two mentions may be of the same thing: one names what the other does, or its account. */
export function sameSubject(a: SubjectMention, b: SubjectMention): boolean {
  const shares = (x: readonly string[], y: readonly string[]) => x.some((id) => y.includes(id))
  if (a.dealIds.length > 0 && b.dealIds.length > 0) return shares(a.dealIds, b.dealIds)
  if (a.accountIds.length > 0 && b.accountIds.length > 0) return shares(a.accountIds, b.accountIds)
  // A deal by name and an account: whether it is the account's, where that is known.
  const [owners, account] = a.dealIds.length > 0 ? [a.ownerAccountIds, b] : [b.ownerAccountIds, a]
  return owners.length === 0 || shares(owners, account.accountIds)
}

/** What was named last before this clause: 今天拜访了立辰,金额改成130万. */
export function earlierSubject(all: readonly Clause[], first: Clause): SubjectMention | undefined {
  const before = all.findLast((clause) => clause.index < first.index && subjectIn([clause]))
  return before && subjectIn([before])
}
