/**
 * A sentence that asks for a list, a count, a sum or a funnel: what is listed and which of them. Only
 * read when every word is one of a list's; with `Vocabulary` also the company's own values are.
 */
import type { ListQuery } from '../domain/list-query.ts'
import type { AmountMention } from './amount-mention.ts'
import { speaksToProgram } from './change-words.ts'
import type { DateMention } from './date-mention.ts'
import { cutList, type ListPiece, type ListToken, type Vocabulary } from './list-tokens.ts'
import type { ListOrder, ValueField } from './list-words.ts'
import type { Tagged } from './reading.ts'
import type { Clause, Sentence } from './sentence.ts'

export type SaidAmount = {
  readonly tag: Tagged<AmountMention>
  readonly op?: 'ge' | 'gt' | 'le' | 'lt'
}

/** What a date or a number of days in the sentence is of. */
export type TimeRole = 'close' | 'closed' | 'created' | 'contacted' | 'silent' | 'dwell'

export type ListReading = {
  readonly clauses: readonly Clause[]
  readonly target: 'deal' | 'account' | 'funnel'
  /** In so many words; otherwise a list was made out of what something is called. */
  readonly explicit: boolean
  readonly whose?: 'mine' | 'ours' | 'all'
  readonly ownerIds: readonly (readonly string[])[]
  readonly accountIds: readonly (readonly string[])[]
  readonly inContext: boolean
  readonly outcome?: ListQuery['outcome']
  readonly stageIds: readonly string[]
  readonly stageWords: readonly string[]
  readonly grades: readonly string[]
  readonly values: readonly { readonly field: ValueField; readonly values: readonly string[] }[]
  readonly people: readonly Extract<ListToken, { k: 'people' }>[]
  readonly amounts: readonly SaidAmount[]
  readonly dates: readonly Tagged<DateMention>[]
  readonly days?: { readonly count: number; readonly over: boolean }
  readonly timeRole?: TimeRole
  readonly soon: boolean
  readonly silent: boolean
  readonly contacted: boolean
  readonly created: boolean
  readonly signing: boolean
  readonly overdue: boolean
  readonly late: boolean
  readonly noNextStep: boolean
  readonly order?: ListOrder
  readonly limit?: number
  /** Words for a place, a trade, a tag, a team or a name, not found among the company's own. */
  readonly unknown: readonly string[]
}

const most = { clauses: 4, characters: 80, unknownRuns: 3, unknownCharacters: 12 } as const

/**
 * Reads the free clauses as one request for a list, all of them together or one alone; undefined
 * when they say anything else.
 *
 * @param lenient also where a value that only the data knows makes it a list: 光伏的客户
 */
export function readList(
  sentence: Sentence,
  free: readonly Clause[],
  { vocabulary, lenient }: { readonly vocabulary: Vocabulary; readonly lenient: boolean },
): ListReading | undefined {
  if (speaksToProgram.test(sentence.text)) return undefined
  const whole = free.length === sentence.clauses.length && free.length <= most.clauses
  if (whole) {
    const reading = readClauses(sentence, free, { vocabulary, lenient, whole: true })
    if (reading || free.length === 1) return reading
  }
  for (const clause of free) {
    const reading = readClauses(sentence, [clause], { vocabulary, lenient: false, whole: false })
    if (reading?.explicit) return reading
  }
  return undefined
}

function readClauses(
  sentence: Sentence,
  clauses: readonly Clause[],
  how: { readonly vocabulary: Vocabulary; readonly lenient: boolean; readonly whole: boolean },
): ListReading | undefined {
  const start = clauses[0]?.start ?? 0
  const end = clauses.at(-1)?.end ?? 0
  if (end - start > most.characters || end === start) return undefined
  const text = sentence.text.slice(start, end)
  const pieces = cutList({ text, start, clauses }, how.vocabulary)
  return isReadable(pieces) ? assemble(pieces, clauses, how) : undefined
}

type Kind = ListToken['k']
type Piece<K extends Kind> = Extract<ListToken, { k: K }>

/** Every token of a kind, in order. */
const all = <K extends Kind>(pieces: readonly ListPiece[], k: K): Piece<K>[] =>
  pieces.flatMap(({ is }) => (is.k === k ? [is as Piece<K>] : []))

const has = (pieces: readonly ListPiece[], ...kinds: readonly Kind[]) =>
  pieces.some(({ is }) => kinds.includes(is.k))

/** In no value of anybody's data, and in what asks for something else or says no. */
const noValue =
  /[把将让被不没未别吗么谁哪怎何否勿改调推进退删除转给建记提醒发送导批]|多少|电话|手机|密码|邮箱|微信|地址/u

function isReadable(pieces: readonly ListPiece[]): boolean {
  if (has(pieces, 'deal')) return false
  const unknown = pieces.filter(({ is }) => is.k === 'unknown')
  if (unknown.length > most.unknownRuns) return false
  if (unknown.some(({ text }) => text.length > most.unknownCharacters || noValue.test(text))) {
    return false
  }
  // 拜访过客户 tells of a visit, 拜访过的客户 asks for those.
  const told = pieces.findIndex(({ is }) => is.k === 'contacted')
  if (told >= 0 && !saysList(pieces)) {
    if (!pieces[told]!.text.endsWith('的') && pieces[told + 1]?.text !== '的') return false
  }
  // A value stands before what it tells apart: 光伏的客户, never 客户光伏.
  const head = pieces.findLastIndex(({ is }) => is.k === 'noun' || is.k === 'funnel')
  const funnel = has(pieces, 'funnel')
  if (has(pieces, 'how') && !funnel) return false
  return unknown.every((piece) => funnel || pieces.indexOf(piece) < head)
}

function assemble(
  pieces: readonly ListPiece[],
  clauses: readonly Clause[],
  { lenient, whole }: { readonly lenient: boolean; readonly whole: boolean },
): ListReading | undefined {
  const unknown = unknownIn(pieces)
  const strange = has(pieces, 'unknown')
  const explicit = isExplicit(pieces)
  const target = targetOf(pieces)
  if (!target || (!explicit && !whole)) return undefined
  if (target !== 'funnel' && !explicit && !endsInNoun(pieces)) return undefined
  if (strange && !lenient && !(explicit && saysList(pieces))) return undefined
  const time = timeOf(pieces)
  if (time === 'unreadable') return undefined
  const said = all(pieces, 'whose').map((token) => token.whose)
  // 我们组所有商机 are the team's, all of them.
  const whose = said.findLast((one) => one !== 'all') ?? said[0]
  const reading: ListReading = {
    clauses,
    target,
    explicit,
    whose: has(pieces, 'owner') && whose === 'mine' && !saysMe(pieces) ? undefined : whose,
    ownerIds: all(pieces, 'owner').map((token) => token.userIds),
    accountIds: all(pieces, 'account').map((token) => token.accountIds),
    inContext: has(pieces, 'context'),
    outcome: all(pieces, 'outcome').at(-1)?.outcome,
    stageIds: [...new Set(all(pieces, 'stage').flatMap((token) => token.stageIds))],
    stageWords: pieces.flatMap(({ is, text }) => (is.k === 'stage' ? [text] : [])),
    grades: [...new Set(all(pieces, 'grade').flatMap((token) => token.grades))],
    values: valuesIn(pieces, target),
    people: all(pieces, 'people'),
    amounts: amountsOf(pieces),
    dates: all(pieces, 'date').map((token) => token.tag),
    days: daysOf(pieces),
    timeRole: time,
    soon: isSoon(pieces),
    silent: has(pieces, 'silent'),
    contacted: has(pieces, 'contacted'),
    created: has(pieces, 'created'),
    signing: has(pieces, 'sign'),
    overdue: has(pieces, 'overdue'),
    late: has(pieces, 'late'),
    noNextStep: has(pieces, 'no-next-step'),
    order: all(pieces, 'order').at(-1)?.order,
    limit: all(pieces, 'limit').at(-1)?.count,
    unknown,
  }
  return isMeant(reading, pieces) ? reading : undefined
}

/** 名下 of 张伟名下 is his, 我名下 is mine. */
const saysMe = (pieces: readonly ListPiece[]) =>
  pieces.some(({ is, text }) => is.k === 'whose' && /我|俺|自己|本人/u.test(text))

/**
 * Whether a list is asked for, rather than something told of one. 我的项目下周签 is no list, 我的项目
 * and 我有哪些项目下周签 are; 总额200万 says what it is, 总额多少 asks.
 */
function isExplicit(pieces: readonly ListPiece[]): boolean {
  if (saysList(pieces) || has(pieces, 'order')) return true
  if (has(pieces, 'sum') && !has(pieces, 'amount')) return true
  return has(pieces, 'ask', 'whose', 'limit') && endsInNoun(pieces)
}

const saysList = (pieces: readonly ListPiece[]) =>
  has(pieces, 'funnel') ||
  pieces.some(({ is, text }) => is.k === 'ask' && listing.test(text)) ||
  pieces.some(({ is, text }) => is.k === 'noun' && /列表|清单|名单/u.test(text))

/**
 * What nothing of the company's is called. A name that the speaker may not read is among it: then
 * the words beside it are said along, as they would be for a name that there is not.
 */
function unknownIn(pieces: readonly ListPiece[]): string[] {
  const isUnknown = ({ is }: ListPiece) =>
    is.k === 'unknown' || (is.k === 'value' && is.field === 'team')
  const joins = (piece: ListPiece | undefined, at: number, edge: 'start' | 'end') =>
    piece?.is.k === 'account' && piece[edge] === at
  return pieces.flatMap((piece, at) => {
    if (!isUnknown(piece)) return []
    const before = pieces[at - 1]
    const after = pieces[at + 1]
    return [
      (joins(before, piece.start, 'end') ? before!.text : '') +
        piece.text +
        (joins(after, piece.end, 'start') ? after!.text : ''),
    ]
  })
}

/** Places and trades that the data does not have are conditions that nothing meets. */
const valuesIn = (
  pieces: readonly ListPiece[],
  target: ListReading['target'],
): ListReading['values'] =>
  pieces.flatMap(({ is, text }) => {
    // 物流 of an account is its trade, of a deal its pipeline.
    if (is.k === 'known-value' && is.field === 'pipeline' && target === 'account') {
      return [{ field: 'industry', values: [text.replace(/行业$/u, '')] }]
    }
    if (is.k === 'known-value') return [{ field: is.field, values: is.values }]
    return is.k === 'value' && is.field !== 'team' ? [{ field: is.field, values: [text] }] : []
  })

/** Asks for several: 看看 may be about one. */
const listing = /列|清单|哪些|哪几|几|多少|搜|筛|过滤|汇总|盘|统计|数|有谁|有啥|有什么|查找|找/u

const isSilentWord = ({ is }: ListPiece) => is.k === 'fill'

/** Ends in what is listed: 本月要签的单子; or in a condition that can only be one: 缺下一步的. */
function endsInNoun(pieces: readonly ListPiece[]): boolean {
  const last = pieces.findLast((piece) => !isSilentWord(piece))
  if (last?.is.k === 'noun' || (last?.is.k === 'grade' && last.is.noun !== undefined)) return true
  if (!pieces.at(-1)!.text.endsWith('的') || has(pieces, 'account')) return false
  const isState = last !== undefined && strongDeal.includes(last.is.k)
  return isState || (last?.is.k === 'sign' && has(pieces, 'date', 'soon'))
}

/** What is listed: the last noun, or what only one of the two can be. */
function targetOf(pieces: readonly ListPiece[]): ListReading['target'] | undefined {
  if (has(pieces, 'funnel')) return 'funnel'
  const nouns = pieces.flatMap(({ is }) =>
    is.k === 'noun' ? [is.noun] : is.k === 'grade' && is.noun ? [is.noun] : [],
  )
  const last = nouns.at(-1)
  if (last) return last
  if (has(pieces, 'sum') && has(pieces, 'whose', 'owner')) return 'deal'
  if (!has(pieces, 'ask', 'order', 'whose') && !endsInNoun(pieces)) {
    return implied(pieces, strongDeal)
  }
  return implied(pieces, [...strongDeal, 'amount', 'sign', 'stage', 'outcome', 'dwell'])
}

const strongDeal: readonly Kind[] = ['no-next-step', 'late', 'overdue']

function implied(
  pieces: readonly ListPiece[],
  dealKinds: readonly Kind[],
): 'deal' | 'account' | undefined {
  if (has(pieces, ...dealKinds)) return 'deal'
  const order = all(pieces, 'order').at(-1)?.order
  if (order === 'amount-most' || order === 'longest-in-stage') return 'deal'
  if (has(pieces, 'silent') || order === 'longest-silent') return 'account'
  return has(pieces, 'grade') ? 'account' : undefined
}

const isSoon = (pieces: readonly ListPiece[]) =>
  has(pieces, 'soon') || all(pieces, 'sign').some((sign) => sign.soon)

/** What the dates and days are of; 'unreadable' where nothing says it. */
function timeOf(pieces: readonly ListPiece[]): TimeRole | undefined | 'unreadable' {
  const timed = has(pieces, 'date', 'span')
  if (!timed && !isSoon(pieces)) return undefined
  if (all(pieces, 'date').length > 2 || all(pieces, 'span').length > 1) return 'unreadable'
  if (has(pieces, 'silent')) return 'silent'
  if (has(pieces, 'contacted')) return 'contacted'
  if (has(pieces, 'created')) return 'created'
  const outcome = all(pieces, 'outcome').at(-1)?.outcome
  if (outcome && outcome !== 'open' && outcome !== 'any') return 'closed'
  if (has(pieces, 'dwell', 'stage') && has(pieces, 'span') && !has(pieces, 'sign')) return 'dwell'
  if (has(pieces, 'sign')) return 'close'
  if (has(pieces, 'overdue', 'late', 'no-next-step')) return timed ? 'unreadable' : undefined
  const isDeal = pieces.some(({ is }) => is.k === 'noun' && is.noun === 'deal')
  return isDeal && has(pieces, 'date') ? 'close' : 'unreadable'
}

/** 超过一周 is more than seven days, 一周 seven or more. */
function daysOf(pieces: readonly ListPiece[]): ListReading['days'] {
  const at = pieces.findIndex(({ is }) => is.k === 'span')
  const piece = pieces[at]?.is
  if (piece?.k !== 'span') return undefined
  const beside = [pieces[at - 1]?.is, pieces[at + 1]?.is]
  const over = piece.over || beside.some((is) => is?.k === 'compare' && is.op === 'gt')
  return { count: piece.days, over }
}

/** Amounts with 以上, 超过 … beside them. */
function amountsOf(pieces: readonly ListPiece[]): SaidAmount[] {
  return pieces.flatMap(({ is }, at) => {
    if (is.k !== 'amount') return []
    const before = pieces[at - 1]?.is
    const after = pieces[at + 1]?.is
    const beside = [after, before].find((one) => one?.k === 'compare')
    const op = is.op ?? (beside?.k === 'compare' ? beside.op : undefined)
    return [{ tag: is.tag, ...(op && { op }) }]
  })
}

const isComparison = (pieces: readonly ListPiece[], at: number) =>
  [pieces[at - 1], pieces[at + 1]].some(
    (piece) => piece && ['amount', 'span', 'people', 'date'].includes(piece.is.k),
  )

/** Says enough to be a list, and nothing that hangs in the air. */
function isMeant(reading: ListReading, pieces: readonly ListPiece[]): boolean {
  // A comparison with nothing, a person-count of a deal: something else was said.
  const hanging = pieces.some(({ is }, at) => is.k === 'compare' && !isComparison(pieces, at))
  if (hanging || reading.amounts.length > 2) return false
  if (has(pieces, 'amount') && reading.amounts.length === 0) return false
  if (has(pieces, 'span') && !reading.timeRole) return false
  if (reading.target === 'funnel') return true
  if (reading.amounts.length > 0 && reading.target === 'account' && !reading.explicit) return false
  const narrowed =
    reading.ownerIds.length > 0 ||
    reading.accountIds.length > 0 ||
    reading.stageIds.length > 0 ||
    reading.grades.length > 0 ||
    reading.values.length > 0 ||
    reading.people.length > 0 ||
    reading.amounts.length > 0 ||
    reading.dates.length > 0 ||
    reading.unknown.length > 0 ||
    reading.outcome !== undefined ||
    reading.silent ||
    reading.overdue ||
    reading.late ||
    reading.noNextStep ||
    reading.timeRole !== undefined ||
    reading.inContext ||
    saysList(pieces)
  // 客户 of an account are none of ours; what only lacks a next step has a card of its own.
  if (reading.accountIds.length > 0 && reading.target === 'account') return false
  if (reading.noNextStep && !isNarrowedFurther(reading)) return false
  if (narrowed) return true
  // 看看客户, 我的商机, 最大的5个; a bare 客户 says nothing yet.
  return reading.explicit && !isOnlyPolite(pieces)
}

const isNarrowedFurther = (reading: ListReading) =>
  reading.accountIds.length > 0 ||
  reading.stageIds.length > 0 ||
  reading.grades.length > 0 ||
  reading.amounts.length > 0 ||
  reading.dates.length > 0 ||
  reading.order !== undefined ||
  reading.overdue ||
  reading.values.some(({ field }) => field !== 'team')

/** 多少钱 and 项目多少 alone ask about the one that was spoken of. */
const isOnlyPolite = (pieces: readonly ListPiece[]) =>
  !has(pieces, 'whose', 'order', 'limit') &&
  !pieces.some(({ is, text }) => is.k === 'ask' && listing.test(text) && text !== '多少') &&
  !pieces.some(({ is, text }) => is.k === 'ask' && /看|查|显示|展示|打开|哪/u.test(text)) &&
  !pieces.some(({ is, text }) => is.k === 'sum' && /总|共|合计|加起来/u.test(text))
