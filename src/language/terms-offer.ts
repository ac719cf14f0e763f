/** What the price of an offer is said as: a sum, or a part of the list price. */
import { SCALE } from '../lib/chinese-number.ts'
import { spokenFen } from '../lib/money.ts'
import type { Amount } from './amount.ts'
import { type AmountContext, readAmount, readDiscount } from './amount-read.ts'
import type { Reading } from './reading.ts'
import type { SaidAmount, SaidTerms } from './said-terms.ts'

export type Offer =
  | { readonly kind: 'price'; readonly amount: Amount }
  /** Basis points off the list price. */
  | { readonly kind: 'discount'; readonly discountBp: number }

/** Undefined where neither was said. What may be 85折 or 85万 is asked. */
export function readOffer(
  { price, discount }: Pick<SaidTerms, 'price' | 'discount'>,
  context: AmountContext,
): Reading<Offer> | undefined {
  if (discount) return readOff(discount, context)
  return price && mapped(readAmount(price.found, context), (amount) => ({ kind: 'price', amount }))
}

function readOff({ found }: SaidAmount, context: AmountContext): Reading<Offer> {
  if (found.kind === 'rate') {
    return mapped(readDiscount(found), (discountBp) => ({ kind: 'discount', discountBp }))
  }
  const percent = Number((found.values[0]! * 100n) / SCALE)
  const options = [
    ...(percent > 0 && percent < 10_000 ? [discountOption(percent)] : []),
    ...sumOptions(found, context),
  ]
  return options.length > 0
    ? { kind: 'ask', question: '折扣是多少?', options }
    : { kind: 'refuse', reason: '折扣看不懂' }
}

/** 折扣12 is 12 off, 折扣85 what is left. */
function discountOption(percent: number) {
  const discountBp = percent >= 5000 ? 10_000 - percent : percent
  const left = 10_000 - discountBp
  const label = `${left / (left % 1000 === 0 ? 1000 : 100)}折(降${discountBp / 100}%)`
  return { label, value: { kind: 'discount', discountBp } as const }
}

function sumOptions(found: SaidAmount['found'], context: AmountContext) {
  const reading = readAmount(found, { ...context, inheritUnit: 'wan' })
  if (reading.kind !== 'value') return []
  const { value: amount } = reading
  return [
    { label: spokenFen(amount.fen, amount.currency), value: { kind: 'price', amount } as const },
  ]
}

function mapped<T>(reading: Reading<T>, to: (value: T) => Offer): Reading<Offer> {
  switch (reading.kind) {
    case 'value':
      return { ...reading, value: to(reading.value) }
    case 'ask':
      return {
        ...reading,
        options: reading.options.map(({ label, value }) => ({ label, value: to(value) })),
      }
    case 'refuse':
      return reading
  }
}
