/**
 * Amounts in a normalised text. Tagging is syntactic and knows nothing of the deal: `readAmount`
 * says what a mention means where money is expected, and `readDiscount` where terms are.
 */
import type { AmountMention } from './amount-mention.ts'
import { beginsAmount, scanAmount } from './amount-scan.ts'
import type { Tagged } from './reading.ts'

export type { Amount, AmountMention } from './amount-mention.ts'
export { inWan, readAmount, readDiscount, readReplacement } from './amount-read.ts'

/** Every amount, discount and percentage in the text, in order, not overlapping. */
export function tagAmounts(text: string): Tagged<AmountMention>[] {
  const tags: Tagged<AmountMention>[] = []
  for (let at = 0; at < text.length; ) {
    if (!beginsAmount(text[at]!)) {
      at++
      continue
    }
    const step = scanAmount(text, at)
    if (step.found) {
      tags.push({ start: at, end: step.end, text: text.slice(at, step.end), found: step.found })
    }
    at = Math.max(step.end, at + 1)
  }
  return tags
}
