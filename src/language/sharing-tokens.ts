/** A clause as words of sharing, covered to the last character. */
import { type ColleagueToken, colleagueRules, strangers, takingPart } from './colleagues-said.ts'
import { type Lexed, lex } from './lex.ts'
import {
  type RecordToken,
  recordNames,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import { former, type SharingToken, sharingFilling, sharingRules } from './sharing-words.ts'
import { isDealName } from './subject.ts'

export type SharingPiece = Lexed<SharingToken | RecordToken | UnknownToken | ColleagueToken>
type Token = SharingPiece['token']

/** Undefined when the clause says anything else. */
export function cutSharing(clause: Clause): SharingPiece[] | undefined {
  const text = textOf(clause)
  if (saysMore(clause) || isQuestion(text, clause.asks)) return undefined
  const lexed = lex<Token>(text, [
    recordNames(clause),
    ...colleagueRules(clause),
    former,
    ...sharingRules,
    sharingFilling,
    ...strangers(clause),
    unknownName,
  ])
  if (!lexed || (lexed.some(isUnknown) && hasOddName(clause, lexed))) return undefined
  return takingPart(text, lexed)
}

const isUnknown = ({ token }: SharingPiece) => token.kind === 'unknown'

/** Unknown words beside a name are more of it right behind an account's: 华鑫老化. */
function hasOddName({ names, start, text }: Clause, tokens: readonly SharingPiece[]): boolean {
  if (!tokens.some(({ token }) => token.kind === 'record')) return false
  const from = start + text.length - text.trimStart().length
  return !tokens.some((placed, i) => {
    const before = tokens[i - 1]
    if (!isUnknown(placed) || before?.token.kind !== 'record') return false
    const tag = names.find((name) => name.start - from === before.start)
    return before.end === placed.start && tag !== undefined && !isDealName(tag)
  })
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
