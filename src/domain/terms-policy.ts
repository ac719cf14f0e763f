/**
 * Who must decide on commercial terms, and why: the default policy as data. S0 sets the lines
 * (A级 「年采购额在500万以上」, B级 「100-500万」, 合同执行 「8-16周」), S2 the functions: 「在商務談判
 * 階段需要商務、財務、法律等相關人員來參與」.
 */
import { discountAbove, type Terms } from './terms.ts'

/** The sales line decides one after the other; the functions at once. */
export const slots = [
  'manager',
  'commerce',
  'finance',
  'legal',
  'delivery',
  'director',
  'executive',
] as const
export type Slot = (typeof slots)[number]

export type TermsFacts = {
  /** Measured from the highest price lately offered: see `addedUp`. */
  readonly terms: Terms
  /** What it costs us, where that is known. */
  readonly costFen?: bigint
}

/** A part of the terms, for what stands out on a card. */
export type TermsField = 'price' | 'netDays' | 'prepay' | 'delivery' | 'nonStandard' | 'currency'

type Rule = {
  readonly id: string
  /** What a card says of it. */
  readonly why: string
  readonly asks: readonly Slot[]
  /** What of the terms is outside; left out where an amount merely is large. */
  readonly field?: TermsField
  readonly applies: (facts: TermsFacts) => boolean
}

const wan = 1_000_000n

/** In whole numbers; a price in another currency is no amount in CNY and is left to 外币. */
const amountFrom =
  (fen: bigint) =>
  ({ terms }: TermsFacts) =>
    terms.currency === 'CNY' && terms.priceFen >= fen

/** Whether the margin is below 15 %; false where the cost is not known. */
const marginIsThin = ({ terms: { priceFen }, costFen }: TermsFacts): boolean =>
  costFen !== undefined && (priceFen - costFen) * 100n < priceFen * 15n

/** A rule that another includes may apply beside it: whoever both ask for is asked once. */
const termsPolicy: readonly Rule[] = [
  {
    id: 'discount-over-5',
    why: '折扣超过5%',
    asks: ['manager'],
    field: 'price',
    applies: ({ terms }) => discountAbove(terms, 500),
  },
  {
    id: 'discount-over-10',
    why: '折扣超过10%',
    asks: ['manager', 'director'],
    field: 'price',
    applies: ({ terms }) => discountAbove(terms, 1000),
  },
  {
    id: 'discount-over-20',
    why: '折扣超过20%',
    asks: ['manager', 'finance', 'director', 'executive'],
    field: 'price',
    applies: ({ terms }) => discountAbove(terms, 2000),
  },
  {
    id: 'margin-below-15',
    why: '毛利低于15%',
    asks: ['manager', 'finance', 'director', 'executive'],
    field: 'price',
    applies: marginIsThin,
  },
  {
    id: 'net-over-30',
    why: '账期超过30天',
    asks: ['finance'],
    field: 'netDays',
    applies: ({ terms }) => terms.netDays > 30,
  },
  {
    id: 'net-over-60',
    why: '账期超过60天',
    asks: ['finance', 'director'],
    field: 'netDays',
    applies: ({ terms }) => terms.netDays > 60,
  },
  {
    id: 'net-over-90',
    why: '账期超过90天',
    asks: ['finance', 'director', 'executive'],
    field: 'netDays',
    applies: ({ terms }) => terms.netDays > 90,
  },
  {
    id: 'prepay-below-30',
    why: '预付低于30%',
    asks: ['finance', 'director'],
    field: 'prepay',
    applies: ({ terms }) => terms.prepayBp < 3000,
  },
  {
    id: 'no-prepay',
    why: '没有预付',
    asks: ['finance', 'director', 'executive'],
    field: 'prepay',
    applies: ({ terms }) => terms.prepayBp <= 0,
  },
  {
    id: 'delivery-below-8',
    why: '交期短于8周',
    asks: ['delivery'],
    field: 'delivery',
    applies: ({ terms }) => terms.deliveryWeeksMin < 8,
  },
  {
    id: 'delivery-over-16',
    why: '交期超过16周',
    asks: ['delivery', 'manager'],
    field: 'delivery',
    applies: ({ terms }) => terms.deliveryWeeksMax > 16,
  },
  {
    id: 'non-standard',
    why: '有非标条款',
    asks: ['legal'],
    field: 'nonStandard',
    applies: ({ terms }) => terms.nonStandard.length > 0,
  },
  {
    id: 'amount-from-1m',
    why: '金额100万以上',
    asks: ['commerce'],
    applies: amountFrom(100n * wan),
  },
  {
    id: 'amount-from-5m',
    why: '金额500万以上',
    asks: ['director', 'finance', 'legal'],
    applies: amountFrom(500n * wan),
  },
  {
    id: 'amount-from-10m',
    why: '金额1000万以上',
    asks: ['executive'],
    applies: amountFrom(1000n * wan),
  },
  {
    id: 'foreign-currency',
    why: '外币',
    asks: ['finance'],
    field: 'currency',
    applies: ({ terms }) => terms.currency !== 'CNY',
  },
]

/** What a rule that was stored by its id says; the id itself for one that is no more. */
export const reasonWords = (id: string): string =>
  termsPolicy.find((rule) => rule.id === id)?.why ?? id

export type Required = {
  readonly slot: Slot
  /** Ids of the rules that ask. */
  readonly reasons: readonly string[]
  /** Slots of this list that decide before. */
  readonly after: readonly Slot[]
}

/**
 * Who must decide, in the order of `slots`; nobody for terms within policy. 经理 and the functions
 * are asked at once, 总监 after all of them, 总经理 last.
 */
export function whoDecides(facts: TermsFacts): Required[] {
  const applying = termsPolicy.filter((rule) => rule.applies(facts))
  const asked = slots.filter((slot) => applying.some(({ asks }) => asks.includes(slot)))
  return asked.map((slot) => ({
    slot,
    reasons: applying.filter(({ asks }) => asks.includes(slot)).map(({ id }) => id),
    after: asked.filter((other) => rank(other) < rank(slot)),
  }))
}

const rank = (slot: Slot): number => (slot === 'executive' ? 2 : slot === 'director' ? 1 : 0)

/** Which fields these terms are outside policy in. */
export function outsidePolicy(facts: TermsFacts): ReadonlySet<TermsField> {
  const fields = termsPolicy.filter((rule) => rule.applies(facts)).map(({ field }) => field)
  return new Set(fields.filter((field) => field !== undefined))
}
