/** How long, in commercial terms: 60天, 两个月, 8-12周, 半年. */
import { SCALE, scanNumber } from '../lib/chinese-number.ts'
import type { Reading } from './reading.ts'

export type TermUnit = 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'year'

/** Twice the count, so that 一个半月 is whole; two counts for a range, or where either is meant. */
export type TermSpan = {
  readonly unit: TermUnit
  readonly halves: readonly number[]
  readonly range: boolean
}

const units: readonly (readonly [RegExp, TermUnit])[] = [
  [/(?:个)?工作[日天]/uy, 'workday'],
  [/(?:个)?(?:自然)?[天日](?!期)/uy, 'day'],
  [/(?:个)?(?:周|星期|礼拜)/uy, 'week'],
  [/个月/uy, 'month'],
  [/(?:个)?季度?/uy, 'quarter'],
  [/年/uy, 'year'],
]

function unitAt(text: string, at: number): { unit: TermUnit; end: number } | undefined {
  for (const [pattern, unit] of units) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return { unit, end: at + match[0].length }
  }
  return undefined
}

const half = /半(个月|年|个季度)/uy
const andHalf: Readonly<Record<string, RegExp>> = { 个半月: /个半月/uy, 年半: /年半/uy }

type Read = { readonly end: number; readonly span: TermSpan }

const spanOf = (unit: TermUnit, halves: readonly number[], range = false): TermSpan => ({
  unit,
  halves,
  range,
})

/** Reads at most one length of time, which starts exactly at `at`. */
export function readTermSpan(text: string, at: number): Read | undefined {
  half.lastIndex = at
  const alone = half.exec(text)
  if (alone) {
    const unit = alone[1] === '年' ? 'year' : alone[1] === '个月' ? 'month' : 'quarter'
    return { end: at + alone[0].length, span: spanOf(unit, [1]) }
  }
  const low = countAt(text, at)
  if (!low) return undefined
  return withHalf(text, low) ?? withUnit(text, low) ?? asRange(text, low)
}

type Count = { readonly end: number; readonly counts: readonly number[] }

function countAt(text: string, at: number): Count | undefined {
  if (/[\d.A-Za-z]/.test(text[at - 1] ?? '')) return undefined
  const n = scanNumber(text, at)
  if (!n || 'problem' in n || n.large) return undefined
  const counts = n.values.filter((value) => value % SCALE === 0n).map((value) => value / SCALE)
  if (counts.length !== n.values.length || counts.some((one) => one > 3650n)) return undefined
  return { end: n.end, counts: counts.map(Number) }
}

function withHalf(text: string, { end, counts }: Count): Read | undefined {
  for (const [words, pattern] of Object.entries(andHalf)) {
    pattern.lastIndex = end
    if (!pattern.test(text)) continue
    const halves = counts.map((count) => count * 2 + 1)
    const unit = words === '年半' ? 'year' : 'month'
    return { end: end + words.length, span: spanOf(unit, halves) }
  }
  return undefined
}

function withUnit(text: string, { end, counts }: Count): Read | undefined {
  const unit = unitAt(text, end)
  if (!unit) return undefined
  const doubled = counts.map((count) => count * 2)
  const high = /^[-~—到至]/u.test(text.slice(unit.end)) ? countAt(text, unit.end + 1) : undefined
  const last = high && unitAt(text, high.end)
  if (high && last?.unit === unit.unit) {
    const halves = [...doubled, ...high.counts.map((count) => count * 2)]
    return { end: last.end, span: spanOf(unit.unit, halves, true) }
  }
  return { end: unit.end, span: spanOf(unit.unit, doubled) }
}

/** 8-12周. */
function asRange(text: string, low: Count): Read | undefined {
  if (!/^[-~—到至]/u.test(text.slice(low.end))) return undefined
  const high = countAt(text, low.end + 1)
  const unit = high && unitAt(text, high.end)
  if (!high || !unit) return undefined
  const halves = [...low.counts, ...high.counts].map((count) => count * 2)
  return { end: unit.end, span: spanOf(unit.unit, halves, true) }
}

const unitWords: Readonly<Record<TermUnit, string>> = {
  day: '天',
  workday: '个工作日',
  week: '周',
  month: '个月',
  quarter: '个季度',
  year: '年',
}

const days: Readonly<Record<TermUnit, number>> = {
  day: 1,
  workday: 1.4,
  week: 7,
  month: 30,
  quarter: 90,
  year: 360,
}
const weeks: Readonly<Record<TermUnit, number>> = {
  day: 1 / 7,
  workday: 1 / 5,
  week: 1,
  month: 4,
  quarter: 13,
  year: 52,
}
const months: Readonly<Record<TermUnit, number>> = {
  day: 1 / 30,
  workday: 1 / 22,
  week: 1 / 4,
  month: 1,
  quarter: 3,
  year: 12,
}

const said = (unit: TermUnit, halves: number): string => `${halves / 2}${unitWords[unit]}`

const countIn = (table: typeof days, unit: TermUnit, halves: number): number =>
  Math.ceil((halves * table[unit]) / 2 - 1e-9)

function readIn(span: TermSpan, table: typeof days, word: string): Reading<number> {
  const values = span.halves.map((halves) => countIn(table, span.unit, halves))
  const [value] = values
  if (values.length > 1) {
    const options = values.map((one) => ({ label: `${one}${word}`, value: one }))
    return { kind: 'ask', question: '是多少?', options }
  }
  if (value === undefined || value <= 0) return { kind: 'refuse', reason: '时长看不懂' }
  // 60个工作日 may be 60 days to some; a month is a month.
  const exact = `${span.halves[0]! / 2}${word}` === `${value}${word}` && table[span.unit] === 1
  if (span.unit === 'workday') {
    const plain = span.halves[0]! / 2
    return {
      kind: 'ask',
      question: '按自然日是多少?',
      options: [...new Set([value, plain])].map((one) => ({ label: `${one}${word}`, value: one })),
    }
  }
  const note = `${said(span.unit, span.halves[0]!)}按${value}${word}算`
  return exact ? { kind: 'value', value } : { kind: 'value', value, note }
}

/** In days: a month counts as 30, and the note says so. */
export const readSpanDays = (span: TermSpan): Reading<number> => readIn(span, days, '天')

/** In months. */
export const readSpanMonths = (span: TermSpan): Reading<number> => readIn(span, months, '个月')

export type Weeks = { readonly min: number; readonly max: number }

/** In weeks; a range stays one. */
export function readSpanWeeks({ unit, halves }: TermSpan): Reading<Weeks> {
  const counts = halves.map((one) => countIn(weeks, unit, one))
  const value = { min: Math.min(...counts), max: Math.max(...counts) }
  if (value.min <= 0) return { kind: 'refuse', reason: '交期看不懂' }
  if (unit === 'week') return { kind: 'value', value }
  const words = value.min === value.max ? `${value.max}周` : `${value.min}–${value.max}周`
  return {
    kind: 'value',
    value,
    note: `${halves.map((one) => said(unit, one)).join('–')}按${words}算`,
  }
}
