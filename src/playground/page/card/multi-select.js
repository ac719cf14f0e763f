import { html } from '../html.js'
import { FieldFrame, useField } from './field.js'
import { useOptions } from './select.js'

/** Any number of several, each a chip that is on or off. */
export function MultiSelect({ element, path }) {
  const options = useOptions(element)
  const field = useField(element, path, element.selected_values ?? [])
  const toggle = (value) => () => {
    const chosen = field.value.includes(value)
      ? field.value.filter((other) => other !== value)
      : [...field.value, value]
    field.write(chosen, { option: chosen.join(',') })
  }
  return html`<${FieldFrame} element=${element} missing=${field.missing}>
    <div class="chips" role="group" aria-label=${field.label}>
      ${options.map(
        ({ value, text }) => html`<button
          type="button"
          class="chip"
          aria-pressed=${field.value.includes(value)}
          disabled=${field.disabled}
          onClick=${toggle(value)}
        >${text}</button>`,
      )}
    </div>
  <//>`
}
