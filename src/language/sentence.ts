/**
 * A sentence with everything in it that is known by name or by form, split into clauses. What the
 * words mean together is each intent's own to say.
 */

import type { EvidenceTarget } from '../domain/gate.ts'
import { withoutWords } from './everyday-names.ts'
import { withoutLinks } from './links.ts'
import { type NameHit, type NameMention, tagNames } from './names.ts'
import { type AmountMention, type DateMention, tagQuantities } from './quantities.ts'
import type { Tagged } from './reading.ts'
import { type StageMention, type StageWord, tagStages } from './stages.ts'

export type Clause = {
  /** Place among the sentence's clauses. */
  readonly index: number
  /** Half-open, in the sentence's text. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** The sentence it stands in ends with a question mark. */
  readonly asks: boolean
  readonly names: readonly Tagged<NameMention>[]
  readonly stages: readonly Tagged<StageMention>[]
  readonly amounts: readonly Tagged<AmountMention>[]
  readonly dates: readonly Tagged<DateMention>[]
  /** Of records that the speaker may not read. No grammar looks at these. */
  readonly hidden: readonly Tagged<NameMention>[]
}

export type Sentence = {
  readonly text: string
  readonly clauses: readonly Clause[]
  /** What evidence can be given for, in any pipeline. */
  readonly evidence: readonly EvidenceTarget[]
}

/** Ends a clause: 、 and : do not, they stand inside what is said (阶段:商务谈判). */
const separators = ',;。!?\n'

const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'

const namesRecord = /^(?:deal|account)$/

/** A comma directly between digits is part of a number; `normalise` sees to it that no other is. */
const endsClause = (text: string, at: number) =>
  at === text.length ||
  (separators.includes(text[at]!) &&
    !(text[at] === ',' && isDigit(text[at - 1]) && isDigit(text[at + 1])))

type Span = { readonly start: number; readonly end: number }

function* clauseSpans(text: string): Generator<Span> {
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (!endsClause(text, i)) continue
    if (text.slice(start, i).trim() !== '') yield { start, end: i }
    start = i + 1
  }
}

/**
 * Dictated text has no punctuation: a second deal or account after a value begins a clause of its
 * own. 华芯检测改320万然后射频校准下周三签 → 华芯检测改320万然后 | 射频校准下周三签.
 */
function* atNextSubject(
  span: Span,
  subjects: readonly Span[],
  values: readonly Span[],
): Generator<Span> {
  let start = span.start
  let named: Span | undefined
  for (const subject of subjects.filter(within(span))) {
    const since = named?.end
    if (since !== undefined && values.some((v) => v.start >= since && v.end <= subject.start)) {
      yield { start, end: subject.start }
      start = subject.start
    }
    named = subject
  }
  yield { start, end: span.end }
}

const within = (span: Span) => (tag: Span) => tag.start >= span.start && tag.end <= span.end

const overlaps = (tags: readonly Span[]) => (tag: Span) =>
  tags.some((other) => tag.start < other.end && other.start < tag.end)

/**
 * Tags and splits a normalised text.
 *
 * Names win over stages and stages over quantities: the 三 of 三一重工 is no number. A name found
 * only by its initials or pinyin loses to anything else.
 */
export function parseSentence(
  text: string,
  known: {
    readonly names: readonly NameHit[]
    readonly stages: readonly StageWord[]
    readonly hidden?: readonly NameHit[]
    readonly evidence?: readonly EvidenceTarget[]
  },
): Sentence {
  const read = withoutLinks(text)
  const names = withoutCustomers(read, withoutWords(read, tagNames(read, known.names)))
  const stages = tagStages(read, known.stages).filter((tag) => !overlaps(names)(tag))
  const taken = [...names, ...stages]
  const quantities = tagQuantities(withoutNames(read, names))
  const amounts = quantities.amounts.filter((tag) => !overlaps(taken)(tag))
  const dates = quantities.dates.filter((tag) => !overlaps(taken)(tag))
  const values = [...stages, ...amounts, ...dates]
  const subjects = names.filter((tag) => tag.found.hits.some(({ kind }) => namesRecord.test(kind)))
  const hidden = tagHidden(read, known)
  const spans = [...clauseSpans(read)].flatMap((span) => [...atNextSubject(span, subjects, values)])
  const endsIn = enderAfter(read)
  const clauses = spans.map((span, index) => ({
    index,
    ...span,
    text: text.slice(span.start, span.end),
    asks: endsIn(span.end) === '?',
    names: names.filter(within(span)),
    stages: stages.filter(within(span)),
    amounts: amounts.filter(within(span)),
    dates: dates.filter(within(span)),
    hidden: hidden.filter(within(span)),
  }))
  return { text, clauses, evidence: known.evidence ?? [] }
}

/** What the sentence that goes on here ends in; places are asked for from the first to the last. */
function enderAfter(text: string): (at: number) => string | undefined {
  let found = -1
  return (at) => {
    if (found < at) {
      found = at
      while (found < text.length && !'。!?;\n'.includes(text[found]!)) found++
    }
    return text[found]
  }
}

/** A name that also means something the speaker knows hides nothing. */
function tagHidden(
  text: string,
  { names, hidden = [] }: { names: readonly NameHit[]; hidden?: readonly NameHit[] },
): Tagged<NameMention>[] {
  if (hidden.length === 0) return []
  const tags = withoutWords(text, tagNames(text, [...names, ...hidden]))
  return tags.filter(({ found }) => found.hits.every((hit) => hidden.includes(hit)))
}

/** The sentence with these clauses cut into the pieces that they have; undefined when none has any. */
export function cutInto(
  piecesOf: (clause: Clause) => readonly Clause[],
  sentence: Sentence,
  clauses: readonly Clause[],
): { readonly sentence: Sentence; readonly pieces: readonly Clause[] } | undefined {
  const cut = new Map(clauses.map((clause) => [clause, piecesOf(clause)]))
  if ([...cut.values()].every((pieces) => pieces.length < 2)) return undefined
  const all = sentence.clauses.flatMap((clause) =>
    (cut.get(clause) ?? [clause]).map((piece) => ({ piece, isCut: cut.has(clause) })),
  )
  const indexed = all.map(({ piece, isCut }, index) => ({ piece: { ...piece, index }, isCut }))
  return {
    sentence: { ...sentence, clauses: indexed.map(({ piece }) => piece) },
    pieces: indexed.flatMap(({ piece, isCut }) => (isCut ? [piece] : [])),
  }
}

/** The clause cut at its blanks; itself where one stands inside a tag. */
export function piecesOf(clause: Clause): Clause[] {
  const tags = [...clause.names, ...clause.stages, ...clause.amounts, ...clause.dates]
  const pieces: Clause[] = []
  for (const { 0: text, index } of clause.text.matchAll(/\S+/gu)) {
    const start = clause.start + index
    const end = start + text.length
    // US$ 320 and D 1001 stay together.
    if (tags.some((tag) => tag.start < end && end < tag.end)) return [clause]
    pieces.push(partOf(clause, { start, end }))
  }
  return pieces
}

/** A stretch of the clause with the tags that lie in it. */
export function partOf(clause: Clause, span: Span): Clause {
  const inside = within(span)
  return {
    ...clause,
    ...span,
    text: clause.text.slice(span.start - clause.start, span.end - clause.start),
    names: clause.names.filter(inside),
    stages: clause.stages.filter(inside),
    amounts: clause.amounts.filter(inside),
    dates: clause.dates.filter(inside),
    hidden: clause.hidden.filter(inside),
  }
}

/**
 * The text with blanks for the deals and accounts in it: 华芯检测11.30 stands as free as 11.30 does,
 * and the 三 of 三一重工 is no number.
 */
function withoutNames(text: string, names: readonly Tagged<NameMention>[]): string {
  let rest = text
  for (const { start, end, found } of names) {
    const isRecord = found.hits.some(({ kind }) => namesRecord.test(kind))
    // Where a figure follows a code, the code is what tells the two apart.
    if (!isRecord || !isHan.test(text.slice(end - 1, end + 1))) continue
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  return rest
}

const isHan = /\p{Script=Han}/u

const isRecord = (tag: Tagged<NameMention>) =>
  tag.found.hits.some(({ kind }) => namesRecord.test(kind))

/** Customers are visited, colleagues are not. */
const visited = /(?:拜访|走访|回访|拜会|宴请)(?:了|过)?$/u

/** 华芯赵总 is somebody at 华芯, whoever else is called so among us. */
function withoutCustomers(text: string, names: readonly Tagged<NameMention>[]) {
  return names.filter((tag, i) => {
    const isTitle = tag.found.hits.every(({ kind, form }) => kind === 'user' && form === 'alias')
    if (!isTitle) return true
    // A few characters are enough, however much stands before them.
    if (visited.test(text.slice(Math.max(0, tag.start - 4), tag.start))) return false
    const before = names[i - 1]
    if (!before || !isRecord(before)) return true
    return !/^(?:那边|那里|公司)?的?$/u.test(text.slice(before.end, tag.start))
  })
}

/** The clause's words outside these tags, each run of them where it stood. */
export function gapsOf(
  clause: Clause,
  tags: readonly { readonly start: number; readonly end: number }[],
): string[] {
  const gaps: string[] = []
  let at = clause.start
  for (const tag of [...tags].sort((a, b) => a.start - b.start)) {
    gaps.push(clause.text.slice(at - clause.start, tag.start - clause.start))
    at = Math.max(at, tag.end)
  }
  gaps.push(clause.text.slice(at - clause.start))
  return gaps
}

/** The clause's text with these tags turned into blanks of the same length. */
export function blankOut(clause: Clause, tags: readonly Span[]): string {
  let { text } = clause
  for (const { start, end } of tags) {
    const from = start - clause.start
    text = text.slice(0, from) + ' '.repeat(end - start) + text.slice(from + end - start)
  }
  return text
}
