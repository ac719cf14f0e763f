/**
 * Dates in a normalised text. Tagging is syntactic and knows no clock; `readDate` says which day a
 * mention means today, in a field that looks forward (签约, 提醒) or back (互动).
 */
import type { DateMention } from './date-mention.ts'
import { beginsDate, scanDate } from './date-scan.ts'
import type { Tagged } from './reading.ts'

export type { DateMention, DayValue } from './date-mention.ts'
export { type DateContext, readDate } from './date-read.ts'
export { spanOf } from './date-span.ts'

/** Every date in the text, in order, not overlapping. */
export function tagDates(text: string): Tagged<DateMention>[] {
  const tags: Tagged<DateMention>[] = []
  for (let at = 0; at < text.length; ) {
    if (!beginsDate(text[at]!)) {
      at++
      continue
    }
    const step = scanDate(text, at)
    if (step.found) {
      tags.push({ start: at, end: step.end, text: text.slice(at, step.end), found: step.found })
    }
    at = Math.max(step.end, at + 1)
  }
  return tags
}
