import { html } from '../html.js'
import { FieldFrame, useField } from './field.js'

const KINDS = {
  date_picker: { type: 'date', initial: 'initial_date' },
  picker_time: { type: 'time', initial: 'initial_time' },
  picker_datetime: { type: 'datetime-local', initial: 'initial_datetime' },
}

/** A day, a time or both, as the browser picks them. */
export function DateField({ element, path }) {
  const { type, initial } = KINDS[element.tag]
  const field = useField(element, path, element[initial] ?? '')
  const pick = (event) => {
    const value = event.target.value.replace('T', ' ')
    field.write(value, { option: value })
  }
  return html`<${FieldFrame} element=${element} missing=${field.missing}>
      <input
        class="control"
        type=${type}
        aria-label=${field.label}
        aria-required=${element.required ?? false}
        aria-invalid=${field.missing}
        disabled=${field.disabled}
        value=${field.value.replace(' ', 'T')}
        onChange=${pick}
      />
    <//>
    ${field.question}`
}
