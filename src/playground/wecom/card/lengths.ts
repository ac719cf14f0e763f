/** How many characters the pages advise: longer texts are sent, and may be shown cut off. */
import type { JsonObject } from '../../json.ts'
import { listAt, objectAt } from './tree.ts'

type Advice = { readonly at: string; readonly most: number }

/** `*` stands for each item of a list. */
const advised: readonly Advice[] = [
  { at: 'source/desc', most: 20 },
  { at: 'main_title/title', most: 36 },
  { at: 'main_title/desc', most: 44 },
  { at: 'sub_title_text', most: 160 },
  { at: 'emphasis_content/title', most: 14 },
  { at: 'emphasis_content/desc', most: 22 },
  { at: 'horizontal_content_list/*/keyname', most: 5 },
  { at: 'horizontal_content_list/*/value', most: 30 },
  { at: 'vertical_content_list/*/title', most: 38 },
  { at: 'vertical_content_list/*/desc', most: 160 },
  { at: 'jump_list/*/title', most: 18 },
  { at: 'button_list/*/text', most: 10 },
  { at: 'submit_button/text', most: 10 },
  { at: 'button_selection/option_list/*/text', most: 16 },
  { at: 'select_list/*/option_list/*/text', most: 16 },
  { at: 'checkbox/option_list/*/text', most: 17 },
]

export function lengthWarnings(card: JsonObject): string[] {
  return advised.flatMap((advice) =>
    textsAt(card, advice.at.split('/'))
      .map((text) => [...text].length)
      .filter((length) => length > advice.most)
      .map((length) => `${advice.at} has ${length} characters, advised are ${advice.most}`),
  )
}

function textsAt(value: unknown, steps: readonly string[]): string[] {
  const [step, ...rest] = steps
  if (step === undefined) return typeof value === 'string' ? [value] : []
  if (step === '*') return listAt(value).flatMap((item) => textsAt(item, rest))
  return textsAt(objectAt(value)?.[step], rest)
}
