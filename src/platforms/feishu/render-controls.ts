/** What can be tapped and filled in: buttons, choices, forms. */
import type { Block, Button, Choice, FormField } from '../../../cards/kit/card.ts'
import { cleanText, truncate } from '../../../cards/kit/text.ts'
import {
  type ButtonElement,
  type CardElement,
  column,
  div,
  type FieldElement,
  plain,
  row,
  small,
} from './elements.ts'
import { LIMITS } from './limits.ts'

const defaultInputCharacters = 200
const day = /^\d{4}-\d{2}-\d{2}$/

type Form = Extract<Block, { type: 'form' }>
type Bounds = { readonly textCharacters: number; readonly rows: number }

/** One a card: a component's name must be unique in the whole card (else error 200530). */
export function createControls({ textCharacters, rows }: Bounds) {
  const taken = new Set<string>()

  /** `name`, or `name__2` when another component has it already; `readForm` takes it off again. */
  const claim = (name: string): string => {
    const base = /^[A-Za-z][\w-]*$/.test(name) ? name : `f_${name.replace(/[^\w-]/g, '')}`
    let unique = base
    for (let i = 2; taken.has(unique); i += 1) unique = `${base}__${i}`
    taken.add(unique)
    return unique
  }

  const choices = (all: readonly Choice[]): CardElement[] => {
    const shown = all.slice(0, rows)
    const left = all.length - shown.length
    return [
      ...shown.map((choice) => drawChoice(choice, textCharacters)),
      ...(left > 0 ? [small(`还有 ${left} 项`)] : []),
    ]
  }

  const buttons = (all: readonly Button[]): CardElement[] =>
    all.length === 0 ? [] : [buttonRow(drawButtons(all))]

  const form = (block: Form): CardElement[] => {
    // Without a button nobody could send it, and Feishu refuses the card: shown, not asked.
    if (block.buttons.length === 0) return block.fields.map(drawStillField)
    const name = claim(block.name)
    const fields = block.fields.flatMap((field) => drawField(field, claim(field.name)))
    const submits = drawButtons(block.buttons).map((button, i) => ({
      ...button,
      name: claim(`${name}_${i}`),
      form_action_type: 'submit' as const,
    }))
    return [{ tag: 'form', name, elements: [...fields, buttonRow(submits)] }]
  }

  return { choices, buttons, form }
}

function drawChoice(choice: Choice, max: number): CardElement {
  const detail = truncate(cleanText(choice.detail ?? ''), max)
  return {
    tag: 'interactive_container',
    width: 'fill',
    has_border: true,
    border_color: 'grey-200',
    corner_radius: '8px',
    padding: '8px 12px 8px 12px',
    vertical_spacing: '2px',
    behaviors: [{ type: 'callback', value: choice.action }],
    elements: [
      div(truncate(cleanText(choice.title), max) || '—'),
      ...(detail ? [small(detail)] : []),
    ],
  }
}

/** Only the first primary button is filled: one card, one thing to do. */
function drawButtons(buttons: readonly Button[]): ButtonElement[] {
  const first = buttons.findIndex((button) => button.style === 'primary')
  return buttons.map((button, i) => ({
    tag: 'button',
    text: plain(truncate(cleanText(button.text), LIMITS.buttonCharacters) || '—'),
    type: i === first ? 'primary_filled' : button.style === 'danger' ? 'danger' : 'default',
    behaviors: [{ type: 'callback', value: button.action }],
  }))
}

function buttonRow(buttons: readonly ButtonElement[]): CardElement {
  return row(
    buttons.map((button) => column([button], { width: 'auto' })),
    'flow',
  )
}

function drawField(field: FormField, name: string): CardElement[] {
  if (field.type === 'check') return drawCheck(field, name)
  const shell = { name, width: 'fill', ...(field.required ? { required: true } : {}) } as const
  const label = cleanText(field.label) || '—'
  if (field.type === 'input') return [drawInput(field, shell, label)]
  // Only inputs have a label of their own: the others get one that looks the same.
  const head = div(field.required ? `${label} *` : label)
  const control = field.type === 'select' ? drawSelect(field, shell) : drawDate(field, shell)
  return [row([column([head, control], { vertical_spacing: '4px' })])]
}

function drawDate(field: FieldOf<'date'>, shell: Shell): FieldElement {
  const initial = field.value && day.test(field.value) ? { initial_date: field.value } : {}
  return { tag: 'date_picker', ...shell, placeholder: plain('选日期'), ...initial }
}

function drawCheck(field: FieldOf<'check'>, name: string): CardElement[] {
  const label = cleanText(field.label) || '—'
  const box: FieldElement = { tag: 'checker', name, checked: field.checked, text: plain(label) }
  const details = (field.details ?? []).map((detail) => small(cleanText(detail)))
  if (details.length === 0) return [box]
  // They stand below the label rather than below the box.
  const below = column(details, { padding: '0px 0px 4px 26px', vertical_spacing: '2px' })
  return [box, row([below])]
}

type Shell = { readonly name: string; readonly width: 'fill'; readonly required?: boolean }
type FieldOf<T extends FormField['type']> = Extract<FormField, { type: T }>

function drawInput(field: FieldOf<'input'>, shell: Shell, label: string): FieldElement {
  const wanted = Math.trunc(field.maxLength ?? defaultInputCharacters)
  const max = Math.min(LIMITS.inputCharacters, Math.max(1, wanted))
  const placeholder = truncate(cleanText(field.placeholder ?? ''), LIMITS.placeholderCharacters)
  // What is sent back must be what was filled in: cut, not marked as cut.
  const value = [...(field.value ?? '')].slice(0, max).join('')
  return {
    tag: 'input',
    ...shell,
    label: plain(field.required ? `${label} *` : label),
    label_position: 'top',
    ...(placeholder ? { placeholder: plain(placeholder) } : {}),
    ...(value ? { default_value: value } : {}),
    max_length: max,
    ...(field.multiline ? { input_type: 'multiline_text' as const, rows: 3 } : {}),
  }
}

/** Without options there is nothing to choose from: typed instead. */
function drawSelect(field: FieldOf<'select'>, shell: Shell): FieldElement {
  const options = [...new Map(field.options.map((option) => [option.value, option])).values()]
  if (options.length === 0) {
    return drawInput({ ...field, type: 'input' }, shell, cleanText(field.label) || '—')
  }
  const isOffered = options.some((option) => option.value === field.value)
  return {
    tag: 'select_static',
    ...shell,
    placeholder: plain(
      truncate(cleanText(field.placeholder ?? ''), LIMITS.placeholderCharacters) || '请选择',
    ),
    ...(field.value !== undefined && isOffered ? { initial_option: field.value } : {}),
    options: options.map((option) => ({
      text: plain(truncate(cleanText(option.text), LIMITS.buttonCharacters) || '—'),
      value: option.value,
    })),
  }
}

function drawStillField(field: FormField): CardElement {
  if (field.type === 'check') return div(`${field.checked ? '☑' : '☐'} ${cleanText(field.label)}`)
  return div(`${cleanText(field.label)}：${cleanText(field.value ?? '') || '—'}`)
}
