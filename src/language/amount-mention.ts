/** What an amount is, and what a stretch of text may say of one. */
import type { Currency } from '../lib/money.ts'

export type Amount = {
  readonly fen: bigint
  readonly currency: Currency
  readonly approx: boolean
  readonly taxIncluded?: boolean
  /** Discount from the current amount in hundredths of a percent, when it was said as one. */
  readonly discountBp?: number
}

/** A number of currency units, as said. */
export type Sum = {
  readonly kind: 'sum'
  /** Units of currency × 10^10. Several when it is open which is meant: 两三百万, 30-35万. */
  readonly values: readonly bigint[]
  /** Whether the middle of two values is one more thing it may mean. */
  readonly range: boolean
  /** Neither 万 nor a currency was said: 320 may be 320万. */
  readonly bare: boolean
  /** 万, 亿, k, w or M was said: bare numbers beside it may share the unit. */
  readonly large: boolean
  readonly problem?: 'vague' | 'malformed'
  readonly negative: boolean
  readonly approx: boolean
  readonly currency?: Currency
  readonly taxIncluded?: boolean
  /** 加20万, 降20万: relative to the current amount. */
  readonly change?: 'up' | 'down'
}

/** A part of a price. `pay` 95折, `cut` 降5个点, `raise` 涨5%, `share` a percentage on its own. */
export type Rate = {
  readonly kind: 'rate'
  readonly of: 'pay' | 'cut' | 'raise' | 'share'
  /** Hundredths of a percent; several when it is open which is meant: 七八折. */
  readonly bp: readonly number[]
  readonly problem?: 'malformed'
}

export type AmountMention = (Sum | Rate) & {
  /** The same characters may be a date: 11.30. */
  readonly alsoDate?: boolean
}
