/** A deal's amount and date as drafts store them and as a form asks for them. */
import * as z from 'zod'
import type { FormField } from '../../cards/kit/card.ts'
import { type Amount, readAmount, tagAmounts } from '../language/amount.ts'
import { normalise } from '../language/normalise.ts'
import { isDay } from '../lib/calendar.ts'
import { plainFen } from '../lib/money.ts'
import type { Act, FormValues } from './operation.ts'

export const amountBody = z.strictObject({
  /** Whole fen in decimal digits: JSON has no BigInt. */
  fen: z.string().regex(/^\d{1,18}$/),
  currency: z.string().length(3),
  approx: z.boolean(),
  /** Whether tax is in it; left out where nobody said. */
  taxIncluded: z.boolean().optional(),
})

export const closeDateBody = z.strictObject({
  day: z.string().refine(isDay),
  precision: z.enum(['day', 'week', 'third', 'month', 'quarter']),
})

type AmountBody = z.infer<typeof amountBody>
type CloseDateBody = z.infer<typeof closeDateBody>

/** An amount that was read, as drafts store it. */
export const amountBodyOf = ({ fen, currency, approx, taxIncluded }: Amount): AmountBody => ({
  fen: String(fen),
  currency,
  approx,
  ...(taxIncluded !== undefined && { taxIncluded }),
})

export const amountField = (amount?: AmountBody): FormField => ({
  type: 'input',
  name: 'amount',
  label: '金额',
  placeholder: '如 320万,不改就留空',
  value: amount && plainFen(BigInt(amount.fen), amount.currency),
  maxLength: 30,
})

export const closeDateField = (closeDate?: CloseDateBody): FormField => ({
  type: 'date',
  name: 'closeDate',
  label: '预计签约',
  value: closeDate?.day,
})

export type DealFormValues = {
  readonly amount?: AmountBody
  readonly closeDate?: CloseDateBody
}

/** What a form says about a deal; what was left empty is left out. The amount may be typed as said. */
export function readDealForm(
  act: Pick<Act, 'today'>,
  form: FormValues,
): { ok: true; values: DealFormValues } | { ok: false; reason: string } {
  const amount = typeof form.amount === 'string' ? form.amount.trim() : ''
  const day = typeof form.closeDate === 'string' ? form.closeDate : ''
  if (day && !isDay(day)) return { ok: false, reason: '日期看不懂' }
  if (day && day < act.today) return { ok: false, reason: '预计签约的日期已过去' }
  const closeDate = day ? { closeDate: { day, precision: 'day' as const } } : {}
  if (!amount) return { ok: true, values: closeDate }
  const text = normalise(amount)
  const [tag, ...more] = tagAmounts(text)
  if (!tag || more.length > 0 || tag.start > 0 || tag.end < text.length) {
    return { ok: false, reason: '金额看不懂,如 320万' }
  }
  const reading = readAmount(tag.found)
  if (reading.kind === 'refuse') return { ok: false, reason: reading.reason }
  if (reading.kind === 'ask') {
    const choices = reading.options.map((option) => option.label).join('还是')
    return { ok: false, reason: `金额是${choices}?请写上单位` }
  }
  return { ok: true, values: { ...closeDate, amount: amountBodyOf(reading.value) } }
}
