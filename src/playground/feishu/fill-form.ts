/** What a form sends: what was filled in, else what stood there, in the callback's formats. */

import type { JsonObject } from '../json.ts'
import { type CardNode, cardNodes, listAt, objectAt } from './card/tree.ts'
import type { TapInput } from './types.ts'

type Filled = NonNullable<TapInput['form']>
type Value = string | readonly string[] | boolean

export type FilledForm =
  | { readonly ok: true; readonly values: JsonObject }
  /** Names of the fields for which the client would not send it. */
  | { readonly ok: false; readonly fields: readonly string[] }

const usualLength = 1000

/** `zone` is an offset as callbacks carry it: `+0800`. */
export function fillForm(
  card: JsonObject,
  form: CardNode,
  filled: Filled,
  zone: string,
): FilledForm {
  const fields = cardNodes(card).filter(
    (node) =>
      node.form?.path === form.path && typeof node.json.name === 'string' && node.tag !== 'button',
  )
  const unknown = Object.keys(filled).filter(
    (name) => !fields.some((field) => field.json.name === name),
  )
  if (unknown.length > 0) throw new Error(`the form has no field ${unknown.join(', ')}`)
  const wrong: string[] = []
  const values: Record<string, Value> = {}
  for (const field of fields) {
    const name = String(field.json.name)
    const value = filled[name] ?? standing(field)
    const empty = value === undefined || value === '' || (Array.isArray(value) && !value.length)
    if (empty ? field.json.required === true : !isPossible(field, value)) wrong.push(name)
    if (value !== undefined) values[name] = inFormat(field, value, zone)
  }
  return wrong.length > 0 ? { ok: false, fields: wrong } : { ok: true, values }
}

/** What the field holds when nobody touches it. An untouched input sends an empty text. */
function standing(field: CardNode): Value | undefined {
  const { json } = field
  switch (field.tag) {
    case 'input':
      return typeof json.default_value === 'string' ? json.default_value : ''
    case 'select_static': {
      if (typeof json.initial_option === 'string' && json.initial_option) return json.initial_option
      const index = typeof json.initial_index === 'number' ? json.initial_index : 0
      const option = index > 0 ? objectAt(listAt(json.options)[index - 1]) : undefined
      return typeof option?.value === 'string' ? option.value : undefined
    }
    case 'select_person':
      return text(json.initial_option)
    case 'multi_select_static':
    case 'multi_select_person':
      return listAt(json.selected_values).map(String)
    case 'date_picker':
      return text(json.initial_date)
    case 'picker_time':
      return text(json.initial_time)
    case 'picker_datetime':
      return text(json.initial_datetime)
    case 'checker':
      return json.checked === true
    default:
      return undefined
  }
}

function text(value: JsonObject[string]): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether a person could have brought the field to hold this. */
function isPossible(field: CardNode, value: Value): boolean {
  const { json } = field
  const options = listAt(json.options).map((option) => objectAt(option)?.value)
  switch (field.tag) {
    case 'input': {
      const most = typeof json.max_length === 'number' ? json.max_length : usualLength
      return typeof value === 'string' && [...value].length <= most
    }
    case 'select_static':
      return options.includes(value as string)
    case 'multi_select_static':
      return Array.isArray(value) && value.every((one) => options.includes(one))
    case 'date_picker':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}( [+-]\d{4})?$/.test(value)
    case 'checker':
      return typeof value === 'boolean'
    default:
      return true
  }
}

export function inFormat(field: CardNode, value: Value, zone: string): Value {
  const timed = ['date_picker', 'picker_time', 'picker_datetime'].includes(field.tag)
  if (!timed || typeof value !== 'string' || value === '') return value
  return / [+-]\d{4}$/.test(value) ? value : `${value} ${zone}`
}
