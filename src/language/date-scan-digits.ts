/** Dates in figures: 2026-11-30, 26.11.30, 11/30, 11.30, 20261130, 1130. */
import { measureWordAt } from '../lib/chinese-number.ts'
import type { WhenMatch } from './date-scan-relative.ts'
import { cueAfter, cueBefore } from './date-words.ts'
import { isClauseBreakAt } from './normalise.ts'

const isMonth = (n: number) => n >= 1 && n <= 12
const isDate = (n: number) => n >= 1 && n <= 31

/** Reads a run of figures; `end` alone says that it is none of ours and how far it goes. */
export function scanFigures(text: string, at: number): WhenMatch | { end: number } | undefined {
  if (!/\d/.test(text[at] ?? '')) return undefined
  const run = /^\d+(?:[-./]\d+)*/.exec(text.slice(at, at + 40))![0]
  const end = at + run.length
  if (!standsAlone(text, at, end)) return { end: at + /^\d+/.exec(run)![0].length }
  const parts = run.split(/[-./]/)
  const separators = new Set(run.replaceAll(/\d/g, ''))
  if (separators.size > 1) return { end }
  const found =
    parts.length === 1
      ? compact(text, at, run)
      : parts.length === 2
        ? twoParts(text, { at, end }, parts, [...separators][0]!)
        : threeParts(parts)
  return found ? { ...found, end } : { end }
}

/** Neither part of a code nor of an amount, a count or a time. */
function standsAlone(text: string, at: number, end: number): boolean {
  if (/[A-Za-z0-9_#¥$€£第×*/\\.+-]/.test(text[at - 1] ?? '')) return false
  if (text[at - 1] === ':' && /[A-Za-z0-9]/.test(text[at - 2] ?? '')) return false
  const next = text[end] ?? ''
  if (next === 'T') return /\d/.test(text[end + 1] ?? '')
  if (/[A-Za-z0-9_%‰×*:\\+万亿千百元块折成℃°-]/.test(next)) return false
  if (next === ' ' && /[万亿元%]/.test(text[end + 1] ?? '')) return false
  return next === '日' || next === '号' || next === '前' || !measureWordAt(text, end)
}

type Found = Omit<WhenMatch, 'end'>

function threeParts(parts: readonly string[]): Found | undefined {
  if (parts.length !== 3) return undefined
  const [year = '', month = '', date = ''] = parts
  const full = fullYear(year)
  if (!full || month.length > 2 || date.length > 2) return undefined
  if (!isMonth(Number(month)) || !isDate(Number(date))) return undefined
  return { when: { kind: 'date', year: { at: full }, month: Number(month), date: Number(date) } }
}

/** 2026, or 26 for one of the years deals are made in. */
export function fullYear(digits: string): number | undefined {
  const n = Number(digits)
  if (digits.length === 4) return n >= 2000 && n <= 2099 ? n : undefined
  return digits.length === 2 && n >= 20 && n <= 40 ? 2000 + n : undefined
}

function twoParts(
  text: string,
  span: { at: number; end: number },
  [first = '', second = '']: readonly string[],
  separator: string,
): Found | undefined {
  const [a, b] = [Number(first), Number(second)]
  if (first.length === 4) {
    const year = fullYear(first)
    if (!year || !isMonth(b) || second.length > 2) return undefined
    return { when: { kind: 'month', in: { month: b, year: { at: year } } } }
  }
  if (first.length > 2 || second.length > 2 || !isMonth(a) || !isDate(b)) return undefined
  const spot = spotOf(text, span)
  // 11/30 and 11-30 are hardly anything else; 3-5 and 2/3 are.
  const plain = separator !== '.' && (a >= 10 || b >= 10)
  if (!spot && !plain) return undefined
  return {
    when: { kind: 'date', month: a, date: b },
    ...(separator === '.' && spot !== 'sure' && { alsoAmount: true }),
  }
}

/** 20261130, and 1130 where a date may stand. */
function compact(text: string, at: number, run: string): Found | undefined {
  if (run.length === 8) {
    return threeParts([run.slice(0, 4), run.slice(4, 6), run.slice(6)])
  }
  if (run.length !== 4) return undefined
  const [month, date] = [Number(run.slice(0, 2)), Number(run.slice(2))]
  if (!isMonth(month) || !isDate(date)) return undefined
  const spot = spotOf(text, { at, end: at + 4 })
  if (!spot) return undefined
  // 1130签 can be no time of day; 1130开会 can.
  if (/^(?:签|下单|成交|付款|回款|日|号)/.test(text.slice(at + 4, at + 6))) {
    return { when: { kind: 'date', month, date } }
  }
  return { when: { kind: 'four-digits', month, date }, alsoAmount: spot !== 'sure' }
}

/**
 * Whether a date in figures may stand here: `sure` where the word behind says so, `maybe` beside a
 * word that also goes with amounts, or alone between separators.
 */
function spotOf(
  text: string,
  { at, end }: { at: number; end: number },
): 'sure' | 'maybe' | undefined {
  const after = text.slice(text[end] === ' ' ? end + 1 : end).slice(0, 3)
  if (cueAfter.test(after)) return 'sure'
  const before = text[at - 1] === ' ' ? text[at - 2] : text[at - 1]
  if (before !== undefined && cueBefore.includes(before)) return 'maybe'
  const opens = at === 0 || isClauseBreakAt(text, at - 1) || text[at - 1] === ' '
  const closes = end === text.length || isClauseBreakAt(text, end) || text[end] === ' '
  return opens && closes ? 'maybe' : undefined
}
