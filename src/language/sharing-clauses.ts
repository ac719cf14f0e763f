/**
 * Who is to work on a record, to look at it or to leave it: 把李娜加到华芯检测项目, 给李娜看一下华芯
 * (只读), 李娜不跟华芯了. N6: 「collaborator roles (只读/协作) per deal」.
 */
import { type SaidColleague, teamLike } from './colleagues-said.ts'
import { textOf } from './record-words.ts'
import type { Clause } from './sentence.ts'
import { cutSharing, type SharingPiece } from './sharing-tokens.ts'
import type { SharingMeaning } from './sharing-words.ts'
import { earlierSubject, type SubjectMention, subjectsListed } from './subject.ts'

export type SharingEntry = {
  readonly people: readonly SaidColleague[]
  readonly as: 'collaborator' | 'reader' | 'out'
}

export type SharingReading = {
  readonly clauses: readonly Clause[]
  /** Several where they are listed side by side. */
  readonly subjects: readonly SubjectMention[]
  readonly unknownName?: string
  /** Said to be the whole customer, or a deal of it. */
  readonly scope?: 'account' | 'deal'
  /** Empty where nobody was named. */
  readonly entries: readonly SharingEntry[]
  /** 华芯检测取消共享: whoever is in it leaves. */
  readonly everyoneOut: boolean
  /** Can be about nothing else; otherwise only of a record that is named or spoken of. */
  readonly sure: boolean
}

type Read = { readonly clause: Clause; readonly tokens: readonly SharingPiece[] }

/** Every request of this kind in the free clauses. */
export function readSharing(
  all: readonly Clause[],
  free: readonly Clause[],
): readonly SharingReading[] {
  return groupsOf(free).flatMap((group) => toReading(all, group) ?? [])
}

/** Neighbouring clauses that are all of this grammar; another record begins another request. */
function groupsOf(free: readonly Clause[]): Read[][] {
  const groups: Read[][] = []
  let last: Clause | undefined
  for (const clause of free) {
    const tokens = cutSharing(clause)
    const group = groups.at(-1)
    const joins = tokens && group && last?.index === clause.index - 1
    const named = tokens && hasRecord(tokens) && group?.some((read) => hasRecord(read.tokens))
    if (joins && !named) group.push({ clause, tokens })
    else if (tokens) groups.push([{ clause, tokens }])
    last = tokens ? clause : undefined
  }
  return groups
}

const hasRecord = (tokens: readonly SharingPiece[]) =>
  tokens.some(({ token: { kind } }) => kind === 'record' || kind === 'unknown')

function toReading(all: readonly Clause[], group: readonly Read[]): SharingReading | undefined {
  const clauses = group.map(({ clause }) => clause)
  const unknown = group.flatMap(({ tokens }) =>
    tokens.flatMap(({ token }) => (token.kind === 'unknown' ? [token.name] : [])),
  )
  if (unknown.length > 1 || unknown.some((name) => teamLike.test(name))) return undefined
  const entries = entriesOf(group)
  if (!entries || !isMeant(group, entries)) return undefined
  const sure = group.some(({ tokens }) =>
    tokens.some(({ token }) => token.kind === 'word' && token.sure),
  )
  const earlier = earlierSubject(all, clauses[0]!)
  const listed = clauses.flatMap((clause) => subjectsListed(clause))
  const subjects = listed.length > 0 ? listed : earlier && unknown.length === 0 ? [earlier] : []
  const scope = scopeOf(group)
  return {
    clauses,
    subjects,
    ...(unknown[0] && { unknownName: unknown[0] }),
    ...(scope && { scope }),
    entries,
    everyoneOut: entries.length === 0 && asOf(group.flatMap(({ tokens }) => tokens)) === 'out',
    sure,
  }
}

function scopeOf(group: readonly Read[]): SharingReading['scope'] {
  const said = group.flatMap(({ tokens }) =>
    tokens.flatMap(({ token }) => (token.kind === 'scope' ? [token.scope] : [])),
  )
  return said.includes('account') ? 'account' : said[0]
}

type Draft = { people: SaidColleague[]; as?: SharingEntry['as'] }

/** 李娜、周涛一起跟,孙丽只看: each clause with people has its own; one without speaks of the last. */
function entriesOf(group: readonly Read[]): SharingEntry[] | undefined {
  const entries: Draft[] = []
  let before: Draft['as']
  for (const { tokens } of group) {
    const people = tokens.flatMap(({ token }) =>
      token.kind === 'colleague' ? [token.colleague] : [],
    )
    const as = asOf(tokens)
    const open = entries.at(-1)
    if (open && (people.length === 0 || open.as === undefined)) {
      open.people.push(...people)
      open.as = as ?? open.as
    } else if (people.length > 0) entries.push({ people, ...(as && { as }) })
    else before = as ?? before
  }
  const first = entries.find(({ as }) => as)?.as ?? before
  if (entries.length > 0 && !first) return undefined
  const people = entries.flatMap((entry) => entry.people.map(({ words }) => words))
  // 把李娜加进来,李娜只看 may be either.
  if (new Set(people).size < people.length) return undefined
  return entries.map((entry) => ({ people: entry.people, as: entry.as ?? first! }))
}

function asOf(tokens: readonly SharingPiece[]): SharingEntry['as'] | undefined {
  const said = meaningsOf(tokens)
  if (said.has('out') || said.has('close')) return 'out'
  if (said.has('only')) return 'reader'
  if (said.has('cowork')) return 'collaborator'
  if (said.has('look')) return 'reader'
  const rights = tokens.some(({ token }) => token.kind === 'rights')
  return said.has('join') || said.has('share') || rights ? 'collaborator' : undefined
}

/** 华芯检测加个协作人, 华芯检测取消共享: without anybody's name it is said what comes or ends. */
function saysWhat(tokens: readonly SharingPiece[], rights: boolean): boolean {
  const means = meaningsOf(tokens)
  if (means.has('close')) return true
  if (means.has('out')) return means.has('share') || means.has('cowork') || rights
  return means.has('cowork') && means.has('join')
}

const meaningsOf = (tokens: readonly SharingPiece[]): ReadonlySet<SharingMeaning> =>
  new Set(tokens.flatMap(({ token }) => (token.kind === 'word' ? [token.means] : [])))

/** Before a name, that somebody is to do something; behind it, that they do it too. */
const leadsTo =
  /(?:让|给|请|叫|派|喊|由|把|将|@|安排|邀请|指派|允许|需要|麻烦|拉上?|带上?|加上?|加个|加[一两]?[个位名]|叫上|喊上|算上|换上?|换成|[、和与及跟])(?:售前|商务|财务|法务|交付|销售|同事|\s)*$/u
const followsOn = /^\s*(?:也|来|一起|只|可以|能)/u

/** Says it in a word that is used for nothing else, or of somebody who is led to it. */
function isMeant(group: readonly Read[], entries: readonly SharingEntry[]): boolean {
  const tokens = group.flatMap((read) => read.tokens)
  const sure = tokens.some(({ token }) => token.kind === 'word' && token.sure)
  const record = hasRecord(tokens)
  const rights = tokens.some(({ token }) => token.kind === 'rights')
  if (entries.length === 0) return record && saysWhat(tokens, rights)
  if (sure || (rights && record)) return true
  if (entries.every(({ people }) => people.every(({ isMe }) => isMe))) return false
  return group.some(({ clause, tokens: read }) => {
    const text = textOf(clause)
    return read.some(
      ({ token, start, end }) =>
        token.kind === 'colleague' &&
        (leadsTo.test(text.slice(0, start)) || followsOn.test(text.slice(end))),
    )
  })
}
