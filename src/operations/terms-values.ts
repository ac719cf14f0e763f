/** Commercial terms as drafts store what was said of them, and as a form asks for them. */
import * as z from 'zod'
import type { FormField } from '../../cards/kit/card.ts'
import type { Problem } from '../domain/problem.ts'
import { discountedPrice, discountOf, standardTerms, type Terms } from '../domain/terms.ts'
import { formatFen, plainFen } from '../lib/money.ts'
import type { DealRow } from '../store/deals.ts'
import { amountBody, readDealForm } from './deal-values.ts'
import type { Act, FormValues, Revised } from './operation.ts'

const bp = z.number().int().min(0).max(10_000)
const weeks = z.number().int().min(0).max(520)

/** What was said of the terms; what is left out takes the standard. */
export const termsBody = z.strictObject({
  price: amountBody.optional(),
  /** Off the list price. Where both are there the discount was typed, and the price has to agree. */
  discountBp: bp.optional(),
  prepayBp: bp.optional(),
  netDays: z.number().int().min(0).max(3650).optional(),
  delivery: z.strictObject({ min: weeks, max: weeks }).optional(),
  warrantyMonths: z.number().int().min(0).max(600).optional(),
  nonStandard: z.array(z.string().min(1).max(200)).max(10).optional(),
})

export type TermsSaid = z.infer<typeof termsBody>

type Meant = { readonly terms: Terms; readonly priceFrom?: string }

/**
 * The whole terms that are meant.
 *
 * @param base what was sent back to be changed; the standard otherwise
 */
export function termsMeant(
  deal: Pick<DealRow, 'amountFen' | 'currency' | 'listPriceFen' | 'taxIncluded'>,
  said: TermsSaid,
  base?: Terms,
): Meant | { readonly problem: Problem } {
  const price = priceMeant(deal, said, base)
  if ('problem' in price) return price
  return {
    terms: {
      ...price.terms,
      prepayBp: said.prepayBp ?? base?.prepayBp ?? standardTerms.prepayBp,
      netDays: said.netDays ?? base?.netDays ?? standardTerms.netDays,
      deliveryWeeksMin:
        said.delivery?.min ?? base?.deliveryWeeksMin ?? standardTerms.deliveryWeeksMin,
      deliveryWeeksMax:
        said.delivery?.max ?? base?.deliveryWeeksMax ?? standardTerms.deliveryWeeksMax,
      warrantyMonths: said.warrantyMonths ?? base?.warrantyMonths ?? null,
      nonStandard: said.nonStandard ?? base?.nonStandard ?? [],
    },
    priceFrom:
      deal.amountFen !== null &&
      (deal.amountFen !== price.terms.priceFen || deal.currency !== price.terms.currency)
        ? formatFen(deal.amountFen, { currency: deal.currency })
        : undefined,
  }
}

type Price = Pick<
  Terms,
  'listPriceFen' | 'priceFen' | 'discountBp' | 'discountTyped' | 'currency' | 'taxIncluded'
>

function priceMeant(
  deal: Pick<DealRow, 'amountFen' | 'currency' | 'listPriceFen' | 'taxIncluded'>,
  { price, discountBp }: TermsSaid,
  base?: Terms,
): { readonly terms: Price } | { readonly problem: Problem } {
  const currency = price?.currency ?? base?.currency ?? deal.currency
  const taxIncluded = price?.taxIncluded ?? base?.taxIncluded ?? deal.taxIncluded
  const known = deal.listPriceFen ?? base?.listPriceFen ?? deal.amountFen
  // A list price in another currency says nothing of this price.
  const listPriceFen = currency === deal.currency ? known : null
  const of = { listPriceFen, currency, taxIncluded }
  if (discountBp !== undefined) {
    if (listPriceFen === null) return refused('折扣', '还没有价格,先说价格是多少')
    const priceFen = discountedPrice(listPriceFen, discountBp)
    if (price && BigInt(price.fen) !== priceFen) {
      const right = formatFen(priceFen, { currency })
      return refused('折扣', `和价格对不上:按这个折扣是 ${right},要哪个?`)
    }
    return { terms: { ...of, priceFen, discountBp, discountTyped: true } }
  }
  if (price) {
    const priceFen = BigInt(price.fen)
    if (priceFen <= 0n) return refused('价格', '价格要大于0')
    const off = discountOf(listPriceFen, priceFen)
    return { terms: { ...of, priceFen, discountBp: off, discountTyped: false } }
  }
  if (base) {
    const { priceFen, discountBp: off, discountTyped, ...rest } = base
    const list = rest.listPriceFen
    return { terms: { ...of, listPriceFen: list, priceFen, discountBp: off, discountTyped } }
  }
  if (deal.amountFen === null) return refused('条款', '还没有价格,先说价格是多少')
  const off = discountOf(listPriceFen, deal.amountFen)
  return { terms: { ...of, priceFen: deal.amountFen, discountBp: off, discountTyped: false } }
}

const refused = (said: string, reason: string): { problem: Problem } => ({
  problem: { id: 'ValueRefused', said, reason },
})

const input = (name: string, label: string, placeholder: string, value?: string): FormField => ({
  type: 'input',
  name,
  label,
  placeholder,
  value,
  maxLength: 100,
})

/** The form behind 「改条件」: what is left empty stays as it was. */
export const termsFields = (said: TermsSaid): FormField[] => [
  input(
    'amount',
    '价格',
    '如 79.2万',
    said.price && plainFen(BigInt(said.price.fen), said.price.currency),
  ),
  input('discount', '折扣 %', '如 12,就是88折', numberText(said.discountBp, 100)),
  input('prepay', '预付 %', '标准 30', numberText(said.prepayBp, 100)),
  input('netDays', '账期(天)', '标准 30', numberText(said.netDays, 1)),
  input('delivery', '交期(周)', '标准 8-16', said.delivery && weeksText(said.delivery)),
  input('warranty', '质保(月)', '不说就不写', numberText(said.warrantyMonths, 1)),
  input('nonStandard', '非标条款', '用;隔开', said.nonStandard?.join(';')),
]

const numberText = (value: number | undefined, by: number) =>
  value === undefined ? undefined : String(value / by)

const weeksText = ({ min, max }: { min: number; max: number }) =>
  min === max ? String(min) : `${min}-${max}`

const text = (form: FormValues, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value.normalize('NFKC').trim() : ''
}

/** What the form says, over what was said before. */
export function readTermsForm<Body extends TermsSaid>(
  act: Pick<Act, 'today'>,
  body: Body,
  form: FormValues,
): Revised<Body> {
  const money = readDealForm(act, { amount: text(form, 'amount') })
  if (!money.ok) return { ok: false, reason: money.reason.replace('金额', '价格') }
  const read = {
    discountBp: hundredths(text(form, 'discount')),
    prepayBp: hundredths(text(form, 'prepay')),
    netDays: whole(text(form, 'netDays')),
    warrantyMonths: whole(text(form, 'warranty')),
    delivery: weeksIn(text(form, 'delivery')),
  }
  const wrong = Object.entries(read).find(([, value]) => value === null)
  if (wrong) return { ok: false, reason: `${fieldNames[wrong[0]]}看不懂,写数字就行` }
  const clauses = text(form, 'nonStandard')
    .split(/[;\n]/u)
    .map((one) => one.trim())
  const given = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
  const { price: _price, discountBp: _discount, ...rest } = body
  const typed = 'discountBp' in given && given.discountBp !== body.discountBp
  // Of price and discount the one that was changed holds; the other follows from it.
  const amount = money.values.amount
  const samePrice = amount !== undefined && amount.fen === body.price?.fen
  const priced = amount && !(typed && samePrice) ? { price: amount } : {}
  const next = {
    ...rest,
    ...given,
    ...priced,
    ...(clauses.some(Boolean) && { nonStandard: clauses.filter(Boolean) }),
  }
  if (amount && !samePrice && !typed) delete (next as TermsSaid).discountBp
  const checked = termsBody.safeParse(withoutDeal(next))
  if (!checked.success) return { ok: false, reason: '有数字超出范围,核对一下' }
  return { ok: true, body: next as unknown as Body }
}

const withoutDeal = ({ dealId: _, ...rest }: TermsSaid & { dealId?: string }) => rest

const fieldNames: Readonly<Record<string, string>> = {
  discountBp: '折扣',
  prepayBp: '预付',
  netDays: '账期',
  warrantyMonths: '质保',
  delivery: '交期',
}

/** 12.5 → 1250; undefined where nothing is written, null where it is no number. */
function hundredths(written: string): number | undefined | null {
  if (written === '') return undefined
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/u.exec(written)
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

function whole(written: string): number | undefined | null {
  if (written === '') return undefined
  const match = /^(\d{1,4})(?:天|个?月)?$/u.exec(written)
  return match ? Number(match[1]) : null
}

function weeksIn(written: string): { min: number; max: number } | undefined | null {
  if (written === '') return undefined
  const match = /^(\d{1,3})(?:\s*[-–~到至]\s*(\d{1,3}))?\s*周?$/u.exec(written)
  if (!match) return null
  const min = Number(match[1])
  const max = match[2] === undefined ? min : Number(match[2])
  return min <= max ? { min, max } : null
}
