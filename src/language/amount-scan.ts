/** Reading one amount off the text: the words before it, the number, the words after it. */
import {
  type NumberProblem,
  numberFirsts,
  SCALE,
  type ScannedNumber,
  scanNumber,
} from '../lib/chinese-number.ts'
import { isPartOfCode, isSign, type Leads, readLeads } from './amount-lead.ts'
import type { AmountMention, Rate, Sum } from './amount-mention.ts'
import { readRange } from './amount-range.ts'
import { isOtherThing, readTail, type Tail } from './amount-tail.ts'
import { leadAt } from './amount-words.ts'
import { type RateMatch, rateAfter } from './percent.ts'

/** Where to go on reading, and what was found up to there. */
export type Step = { readonly end: number; readonly found?: AmountMention }

const firsts = new Set([...leadAt.firsts, ...numberFirsts])

/** Whether a mention may begin with this character: most of a text need not be looked at. */
export const beginsAmount = (char: string) => firsts.has(char)

/** Reads at most one mention, which starts exactly at `at`. */
export function scanAmount(text: string, at: number): Step {
  const lead = readLeads(text, at)
  const number = scanNumber(text, lead.end)
  if (!number) return { end: at + 1 }
  if (lead.negative && !isSign(text, lead.minusAt)) return { end: lead.minusAt + 1 }
  const code = !lead.currency && isPartOfCode(text, lead.end)
  if ('problem' in number) {
    return code ? { end: number.end } : troubled(text, number, lead)
  }
  const rate = code ? undefined : rateAfter(text, number, lead)
  if (rate) return { end: rate.end, found: toRate(rate, lead) }
  return readSum(text, number, { lead, code }) ?? { end: codeEnd(text, number.end) }
}

/** The rest of a code such as 548B or 010-12345678, so that its end is not read as a number. */
function codeEnd(text: string, from: number): number {
  let end = from
  while (/[A-Za-z0-9_]/.test(text[end] ?? '') || /^[-./:]\d/.test(text.slice(end, end + 2))) end++
  return end
}

function troubled(text: string, number: NumberProblem, lead: Leads): Step {
  let end = number.end
  while (/[万亿元]/.test(text[end] ?? '')) end++
  const said = text.slice(lead.end, end)
  const marked = /[万亿元kKwWM]/.test(said) || lead.currency !== undefined
  // 1.2.3 is a version and 1,2,3 a list; 320,00 was meant to be money.
  if (number.problem === 'malformed' && !marked && !/\d{3},|,\d{3}/.test(said)) return { end }
  const found: Sum = {
    kind: 'sum',
    values: [],
    range: false,
    bare: !marked,
    large: false,
    problem: number.problem,
    negative: false,
    approx: false,
  }
  return { end, found }
}

function toRate({ of, bp, problem }: RateMatch, lead: Leads): Rate {
  const changed = { up: 'raise', down: 'cut' } as const
  if (of === 'share' && lead.change) return { kind: 'rate', of: changed[lead.change], bp, problem }
  return { kind: 'rate', of, bp, problem }
}

function readSum(
  text: string,
  first: ScannedNumber,
  { lead, code }: { lead: Leads; code: boolean },
): Step | undefined {
  const range = lead.follows ? undefined : readRange(text, first)
  const number = range?.high ?? first
  const tail = readTail(text, number.end, number)
  const currency = lead.currency ?? tail.currency ?? range?.currency
  const bare = !number.large && !currency
  if (code && !tail.currency && !number.large) return undefined
  if (tail.end === number.end && isOtherThing(text, number, bare)) return undefined
  if (bare && !(canBeBare(text, lead.end, first) && canBeBare(text, number.end, number)))
    return undefined
  const values = range ? [...range.low, ...number.values] : withSmallChange(number, tail)
  return {
    end: tail.end,
    found: {
      kind: 'sum',
      values,
      range: range !== undefined,
      bare,
      large: number.large,
      problem: range && values[0]! >= values.at(-1)! ? 'malformed' : undefined,
      negative: lead.negative ?? false,
      approx: lead.approx || first.approx || number.approx || tail.approx,
      currency,
      taxIncluded: lead.tax ?? tail.tax,
      change: lead.change,
    },
  }
}

const withSmallChange = (number: ScannedNumber, tail: Tail) =>
  number.values.map((value) => value + tail.smallChange)

/** Whether a number with neither 万 nor a currency may be money at all. */
function canBeBare(text: string, at: number, number: ScannedNumber): boolean {
  if (!number.arabic) return number.smallUnit && number.values[0]! >= 100n * SCALE
  const run = /^[\d,.]+/.exec(text.slice(at, at + 24))?.[0]
  if (run === undefined) return true
  if (/^0\d/.test(run)) return false
  return !/^1[3-9]\d{9}$/.test(run)
}
