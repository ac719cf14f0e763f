/**
 * Dates and amounts of one text, so that 11.30, 1130, 30号 and 3200000 are not both. Dates are
 * tagged first and amounts on what they leave.
 */
import { spokenFen } from '../lib/money.ts'
import { type Amount, type AmountMention, readAmount, tagAmounts } from './amount.ts'
import type { AmountContext } from './amount-read.ts'
import { type DateContext, type DateMention, type DayValue, readDate, tagDates } from './date.ts'
import type { Reading, Tagged } from './reading.ts'

export type { Amount, AmountMention } from './amount.ts'
export type { DateMention, DayValue } from './date.ts'

export type Quantities = {
  readonly amounts: readonly Tagged<AmountMention>[]
  readonly dates: readonly Tagged<DateMention>[]
}

/** Stands where a date was; no number, unit or word of the amount grammar contains it. */
const mask = '\ufffc'

/**
 * What may be either is in both lists, over the same span, flagged `alsoAmount` and `alsoDate`:
 * whoever expects only one kind takes that; whoever expects both asks with `readEither`.
 */
export function tagQuantities(text: string): Quantities {
  const dates = tagDates(text)
  const sure = dates.filter(({ found }) => !found.alsoAmount)
  const open = dates.filter(({ found }) => found.alsoAmount)
  const isOpen = (start: number, end: number) => open.some((d) => d.start < end && start < d.end)
  const amounts = tagAmounts(masked(text, sure)).map((tag) => ({
    ...tag,
    text: text.slice(tag.start, tag.end),
    ...(isOpen(tag.start, tag.end) && { found: { ...tag.found, alsoDate: true } }),
  }))
  // 11.30万: with a unit behind it the amount is sure, and the date was none.
  const certain = amounts.filter(({ found }) => !(found.kind === 'sum' && found.bare))
  const isCertain = ({ start, end }: Tagged<DateMention>) =>
    certain.some((a) => a.start < end && start < a.end)
  return { amounts, dates: dates.filter((date) => !date.found.alsoAmount || !isCertain(date)) }
}

function masked(text: string, tags: readonly Tagged<unknown>[]): string {
  let result = ''
  let at = 0
  for (const { start, end } of tags) {
    result += text.slice(at, start) + mask.repeat(end - start)
    at = end
  }
  return result + text.slice(at)
}

export type Either =
  | { readonly kind: 'date'; readonly date: DayValue }
  | { readonly kind: 'amount'; readonly amount: Amount }

/** Asks which of the two a span flagged as both is, where a date and an amount are expected. */
export function readEither(
  said: { readonly text: string; readonly date: DateMention; readonly amount: AmountMention },
  context: { readonly date: DateContext; readonly amount: AmountContext },
): Reading<Either> {
  const date = readDate(said.date, context.date)
  const amount = readAmount(said.amount, { ...context.amount, inheritUnit: 'wan' })
  const options = [
    ...optionsOf(date, (d) => d.day).map(({ label, value }) => ({
      label,
      value: { kind: 'date', date: value } as Either,
    })),
    ...optionsOf(amount, (a) => spokenWan(said.text, a)).map(({ label, value }) => ({
      label,
      value: { kind: 'amount', amount: value } as Either,
    })),
  ]
  if (options.length > 0) return { kind: 'ask', question: `${said.text} 是日期还是金额?`, options }
  return { kind: 'refuse', reason: '金额看不懂' }
}

function optionsOf<T>(
  reading: Reading<T>,
  label: (value: T) => string,
): { label: string; value: T }[] {
  if (reading.kind === 'refuse') return []
  if (reading.kind === 'ask') return reading.options.map(({ label, value }) => ({ label, value }))
  return [{ label: label(reading.value), value: reading.value }]
}

/** 11.30 is offered as 11.30万, the way it was typed. */
function spokenWan(text: string, { fen, currency }: Amount): string {
  return /^[\d.]+$/.test(text) ? `${text}万` : spokenFen(fen, currency)
}
