/**
 * A clause with its rivals, records and days turned into marks, so that a pattern can say where each
 * stands. Same length as the clause: what a pattern captures can be had back as it was typed.
 */
import { nameMark } from './clause-shape.ts'
import { topicWords } from './rival-news.ts'
import { isNewRival, isRivalName, rivalWord, type SaidRival } from './rivals.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

/** Stands for one or more characters of the rivals that are spoken of first, 竞品 before them and all. */
export const rivalMark = '\ue000'
/** Stands for one or more characters of a day. */
export const dayMark = '\ue001'

export type RivalShape = {
  readonly text: string
  /** Each once; none where only 竞品 or 对手 was said. Undefined where nobody was spoken of at all. */
  readonly rivals?: readonly SaidRival[]
  /** 竞品, 对手 … stands before them. */
  readonly led: boolean
  /** And says that they are one: 对手是环测, 竞品有广测. */
  readonly told: boolean
}

/** What the speaker may not read stays as typed: it is read like a name that there is not. */
export function rivalShape(clause: Clause): RivalShape {
  const text = withMarks(clause)
  const phrase = firstPhrase(clause, text)
  if (!phrase) return { text, led: false, told: false }
  const { start, end, rivals, led, told } = phrase
  return { text: blot(text, { start, end }, rivalMark), rivals, led, told }
}

type Span = { readonly start: number; readonly end: number }

const blot = (text: string, { start, end }: Span, mark: string): string =>
  text.slice(0, start) + mark.repeat(end - start) + text.slice(end)

function withMarks(clause: Clause): string {
  const place = ({ start, end }: Span) => ({ start: start - clause.start, end: end - clause.start })
  let { text } = clause
  for (const tag of clause.names.filter(isRecordName)) text = blot(text, place(tag), nameMark)
  for (const tag of clause.dates) {
    if (!clause.amounts.some((other) => other.start < tag.end && tag.start < other.end)) {
      text = blot(text, place(tag), dayMark)
    }
  }
  return text
}

type Phrase = Span & Required<Pick<RivalShape, 'rivals' | 'led' | 'told'>>

const lead = new RegExp(
  `(?:(?:我们|咱们)的)?(?:一个|一家|个|家)?(?:新|老|主要|最大|最强|直接|潜在)?的?${rivalWord}(?:公司|厂家|厂商|方)?`,
  'u',
)
const telling =
  /\s*[再也又]?(?:加上?|添加|新增|补上?|增加|登记)(?:一个|一家|个|家|了)?\s*|\s*(?:就是|还有|都有|是|有|包括|主要是|分别是|叫做?|为|:)+\s*|\s*["“「《]?/uy

/** Whoever is named or called a rival first, with those listed beside them. */
function firstPhrase(clause: Clause, text: string): Phrase | undefined {
  const called = lead.exec(text)
  const [tag] = clause.names.filter(isRivalName)
  const named = tag && tag.start - clause.start
  if (called && (named === undefined || called.index < named)) {
    const after = called.index + called[0].length
    telling.lastIndex = after
    const told = telling.exec(text)?.[0] ?? ''
    const list = listAt(clause, text, { at: after + told.length, led: true })
    const says = /[是有括叫为]/u.test(told)
    if (list) return { ...list, start: called.index, led: true, told: says }
    if (named === undefined) {
      return { start: called.index, end: after, rivals: [], led: true, told: false }
    }
  }
  if (named === undefined) return undefined
  const list = listAt(clause, text, { at: named, led: false })
  return list && { ...list, start: named, led: false, told: false }
}

const listing = /\s*(?:以及|还有|和|跟|与|及|、|\/|\+)\s*|\s+/uy

/** 环测和广测: names that are known, and behind 竞品 also those that are not. */
function listAt(
  clause: Clause,
  text: string,
  { at, led }: { readonly at: number; readonly led: boolean },
): { readonly end: number; readonly rivals: readonly SaidRival[] } | undefined {
  const rivals: SaidRival[] = []
  let end = at
  for (let next = at; ; ) {
    const gap = text.slice(end, next)
    // 环测 报价: behind a mere blank only a name that is known goes on with the list.
    const one =
      knownAt(clause, next) ??
      (led && (next === at || gap.trim() !== '') ? newAt(clause, text, next) : undefined)
    if (!one) break
    if (!rivals.some((other) => other.name === one.rival.name)) rivals.push(one.rival)
    end = one.end
    listing.lastIndex = end
    const join = listing.exec(text)?.[0]
    if (!join) break
    next = end + join.length
  }
  return rivals.length > 0 ? { end, rivals } : undefined
}

function knownAt(clause: Clause, at: number) {
  const tag = clause.names.find((one) => one.start - clause.start === at && isRivalName(one))
  if (!tag) return undefined
  const ids = tag.found.hits.flatMap((hit) => (hit.kind === 'competitor' ? [hit.subjectId] : []))
  return { rival: { ids, name: tag.text }, end: tag.end - clause.start }
}

/** Ends a name that is in no list: a blank, a mark, or what people tell of a rival. */
const boundary = new RegExp(
  `^(?:$|[^\\p{Script=Han}A-Za-z0-9&-]|(?:${topicWords})|[的也都又还已正刚就被把给跟和与对没不是很太更]|在(?!线)|有(?!限)|公司|集团|那边|那家|这家|他们|最近|近期|近来|现在|目前|一直|准备|打算|计划|开始|突然|可以|可能|能[够给做]|要|会|想|说|报(?!告|关|业)|降|涨|出了|出台|推出|推了|发布|发了|新[出推上建开增的]|上[线了马]|扩建|扩|建了|买了|换了|招了|挖|抢|拿|签|来了|进了|送|免费|承诺|便宜|贵(?!州|阳)|快|慢|高了|高出|高\\d|低了|低于|低\\d|低价|专业|主打|主要|中标|中了|退出|放弃|参与|入围|比(?:我|咱|别))`,
  'u',
)
const nameRun = /[\p{Script=Han}A-Za-z0-9&-]{2,20}/uy
const longestName = 12

function newAt(clause: Clause, text: string, at: number) {
  nameRun.lastIndex = at
  const run = nameRun.exec(text)?.[0] ?? ''
  for (let length = 2; length <= Math.min(run.length, longestName); length++) {
    const end = at + length
    const insideWord = /^[A-Za-z0-9]{2}$/.test(text.slice(end - 1, end + 1))
    if (insideWord || !boundary.test(text.slice(end))) continue
    const name = text.slice(at, end)
    const isColleague = clause.names.some(
      (tag) => tag.start - clause.start < end && tag.end - clause.start > at,
    )
    if (isColleague) return undefined
    return isNewRival(name) ? { rival: { ids: [], name }, end } : undefined
  }
  return undefined
}
