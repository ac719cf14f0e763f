/** Colleagues where a sentence lets them do something: by name, by what they do, or 我. */
import type { RoleId } from '../domain/role.ts'
import type { Lexed, Rule } from './lex.ts'
import { likelyPersons, type PersonToken, surePersons } from './record-words.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

/** A colleague as spoken of. Nobody of ours where there are no ids. */
export type SaidColleague = {
  readonly words: string
  readonly userIds: readonly string[]
  readonly isMe?: true
  /** 让售前一起跟: whoever does that. */
  readonly role?: RoleId
}

export type ColleagueToken = { readonly kind: 'colleague'; readonly colleague: SaidColleague }

/** 张伟加入华东组 is of a team. */
export const teamLike = /(?:组|团队|大区|事业部|分部|部门?)$/u

/** Names of colleagues, as tagged. */
const byName =
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

const functions: readonly (readonly [string, RoleId])[] = [
  ['售前', 'presales'],
  ['商务', 'commerce'],
  ['财务', 'finance'],
  ['法务', 'legal'],
  ['交付', 'delivery'],
]

/** 让售前一起跟; in 让售前周涛一起跟 the name says who. */
const functionsOf =
  (clause: Clause): Rule<ColleagueToken> =>
  (text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return functions.flatMap(([words, role]) => {
      if (!text.startsWith(words, at) || !leadsToPerson.test(text.slice(0, at))) return []
      const rest = /^(?:部门?)?(?:的)?(?:同事|人)?/u.exec(text.slice(at + words.length))![0]
      const end = at + words.length + rest.length
      if (clause.names.some((tag) => tag.start - clause.start - lead === end)) return []
      return [{ end, token: { kind: 'colleague', colleague: { words, userIds: [], role } } }]
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
  /(?:把|将|让|请|叫|派|喊|由|给|需要|麻烦|拉上?|带上?|加上?|加个|加[一两]?[个位名]|叫上|算上|安排|邀请|指派|[人者]员?|成员|[@、:和与及])[\s:]*$/u
const opensWithPerson = /^(?:也|来|一起|协助|参与|配合|只|不|跟|加入|退出|可以|能|去)/u

/** 王小明 in 让王小明一起跟立辰: nobody whom the names know, where a colleague's name would stand. */
export function strangers(clause: Clause): Rule<ColleagueToken>[] {
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

/** Colleagues whom the names know, before any other word; those whom they do not, after all others. */
export const colleagueRules = (clause: Clause): Rule<ColleagueToken>[] => [
  byName(clause),
  me,
  functionsOf(clause),
]

const isColleague = (token: { readonly kind: string }): token is ColleagueToken =>
  token.kind === 'colleague'

const helps = /(?:协助|配合|辅助|帮助?|支持)$/u

/** Those who are to take part: not whose record it is, and not whom they are to help. */
export function takingPart<T extends { readonly kind: string }>(
  text: string,
  tokens: readonly Lexed<T | ColleagueToken>[],
): Lexed<T | ColleagueToken>[] {
  const people = tokens.filter(({ token }) => isColleague(token))
  const others = people.filter(({ token }) => isColleague(token) && !token.colleague.isMe)
  return tokens.filter((placed, i) => {
    const { token, start, end } = placed
    if (!isColleague(token)) return true
    // 给我把李娜加进来: 我 is only polite.
    if (token.colleague.isMe && others.length > 0) return false
    const next = tokens[i + 1]?.token.kind
    if (text[end] === '的' && (next === 'record' || next === 'unknown')) return false
    return !(placed !== people[0] && helps.test(text.slice(0, start)))
  })
}
