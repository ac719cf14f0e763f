import { html } from '../html.js'
import { FieldFrame, useField } from './field.js'
import { plainOf } from './text.js'

/** A line or several; outside a form it is sent with Enter. */
export function Input({ element, path }) {
  const field = useField(element, path, element.default_value ?? '')
  const shared = {
    class: 'control',
    'aria-label': field.label,
    'aria-required': element.required ?? false,
    'aria-invalid': field.missing,
    placeholder: plainOf(element.placeholder),
    maxLength: element.max_length,
    disabled: field.disabled,
    dir: 'auto',
    onInput: (event) => field.inForm && field.write(event.target.value),
    onKeyDown: (event) => {
      if (field.inForm || event.key !== 'Enter' || event.isComposing) return
      field.write(event.target.value, { input: event.target.value })
    },
  }
  const control =
    element.input_type === 'multiline_text'
      ? html`<textarea ...${shared} rows=${element.rows ?? 3} value=${field.value} />`
      : html`<input ...${shared} type=${element.input_type === 'password' ? 'password' : 'text'} value=${field.value} />`
  return html`<${FieldFrame} element=${element} missing=${field.missing}>${control}<//>${field.question}`
}
