/**
 * A request for a list, cut into words that are all known: names, stages, amounts and dates as
 * tagged, words of the list's own, numbers of days and people. What no word covers stays as it is,
 * to be looked for among the company's own data or to be said.
 */
import { SCALE, scanNumber } from '../lib/chinese-number.ts'
import type { AmountMention } from './amount-mention.ts'
import type { DateMention } from './date-mention.ts'
import { type ListWord, listWordsAt, pipelineKeys } from './list-words.ts'
import type { NameMention } from './names.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'
import type { StageMention } from './stages.ts'
import { isDealName, isRecordName } from './subject.ts'

export type ListToken =
  | ListWord
  | { readonly k: 'owner'; readonly userIds: readonly string[] }
  | { readonly k: 'account'; readonly accountIds: readonly string[] }
  /** A deal by its name: then the sentence is about that one. */
  | { readonly k: 'deal' }
  | { readonly k: 'stage'; readonly stageIds: readonly string[] }
  | {
      readonly k: 'amount'
      readonly tag: Tagged<AmountMention>
      readonly op?: 'ge' | 'gt' | 'le' | 'lt'
    }
  | { readonly k: 'date'; readonly tag: Tagged<DateMention> }
  /** 两周, 一个月. */
  | { readonly k: 'span'; readonly days: number; readonly over?: true }
  /** 500人, 200-500人. */
  | { readonly k: 'people'; readonly from: number; readonly to?: number; readonly op?: 'ge' | 'le' }
  /** 前5个. */
  | { readonly k: 'limit'; readonly count: number; readonly order?: 'amount-most' }
  | { readonly k: 'unknown' }

/** A stretch of the text with what it means in a list. */
export type ListPiece = { readonly start: number; readonly end: number; readonly text: string } & {
  readonly is: ListToken
}

/** The company's own words: regions, trades, tags, teams, by what people say for them. */
export type Vocabulary = ReadonlyMap<string, Extract<ListWord, { k: 'known-value' }>[]>

export const noVocabulary: Vocabulary = new Map()

type Option = { readonly end: number; readonly is: ListToken; readonly cost: number }

const silent = /[\s,、;。!?~:"'“”‘’「」()[\]·—…]/u

/** A word costs a little, a character that nothing covers a lot. */
const wordCost = 10
const unknownCost = 1000

/** The cheapest way to cut the text into words: few, long, known ones. */
export function cutList(
  of: { readonly text: string; readonly start: number; readonly clauses: readonly Clause[] },
  vocabulary: Vocabulary,
): ListPiece[] {
  const { text } = of
  const tags = taggedAt(of)
  const cost = new Float64Array(text.length + 1)
  const step: (Option | undefined)[] = new Array(text.length)
  for (let at = text.length - 1; at >= 0; at--) {
    if (silent.test(text[at]!)) {
      cost[at] = cost[at + 1]!
      continue
    }
    cost[at] = cost[at + 1]! + unknownCost
    const options = [...wordsAt(text, at, vocabulary), ...(tags.get(at) ?? [])]
    for (const option of options) {
      const total = cost[option.end]! + option.cost
      if (total >= cost[at]!) continue
      cost[at] = total
      step[at] = option
    }
  }
  return collect(text, step)
}

function collect(text: string, step: readonly (Option | undefined)[]): ListPiece[] {
  const pieces: ListPiece[] = []
  for (let at = 0; at < text.length; ) {
    const option = step[at]
    const end = option?.end ?? at + 1
    const last = pieces.at(-1)
    if (option) pieces.push({ start: at, end, text: text.slice(at, end), is: option.is })
    else if (!silent.test(text[at]!)) {
      if (last?.is.k === 'unknown' && last.end === at) {
        pieces[pieces.length - 1] = { ...last, end, text: text.slice(last.start, end) }
      } else pieces.push({ start: at, end, text: text[at]!, is: { k: 'unknown' } })
    }
    at = end
  }
  return pieces
}

function* wordsAt(text: string, at: number, vocabulary: Vocabulary): Generator<Option> {
  const longest = vocabulary.size === 0 ? at : Math.min(text.length, at + 16)
  for (let end = longest; end > at; end--) {
    const known = vocabulary.get(text.slice(at, end).toLowerCase())
    // What the data knows wins over what only sounds like a value.
    for (const is of known ?? []) yield { end, is, cost: wordCost - 2 }
  }
  for (const { word, means } of listWordsAt(text, at)) {
    // A filler explains less than any other word of its length.
    const end = at + word.length
    yield { end, is: means, cost: means.k === 'fill' ? wordCost + 1 : wordCost }
    // 逾期没签的 is one word as much as 逾期没签 is.
    if (means.k !== 'fill' && means.k !== 'value' && text[end] === '的')
      yield { end: end + 1, is: means, cost: wordCost }
  }
  yield* pipelineAt(text, at)
  for (const scan of [gradeAt, peopleAt, limitAt, spanAt]) {
    const found = scan(text, at)
    if (found) yield { ...found, cost: wordCost - 1 }
  }
  const team = teamAt(text, at)
  // The longer, the less likely: 统计华东组 is a word before a team.
  if (team) yield { ...team, cost: (team.end - at) * 8 }
}

const pipelinesByFirst = Map.groupBy(pipelineKeys, ([word]) => word[0]!)

function* pipelineAt(text: string, at: number): Generator<Option> {
  for (const [word, key] of pipelinesByFirst.get(text[at]!) ?? []) {
    if (!text.startsWith(word, at)) continue
    const is = { k: 'known-value', field: 'pipeline', values: [key] } as const
    yield { end: at + word.length, is, cost: wordCost }
  }
}

type Found = { readonly end: number; readonly is: ListToken } | undefined

const gradeNames: Readonly<Record<string, string>> = { A: 'a', B: 'b', C: 'c' }

/** A级, AB级, A、B类, A级以上. */
function gradeAt(text: string, at: number): Found {
  const rest = text.slice(at, at + 12)
  const match =
    /^([A-Ca-c](?:[、和及与/]?[A-Ca-c]){0,2})(?:级|类|等级|等)(及以上|以上|及以下|以下)?/u.exec(
      rest,
    )
  if (!match) return undefined
  if (/[A-Za-z0-9]/.test(text[at - 1] ?? '')) return undefined
  const said = [...match[1]!.toUpperCase()].flatMap((char) => gradeNames[char] ?? [])
  const all = ['a', 'b', 'c', 'potential']
  const places = said.map((grade) => all.indexOf(grade))
  const grades = match[2]?.includes('上')
    ? all.slice(0, Math.max(...places) + 1)
    : match[2]?.includes('下')
      ? all.slice(Math.min(...places))
      : [...new Set(said)]
  return { end: at + match[0].length, is: { k: 'grade', grades } }
}

/** A count: 5, 两, 十五. Undefined for what is no whole number that people count by. */
function countAt(text: string, at: number): { end: number; count: number } | undefined {
  const number = scanNumber(text, at)
  if (!number || 'problem' in number || number.large || number.values.length > 1) return undefined
  const [value] = number.values
  if (value === undefined || value % SCALE !== 0n || value <= 0n) return undefined
  const count = Number(value / SCALE)
  return count <= 100_000 ? { end: number.end, count } : undefined
}

function peopleAt(text: string, at: number): Found {
  const low = countAt(text, at)
  if (!low) return undefined
  const joined = /[-~到至]/.test(text[low.end] ?? '') ? countAt(text, low.end + 1) : undefined
  const end = joined?.end ?? low.end
  if (text[end] !== '人') return undefined
  const tail = /^人(?:及?以上|以上|起)/u.exec(text.slice(end, end + 5))
  const under = /^人(?:及?以下|以内|以下)/u.exec(text.slice(end, end + 5))
  const length = (tail ?? under)?.[0].length ?? 1
  return {
    end: end + length,
    is: {
      k: 'people',
      from: low.count,
      ...(joined && { to: joined.count }),
      ...(tail ? { op: 'ge' } : under ? { op: 'le' } : {}),
    },
  }
}

/** 前5个, top 3, 5个. */
function limitAt(text: string, at: number): Found {
  const lead = /^(?:前面|前|top ?|最前面)/iu.exec(text.slice(at, at + 4))?.[0] ?? ''
  const count = countAt(text, at + lead.length)
  if (!count || count.count > 1000) return undefined
  const unit = /^(?:大|个|家|条|单|笔|名|位)(?!月|工作日|季度|星期|礼拜|小时|周)/u.exec(
    text.slice(count.end, count.end + 4),
  )
  if (!unit && lead === '') return undefined
  // 前3大, 金额前三: by their amounts.
  const most = unit?.[0] === '大' || text.endsWith('金额', at)
  return {
    end: count.end + (unit?.[0].length ?? 0),
    is: { k: 'limit', count: count.count, ...(most && { order: 'amount-most' }) },
  }
}

const unitDays: readonly (readonly [string, number])[] = [
  ['个星期', 7],
  ['个礼拜', 7],
  ['星期', 7],
  ['礼拜', 7],
  ['个月', 30],
  ['个季度', 90],
  ['周', 7],
  ['天', 1],
  ['日', 1],
  ['年', 365],
]

/** 两周, 十天, 半个月, 一个半月. */
function spanAt(text: string, at: number): Found {
  const fixed = /^(?:半个月|半年|大半年|一个半月|小半年)/u.exec(text.slice(at, at + 4))?.[0]
  if (fixed) {
    const days = { 半个月: 15, 一个半月: 45 }[fixed] ?? 180
    return { end: at + fixed.length, is: { k: 'span', days } }
  }
  const count = countAt(text, at)
  if (!count) return undefined
  const unit = unitDays.find(([word]) => text.startsWith(word, count.end))
  // 3日 is a day of the month, 2026年 a year.
  if (
    !unit ||
    (unit[0] === '日' && text[at - 1] === '月') ||
    (unit[1] === 365 && count.count > 5)
  ) {
    return undefined
  }
  const days = count.count * unit[1]
  if (days > 3650) return undefined
  const end = count.end + unit[0].length
  // 一周多 is more than a week.
  return text[end] === '多'
    ? { end: end + 1, is: { k: 'span', days, over: true } }
    : { end, is: { k: 'span', days } }
}

/** 华东组, 销售一部: which team of theirs, the data says. */
function teamAt(text: string, at: number): Found {
  const match = /^[\p{Script=Han}A-Za-z0-9]{1,6}?(?:组|团队|大区|事业部|分部|销售部)/u.exec(
    text.slice(at, at + 10),
  )
  if (!match || /[的我们咱本全个有哪看列查]/u.test(match[0].slice(0, -1))) return undefined
  return { end: at + match[0].length, is: { k: 'value', field: 'team' } }
}

/** What the sentence's own tags mean here, by where they start. */
function taggedAt(of: Parameters<typeof cutList>[0]): ReadonlyMap<number, readonly Option[]> {
  const found: (Option & { at: number })[] = []
  const add = (tag: { start: number; end: number }, is: ListToken, cost = wordCost - 3) =>
    found.push({ at: tag.start - of.start, end: tag.end - of.start, is, cost })
  for (const clause of of.clauses) {
    for (const tag of clause.names) for (const is of nameMeanings(tag)) add(tag, is)
    for (const tag of clause.stages) for (const is of stageMeanings(tag)) add(tag, is, wordCost + 1)
    for (const tag of clause.amounts) {
      if (tag.found.kind !== 'sum') continue
      // 不超过100万: the amount's own words begin in the middle of it.
      const negated = of.text[tag.start - of.start - 1] === '不' && tag.text.startsWith('超过')
      const start = negated ? tag.start - 1 : tag.start
      add({ start, end: tag.end }, { k: 'amount', tag, op: opOf(tag.text, negated) })
    }
    for (const tag of clause.dates) add(tag, { k: 'date', tag })
  }
  return Map.groupBy(found, ({ at }) => at)
}

function opOf(text: string, negated: boolean): 'ge' | 'gt' | 'le' | 'lt' | undefined {
  if (negated) return 'le'
  if (/^超过/u.test(text)) return 'gt'
  if (/^不到|不到$/u.test(text)) return 'lt'
  if (/(?:以上|\+)$/u.test(text)) return 'ge'
  if (/(?:开外|出头)$/u.test(text)) return 'gt'
  return /(?:以下|以内)$/u.test(text) ? 'le' : undefined
}

function nameMeanings(tag: Tagged<NameMention>): ListToken[] {
  const idsOf = (kind: string) => [
    ...new Set(tag.found.hits.filter((hit) => hit.kind === kind).map((hit) => hit.subjectId)),
  ]
  const accountIds = idsOf('account')
  if (accountIds.length > 0) return [{ k: 'account', accountIds }]
  const userIds = idsOf('user')
  if (userIds.length > 0 && !isRecordName(tag)) return [{ k: 'owner', userIds }]
  return isDealName(tag) ? [{ k: 'deal' }] : []
}

/** 成交 is how a deal ended before it is anybody's stage; 下一步 is none of a list's stages. */
function stageMeanings({ found }: Tagged<StageMention>): ListToken[] {
  return found.step !== undefined || /^(?:成交|签约成交|潜在客户|潜客)$/u.test(found.word)
    ? []
    : [{ k: 'stage', stageIds: found.stageIds }]
}
