/** A discount on a deal's price: what it comes down to, and how it is asked for. */
import type { Problem } from '../domain/problem.ts'
import { type Amount, type AmountMention, readAmount } from '../language/amount.ts'
import type { AmountContext } from '../language/amount-read.ts'
import type { Tagged } from '../language/reading.ts'
import { formatFen, spokenFen } from '../lib/money.ts'
import { zheOf } from '../operations/terms-words.ts'

/** Whether a price was said as a part of another: 95折, 降5个点. 涨5% is a new price. */
export const isDiscount = ({ found }: Tagged<AmountMention>): boolean =>
  found.kind === 'rate' && found.of !== 'raise'

/**
 * A discount belongs to the terms and changes no amount by itself. Says what it would be, and how it
 * is asked for.
 *
 * @param base the price it was said of, where that is not the deal's: 300万打9折
 */
export function discountProblem(
  deal: { readonly name: string },
  discount: Tagged<AmountMention>,
  context: AmountContext,
  base?: Tagged<AmountMention>,
): Problem {
  const of = base && readAmount(base.found, { ...context, inheritUnit: 'wan' })
  const currentFen = of?.kind === 'value' ? of.value.fen : context.currentFen
  const reading = readAmount(discount.found, { ...context, currentFen })
  const said = discount.text
  if (reading.kind === 'refuse') return { id: 'ValueRefused', said, reason: reading.reason }
  const options = reading.kind === 'ask' ? reading.options : [reading]
  const [first] = options.map(({ value }) => value)
  const results = options.map(({ value }) => {
    const off = value.discountBp === undefined ? '' : `折扣 ${value.discountBp / 100}%,`
    const steep = (value.discountBp ?? 0) >= 5000 ? '折扣很大,' : ''
    return `${off}${steep}${formatFen(currentFen!)} → ${formatFen(value.fen)}`
  })
  const reason = [
    results.join(' 或 '),
    `。折扣属于商务条款,要申请就说「${deal.name}${spokenDiscount(first!)},帮我申请」;`,
    `只改商机金额就说「金额改成${spokenFen(first!.fen)}」`,
  ].join('')
  return { id: 'ValueRefused', said, reason }
}

/** 打95折, 打9折; a price where it is no part of the one there is. */
const spokenDiscount = ({ fen, discountBp }: Amount): string =>
  discountBp === undefined ? `价格${spokenFen(fen)}` : `打${zheOf(discountBp)}`
