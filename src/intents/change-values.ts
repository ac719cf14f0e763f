/** The amount and the date of a change, read with what is known of the deal. */
import {
  type Asked,
  readAmountValue,
  readChoice,
  readDayValue,
  readEitherValue,
} from '../bot/read-value.ts'
import type { Turn } from '../bot/turn.ts'
import { waitingChange } from '../bot/waiting-preview.ts'
import { type Amount, type AmountMention, readAmount, readReplacement } from '../language/amount.ts'
import type { AmountContext } from '../language/amount-read.ts'
import type { ChangeParts } from '../language/change-clause.ts'
import type { DayValue } from '../language/date.ts'
import type { Tagged } from '../language/reading.ts'
import { type DealRow, largestAmount } from '../store/deals.ts'
import { discountProblem, isDiscount } from './say-discount.ts'

/** The one that was said, or the one of two that is picked: 320万 and 330万 in one breath. */
function oneOf<T>(
  turn: Turn,
  asked: Asked,
  tags: readonly Tagged<T>[],
  of: { readonly slot: string; readonly text: string },
): Tagged<T> | undefined {
  const byText = new Map(tags.map((tag) => [tag.text, tag]))
  if (byText.size < 2) return tags[0]
  const picked = readChoice(turn, asked, { ...of, options: [...byText.keys()] })
  return picked === undefined ? undefined : byText.get(picked)
}

async function amountContext(turn: Turn, deal: DealRow | undefined) {
  return {
    currentFen: deal?.amountFen ?? undefined,
    largestFen: await largestAmount(turn.tx),
  }
}

/** The new amount. */
export async function readDealAmount(
  turn: Turn,
  parts: readonly ChangeParts[],
  deal: DealRow | undefined,
  asked: Asked,
): Promise<Amount | undefined> {
  const mentions = parts.flatMap((part) => part.amounts)
  const discount = mentions.find(isDiscount)
  if (discount) {
    const base = mentions.find(({ found }) => found.kind === 'sum')
    const context = await amountContext(turn, deal)
    // Which deal's price it is of is asked first.
    if (deal) asked.refused ??= discountProblem(deal, discount, context, base)
    return undefined
  }
  const mention = oneOf(turn, asked, mentions, { slot: 'whichAmount', text: '要哪个金额?' })
  if (!mention) return undefined
  // What depends on the present amount waits until the deal is known.
  if (!deal && (mention.found.kind === 'rate' || mention.found.change)) return undefined
  const from = parts.find((part) => part.amountFrom)?.amountFrom
  const context = { ...(await amountContext(turn, deal)), ...(await unitOfPreview(turn, mention)) }
  return readAmountValue(turn, asked, {
    said: mention.text,
    reading: readIt(mention, from, context),
  })
}

/** 310 after a preview of 320万 is in 万 as well, unless that would be another order of magnitude. */
async function unitOfPreview(
  turn: Turn,
  { found }: Tagged<AmountMention>,
): Promise<Pick<AmountContext, 'inheritUnit'>> {
  if (found.kind !== 'sum' || !found.bare || found.change) return {}
  const amount = (await waitingChange(turn))?.body.amount
  if (!amount) return {}
  const reading = readAmount(found, { inheritUnit: 'wan' })
  const shown = Number(amount.fen)
  const isNear =
    reading.kind === 'value' && Math.abs(Number(reading.value.fen) - shown) * 2 <= shown
  return isNear ? { inheritUnit: 'wan' } : {}
}

const readIt = (
  mention: Tagged<AmountMention>,
  from: Tagged<AmountMention> | undefined,
  context: AmountContext,
) =>
  from ? readReplacement(from.found, mention.found, context) : readAmount(mention.found, context)

/** The new expected signing date. */
export function readDealDate(
  turn: Turn,
  parts: readonly ChangeParts[],
  deal: DealRow | undefined,
  asked: Asked,
): DayValue | undefined {
  const mentions = parts.flatMap((part) => part.closeDates)
  const mention = oneOf(turn, asked, mentions, { slot: 'whichDate', text: '要哪个日期?' })
  if (!mention) return undefined
  if (!deal && mention.found.when.kind === 'shift') return undefined
  return readDayValue(turn, asked, {
    slot: 'closeDate',
    mention,
    field: 'future',
    currentDay: deal?.closeDate ?? undefined,
  })
}

/** 华芯检测11.30: a date or an amount, asked. */
export async function readDealEither(
  turn: Turn,
  parts: readonly ChangeParts[],
  deal: DealRow | undefined,
  asked: Asked,
): Promise<{ readonly amount?: Amount; readonly date?: DayValue }> {
  const either = parts.find((part) => part.either)?.either
  if (!either) return {}
  const read = readEitherValue(turn, asked, either, await amountContext(turn, deal))
  if (!read) return {}
  return read.kind === 'date' ? { date: read.date } : { amount: read.amount }
}
