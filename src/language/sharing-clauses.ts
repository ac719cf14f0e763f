/**
 * Who is to work on a record, to look at it or to leave it: 把李娜加到华芯检测项目, 给李娜看一下华芯
 * (只读), 李娜不跟华芯了. N6: 「collaborator roles (只读/协作) per deal」.
 */
import { lex, type Rule } from './lex.ts'
import {
  likelyPersons,
  type PersonToken,
  type RecordToken,
  recordNames,
  surePersons,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import {
  former,
  type SharingMeaning,
  type SharingToken,
  sharingFilling,
  sharingRules,
} from './sharing-words.ts'
import {
  earlierSubject,
  isRecordName,
  type SubjectMention,
  subjectIn,
  subjectsListed,
} from './subject.ts'

/** A colleague as spoken of. Nobody of ours where there are no ids. */
export type SaidColleague = {
  readonly words: string
  readonly userIds: readonly string[]
  readonly isMe?: true
}

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
  /** Can be about nothing else; otherwise only of a record that is named or spoken of. */
  readonly sure: boolean
}

type ColleagueToken = { readonly kind: 'colleague'; readonly colleague: SaidColleague }
type Token = SharingToken | RecordToken | UnknownToken | ColleagueToken
type Placed = { readonly start: number; readonly end: number; readonly token: Token }
type Read = { readonly clause: Clause; readonly tokens: readonly Placed[] }

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
    const tokens = tokensOf(clause)
    const group = groups.at(-1)
    const joins = tokens && group && last?.index === clause.index - 1
    const named = tokens && hasRecord(tokens) && group?.some((read) => hasRecord(read.tokens))
    if (joins && !named) group.push({ clause, tokens })
    else if (tokens) groups.push([{ clause, tokens }])
    last = tokens ? clause : undefined
  }
  return groups
}

const hasRecord = (tokens: readonly Placed[]) =>
  tokens.some(({ token: { kind } }) => kind === 'record' || kind === 'unknown')

function tokensOf(clause: Clause): Placed[] | undefined {
  const text = textOf(clause)
  if (saysMore(clause) || isQuestion(text, clause.asks)) return undefined
  const lexed = lex<Token>(text, [
    colleagues(clause),
    recordNames(clause),
    me,
    former,
    ...sharingRules,
    sharingFilling,
    ...strangers(clause),
    unknownName,
  ])
  return lexed && participants(text, lexed)
}

/** A day, an amount or a stage is of another request; 项目 is also the stage of one pipeline. */
function saysMore({ text, start, dates, amounts, stages }: Clause): boolean {
  const code = ourCode.exec(text)
  const from = start + (code?.index ?? 0)
  const outside = (tag: { readonly start: number; readonly end: number }) =>
    !code || tag.start < from || tag.end > from + code[0].length
  return [...dates, ...amounts].some(outside) || stages.some((tag) => tag.text !== '项目')
}

/** D-9999: a code, though of nothing that is known. */
const ourCode = /(?<![A-Za-z])[A-Za-z]{1,4}-?\d{3,7}(?!\d)/u

const asks = /吗|么$|能不能|可不可以|能否|是不是|有没有|[要该用]不[要该用]/u
/** 能不能让李娜一起跟 asks for it; 李娜能看华芯吗 asks whether it is so. */
const asksFor =
  /(?:能不能|可不可以|可以|能否|能|请|麻烦|帮我?)(?:请|帮我?|麻烦|你)?(?:让|给(?!我看)|把|将|加|拉|叫|共享|分享)/u

const isQuestion = (text: string, marked: boolean): boolean =>
  (marked || asks.test(text)) && !asksFor.test(text)

/** Names of colleagues, as tagged. */
const colleagues =
  (clause: Clause): Rule<ColleagueToken> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.names.flatMap((tag) => {
      if (tag.start - clause.start - lead !== at || isRecordName(tag)) return []
      const hits = tag.found.hits.filter((hit) => hit.kind === 'user')
      if (hits.length === 0) return []
      const userIds = [...new Set(hits.map((hit) => hit.subjectId))]
      const token = { kind: 'colleague' as const, colleague: { words: tag.text, userIds } }
      return [{ end: at + tag.end - tag.start, token }]
    })
  }

const leadsToMe = /(?:把|将|让|加上?|拉上?|带上?|叫上|算上|共享给|分享给|开放给|授权给|给)$/u
const mine =
  /^我(?:也|想|要|来|可以|能|申请|就|先|现在|以后)*(?:加入|参与|协助|一起|退出|不再?跟|不再|不参与|不用跟)(?!的|了|过)/u

/** 把我加到…, 我退出…; elsewhere 我 says nothing. */
const me: Rule<ColleagueToken> = (text, at) => {
  if (text[at] !== '我' || /^我们|^我的/u.test(text.slice(at))) return []
  if (!leadsToMe.test(text.slice(0, at)) && !mine.test(text.slice(at))) return []
  const colleague = { words: '我', userIds: [], isMe: true as const }
  return [{ end: at + 1, token: { kind: 'colleague', colleague } }]
}

const leadsToPerson =
  /(?:把|将|让|请|叫|派|喊|由|给|拉上?|带上?|加上?|加个|加[一两]?[个位名]|叫上|算上|安排|邀请|指派|[人者]员?|成员|[@、:和与及])[\s:]*$/u
const opensWithPerson = /^(?:也|来|一起|协助|参与|配合|只|不|跟|加入|退出|可以|能|去)/u

/** 王小明 in 让王小明一起跟立辰: nobody whom the names know, where a colleague's name would stand. */
function strangers(clause: Clause): Rule<ColleagueToken>[] {
  const people = [...surePersons, ...likelyPersons(clause)]
  return people.map(
    (rule: Rule<PersonToken>) => (text, at) =>
      rule(text, at).flatMap(({ end, token, cost }) => {
        const name = token?.person.name
        const from = clause.start + clause.text.indexOf(text) + at
        if (clause.names.some((tag) => tag.start <= from && from < tag.end)) return []
        const led = leadsToPerson.test(text.slice(0, at))
        const opens = at === 0 && opensWithPerson.test(text.slice(end))
        if (!name || text.slice(at, end) !== name || !(led || opens) || teamLike.test(name))
          return []
        const colleague = { words: name, userIds: [] }
        return [{ end, token: { kind: 'colleague', colleague }, cost: (cost ?? 0) + 1 }]
      }),
  )
}

const helps = /(?:协助|配合|辅助|帮助?|支持)$/u

/** Those who are to take part: not whose record it is, and not whom they are to help. */
function participants(text: string, tokens: readonly Placed[]): Placed[] {
  const people = tokens.filter(({ token }) => token.kind === 'colleague')
  const others = people.filter(({ token }) => token.kind === 'colleague' && !token.colleague.isMe)
  return tokens.filter((placed, i) => {
    const { token, start, end } = placed
    if (token.kind !== 'colleague') return true
    // 给我把李娜加进来: 我 is only polite.
    if (token.colleague.isMe && others.length > 0) return false
    const next = tokens[i + 1]?.token.kind
    if (text[end] === '的' && (next === 'record' || next === 'unknown')) return false
    return !(placed !== people[0] && helps.test(text.slice(0, start)))
  })
}

function toReading(all: readonly Clause[], group: readonly Read[]): SharingReading | undefined {
  const clauses = group.map(({ clause }) => clause)
  const unknown = group.flatMap(({ tokens }) =>
    tokens.flatMap(({ token }) => (token.kind === 'unknown' ? [token.name] : [])),
  )
  const named = subjectIn(clauses)
  if (unknown.some((name) => teamLike.test(name))) return undefined
  if (unknown.length > 1 || (unknown.length > 0 && named && !group.some(goesOn))) return undefined
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
    sure,
  }
}

/** 张伟加入华东组 is of a team. */
const teamLike = /(?:组|团队|大区|事业部|分部|部门?)$/u

/** 华鑫老化: the unknown words stand right behind a name and are more of it. */
const goesOn = ({ tokens }: Read): boolean =>
  tokens.some(({ token, end }, i) => {
    const next = tokens[i + 1]
    return token.kind === 'record' && next?.token.kind === 'unknown' && next.start === end
  })

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

function asOf(tokens: readonly Placed[]): SharingEntry['as'] | undefined {
  const said = new Set<SharingMeaning | 'rights'>()
  for (const { token } of tokens) {
    if (token.kind === 'word') said.add(token.means)
    if (token.kind === 'rights') said.add('rights')
  }
  if (said.has('out')) return 'out'
  if (said.has('only')) return 'reader'
  if (said.has('cowork')) return 'collaborator'
  if (said.has('look')) return 'reader'
  return said.has('join') || said.has('rights') ? 'collaborator' : undefined
}

/** Before a name, that somebody is to do something; behind it, that they do it too. */
const leadsTo =
  /(?:让|给|请|叫|派|喊|由|把|将|@|安排|邀请|指派|允许|拉上?|带上?|加上?|加个|加[一两]?[个位名]|叫上|喊上|算上|[、和与及跟])\s*$/u
const followsOn = /^\s*(?:也|来|一起|只)/u

/** Says it in a word that is used for nothing else, or of somebody who is led to it. */
function isMeant(group: readonly Read[], entries: readonly SharingEntry[]): boolean {
  const tokens = group.flatMap((read) => read.tokens)
  const sure = tokens.some(({ token }) => token.kind === 'word' && token.sure)
  const record = hasRecord(tokens)
  if (entries.length === 0) {
    const means = new Set(
      tokens.flatMap(({ token }) => (token.kind === 'word' ? [token.means] : [])),
    )
    return record && means.has('cowork') && means.has('join')
  }
  const rights = tokens.some(({ token }) => token.kind === 'rights')
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
