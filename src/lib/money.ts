/**
 * Money as people read it. Amounts are whole hundredths of the currency's unit (分 for CNY) as
 * bigint; nothing here goes through a floating-point number.
 */

type CurrencyWords = { readonly symbol: string; readonly name: string }

/** Currencies that are kept and shown; a rate between them is never assumed. */
export const currencies = {
  CNY: { symbol: '¥', name: '' },
  USD: { symbol: 'US$', name: '美元' },
  EUR: { symbol: '€', name: '欧元' },
  HKD: { symbol: 'HK$', name: '港元' },
  GBP: { symbol: '£', name: '英镑' },
  JPY: { symbol: 'JP¥', name: '日元' },
} as const satisfies Record<string, CurrencyWords>

export type Currency = keyof typeof currencies

/** A currency read from the store that this version does not know is shown by its code. */
function wordsOf(currency: string): CurrencyWords {
  return Object.hasOwn(currencies, currency)
    ? currencies[currency as Currency]
    : { symbol: `${currency} `, name: currency }
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

const abs = (n: bigint) => (n < 0n ? -n : n)

/** Half away from zero; both arguments positive. */
const divideRounded = (n: bigint, by: bigint) => (n + by / 2n) / by

/** Digits with thousands separators, and 角分 only where there are some. */
function digits(fen: bigint): string {
  const rest = fen % 100n
  return grouped.format(fen / 100n) + (rest ? `.${String(rest).padStart(2, '0')}` : '')
}

const wanFen = 1_000_000n
const yiFen = 10_000n * wanFen

/** At most two decimals, no trailing zeros: 320万, 706.52万, 1.2亿; undefined below 1万. */
function compact(fen: bigint): string | undefined {
  if (fen < wanFen) return undefined
  const inWan = divideRounded(fen, wanFen / 100n)
  // 99,999,999 rounds to 10000万, which is said 1亿.
  const [hundredths, unit] =
    inWan < 1_000_000n ? [inWan, '万'] : [divideRounded(fen, yiFen / 100n), '亿']
  const rest = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${hundredths / 100n}${rest && `.${rest}`}${unit}`
}

const minus = (fen: bigint) => (fen < 0n ? '-' : '')

/** Exact digits only: `¥2,800,000`, `US$500,000`, `¥7,065,217.39`. */
export function plainFen(fen: bigint, currency = 'CNY'): string {
  return minus(fen) + wordsOf(currency).symbol + digits(abs(fen))
}

/**
 * An amount as every answer shows it: digits and 万 or 亿, `¥3,200,000(320万)`; below 1万 digits
 * alone. An approximate one shows no more than was said: `约30万(概数)`.
 */
export function formatFen(
  fen: bigint,
  { currency = 'CNY', approx = false }: { currency?: string; approx?: boolean } = {},
): string {
  const short = compact(abs(fen))
  const { name } = wordsOf(currency)
  if (approx) return `约${short ? minus(fen) + short + name : plainFen(fen, currency)}(概数)`
  return plainFen(fen, currency) + (short ? `(${short}${name})` : '')
}

/** For buttons and lists: `¥320万`, `US$50万`, `¥8,600`. */
export function shortFen(fen: bigint, currency = 'CNY'): string {
  return minus(fen) + wordsOf(currency).symbol + (compact(abs(fen)) ?? digits(abs(fen)))
}

/**
 * As people say it, for options to choose from: `320万`, `320元`, `50万美元`. Exact digits where the
 * short form would round: `325,555元`.
 */
export function spokenFen(fen: bigint, currency = 'CNY'): string {
  const name = wordsOf(currency).name
  const exact = fen % ((fen < yiFen ? wanFen : yiFen) / 100n) === 0n
  const short = exact ? compact(fen) : undefined
  return short ? short + name : digits(fen) + (name || '元')
}

/** `+14.3%`, `-5%`; undefined when there was nothing to change from. */
export function formatChange(from: bigint, to: bigint): string | undefined {
  if (from <= 0n) return undefined
  const tenths = divideRounded(abs(to - from) * 1000n, from)
  if (tenths === 0n) return '0%'
  const rest = tenths % 10n
  return `${to < from ? '-' : '+'}${grouped.format(tenths / 10n)}${rest ? `.${rest}` : ''}%`
}
