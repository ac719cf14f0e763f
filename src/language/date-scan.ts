/** Reading one date off the text: the day, then what was said with it. */
import type { Precision } from '../lib/calendar.ts'
import { numberFirsts } from '../lib/chinese-number.ts'
import { festivals } from '../lib/festivals.ts'
import type { DateMention } from './date-mention.ts'
import { scanCalendar } from './date-scan-calendar.ts'
import { scanFigures } from './date-scan-digits.ts'
import {
  scanAfter,
  scanOffset,
  scanShift,
  scanVague,
  scanWeek,
  scanWeekday,
  side,
  type WhenMatch,
} from './date-scan-relative.ts'
import { scanTime, type TimeMatch } from './date-time.ts'
import {
  bareMonthPartAt,
  beforeAt,
  festivalAt,
  halfUnitAt,
  halfYearAt,
  monthShiftAt,
  offsetAt,
  periodAt,
  quarterAt,
  quarterShiftAt,
  shiftVerbAt,
  shortOffsetAt,
  vagueAt,
  weekShiftAt,
  weekWordAt,
  withinAt,
  yearPartAt,
  yearShiftAt,
} from './date-words.ts'

/** Where to go on reading, and what was found up to there. */
export type Step = { readonly end: number; readonly found?: DateMention }

const firsts = new Set([
  ...numberFirsts,
  ...[
    vagueAt,
    shiftVerbAt,
    halfUnitAt,
    offsetAt,
    shortOffsetAt,
    weekShiftAt,
    weekWordAt,
    yearShiftAt,
  ].flatMap((lexicon) => lexicon.firsts),
  ...[
    quarterAt,
    quarterShiftAt,
    festivalAt,
    halfYearAt,
    yearPartAt,
    monthShiftAt,
    periodAt,
  ].flatMap((lexicon) => lexicon.firsts),
  ...bareMonthPartAt.firsts,
  ...'过再',
])

/** Whether a mention may begin with this character: most of a text need not be looked at. */
export const beginsDate = (char: string) => firsts.has(char)

/** In this order: of two that end at the same place the earlier wins. */
const scanners = [scanVague, scanShift, scanAfter, scanOffset, scanWeek, scanCalendar]

/** Reads at most one mention, which starts exactly at `at`. */
export function scanDate(text: string, at: number): Step {
  // 每周三, 每月5号: no single day.
  if (/[每隔]/.test(text[at - 1] ?? '')) return { end: at + 1 }
  let best: WhenMatch | undefined
  for (const scan of scanners) {
    const match = scan(text, at)
    if (match && match.end > (best?.end ?? at)) best = match
  }
  if (!best) {
    const time = scanTime(text, at)
    if (time?.time && time.sure)
      return finish(text, { end: time.end, when: { kind: 'clock' } }, time)
    const figures = scanFigures(text, at)
    if (figures && !('when' in figures)) return figures
    best = figures
  }
  return best ? finish(text, best) : { end: at + 1 }
}

const dated = new Set<WhenMatch['when']['kind']>(['date', 'four-digits', 'date-of-month', 'offset'])

/** The weekday, the time and 前 or 内, in the order in which they are said. */
function finish(text: string, match: WhenMatch, clock?: TimeMatch): Step {
  let end = match.end
  const label = scanLabel(text, end)
  end = label?.end ?? end
  const weekday = label ? undefined : dated.has(match.when.kind) ? scanBeside(text, end) : undefined
  end = weekday?.end ?? end
  const time = clock ?? scanTimeBeside(text, end)
  end = time?.end ?? end
  const { by, end: last } = match.by ? { by: match.by, end } : scanBy(text, end)
  const found: DateMention = {
    when: match.when,
    time: time?.time,
    by,
    weekday: label?.weekday ?? weekday?.value,
    precision: label?.precision,
    // 11.30 with a weekday or a time beside it is no amount.
    alsoAmount: match.alsoAmount && last === match.end ? true : undefined,
  }
  return { end: last, found }
}

function scanBy(text: string, at: number): { end: number; by?: 'before' | 'within' } {
  const before = side(text, at, beforeAt)
  if (before) return { end: before.end, by: 'before' }
  const within = side(text, at, withinAt)
  return within ? { end: within.end, by: 'within' } : { end: at }
}

function scanTimeBeside(text: string, at: number): TimeMatch | undefined {
  const joined =
    text[at] === ' ' || text[at] === '的' || (text[at] === 'T' && /\d/.test(text[at + 1] ?? ''))
  return scanTime(text, joined ? at + 1 : at)
}

/** 周三 behind a date, in brackets or not. */
function scanBeside(text: string, at: number): { end: number; value: number } | undefined {
  const open = /[ (]/.test(text[at] ?? '') ? at + 1 : at
  const word = weekWordAt(text, open)
  const day = word && scanWeekday(text, word.end)
  if (!day || day.value === 'weekend') return undefined
  if (text[at] !== '(') return { end: day.end, value: day.value }
  return text[day.end] === ')' ? { end: day.end + 1, value: day.value } : undefined
}

const precisions: Readonly<Record<string, Precision>> = {
  周: 'week',
  旬: 'third',
  月: 'month',
  季度: 'quarter',
}

const plainLabels = new Set<string>(['今天', '昨天', '明天', '后天', '本月底', ...festivals])

/** What our own answers put behind a date: (下周三), (周一,本月底), (2027年一季度,精度:季度). */
function scanLabel(
  text: string,
  at: number,
): { end: number; weekday?: number; precision?: Precision } | undefined {
  if (text[at] !== '(') return undefined
  const inner = text.slice(at + 1, at + 40).split(')')
  if (inner.length < 2) return undefined
  const end = at + inner[0]!.length + 2
  let weekday: number | undefined
  for (const part of inner[0]!.split(',')) {
    const said = /^[上下本这]{0,2}周([一二三四五六日天])$/.exec(part)
    const precision = /^精度:(.+)$/.exec(part)
    if (precision) return { end, precision: precisions[precision[1]!] }
    if (said) weekday = '一二三四五六日'.indexOf(said[1] === '天' ? '日' : said[1]!) + 1
    else if (!plainLabels.has(part) && !inner[0]!.includes('精度:')) return undefined
  }
  return { end, weekday }
}
