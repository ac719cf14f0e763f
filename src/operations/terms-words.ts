/** Commercial terms in the words that cards show. */
import type { TermsLine } from '../../cards/terms-lines.ts'
import { discountOf, standardTerms, type Terms } from '../domain/terms.ts'
import {
  outsidePolicy,
  reasonWords,
  type TermsFacts,
  type TermsField,
} from '../domain/terms-policy.ts'
import { formatFen } from '../lib/money.ts'

/** 12.5% of 1250 basis points. */
const percentOf = (bp: number): string => `${Number((bp / 100).toFixed(2))}%`

/** 88折 of a discount of 1200 basis points, 9折 of 1000; nothing where there is none. */
export function zheOf(discountBp: number): string {
  if (discountBp <= 0 || discountBp >= 10_000) return ''
  const left = (10_000 - discountBp) / 100
  return `${left % 10 === 0 ? left / 10 : left}折`
}

/** 12%(88折), 高于目录价3%, or nothing where there is no list price. */
function discountWords({ listPriceFen, priceFen, discountTyped, discountBp }: Terms): string {
  const bp = discountTyped ? discountBp : discountOf(listPriceFen, priceFen)
  if (bp === 0) return ''
  return bp > 0 ? `${percentOf(bp)}(${zheOf(bp)})` : `高于目录价${percentOf(-bp)}`
}

export function deliveryWords({ deliveryWeeksMin: min, deliveryWeeksMax: max }: Terms): string {
  return min === max ? `${min}周` : `${min}–${max}周`
}

/** 款到发货 and 货到付款 are said as such. */
const prepayWords = (bp: number): string =>
  bp >= 10_000 ? '款到发货(100%)' : bp === 0 ? '没有预付' : percentOf(bp)

const fieldWords: readonly {
  readonly field: TermsField
  readonly label: string
  readonly value: (terms: Terms) => string
  readonly isStandard: (terms: Terms) => boolean
  /** Money, which not every function may see. */
  readonly money: boolean
}[] = [
  {
    field: 'price',
    label: '价格',
    value: (terms) => {
      const price = formatFen(terms.priceFen, { currency: terms.currency })
      return terms.taxIncluded === null
        ? price
        : `${price} ${terms.taxIncluded ? '含税' : '不含税'}`
    },
    isStandard: () => false,
    money: true,
  },
  {
    field: 'prepay',
    label: '预付',
    value: ({ prepayBp }) => prepayWords(prepayBp),
    isStandard: ({ prepayBp }) => prepayBp === standardTerms.prepayBp,
    money: true,
  },
  {
    field: 'netDays',
    label: '账期',
    value: ({ netDays }) => `${netDays}天`,
    isStandard: ({ netDays }) => netDays === standardTerms.netDays,
    money: true,
  },
  {
    field: 'delivery',
    label: '交期',
    value: deliveryWords,
    isStandard: ({ deliveryWeeksMin: min, deliveryWeeksMax: max }) =>
      min === standardTerms.deliveryWeeksMin && max === standardTerms.deliveryWeeksMax,
    money: false,
  },
  {
    field: 'nonStandard',
    label: '非标条款',
    value: ({ nonStandard }) => nonStandard.join(';') || '无',
    isStandard: ({ nonStandard }) => nonStandard.length === 0,
    money: true,
  },
]

/**
 * A line a part of the terms: what is outside policy, what only differs from the standard, and what
 * is as always.
 *
 * @param money whether the reader may see prices and payment
 */
export function termsLines(facts: TermsFacts, { money }: { readonly money: boolean }): TermsLine[] {
  const outside = outsidePolicy(facts)
  const { terms } = facts
  const discount = discountWords(terms)
  const lines = fieldWords
    .filter((one) => money || !one.money)
    .flatMap(({ field, label, value, isStandard }) => [
      {
        label,
        value: value(terms),
        // Where there is a discount it is the discount that stands out.
        outside:
          field === 'price'
            ? outside.has('currency') || (outside.has('price') && !discount)
            : outside.has(field),
        standard: isStandard(terms),
      },
      ...(field === 'price' && discount
        ? [{ label: '折扣', value: discount, outside: outside.has('price'), standard: false }]
        : []),
    ])
  return terms.warrantyMonths === null
    ? lines
    : [
        ...lines,
        { label: '质保', value: `${terms.warrantyMonths}个月`, outside: false, standard: false },
      ]
}

/** 毛利 18%; the cost is known. */
export const marginWords = (priceFen: bigint, costFen: bigint): string =>
  priceFen <= 0n ? '—' : percentOf(Number(((priceFen - costFen) * 10_000n) / priceFen))

/** Of rules that include each other only the furthest is told: 折扣超过10%, not 5% beside it. */
export function shortReasons(ids: readonly string[]): string {
  const furthest = new Map<string, string>()
  for (const id of ids) furthest.set(id.replace(/-\d+m?$/u, ''), id)
  return [...furthest.values()].map(reasonWords).join('、')
}
