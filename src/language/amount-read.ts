/** What an amount mention means, given what is known of the deal. */
import { SCALE } from '../lib/chinese-number.ts'
import { type Currency, plainFen, spokenFen } from '../lib/money.ts'
import type { Amount, AmountMention, Rate, Sum } from './amount-mention.ts'
import type { Reading } from './reading.ts'

export type AmountContext = {
  /** The amount that 加20万, 95折 and the choice between 320万 and 320元 refer to. */
  readonly currentFen?: bigint
  /** Currency of the current amount; CNY when not given. */
  readonly currency?: Currency
  /** Largest deal ever: ten times more is asked about. */
  readonly largestFen?: bigint
  /** The bare numbers of a list in which another one has 万 are 万 too. */
  readonly inheritUnit?: 'wan'
}

const WAN = 10_000n
/** Below this a number without a unit may have been meant in 万. */
const bareLimit = WAN * SCALE
/** A bare number as it is meant beside others in 万. */
export function inWan(mention: AmountMention): AmountMention {
  if (mention.kind !== 'sum' || !mention.bare || mention.change) return mention
  if (mention.values.some((value) => value >= bareLimit || value <= 0n)) return mention
  return { ...mention, bare: false, large: true, values: mention.values.map((one) => one * WAN) }
}

/** Amounts are stored as 64-bit integers. */
const largestStored = 9n * 10n ** 18n
/** From half off on, a discount is confirmed on its own. */
const steepBp = 5000

const refuse = (reason: string) => ({ kind: 'refuse', reason }) as const
const unreadable = refuse('金额看不懂')
const notPositive = refuse('金额要大于0')

/** Units × 10^10 to fen, half up. */
const toFen = (value: bigint) => (value * 100n + SCALE / 2n) / SCALE

/** Reads a mention where the amount of a deal, a budget or a price is expected. */
export function readAmount(mention: AmountMention, context: AmountContext = {}): Reading<Amount> {
  return mention.kind === 'sum' ? readSum(mention, context) : readRated(mention, context)
}

type Option = { readonly label: string; readonly value: Amount }

function readSum(sum: Sum, context: AmountContext): Reading<Amount> {
  if (sum.problem === 'vague') return refuse('没有具体数字,说个大概的数也行')
  if (sum.problem) return unreadable
  if (sum.negative) return notPositive
  if (sum.change && context.currentFen === undefined) return refuse('现在没有金额,请直接说改成多少')
  const options = possibleValues(sum, context).map((possible) => toOption(possible, sum, context))
  if (options.some(({ value }) => value.fen > largestStored)) return unreadable
  if (options.some(({ value }) => value.fen <= 0n)) return notPositive
  const [only, ...others] = options
  if (!only) return unreadable
  if (others.length === 0) return checkedForSize(only.value, context)
  const likely = likeliest(options, context.currentFen, sum.change !== undefined)
  const question = sum.change ? '改多少?' : '金额是多少?'
  return { kind: 'ask', question, options, ...(likely >= 0 && { likely }) }
}

type Possible = { readonly value: bigint; readonly said?: string }

/** Every value the sum may stand for, in the order in which they are offered. */
function possibleValues(sum: Sum, context: AmountContext): Possible[] {
  const bare = sum.bare && sum.values.every((value) => value < bareLimit && value > 0n)
  const inWan = bare && context.inheritUnit === 'wan'
  const values = inWan || bare ? sum.values.map((value) => value * WAN) : [...sum.values]
  const possible: Possible[] = values.map((value) => ({ value }))
  const [low, high] = values
  if (sum.range && low !== undefined && high !== undefined) {
    possible.push({ value: (low + high) / 2n, said: '取中' })
  }
  if (bare && !inWan) possible.push(...sum.values.map((value) => ({ value })))
  return possible
}

function toOption({ value, said }: Possible, sum: Sum, context: AmountContext): Option {
  const currency = sum.currency ?? context.currency ?? 'CNY'
  const fen = toFen(value)
  const label = `${said ? `${said} ` : ''}${spokenFen(fen, currency)}`
  const current = context.currentFen ?? 0n
  const changed = sum.change === 'up' ? current + fen : sum.change === 'down' ? current - fen : fen
  const verb = { up: '加', down: '减' } as const
  return {
    label: sum.change ? `${verb[sum.change]}${label}` : label,
    value: {
      fen: changed,
      currency,
      approx: sum.approx,
      ...(sum.taxIncluded !== undefined && { taxIncluded: sum.taxIncluded }),
    },
  }
}

/**
 * The option closest to the current amount, if it is within half of it; -1 if none is. Nobody
 * changes an amount by less than a hundredth of it.
 */
function likeliest(
  options: readonly Option[],
  current: bigint | undefined,
  isChange: boolean,
): number {
  if (current === undefined) return -1
  const gaps = options.map(({ value }) => {
    const gap = value.fen < current ? current - value.fen : value.fen - current
    return isChange && gap * 100n < current ? current : gap
  })
  const least = gaps.reduce((a, b) => (b < a ? b : a))
  return least * 2n <= current ? gaps.indexOf(least) : -1
}

function checkedForSize(value: Amount, { largestFen }: AmountContext): Reading<Amount> {
  if (largestFen === undefined || largestFen <= 0n || value.fen <= largestFen * 10n) {
    return { kind: 'value', value }
  }
  return {
    kind: 'ask',
    question: `${plainFen(value.fen, value.currency)}?比历史最大高很多`,
    options: [{ label: spokenFen(value.fen, value.currency), value }],
  }
}

/** A price as a part of the current one. */
function readRated(rate: Rate, context: AmountContext): Reading<Amount> {
  if (rate.problem) return unreadable
  const { currentFen: current, currency = 'CNY' } = context
  if (current === undefined) return refuse('没有原价,算不出金额')
  const options = rate.bp
    .flatMap((bp) => sharesOfPrice(rate.of, bp))
    .map(({ pays, label }): Option => {
      const fen = (current * BigInt(pays) + 5000n) / 10_000n
      const discountBp = pays <= 10_000 ? { discountBp: 10_000 - pays } : {}
      return {
        label: `${label} ${spokenFen(fen, currency)}`,
        value: { fen, currency, approx: false, ...discountBp },
      }
    })
  if (options.some(({ value }) => value.fen <= 0n)) return notPositive
  const [only, ...others] = options
  if (!only) return unreadable
  if (others.length > 0) return { kind: 'ask', question: '是哪个价格?', options }
  if ((only.value.discountBp ?? 0) < steepBp) return checkedForSize(only.value, context)
  return { kind: 'ask', question: '折扣很大,确认?', options }
}

const percentText = (bp: number) => `${bp / 100}%`
const zheText = (bp: number) => `${bp / (bp % 1000 === 0 ? 1000 : 100)}折`

/** What share of the price a rate leaves; more than one where a percentage may be either. */
function sharesOfPrice(of: Rate['of'], bp: number): { pays: number; label: string }[] {
  const cut = { pays: 10_000 - bp, label: `降${percentText(bp)}` }
  const raised = { pays: 10_000 + bp, label: `涨${percentText(bp)}` }
  const paid = { pays: bp, label: zheText(bp) }
  if (of === 'cut') return [cut]
  if (of === 'raise') return [raised]
  if (of === 'pay') return [paid]
  // 95% of a price is what is left of it; 5% is more likely what goes.
  if (bp > 10_000) return [{ ...paid, label: `原价的${percentText(bp)}` }]
  return bp >= 5000 ? [paid] : [cut, raised]
}

/**
 * Reads a mention where a discount is expected, in hundredths of a percent off the price: 95折,
 * 降5个点 and 折扣5% are 500. A sum is no discount.
 */
export function readDiscount(mention: AmountMention): Reading<number> {
  if (mention.kind === 'sum' || mention.problem || mention.of === 'raise')
    return refuse('折扣看不懂')
  const offs = mention.bp.map((bp) => {
    // 折扣95% is 95折 to most people, 折扣5% is five off.
    const isLeft = mention.of === 'pay' || (mention.of === 'share' && bp >= 5000)
    return isLeft ? 10_000 - bp : bp
  })
  if (offs.some((off) => off < 0 || off >= 10_000)) return refuse('折扣看不懂')
  const options = offs.map((value) => ({
    label: `${percentText(value)}(${zheText(10_000 - value)})`,
    value,
  }))
  const [only, ...others] = options
  if (!only) return refuse('折扣看不懂')
  if (others.length > 0) return { kind: 'ask', question: '折扣是多少?', options }
  if (only.value < steepBp) return { kind: 'value', value: only.value }
  return { kind: 'ask', question: '折扣很大,确认?', options }
}

/**
 * Reads 从320改350万: the first amount says what the person believes the current one to be. A
 * bare number takes the unit of the other, or the one that fits the current amount.
 */
export function readReplacement(
  from: AmountMention,
  to: AmountMention,
  context: AmountContext,
): Reading<Amount> {
  const { currentFen, currency } = context
  const inWan = { currency, inheritUnit: 'wan' } as const
  const fits = fenOf(readAmount(from, inWan)) === currentFen
  const unit = isLarge(from) || isLarge(to) || fits ? inWan : { currency }
  const oldFen = fenOf(readAmount(from, unit))
  const reading = readAmount(to, { ...context, ...unit })
  if (reading.kind !== 'value' || currentFen === undefined) return reading
  if (oldFen === undefined || oldFen === currentFen) return reading
  const target = spokenFen(reading.value.fen, reading.value.currency)
  return {
    kind: 'ask',
    question: `当前是 ${plainFen(currentFen, currency)},不是${spokenFen(oldFen, currency)},仍改为${target}?`,
    options: [{ label: `改为${target}`, value: reading.value }],
  }
}

const isLarge = (mention: AmountMention) => mention.kind === 'sum' && mention.large

const fenOf = (reading: Reading<Amount>) =>
  reading.kind === 'value' ? reading.value.fen : undefined
