/** Dates counted from today: 后天, 下周三, 周末, 三个工作日后, 尽快. */
import { SCALE, scanCount, scanNumber } from '../lib/chinese-number.ts'
import type { AfterUnit, When } from './date-mention.ts'
import {
  afterUnitAt,
  afterwardsAt,
  beforeAt,
  goesOn,
  halfUnitAt,
  offsetAt,
  shiftVerbAt,
  shortOffsetAt,
  vagueAt,
  weekdayAt,
  weekShiftAt,
  weekWordAt,
  withinAt,
} from './date-words.ts'
import { isClauseBreakAt } from './normalise.ts'

export type WhenMatch = {
  readonly end: number
  readonly when: When
  readonly by?: 'before' | 'within'
  readonly alsoAmount?: boolean
}

export function scanVague(text: string, at: number): WhenMatch | undefined {
  const word = vagueAt(text, at)
  return word && { end: word.end, when: { kind: 'vague' } }
}

export function scanOffset(text: string, at: number): WhenMatch | undefined {
  const word = isInsideWord(text, at) ? undefined : offsetAt(text, at)
  if (word) return { end: word.end, when: { kind: 'offset', days: word.value.days } }
  const short = shortOffsetAt(text, at)
  if (!short || !/[早晚]/.test(text[short.end] ?? '')) return undefined
  // 明早提醒我 names no hour; 明晚8点 leaves its 晚 to the time.
  const hour = scanCount(text, short.end + 1)
  const end = hour && /[点时:]/.test(text[hour.end] ?? '') ? short.end : short.end + 1
  return { end, when: { kind: 'offset', days: [short.value] } }
}

/** 以后天气, 晚上周五, 线下周三: the first character belongs to the word before it. */
const joinedTo: Readonly<Record<string, string>> = {
  后: '以之然今最背先落',
  前: '以之从目空',
  上: '早晚马线网',
  下: '线地手旗',
}

/** Whether the character at `at` ends the word before it. */
export function isInsideWord(text: string, at: number): boolean {
  return joinedTo[text[at] ?? '']?.includes(text[at - 1] ?? '\0') ?? false
}

export function scanWeek(text: string, at: number): WhenMatch | undefined {
  const shift = isInsideWord(text, at) ? undefined : weekShiftAt(text, at)
  const word = weekWordAt(text, shift?.end ?? at)
  if (!word) return undefined
  // 一周一次 has no Monday in it.
  if (!shift && /[\d一二两三四五六七八九十几半]/.test(text[at - 1] ?? '')) return undefined
  const week = shift?.value
  const day = scanWeekday(text, word.end) ?? (shift && scanRepeatedWeekday(text, word.end))
  if (day?.value === 'weekend') return { end: day.end, when: { kind: 'weekend', week } }
  if (day) return { end: day.end, when: { kind: 'weekday', weekday: day.value, week } }
  return week === undefined ? undefined : { end: word.end, when: { kind: 'week', week } }
}

/** The 三 of 周三, not of 周三十 or 周3点. */
export function scanWeekday(
  text: string,
  at: number,
): { end: number; value: number | 'weekend' } | undefined {
  const day = weekdayAt(text, at)
  if (!day) return undefined
  const next = text[day.end] ?? ''
  if (/\d/.test(text[at]!)) return /[\d点:台个天月号%.万周]/.test(next) ? undefined : day
  return /[十百千万月个]/.test(next) && text[at] !== '末' ? undefined : day
}

/** 这周周三, 下周的星期三. */
function scanRepeatedWeekday(text: string, at: number) {
  const from = text[at] === '的' ? at + 1 : at
  const word = weekWordAt(text, from)
  return word && scanWeekday(text, word.end)
}

/** 过三天, 再过三天; in 合作过3年 it is no 过 of ours. */
function passingWord(text: string, at: number): number {
  if (text.startsWith('再过', at)) return 2
  const opens = at === 0 || text[at - 1] === ' ' || isClauseBreakAt(text, at - 1)
  return opens && text[at] === '过' ? 1 : 0
}

type Span = { end: number; counts: number[]; unit: AfterUnit }

/** 两周后, 30天后, 三天内, 两天前, 过三天, 半个月后. */
export function scanAfter(text: string, at: number): WhenMatch | undefined {
  const passing = passingWord(text, at)
  // The end of 1,003天 is no number of its own; the comma before 三天后 ends a clause.
  const inNumber = /(?:\d[.,]?|\.)$/.test(text.slice(Math.max(0, at - 2), at))
  if (inNumber || (passing === 0 && text[at - 1] === '第')) return undefined
  const span = scanSpan(text, at + passing)
  if (!span) return undefined
  const { counts, unit } = span
  const after = side(text, span.end, afterwardsAt)
  const within = after ? undefined : side(text, span.end, withinAt)
  const before = after || within || passing ? undefined : side(text, span.end, beforeAt)
  const end = after?.end ?? within?.end ?? before?.end ?? span.end
  if (end === span.end && !passing) return undefined
  const when = { kind: 'after', counts, unit, back: before !== undefined } as const
  return { end, when, by: within && 'within' }
}

/** 推迟两周, 提前三天; 推迟到下周 is a date by itself. */
export function scanShift(text: string, at: number): WhenMatch | undefined {
  const verb = shiftVerbAt(text, at)
  const span = verb && scanSpan(text, text[verb.end] === ' ' ? verb.end + 1 : verb.end)
  if (!span) return undefined
  const { counts, unit, end } = span
  return { end, when: { kind: 'shift', counts, unit, back: verb.value < 0 } }
}

/** The word 前, 内 or 后 at this place, unless it begins another word: 前台, 内容. */
export function side(
  text: string,
  at: number,
  lexicon: typeof beforeAt,
): { end: number } | undefined {
  const word = lexicon(text, at)
  if (!word) return undefined
  const last = text[word.end - 1]!
  return goesOn[last]?.includes(text[word.end] ?? '\0') ? undefined : word
}

function scanSpan(text: string, at: number): Span | undefined {
  const half = halfUnitAt(text, at)
  if (half) return { end: half.end, counts: [half.value.count], unit: half.value.unit }
  const count = scanCounts(text, at)
  if (!count) return undefined
  // 一个半月
  const andHalf = text.startsWith('个半月', count.end) || text.startsWith('个半小时', count.end)
  if (andHalf) return scanSpanAndHalf(text, count)
  const word = afterUnitAt(text, count.end)
  if (!word) return undefined
  const { unit, times = 1, onlyWith } = word.value
  if (onlyWith && !onlyWith.includes(text[word.end] ?? '\0')) return undefined
  return { end: word.end, counts: count.values.map((n) => n * times), unit }
}

function scanSpanAndHalf(text: string, count: { end: number; values: number[] }): Span {
  const months = text.startsWith('个半月', count.end)
  const end = count.end + (months ? 3 : 4)
  const counts = count.values.map((n) => (months ? n + 0.5 : n * 60 + 30))
  return { end, counts, unit: months ? 'month' : 'minute' }
}

/** 3, 三, or 两三, where it may be either. */
function scanCounts(text: string, at: number): { end: number; values: number[] } | undefined {
  const one = scanCount(text, at)
  if (one) return { end: one.end, values: [one.value] }
  const number = scanNumber(text, at)
  if (!number || 'problem' in number || number.values.length < 2) return undefined
  const values = number.values.map((value) => Number(value / SCALE))
  return values.every((n) => n <= 999) ? { end: number.end, values } : undefined
}
