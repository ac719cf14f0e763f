import { html } from '../html.js'
import { useCard, useForm } from './card-context.js'
import { pixelsOf } from './measures.js'
import { plainOf } from './text.js'
import { useTap } from './use-tap.js'

/**
 * What all fields share. In a form a value waits for the submit; outside it is sent at once, under
 * the key that its kind has in `TapInput`.
 */
export function useField(element, path, initial) {
  const card = useCard()
  const form = useForm()
  const tap = useTap(element, path)
  const value = form?.read(element.name) ?? initial
  const label = plainOf(element.label) || plainOf(element.placeholder) || element.name || '填写'
  return {
    value,
    label,
    inForm: form !== undefined,
    missing: card.missing.includes(element.name),
    disabled: element.disabled || tap.locked,
    question: tap.question,
    write: (next, sent) => (form ? form.write(element.name, next) : tap.press(sent)),
  }
}

/** Label, control, and the hint under it when it must still be filled in. */
export function FieldFrame({ element, missing, children }) {
  const width = element.width === 'fill' ? '100%' : pixelsOf(element.width)
  const beside = element.label_position === 'left' ? ' field-frame-left' : ''
  return html`<div class=${`field-frame${beside}${missing ? ' field-missing' : ''}`} style=${{ width }}>
    ${element.label && html`<span class="field-label">${plainOf(element.label)}</span>`}
    <div class="field-control">${children}</div>
    ${missing && html`<span class="field-hint" role="alert">这一项还没填对</span>`}
  </div>`
}
