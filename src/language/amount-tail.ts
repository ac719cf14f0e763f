/** The words behind a number that belong to the amount, and those that make it something else. */
import { measureWordAt, SCALE, type ScannedNumber, scanNumber } from '../lib/chinese-number.ts'
import type { Currency } from '../lib/money.ts'
import {
  approxAfterAt,
  countsThings,
  currencyAt,
  isCodeAfter,
  isCurrencyWord,
  taxAfterAt,
} from './amount-words.ts'

export type Tail = {
  readonly end: number
  readonly currency?: Currency
  readonly approx: boolean
  readonly tax?: boolean
  /** 角 and 分, scaled like the number. */
  readonly smallChange: bigint
}

/** Everything that belongs to the amount from `at`, where its number ended. */
export function readTail(text: string, at: number, number: ScannedNumber): Tail {
  let tail: Tail = { end: at, approx: false, smallChange: 0n }
  for (let i = 0; i < 4; i++) {
    const next =
      readCurrency(text, tail) ??
      readApprox(text, tail) ??
      readTax(text, tail) ??
      readEcho(text, tail, number)
    if (!next) break
    tail = next
  }
  return tail
}

function readCurrency(text: string, tail: Tail): Tail | undefined {
  if (tail.currency) return undefined
  const from = text[tail.end] === ' ' ? tail.end + 1 : tail.end
  const word = currencyAt(text, from)
  if (!word || !isCurrencyWord(text, from, word.end)) return undefined
  const change = readSmallChange(text, word.end)
  let end = change?.end ?? word.end
  if (text[end] === '整' || text[end] === '正') end++
  return { ...tail, end, currency: word.value, smallChange: change?.value ?? 0n }
}

/** 5角, 5角2分 behind 元; the 五 of 三块五. */
function readSmallChange(text: string, at: number): { end: number; value: bigint } | undefined {
  const jiao = digitAt(text, at)
  if (!jiao) return undefined
  const word = text[jiao.end] ?? ''
  if (word === '分') return { end: jiao.end + 1, value: jiao.value / 100n }
  if (word === '角' || word === '毛') {
    const fen = digitAt(text, jiao.end + 1)
    if (fen && text[fen.end] === '分') {
      return { end: fen.end + 1, value: jiao.value / 10n + fen.value / 100n }
    }
    return { end: jiao.end + 1, value: jiao.value / 10n }
  }
  const alone =
    text[at - 1] === '块' && !measureWordAt(text, jiao.end) && !/[A-Za-z\d%.]/.test(word)
  return alone ? { end: jiao.end, value: jiao.value / 10n } : undefined
}

function digitAt(text: string, at: number): { end: number; value: bigint } | undefined {
  const number = scanNumber(text, at)
  if (!number || 'problem' in number || number.values.length > 1) return undefined
  const value = number.values[0]!
  return value < 10n * SCALE && value % SCALE === 0n ? { end: number.end, value } : undefined
}

function readApprox(text: string, tail: Tail): Tail | undefined {
  const word = tail.approx ? undefined : approxAfterAt(text, tail.end)
  if (!word || (text[tail.end] === '+' && /\d/.test(text[word.end] ?? ''))) return undefined
  return { ...tail, end: word.end, approx: true }
}

/** In 320万含税283万不含税 each word goes with the number before it; in 320万含税283万 nobody knows. */
function readTax(text: string, tail: Tail): Tail | undefined {
  const word = tail.tax === undefined ? taxAfterAt(text, tail.end) : undefined
  if (!word) return undefined
  const next = text[word.end] ?? ''
  return /[\d¥$价]/.test(next) ? undefined : { ...tail, end: word.end, tax: word.value }
}

/** The (320万) that our own answers put behind ¥3,200,000, when it says the same. */
function readEcho(text: string, tail: Tail, number: ScannedNumber): Tail | undefined {
  if (text[tail.end] !== '(') return undefined
  const echo = scanNumber(text, tail.end + 1)
  if (!echo || 'problem' in echo || !echo.large || number.values.length > 1) return undefined
  const word = currencyAt(text, echo.end)
  const end = word?.end ?? echo.end
  if (text[end] !== ')') return undefined
  // The short form keeps two decimals of its unit.
  const gap = echo.values[0]! - number.values[0]!
  const near = (echo.unit * SCALE) / 200n
  return gap <= near && gap >= -near ? { ...tail, end: end + 1 } : undefined
}

/** Whether a number that nothing marks as money counts or names something: 2台, 30多家, 548B. */
export function isOtherThing(text: string, number: ScannedNumber, bare: boolean): boolean {
  const at = number.end
  if (!bare) return countsThings(text, at) || /[A-Za-z]/.test(text[at] ?? '')
  const rest = text.slice(at, at + 2)
  if (isCodeAfter.test(rest) || /^[多余来几]/.test(rest)) return true
  // 周 and 张 are surnames too: 张伟300周涛500.
  if (rest[0] === '周' && number.values[0]! >= 200n * SCALE) return false
  if (rest[0] === '张') return rest.length === 1 || '票单卡纸图证发'.includes(rest[1]!)
  return measureWordAt(text, at)
}
