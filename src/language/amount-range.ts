/** Ranges: 30-35万, 30万到35万, 3到5百万, ¥300-350. */
import { measureWordAt, type ScannedNumber, scanNumber } from '../lib/chinese-number.ts'
import type { Currency } from '../lib/money.ts'
import { currencyAt, isCurrencyWord } from './amount-words.ts'

export type Range = {
  readonly low: readonly bigint[]
  readonly high: ScannedNumber
  readonly currency?: Currency
}

const connectors = '-~—到至'

/** The range whose low end was just read. Undefined where the text goes on differently. */
export function readRange(text: string, low: ScannedNumber): Range | undefined {
  const currency = currencyAt(text, low.end)
  const named = currency && isCurrencyWord(text, low.end, currency.end) ? currency : undefined
  const at = named?.end ?? low.end
  const connector = text[at]
  if (connector === undefined || !connectors.includes(connector)) return undefined
  const high = scanNumber(text, at + 1)
  if (!high || 'problem' in high || high.values.length > 1 || low.values.length > 1)
    return undefined
  if (connectors.includes(text[high.end] ?? ' ')) return undefined
  if (!high.large && (low.large || measureWordAt(text, high.end)))
    return shorterHigh(text, low, high)
  // 从300到350 are two amounts even without 从; 300-350 may be a range, 2026-11 or 0755-88 may not.
  if (!high.large && (connector === '到' || connector === '至')) return undefined
  const scale = low.large || !high.large ? 1n : sharedScale(low, high)
  return { low: low.values.map((value) => value * scale), high, currency: named?.value }
}

/** 3到5百万 shares 百万, 100到500万 shares 万. */
function sharedScale(low: ScannedNumber, high: ScannedNumber): bigint {
  const lowDigit = low.values[0]! < 10n ** 11n && !low.smallUnit
  const highDigit = high.values[0]! / high.chain < 10n ** 11n
  return lowDigit && highDigit ? high.chain : high.unit
}

/** 30万-35 means 35万. */
function shorterHigh(text: string, low: ScannedNumber, high: ScannedNumber): Range | undefined {
  if (!low.large || measureWordAt(text, high.end) || /[A-Za-z%折]/.test(text[high.end] ?? '')) {
    return undefined
  }
  const values = high.values.map((value) => value * low.unit)
  return values[0]! > low.values[0]!
    ? { low: low.values, high: { ...high, values, large: true } }
    : undefined
}
