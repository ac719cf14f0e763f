/**
 * Checks a template card as the platform does when it is sent, put in place of another, or returned
 * from a tap (https://developer.work.weixin.qq.com/document/path/90236). NOT VERIFIED: that a property
 * which the page does not name is refused, and with which code.
 */
import type { JsonObject } from '../../json.ts'
import { type CardKind, cardKinds, cardShape } from './card-shape.ts'
import { lengthWarnings } from './lengths.ts'
import type { CardForm } from './parts.ts'
import { listAt, objectAt } from './tree.ts'

export type CardProblem = {
  readonly errcode: 40016 | 40058 | 42014
  /** JSON pointer; empty for the card as a whole. */
  readonly path: string
  readonly message: string
}

export type CardCheck = {
  readonly errors: readonly CardProblem[]
  /** What is sent, but may be shown cut off. */
  readonly warnings: readonly string[]
}

const mostButtons = 6

/** @param by whose card it is: the smart bot's are advised to be shorter */
export function validateCard(json: unknown, form: CardForm, by: 'app' | 'bot' = 'app'): CardCheck {
  const card = objectAt(json)
  if (!card) return refused('template_card is missing or no object')
  const kind = cardKinds.find((known) => known === card.card_type)
  if (!kind) return refused('unknown card_type', '/card_type')
  const parsed = cardShape(kind, form).safeParse(card)
  const shape: CardProblem[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        errcode: 40058,
        path: issue.path.map((step) => `/${String(step)}`).join(''),
        message: issue.message,
      }))
  return {
    errors: [
      ...countOfButtons(card, kind),
      ...taskProblems(card, kind, form),
      ...shape,
      ...repeated(card),
    ],
    warnings: lengthWarnings(card, by),
  }
}

const refused = (message: string, path = ''): CardCheck => ({
  errors: [{ errcode: 40058, path, message }],
  warnings: [],
})

/** Cards of which a tap is told. */
export const callsBack = (card: JsonObject): boolean =>
  !/_notice$/.test(String(card.card_type)) || card.action_menu !== undefined

function countOfButtons(card: JsonObject, kind: CardKind): CardProblem[] {
  if (kind !== 'button_interaction') return []
  const count = listAt(card.button_list).length
  if (count >= 1 && count <= mostButtons) return []
  const message = `must have 1 to ${mostButtons} buttons, has ${count}`
  return [{ errcode: 40016, path: '/button_list', message }]
}

/** In an update the id has no effect. */
function taskProblems(card: JsonObject, kind: CardKind, form: CardForm): CardProblem[] {
  const id = card.task_id
  const problem = (message: string): CardProblem[] => [
    { errcode: 42014, path: '/task_id', message },
  ]
  if (id === undefined) {
    const wanted = form === 'send' && callsBack(card)
    return wanted ? problem(`${kind} needs a task_id`) : []
  }
  if (typeof id === 'string' && /^[0-9A-Za-z_\-@]{1,128}$/.test(id)) return []
  return problem('must be 1 to 128 of 0-9 A-Z a-z _ - @')
}

/** Keys, option ids and question keys each stand once. */
function repeated(card: JsonObject): CardProblem[] {
  const menu = listAt(objectAt(card.action_menu)?.action_list)
  const submit = card.submit_button === undefined ? [] : [card.submit_button]
  const questions = [card.button_selection, card.checkbox, ...listAt(card.select_list)]
  const optionLists = questions.map((question) => listAt(objectAt(question)?.option_list))
  return [
    ...twice('key', [...listAt(card.button_list), ...menu, ...submit]),
    ...twice('question_key', questions),
    ...optionLists.flatMap((options) => twice('id', options)),
  ]
}

function twice(field: string, items: readonly unknown[]): CardProblem[] {
  const values = items.flatMap((item) => {
    const value = objectAt(item)?.[field]
    return typeof value === 'string' ? [value] : []
  })
  return values
    .filter((value, i) => values.indexOf(value) < i)
    .map((value) => ({ errcode: 40058, path: '', message: `${field} ${value} is there twice` }))
}
