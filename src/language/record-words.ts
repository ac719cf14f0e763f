/** The tokens that every small grammar shares: which record is meant, and who. */
import type { Lexed, Rule } from './lex.ts'
import { likelyPeople, type PersonSaid, surePeople } from './people-said.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

export type RecordToken = { readonly kind: 'record' }
export type UnknownToken = { readonly kind: 'unknown'; readonly name: string }
export type PersonToken = { readonly kind: 'person'; readonly person: PersonSaid }

/** The clause's text, as the rules see it. */
export const textOf = (clause: Clause): string => clause.text.trim()

/** Names of deals and accounts. What the speaker may not read is left to `unknownName`. */
export const recordNames =
  (clause: Clause): Rule<RecordToken> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.names
      .filter((tag) => tag.start - clause.start - lead === at && isRecordName(tag))
      .map((tag) => ({ end: at + tag.end - tag.start, token: { kind: 'record' } }))
  }

const asPerson =
  (rule: Rule<PersonSaid>): Rule<PersonToken> =>
  (text, at) =>
    rule(text, at).map(({ end, token }) => ({ end, token: { kind: 'person', person: token! } }))

/** Taken before other words. */
export const surePersons = surePeople.map(asPerson)
/** Taken when nothing else fits, and never a part of a record's name. */
export const likelyPersons = (clause: Clause): Rule<PersonToken>[] =>
  likelyPeople.map((rule) => (text, at) => {
    const from = clause.start + clause.text.indexOf(text) + at
    const named = clause.names.some(
      (tag) => isRecordName(tag) && tag.start <= from && from < tag.end,
    )
    return named ? [] : asPerson(rule)(text, at).map((one) => ({ ...one, cost: 2 }))
  })

const noName =
  /[的了是不没有也都很会说从把被让给到来去吗呢吧啊什怎谁哪那这我你他她它们要想能可但请帮觉得若如果]/u
const nameChar = /[\p{Script=Han}A-Za-z0-9-]/u
const longestName = 12

/** Words in no list where a name would stand: 天成 in 天成的关键人. As few as possible. */
export const unknownName: Rule<UnknownToken> = (text, at) => {
  const found: { end: number; token: UnknownToken; cost: number }[] = []
  for (let end = at; end < Math.min(text.length, at + longestName); end++) {
    const char = text[end]!
    if (!nameChar.test(char) || noName.test(char)) break
    if (end === at) continue
    const name = text.slice(at, end + 1)
    if (!/[^\d-]/.test(name) || /\d{7}/.test(name)) continue
    found.push({ end: end + 1, token: { kind: 'unknown', name }, cost: 4 + name.length })
  }
  return found
}

/** The one unknown name among the tokens; `too much` when there are several, or beside a known one. */
export function oneUnknown(
  tokens: readonly { readonly kind: string }[],
): string | undefined | 'too much' {
  const unknown = tokens.filter((token): token is UnknownToken => token.kind === 'unknown')
  if (unknown.length === 0) return undefined
  if (unknown.length > 1 || tokens.some(({ kind }) => kind === 'record')) return 'too much'
  return unknown[0]!.name
}

/**
 * The tokens in order. What could only be a whole name and stands right before somebody else is the
 * customer they belong to: 江波 in 江波张经理 and in 江波新增联系人.
 */
export function inOrder<T extends { readonly kind: string }>(
  lexed: readonly Lexed<T>[],
): (T | UnknownToken)[] {
  return lexed.map(({ token, end }, i) => {
    const next = lexed[i + 1]
    const before =
      next?.token.kind === 'new' || (next?.token.kind === 'person' && next.start === end)
    const plain = token.kind === 'person' && (token as unknown as PersonToken).person.plain
    if (!before || !plain) return token
    return { kind: 'unknown', name: (token as unknown as PersonToken).person.name! }
  })
}
