/** Commercial terms as they were said. */
import type { AmountMention } from './amount.ts'
import type { Reading } from './reading.ts'
import type { Weeks } from './term-span.ts'

/** A value with the words it was said in. */
export type SaidTerm<T> = { readonly said: string; readonly reading: Reading<T> }
export type SaidAmount = { readonly said: string; readonly found: AmountMention }

export type SaidTerms = {
  /** A sum, or a sum less or more than the price there is. */
  readonly price?: SaidAmount
  /** 88折, 折扣12%; a number alone may be either. */
  readonly discount?: SaidAmount
  readonly netDays?: SaidTerm<number>
  /** Basis points of the price. */
  readonly prepayBp?: SaidTerm<number>
  /** 预付20万: a sum, whatever part of the price it is. */
  readonly prepaySum?: SaidAmount
  readonly deliveryWeeks?: SaidTerm<Weeks>
  readonly warrantyMonths?: SaidTerm<number>
  /** In their own words. */
  readonly nonStandard: readonly string[]
  readonly taxIncluded?: boolean
}
