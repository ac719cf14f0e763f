import { useRef } from 'preact/hooks'
import { html } from '../html.js'
import { FieldFrame, useField } from './field.js'
import { plainOf } from './text.js'

const KINDS = {
  date_picker: { type: 'date', initial: 'initial_date', format: /^\d{4}-\d\d-\d\d$/ },
  picker_time: { type: 'time', initial: 'initial_time', format: /^\d\d:\d\d$/ },
  picker_datetime: {
    type: 'datetime-local',
    initial: 'initial_datetime',
    format: /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
  },
}

/** A day, a time or both, written as Feishu writes it; the browser's own picker is behind the button. */
export function DateField({ element, path }) {
  const { type, initial, format } = KINDS[element.tag]
  const field = useField(element, path, element[initial] ?? '')
  const picker = useRef(null)
  const write = (value) => field.write(value, { option: value })
  const typed = ({ target }) => {
    const value = target.value.trim()
    if (value === '' || format.test(value)) return write(value)
    target.value = field.value
  }
  return html`<${FieldFrame} element=${element} missing=${field.missing}>
      <div class="date-control">
        <input
          class="control"
          type="text"
          aria-label=${field.label}
          aria-required=${element.required ?? false}
          aria-invalid=${field.missing}
          placeholder=${plainOf(element.placeholder)}
          disabled=${field.disabled}
          value=${field.value}
          onChange=${typed}
        />
        <button type="button" aria-label="打开日历" disabled=${field.disabled} onClick=${() => picker.current.showPicker()}>
          <svg viewBox="0 0 18 18" aria-hidden="true"><path d="M3 4.5h12v10.5H3zM3 7.5h12M6 3v3M12 3v3" /></svg>
        </button>
        <input
          class="date-picker"
          ref=${picker}
          type=${type}
          tabindex="-1"
          aria-hidden="true"
          value=${field.value.replace(' ', 'T')}
          onChange=${(event) => write(event.target.value.replace('T', ' '))}
        />
      </div>
    <//>
    ${field.question}`
}
