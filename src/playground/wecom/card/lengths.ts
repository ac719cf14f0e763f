/** How many characters the pages advise: longer texts are sent, and may be shown cut off. */
import type { JsonObject } from '../../json.ts'
import { listAt, objectAt } from './tree.ts'

type Advice = { readonly at: string; readonly app: number; readonly bot: number }

/** `*` stands for each item of a list. */
const advised: readonly Advice[] = [
  { at: 'source/desc', app: 20, bot: 13 },
  { at: 'main_title/title', app: 36, bot: 26 },
  { at: 'main_title/desc', app: 44, bot: 30 },
  { at: 'sub_title_text', app: 160, bot: 112 },
  { at: 'emphasis_content/title', app: 14, bot: 10 },
  { at: 'emphasis_content/desc', app: 22, bot: 15 },
  { at: 'horizontal_content_list/*/keyname', app: 5, bot: 5 },
  { at: 'horizontal_content_list/*/value', app: 30, bot: 26 },
  { at: 'vertical_content_list/*/title', app: 38, bot: 26 },
  { at: 'vertical_content_list/*/desc', app: 160, bot: 112 },
  { at: 'jump_list/*/title', app: 18, bot: 13 },
  { at: 'button_list/*/text', app: 10, bot: 10 },
  { at: 'submit_button/text', app: 10, bot: 10 },
  { at: 'button_selection/option_list/*/text', app: 16, bot: 10 },
  { at: 'select_list/*/option_list/*/text', app: 16, bot: 10 },
  { at: 'checkbox/option_list/*/text', app: 17, bot: 11 },
]

export function lengthWarnings(card: JsonObject, channel: 'app' | 'bot'): string[] {
  return advised.flatMap((advice) =>
    textsAt(card, advice.at.split('/'))
      .map((text) => [...text].length)
      .filter((length) => length > advice[channel])
      .map((length) => `${advice.at} has ${length} characters, advised are ${advice[channel]}`),
  )
}

function textsAt(value: unknown, steps: readonly string[]): string[] {
  const [step, ...rest] = steps
  if (step === undefined) return typeof value === 'string' ? [value] : []
  if (step === '*') return listAt(value).flatMap((item) => textsAt(item, rest))
  return textsAt(objectAt(value)?.[step], rest)
}
