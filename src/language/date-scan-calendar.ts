/** Dates by the names of the calendar: 11月30日, 下月底, 明年一季度, 年底, 国庆前, 30号. */

import { measureWordAt, scanCount } from '../lib/chinese-number.ts'
import { hanDigit } from '../lib/chinese-number-token.ts'
import type { SaidMonth, SaidYear, When } from './date-mention.ts'
import { fullYear } from './date-scan-digits.ts'
import { isInsideWord, side, type WhenMatch } from './date-scan-relative.ts'
import {
  bareMonthPartAt,
  beforeAt,
  festivalAt,
  goesOn,
  halfYearAt,
  monthPartAt,
  monthShiftAt,
  quarterAt,
  quarterShiftAt,
  yearPartAt,
  yearShiftAt,
} from './date-words.ts'

/** A year and what follows it, or any of these without a year. */
export function scanCalendar(text: string, at: number): WhenMatch | undefined {
  const year = scanYear(text, at)
  const from = year?.end ?? at
  return (
    scanNamedMonth(text, from, year?.year) ??
    scanQuarter(text, from, year?.year) ??
    scanFestival(text, from, year?.year) ??
    scanHalfYear(text, from, year?.year) ??
    scanYearPart(text, from, year?.year) ??
    (year?.relative ? { end: year.end, when: { kind: 'year', year: year.year } } : undefined) ??
    (year ? undefined : (scanShifted(text, at) ?? scanDateOfMonth(text, at)))
  )
}

type YearMatch = { end: number; year: SaidYear; relative: boolean }

/** 2026年, 26年, 二〇二六年, 2026 before Q4, 今年, 明年. */
function scanYear(text: string, at: number): YearMatch | undefined {
  const shift = yearShiftAt(text, at)
  if (shift) {
    const end = text[shift.end] === '的' ? shift.end + 1 : shift.end
    return { end, year: { by: shift.value }, relative: true }
  }
  if (/[\dA-Za-z.]/.test(text[at - 1] ?? '')) return undefined
  let end = at
  let digits = ''
  while (digits.length < 5) {
    const char = text[end] ?? ''
    const digit = /\d/.test(char) ? char : hanDigit(char)
    if (digit === undefined || digit === '') break
    digits += digit
    end++
  }
  const full = fullYear(digits)
  if (!full) return undefined
  if (text[end] === ' ') end++
  if (text[end] === '年') return { end: end + 1, year: { at: full }, relative: false }
  return /[Qq]/.test(text[end] ?? '') ? { end, year: { at: full }, relative: false } : undefined
}

/** 11月, 11月30日, 11月底, 十二月中旬. */
function scanNamedMonth(text: string, at: number, year?: SaidYear): WhenMatch | undefined {
  if (!year && /[\d.第-]/.test(text[at - 1] ?? '')) return undefined
  const month = scanCount(text, at)
  if (!month || month.value < 1 || month.value > 12 || text[month.end] !== '月') return undefined
  const end = text[month.end + 1] === '份' ? month.end + 2 : month.end + 1
  return withinMonth(text, end, { month: month.value, year })
}

/** 月中标, 年初步, 本月底价: the last character begins another word. */
function goesOnAfter(text: string, end: number): boolean {
  return goesOn[text[end - 1]!]?.includes(text[end] ?? '\0') ?? false
}

/** What follows a month: a part of it, a date in it, or nothing. */
function withinMonth(text: string, at: number, month: SaidMonth): WhenMatch {
  const from = text[at] === '的' || text[at] === ' ' ? at + 1 : at
  const part = monthPartAt(text, from)
  if (part && !goesOnAfter(text, part.end)) {
    return { end: part.end, when: { kind: 'month-part', in: month, part: part.value } }
  }
  const date = scanDate(text, from)
  if (!date) return { end: at, when: { kind: 'month', in: month } }
  return { end: date.end, when: onDate(month, date.value) }
}

const onDate = (month: SaidMonth, date: number): When =>
  'monthBy' in month
    ? { kind: 'date-of-month', date, monthBy: month.monthBy }
    : { kind: 'date', month: month.month, date, year: month.year }

/** 30日, 30号, or 30 that counts nothing else. */
function scanDate(text: string, at: number): { end: number; value: number } | undefined {
  const date = scanCount(text, at)
  if (!date || date.value < 1) return undefined
  const next = text[date.end] ?? ''
  if (next === '日' || next === '号') {
    return date.value <= 99 ? { end: date.end + 1, value: date.value } : undefined
  }
  if (
    date.value > 31 ||
    measureWordAt(text, date.end) ||
    /[\dA-Za-z%.:万亿千百元块折成]/.test(next)
  ) {
    return undefined
  }
  return date
}

/** 下个月, 下月底, 本月15号; 月底 alone. */
function scanShifted(text: string, at: number): WhenMatch | undefined {
  const shift = monthShiftAt(text, at)
  if (shift) {
    if (isInsideWord(text, at)) return undefined
    const end = text[shift.end] === '份' ? shift.end + 1 : shift.end
    return withinMonth(text, end, { monthBy: shift.value })
  }
  const part = bareMonthPartAt(text, at)
  if (!part || goesOnAfter(text, part.end) || /[\d个一二三四五六七八九十]/.test(text[at - 1] ?? ''))
    return undefined
  const by = text.startsWith('月内', at) ? 'within' : undefined
  return { end: part.end, when: { kind: 'month-part', in: { monthBy: 0 }, part: part.value }, by }
}

/** 30号 without a month; 3号楼 and 1号线 are no dates. */
function scanDateOfMonth(text: string, at: number): WhenMatch | undefined {
  // 每月5号 comes round: its month was not taken.
  if (/[\dA-Za-z.第月/-]/.test(text[at - 1] ?? '')) return undefined
  const date = scanCount(text, at)
  if (!date || date.value < 1 || date.value > 31) return undefined
  const word = text[date.end]
  const next = text[date.end + 1] ?? ''
  if (word !== '号' && word !== '日') return undefined
  if (/[楼线机文门厅库房馆院位码]/.test(next) || (word === '日' && /[元本均内后常]/.test(next))) {
    return undefined
  }
  return { end: date.end + 1, when: { kind: 'date-of-month', date: date.value } }
}

function scanQuarter(text: string, at: number, year?: SaidYear): WhenMatch | undefined {
  const shift = year ? undefined : quarterShiftAt(text, at)
  const quarter = shift ? undefined : quarterAt(text, at)
  const end = shift?.end ?? quarter?.end
  if (end === undefined) return undefined
  // Q10 is no quarter.
  if (/\d/.test(text[end - 1]!) && /[A-Za-z0-9]/.test(text[end] ?? '')) return undefined
  if (!year && /[A-Za-z0-9-]/.test(text[at - 1] ?? '')) return undefined
  // 季度末 and 季度内 add nothing to the last day.
  const closed = /[末底]/.test(text[end] ?? '') ? end + 1 : end
  if (shift) return { end: closed, when: { kind: 'quarter-by', by: shift.value } }
  return { end: closed, when: { kind: 'quarter', quarter: quarter!.value, year } }
}

function scanFestival(text: string, at: number, year?: SaidYear): WhenMatch | undefined {
  // 十一 is a festival only where something says so.
  const eleven =
    text.startsWith('十一', at) && /^(?:前|之前|假期|长假|放假)/.test(text.slice(at + 2, at + 4))
  const word = eleven ? { end: at + 2, value: '国庆节' as const } : festivalAt(text, at)
  if (
    !word ||
    (word.value === '劳动节' && /[百千万亿\d一二三四五六七八九十]/.test(text[word.end] ?? ''))
  ) {
    return undefined
  }
  const eve = side(text, word.end, beforeAt)
  const end = eve?.end ?? word.end
  const by = eve && 'before'
  return { end, when: { kind: 'festival', festival: word.value, eve: eve !== undefined, year }, by }
}

function scanHalfYear(text: string, at: number, year?: SaidYear): WhenMatch | undefined {
  const half = halfYearAt(text, at)
  return half && { end: half.end, when: { kind: 'half-year', half: half.value, year } }
}

/** 年底, 明年底, 2026年底, 年内, 年前. */
function scanYearPart(text: string, at: number, year?: SaidYear): WhenMatch | undefined {
  if (!year && /[\d年今明后去前本当半两几一二三四五六七八九十百零〇]/.test(text[at - 1] ?? ''))
    return undefined
  const within = text.startsWith(year ? '内' : '年内', at)
  if (within) {
    return {
      end: at + (year ? 1 : 2),
      when: { kind: 'year-part', part: 'end', year },
      by: 'within',
    }
  }
  if (!year && text.startsWith('年前', at))
    return { end: at + 2, when: { kind: 'before-new-year' } }
  const part = yearPartAt(text, at)
  // 底 and 末 alone need the year before them.
  if (!part || goesOnAfter(text, part.end) || (!year && text[at] !== '年' && text[at] !== '岁'))
    return undefined
  return { end: part.end, when: { kind: 'year-part', part: part.value, year } }
}
