/** How many characters the pages advise: longer texts are sent, and may be shown cut off. */
import type { JsonObject } from '../../json.ts'
import { listAt, objectAt } from './tree.ts'

/** `bot` where the smart bot's cards are advised to hold less. */
type Advice = { readonly at: string; readonly most: number; readonly bot?: number }

/** `*` stands for each item of a list. */
const advised: readonly Advice[] = [
  { at: 'source/desc', most: 20, bot: 13 },
  { at: 'main_title/title', most: 36, bot: 26 },
  { at: 'main_title/desc', most: 44, bot: 30 },
  { at: 'sub_title_text', most: 160, bot: 112 },
  { at: 'emphasis_content/title', most: 14, bot: 10 },
  { at: 'emphasis_content/desc', most: 22, bot: 15 },
  { at: 'horizontal_content_list/*/keyname', most: 5 },
  { at: 'horizontal_content_list/*/value', most: 30, bot: 26 },
  { at: 'vertical_content_list/*/title', most: 38, bot: 26 },
  { at: 'vertical_content_list/*/desc', most: 160, bot: 112 },
  { at: 'jump_list/*/title', most: 18, bot: 13 },
  { at: 'button_list/*/text', most: 10 },
  { at: 'submit_button/text', most: 10 },
  { at: 'button_selection/option_list/*/text', most: 16, bot: 10 },
  { at: 'select_list/*/option_list/*/text', most: 16, bot: 10 },
  { at: 'checkbox/option_list/*/text', most: 17, bot: 11 },
]

export function lengthWarnings(card: JsonObject, by: 'app' | 'bot'): string[] {
  return advised.flatMap((advice) => {
    const most = (by === 'bot' && advice.bot) || advice.most
    return textsAt(card, advice.at.split('/'))
      .map((text) => [...text].length)
      .filter((length) => length > most)
      .map((length) => `${advice.at} has ${length} characters, advised are ${most}`)
  })
}

function textsAt(value: unknown, steps: readonly string[]): string[] {
  const [step, ...rest] = steps
  if (step === undefined) return typeof value === 'string' ? [value] : []
  if (step === '*') return listAt(value).flatMap((item) => textsAt(item, rest))
  return textsAt(objectAt(value)?.[step], rest)
}
