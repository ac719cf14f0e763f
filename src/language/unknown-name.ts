/** Words of a clause that no list has, where a deal's name could stand: 射频改100万. */
import { foldName } from '../lib/names.ts'
import { changeWords } from './change-words.ts'
import { uncoveredIn } from './cover.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'
import { isDealName, isRecordName } from './subject.ts'
import { findTitledPerson } from './surnames.ts'

/** Where a gap between tags stands. */
type Place = {
  readonly afterName: boolean
  /** That name was the whole of a deal's: little can follow. */
  readonly afterDeal: boolean
  readonly beforeName: boolean
  /** Nothing known stands before it, and no name anywhere. */
  readonly opening: boolean
}

/**
 * The one stretch that may be a name; undefined when every word is known. `too much` when words
 * stand where no name could: then the clause says something else.
 */
export function unknownNameIn(
  clause: Clause,
  known: readonly Tagged<unknown>[],
): string | undefined | 'too much' {
  const names = clause.names.filter(isRecordName)
  const found: string[] = []
  for (const { gap, previous, next } of gapsBetween(clause, known)) {
    const words = next && !names.includes(next as never) ? gap.replace(denial, '') : gap
    const read = readGap(withoutPerson(words), {
      afterName: names.some((name) => name === previous),
      afterDeal: names.some((name) => name === previous && isDealName(name)),
      beforeName: names.some((name) => name === next),
      opening: (previous === undefined || isColleague(previous, clause)) && names.length === 0,
    })
    if (read === 'too much') return read
    if (read) found.push(read)
  }
  return found.length > 1 ? 'too much' : found[0]
}

/** 张伟的华芯检测: whose it is. */
function isColleague(tag: Tagged<unknown>, { names }: Clause): boolean {
  const name = names.find((one) => one === tag)
  return name?.found.hits.every(({ kind }) => kind === 'user') ?? false
}

/** 不是280万是320万: what a value is not. */
const denial = /(?<!是)不是(?=\s*$)/u

type Gap = { gap: string; previous?: Tagged<unknown>; next?: Tagged<unknown> }

function gapsBetween(clause: Clause, known: readonly Tagged<unknown>[]): Gap[] {
  const sorted = [...known].sort((a, b) => a.start - b.start || b.end - a.end)
  const gaps: Gap[] = []
  let at = clause.start
  let previous: Tagged<unknown> | undefined
  for (const next of [...sorted, undefined]) {
    const end = next?.start ?? clause.end
    if (end > at) {
      gaps.push({ gap: clause.text.slice(at - clause.start, end - clause.start), previous, next })
    }
    at = Math.max(at, next?.end ?? at)
    previous = next
  }
  return gaps
}

/** What may stand between a name and the rest of it. */
const holdsTogether = /^(?:的|那个|这个|那|这|项目|单子|[:\s])*/u

function readGap(gap: string, place: Place): string | undefined | 'too much' {
  const runs = uncoveredIn(gap, changeWords)
  const [first] = runs
  const last = runs.at(-1)
  if (!first || !last) return undefined
  if (place.afterName) {
    const lead = holdsTogether.exec(gap)![0].length
    // 华芯检测向目: its first character happens to be a word.
    const name = first.start - lead > 1 ? 'too much' : asName(gap.slice(lead, last.end))
    return place.afterDeal && !goesOn.test(name) ? 'too much' : name
  }
  if (place.beforeName) return asName(gap.slice(first.start).replace(/的\s*$/u, ''))
  if (!place.opening) return 'too much'
  const rest =
    /^(?:(?![那这的个]).){0,3}?(?:项目|工程|商机|公司)/u.exec(gap.slice(last.end))?.[0] ?? ''
  const name = gap.slice(first.start, last.end) + rest
  return asName(name.length > 1 ? name : widened(gap, first.start))
}

const noPartOfName = /[把将给请的了那这嗯呃额让对和跟就都再要,\s]/u

/** 天 of 天成, 启 of 中启: the other character happens to be a word. */
function widened(gap: string, at: number): string {
  const before = gap[at - 1]
  const from = before !== undefined && !noPartOfName.test(before) ? at - 1 : at
  return gap.slice(from, from + 2)
}

/** 华芯检测向目, 华芯检测二期: the end of a name, mistyped or another one's. */
const goesOn = /^(?:[项向象像][目木母]|.?[项目].?|工.|.程|商.|.机|[一二三四五六两]期)$/u

const nameLike = /^[\p{Script=Han}A-Za-z0-9-]{2,24}$/u
/** In no name of a deal, and in every question and denial. */
const noName = /[不没别未无吗么谁哪怎何否勿我你他她它]/u

function asName(text: string): string | 'too much' {
  const name = text.trim()
  const fits = nameLike.test(name) && foldName(name).length >= 2 && !noName.test(name)
  return fits ? name : 'too much'
}

/** 李总 and 王工 say who said it, which changes nothing. */
function withoutPerson(gap: string): string {
  const person = findTitledPerson(gap)
  if (!person) return gap
  const { at, name } = person
  return gap.slice(0, at) + ' '.repeat(name.length) + gap.slice(at + name.length)
}
