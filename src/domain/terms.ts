/** The commercial terms of a deal: what is standard, what a discount is, and which are worse. */
import { createHash } from 'node:crypto'

/** J1. S0: 「就价格、交付周期、付款条件等商务条款进行谈判,达成合作协议」. */
export type Terms = {
  readonly listPriceFen: bigint | null
  readonly priceFen: bigint
  /** Basis points off the list price. Authoritative where it was typed, else worked out. */
  readonly discountBp: number
  readonly discountTyped: boolean
  readonly currency: string
  /** null where nobody said */
  readonly taxIncluded: boolean | null
  /** Basis points of the price paid in advance. */
  readonly prepayBp: number
  /** Days after the invoice. */
  readonly netDays: number
  readonly deliveryWeeksMin: number
  readonly deliveryWeeksMax: number
  readonly warrantyMonths: number | null
  /** Clauses that are not the standard ones, in their own words. */
  readonly nonStandard: readonly string[]
}

/** What holds where nothing was said. Delivery: S0, 合同执行 「8-16周」. */
export const standardTerms = {
  prepayBp: 3000,
  netDays: 30,
  deliveryWeeksMin: 8,
  deliveryWeeksMax: 16,
  currency: 'CNY',
} as const

/** Approved terms hold for so many days, and an approval that nobody ends is taken back after so many. */
export const termsValidDays = 30
export const approvalExpiryDays = 15
/** Discounts of one deal within so many days add up. */
export const discountWindowDays = 30

/** Whether the discount is above so many basis points, in whole numbers: 5.00% is not above 500. */
export function discountAbove(terms: Terms, bp: number): boolean {
  const { listPriceFen, priceFen, discountTyped, discountBp } = terms
  if (discountTyped) return discountBp > bp
  if (listPriceFen === null || listPriceFen <= 0n) return false
  return (listPriceFen - priceFen) * 10_000n > BigInt(bp) * listPriceFen
}

/** The discount in basis points for reading, rounded half up; below zero above the list price. */
export function discountOf(listPriceFen: bigint | null, priceFen: bigint): number {
  if (listPriceFen === null || listPriceFen <= 0n) return 0
  const tenThousandths = (listPriceFen - priceFen) * 20_000n
  return Number((tenThousandths + listPriceFen) / (listPriceFen * 2n))
}

/** The price that a typed discount leaves, rounded half up to the fen. */
export const discountedPrice = (listPriceFen: bigint, discountBp: number): bigint =>
  (listPriceFen * BigInt(10_000 - discountBp) * 2n + 10_000n) / 20_000n

/** What of a deal was offered lately, for discounts that add up. */
export type EarlierOffer = Pick<Terms, 'listPriceFen' | 'priceFen' | 'currency'>

/**
 * The terms as the policy sees them: measured from the highest price that this deal was offered at
 * lately, so that several small discounts count as the one that they are together.
 *
 * @param earlier of the last `discountWindowDays`
 */
export function addedUp(terms: Terms, earlier: readonly EarlierOffer[]): Terms {
  const bases = earlier
    .filter(({ currency }) => currency === terms.currency)
    .flatMap(({ listPriceFen, priceFen }) => [listPriceFen ?? priceFen, priceFen])
  const own = terms.listPriceFen ?? terms.priceFen
  const base = bases.reduce((highest, fen) => (fen > highest ? fen : highest), own)
  if (base === own) return terms
  return {
    ...terms,
    listPriceFen: base,
    discountTyped: false,
    discountBp: discountOf(base, terms.priceFen),
  }
}

/**
 * Whether what was approved no longer covers these terms: §5.2 「a worse term or amount change >5 %
 * voids, a better one does not」. `worse` is worse for us.
 */
export function coveredBy(approved: Terms, now: Terms): boolean {
  return (
    now.currency === approved.currency &&
    !priceFell(approved.priceFen, now.priceFen) &&
    now.prepayBp >= approved.prepayBp &&
    now.netDays <= approved.netDays &&
    now.deliveryWeeksMin >= approved.deliveryWeeksMin &&
    now.deliveryWeeksMax <= approved.deliveryWeeksMax &&
    now.nonStandard.every((clause) => approved.nonStandard.includes(clause))
  )
}

/** A lower price is worse at once; a higher one is another deal from 5 % on. */
function priceFell(approvedFen: bigint, nowFen: bigint): boolean {
  if (nowFen < approvedFen) return true
  return (nowFen - approvedFen) * 100n > approvedFen * 5n
}

/** SHA-256 in hex of everything that a decision is about. */
export function termsHash(terms: Terms): string {
  const text = JSON.stringify([
    terms.listPriceFen === null ? null : String(terms.listPriceFen),
    String(terms.priceFen),
    terms.discountBp,
    terms.discountTyped,
    terms.currency,
    terms.taxIncluded,
    terms.prepayBp,
    terms.netDays,
    terms.deliveryWeeksMin,
    terms.deliveryWeeksMax,
    terms.warrantyMonths,
    terms.nonStandard,
  ])
  return createHash('sha256').update(text).digest('hex')
}
