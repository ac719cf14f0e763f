/**
 * Asks of rivals: how one is beaten and what it does (环测怎么打, 竞品环测), which there are (竞争对手有
 * 哪些), and whom one has at a customer (华芯检测有哪些对手).
 */
import { lex, type Rule } from './lex.ts'
import { recordNames, textOf, type UnknownToken, unknownName } from './record-words.ts'
import {
  rivalAskedFilling,
  rivalAskedRules,
  type RivalAskedToken as Token,
} from './rival-asked-words.ts'
import { rivalShape } from './rival-shape.ts'
import { isNewRival, isRivalName, rivalsIn, type SaidRival } from './rivals.ts'
import type { Clause } from './sentence.ts'
import { type SubjectMention, subjectIn } from './subject.ts'

export type RivalsAsked = { readonly clauses: readonly Clause[] } & (
  | { readonly about: 'one'; readonly rivals: readonly SaidRival[] }
  /** In no list. */
  | { readonly about: 'unknown'; readonly name: string }
  | { readonly about: 'all' }
  | {
      readonly about: 'record'
      readonly subject?: SubjectMention
      readonly unknownName?: string
    }
)

const rivalNames =
  (clause: Clause): Rule<Token> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    return clause.names
      .filter((tag) => tag.start - clause.start - lead === at && isRivalName(tag))
      .map((tag) => ({ end: at + tag.end - tag.start, token: { kind: 'rival' } }))
  }

/** Some of it is in every such question that names no rival: most clauses need not be cut. */
const ofRivals =
  /竞|对手|友商|对家|打|应对|对付|赢|破|话术|战绩|交手|反击|抗衡|压制|抢|争|[跟和与]谁/u

/** Nobody asks in the middle of a story. */
const mostClauses = 6

/** One clause that asks for nothing else, and any courtesy around it. */
export function readRivalsAsked(
  all: readonly Clause[],
  free: readonly Clause[],
): RivalsAsked | undefined {
  if (all.length > mostClauses) return undefined
  for (const clause of free) {
    if (!clause.names.some(isRivalName) && !ofRivals.test(clause.text)) continue
    const lexed = lex<Token>(textOf(clause), [
      recordNames(clause),
      rivalNames(clause),
      ...clause.dates.map((tag) => dayOf(clause, tag)),
      ...rivalAskedRules,
      rivalAskedFilling,
      unknownName,
    ])
    const read =
      lexed &&
      askedBy(
        clause,
        lexed.map((one) => one.token),
      )
    if (!read) continue
    // 竞品环测,报价降了8%: alone in its message it asks, before something else it opens that.
    if (read.bare && all.length > 1) continue
    const { bare: _, ...asked } = read
    return asked
  }
  return undefined
}

const dayOf =
  (clause: Clause, tag: { readonly start: number; readonly end: number }): Rule<Token> =>
  (text, at) => {
    const from = clause.start + clause.text.indexOf(text)
    return tag.start - from === at ? [{ end: at + tag.end - tag.start }] : []
  }

/** The one that was spoken of. */
const pointing = /这个?单|这个?项目|这个?商机|这个?客户|这家|它/u

type Read = RivalsAsked & { readonly bare: boolean }

function askedBy(clause: Clause, tokens: readonly Token[]): Read | undefined {
  const has = (...kinds: readonly Token['kind'][]) =>
    tokens.some(({ kind }) => kinds.includes(kind))
  const unknown = tokens.filter((one): one is UnknownToken => one.kind === 'unknown')
  const clauses = [clause]
  const asks = has('how', 'fight', 'which', 'with') || clause.asks
  // 环测降价了 tells.
  if (unknown.length > 1 || (has('news') && !asks)) return undefined
  if (has('rival')) {
    if (unknown.length > 0) return undefined
    const rivals = rivalsIn(clause)
    // 华芯检测 环测 says that there is one, or nothing.
    if (has('record') && !asks) return undefined
    // 对手是环测, 环测也在报价: these tell.
    if (!asks && /[是有为也在又还都]/u.test(clause.text)) return undefined
    return { about: 'one', rivals, clauses, bare: !asks }
  }
  if (has('record')) {
    if (unknown.length > 0 || !has('called', 'with')) return undefined
    const subject = subjectIn(clauses)
    return { about: 'record', clauses, bare: false, ...(subject && { subject }) }
  }
  if (unknown[0]) return ofUnknown(clause, unknown[0].name, tokens)
  if (!has('called')) return undefined
  if (pointing.test(clause.text)) return { about: 'record', clauses, bare: false }
  return { about: 'all', clauses, bare: !asks }
}

/** 竞品广测 and 广测怎么打 are of a rival, 天成有哪些对手 is of a customer. */
function ofUnknown(clause: Clause, name: string, tokens: readonly Token[]): Read | undefined {
  const kinds = tokens.map(({ kind }) => kind)
  if (!isNewRival(name)) return undefined
  const place = kinds.indexOf('unknown')
  const called = kinds.indexOf('called')
  const clauses = [clause]
  const asks = kinds.some((kind) => kind === 'which' || kind === 'with')
  if (asks && place < (called < 0 ? kinds.length : called)) {
    return called < 0 && !kinds.includes('with')
      ? undefined
      : { about: 'record', clauses, unknownName: name, bare: false }
  }
  if (called >= 0 && place > called) {
    const bare = kinds.length === 2 && !clause.asks
    // 竞品欢测降价: a name with news behind it.
    if (bare && rivalShape(clause).rivals?.[0]?.name !== name) return undefined
    return { about: 'unknown', name, clauses, bare }
  }
  return kinds.includes('fight') ? { about: 'unknown', name, clauses, bare: false } : undefined
}
