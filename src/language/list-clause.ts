/**
 * A sentence that asks for a list, a count, a sum or a funnel: what is listed and which of them. Only
 * read when every word is one of a list's; with `Vocabulary` also the company's own values are.
 */
import type { ListQuery } from '../domain/list-query.ts'
import type { AmountMention } from './amount-mention.ts'
import { speaksToProgram } from './change-words.ts'
import type { DateMention } from './date-mention.ts'
import {
  all,
  endsInNoun,
  has,
  isExplicit,
  isReadable,
  isSoon,
  type ListTarget,
  listing,
  saysList,
  type TimeRole,
  targetOf,
  timeOf,
} from './list-shape.ts'
import {
  cutList,
  type ListPiece,
  type ListToken,
  noVocabulary,
  type Vocabulary,
} from './list-tokens.ts'
import { type ListOrder, mayBeList, type ValueField } from './list-words.ts'
import type { Tagged } from './reading.ts'
import type { Clause, Sentence } from './sentence.ts'

export type { TimeRole } from './list-shape.ts'

export type SaidAmount = {
  readonly tag: Tagged<AmountMention>
  readonly op?: 'ge' | 'gt' | 'le' | 'lt'
}

export type ListReading = {
  readonly clauses: readonly Clause[]
  readonly target: ListTarget
  /** In so many words; otherwise a list was made out of what something is called. */
  readonly explicit: boolean
  readonly whose?: 'mine' | 'ours' | 'all' | 'shared'
  readonly ownerIds: readonly (readonly string[])[]
  /** 陈静团队: those whom these people lead. */
  readonly leaderIds: readonly (readonly string[])[]
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
  /** 只看100万以上的, 其中B级的: of the list that was shown last. */
  readonly refines: boolean
  /** Words for a place, a trade, a tag, a team or a name, not found among the company's own. */
  readonly unknown: readonly string[]
}

const most = { clauses: 4, characters: 80 } as const

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
  if (!mayBeList(text)) return undefined
  const pieces =
    how.vocabulary === noVocabulary
      ? cutOnce(text, clauses)
      : cutList({ text, start, clauses }, how.vocabulary)
  return isReadable(pieces) ? assemble(pieces, clauses, how) : undefined
}

/** By the first of the clauses, and then by their text. */
const cuts = new WeakMap<Clause, Map<string, ListPiece[]>>()

/** Several intents look at the same clauses, together and one by one: they are cut once. */
function cutOnce(text: string, clauses: readonly Clause[]): ListPiece[] {
  const first = clauses[0]!
  const known = cuts.get(first) ?? new Map<string, ListPiece[]>()
  cuts.set(first, known)
  const pieces = known.get(text) ?? cutList({ text, start: first.start, clauses }, noVocabulary)
  known.set(text, pieces)
  return pieces
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
  const led = pieces.map((_, at) => isLed(pieces, at))
  const said = led.includes(true) ? [] : all(pieces, 'whose').map((token) => token.whose)
  // 我们组所有商机 are the team's, all of them.
  const whose = said.findLast((one) => one !== 'all') ?? said[0]
  const reading: ListReading = {
    clauses,
    target,
    explicit,
    whose,
    ownerIds: pieces.flatMap(({ is }, at) => (is.k === 'owner' && !led[at] ? [is.userIds] : [])),
    leaderIds: pieces.flatMap(({ is }, at) => (is.k === 'owner' && led[at] ? [is.userIds] : [])),
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
    order: orderIn(pieces),
    limit: all(pieces, 'limit').at(-1)?.count,
    refines: refining.test(clauses.map(({ text }) => text).join()),
    unknown,
  }
  return isMeant(reading, pieces) ? reading : undefined
}

/** 只看我的 begins a list, 只看100万以上的 goes on from one: whether there is one is not to be known here. */
const refining = /^(?:那么?|再|然后|嗯|[\s,])*(?:只|仅|就)(?:看|要|列|留|筛)|其中|里面|这些|这里/u

/** The owner at this place is named for the team: 陈静团队, 刘洋组里. */
function isLed(pieces: readonly ListPiece[], at: number): boolean {
  const next = pieces[at + 1]?.text === '的' ? pieces[at + 2] : pieces[at + 1]
  if (pieces[at]?.is.k !== 'owner' || next?.is.k !== 'whose') return false
  return next.is.whose === 'ours' && !/我|咱|本/u.test(next.text)
}

const orderIn = (pieces: readonly ListPiece[]): ListOrder | undefined =>
  all(pieces, 'order').at(-1)?.order ??
  all(pieces, 'limit').at(-1)?.order ??
  all(pieces, 'noun').find((noun) => noun.order)?.order

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
const valuesIn = (pieces: readonly ListPiece[], target: ListTarget): ListReading['values'] =>
  pieces.flatMap(({ is, text }) => {
    // 物流 of an account is its trade, of a deal its pipeline.
    if (is.k === 'known-value' && is.field === 'pipeline' && target === 'account') {
      return [{ field: 'industry', values: [text.replace(/行业$/u, '')] }]
    }
    if (is.k === 'known-value') return [{ field: is.field, values: is.values }]
    return is.k === 'value' && is.field !== 'team' ? [{ field: is.field, values: [text] }] : []
  })

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
    reading.leaderIds.length > 0 ||
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
