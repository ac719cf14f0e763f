/** What a list is asked for, settled: names are ids, days are days. Kept as it is for its next page. */
import * as z from 'zod'

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
/** Both ends count; one that is missing is open. */
const range = z.strictObject({ from: day.optional(), to: day.optional() })
const texts = z.array(z.string()).optional()
/** A bigint as text: JSON has none. */
const fen = z.string().regex(/^\d{1,19}$/)

export const listQuerySchema = z.strictObject({
  noun: z.enum(['deal', 'account']),
  /** Of a deal; `closed` is won or lost. */
  outcome: z.enum(['open', 'won', 'lost', 'closed', 'any']),
  ownerIds: texts,
  accountIds: texts,
  /** Colleagues' records in which the viewer takes part. */
  shared: z.literal(true).optional(),
  stageIds: texts,
  pipelineIds: texts,
  grades: texts,
  tags: texts,
  regions: texts,
  industries: texts,
  scales: texts,
  amount: z
    .strictObject({
      currency: z.string(),
      minFen: fen.optional(),
      maxFen: fen.optional(),
      /** Whether the end itself does not count: 超过, 不到. */
      above: z.boolean().optional(),
      below: z.boolean().optional(),
    })
    .optional(),
  closeDate: range.optional(),
  closedDate: range.optional(),
  createdDate: range.optional(),
  /** Some contact on one of these days. */
  contacted: range.optional(),
  /** No contact on or after this day. */
  silentSince: day.optional(),
  /** No contact for longer than the account's grade allows. */
  silentTooLong: z.literal(true).optional(),
  /** In the stage since this day or longer. */
  stageSince: day.optional(),
  /** In the stage for longer than its limit. */
  stageOverdue: z.literal(true).optional(),
  noNextStep: z.literal(true).optional(),
  order: z.enum([
    'close-date',
    'amount-most',
    'amount-least',
    'longest-in-stage',
    'longest-silent',
    'latest-contact',
    'newest',
    'latest-closed',
    'grade',
  ]),
  /** How many at most, where a number was said. */
  limit: z.number().int().positive().optional(),
})

export type ListQuery = z.infer<typeof listQuerySchema>
export type DayRange = z.infer<typeof range>

/** How a list is headed: what was understood, so that nobody takes one list for another. */
export const listHeadingSchema = z.strictObject({
  /** 我的商机 */
  what: z.string(),
  /** Each condition in words. */
  conditions: z.array(z.string()),
  /** What was said and could not be used. */
  notes: z.array(z.string()),
})

export type ListHeading = z.infer<typeof listHeadingSchema>
