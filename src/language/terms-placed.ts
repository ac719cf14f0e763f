/** Which value is of which term: 60天账期, 账期60天, 先付三成,余款验收后90天付清. */

import { SCALE } from '../lib/chinese-number.ts'
import type { AmountMention } from './amount.ts'
import type { Reading } from './reading.ts'
import type { SaidTerm, SaidTerms } from './said-terms.ts'
import { readSpanDays, readSpanMonths, readSpanWeeks, type TermSpan } from './term-span.ts'
import type { TermField, TermPiece, TermToken } from './terms-words.ts'

export type Placing = { readonly terms: SaidTerms }

type Value = Extract<TermToken, { kind: 'amount' | 'span' }>
type Values = Map<TermField, Value[]>

/** Undefined where a value has no place, or one term has two. @param clauses the pieces of each */
export function placed(clauses: readonly (readonly TermPiece[])[]): Placing | undefined {
  const values: Values = new Map()
  const wholes: Extract<TermToken, { kind: 'whole' }>[] = []
  const nonStandard: string[] = []
  let taxIncluded: boolean | undefined
  let open: TermField | undefined
  for (const pieces of clauses) {
    const taken = new Set<number>()
    for (const [i, { token }] of pieces.entries()) {
      if (token.kind === 'whole') wholes.push(token)
      // 月结60天: its days may follow.
      if (token.kind === 'whole' && token.usual) open = token.field
      if (token.kind === 'clause') nonStandard.push(token.words)
      if (token.kind === 'tax') taxIncluded = token.included
      // 90天付清: a field that has its value waits for no other.
      if (token.kind === 'field' && !taken.has(i) && !values.has(token.field)) open = token.field
      if (token.kind !== 'amount' && token.kind !== 'span') continue
      const of = fieldFor(token, open, behind(pieces, i))
      if (!of) return undefined
      if (of.behind) taken.add(i + 1)
      else if (of.field === open) open = undefined
      values.set(of.field, [...(values.get(of.field) ?? []), token])
    }
  }
  const terms = termsOf(values, wholes)
  return terms && { terms: { ...terms, nonStandard, ...taxOf(values, taxIncluded) } }
}

const behind = (pieces: readonly TermPiece[], i: number): TermField | undefined => {
  const next = pieces[i + 1]?.token
  return next?.kind === 'field' ? next.field : undefined
}

/** The field that was opened before it, the one right behind it, or the one it can only be of. */
function fieldFor(
  value: Value,
  open: TermField | undefined,
  next: TermField | undefined,
): { field: TermField; behind: boolean } | undefined {
  const fits = fieldsOf(value)
  const wanted = open && asDiscount(value, open)
  if (wanted && fits.includes(wanted)) return { field: wanted, behind: false }
  if (next && fits.includes(next)) return { field: next, behind: true }
  const alone = value.kind === 'amount' ? onlyField(value.found) : undefined
  return alone && { field: alone, behind: false }
}

/** 价格打88折: of a price it is the discount. */
const asDiscount = (value: Value, open: TermField): TermField =>
  open === 'price' && value.kind === 'amount' && value.found.kind === 'rate' ? 'discount' : open

function fieldsOf(value: Value): readonly TermField[] {
  if (value.kind === 'span') return ['net', 'delivery', 'warranty']
  const { found } = value
  if (found.kind === 'rate') {
    if (found.of === 'share') return ['prepay', 'discount']
    return found.of === 'raise' ? [] : ['discount']
  }
  const bare: readonly TermField[] = found.bare ? ['net', 'discount'] : []
  return ['price', 'prepay', ...bare]
}

function onlyField(found: AmountMention): TermField | undefined {
  if (found.kind === 'rate')
    return found.of === 'pay' || found.of === 'cut' ? 'discount' : undefined
  if (found.bare) return found.change === 'down' ? 'discount' : undefined
  return 'price'
}

type Wholes = readonly Extract<TermToken, { kind: 'whole' }>[]

function termsOf(values: Values, wholes: Wholes): Omit<SaidTerms, 'nonStandard'> | undefined {
  if ([...values.values()].some((said) => new Set(said.map((one) => one.said)).size > 1)) {
    return undefined
  }
  const of = (field: TermField) => values.get(field)?.[0]
  const amount = (field: TermField) => {
    const value = of(field)
    return value?.kind === 'amount' ? { said: value.said, found: value.found } : undefined
  }
  const prepay = of('prepay')
  const net = netOf(of('net'), wholes)
  const prepayBp = prepayOf(prepay, wholes)
  const isSum = prepay?.kind === 'amount' && prepay.found.kind === 'sum' && !prepay.found.bare
  const [price, discount] = [amount('price'), amount('discount')]
  const [delivery, warranty] = [spanIn(of('delivery')), spanIn(of('warranty'))]
  return {
    ...(price && { price }),
    ...(discount && { discount }),
    ...(net && { netDays: net }),
    ...(prepayBp && { prepayBp }),
    ...(isSum && { prepaySum: amount('prepay') }),
    ...(delivery && {
      deliveryWeeks: { said: delivery.said, reading: readSpanWeeks(delivery.span) },
    }),
    ...(warranty && {
      warrantyMonths: { said: warranty.said, reading: readSpanMonths(warranty.span) },
    }),
  }
}

const spanIn = (value: Value | undefined): { said: string; span: TermSpan } | undefined =>
  value?.kind === 'span' ? value : undefined

/** 账期60: days. 账期2: days or months. */
function netOf(value: Value | undefined, wholes: Wholes): SaidTerm<number> | undefined {
  if (value?.kind === 'span') return { said: value.said, reading: readSpanDays(value.span) }
  if (value) return { said: value.said, reading: bareDays(value.found) }
  const whole = wholes.find(({ field }) => field === 'net')
  return whole && { said: whole.said, reading: { kind: 'value', value: whole.value } }
}

function bareDays(found: AmountMention): Reading<number> {
  const count = found.kind === 'sum' ? Number(found.values[0]! / SCALE) : 0
  if (count <= 0) return { kind: 'refuse', reason: '账期看不懂' }
  if (count >= 7) return { kind: 'value', value: count, note: `${count}天` }
  const options = [
    { label: `${count * 30}天(${count}个月)`, value: count * 30 },
    { label: `${count}天`, value: count },
  ]
  return { kind: 'ask', question: '账期是多少天?', options }
}

function prepayOf(value: Value | undefined, wholes: Wholes): SaidTerm<number> | undefined {
  const whole = wholes.find(({ field }) => field === 'prepay')
  if (value?.kind !== 'amount') {
    return whole && { said: whole.said, reading: { kind: 'value', value: whole.value } }
  }
  const { said, found } = value
  if (found.kind === 'rate') return { said, reading: share(found.bp) }
  if (!found.bare) return undefined
  const count = Number((found.values[0]! * 100n) / SCALE)
  if (count <= 0 || count > 10_000)
    return { said, reading: { kind: 'refuse', reason: '预付比例看不懂' } }
  const options = [{ label: `${count / 100}%`, value: count }]
  return { said, reading: { kind: 'ask', question: '预付是多少?', options } }
}

function share(bp: readonly number[]): Reading<number> {
  if (bp.some((one) => one < 0 || one > 10_000)) return { kind: 'refuse', reason: '预付比例看不懂' }
  const [value, ...others] = bp
  if (value !== undefined && others.length === 0) return { kind: 'value', value }
  const options = bp.map((one) => ({ label: `${one / 100}%`, value: one }))
  return { kind: 'ask', question: '预付是多少?', options }
}

function taxOf(values: Values, said: boolean | undefined): Pick<SaidTerms, 'taxIncluded'> {
  const price = values.get('price')?.[0]
  const found = price?.kind === 'amount' && price.found.kind === 'sum' ? price.found : undefined
  const taxIncluded = found?.taxIncluded ?? said
  return taxIncluded === undefined ? {} : { taxIncluded }
}
