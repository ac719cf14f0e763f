import { html } from '../html.js'
import { useCard } from './card-context.js'
import { FieldFrame, useField } from './field.js'
import { plainOf } from './text.js'

/** One of several: options as given, or people (all of the chat where none are named). */
export function Select({ element, path }) {
  const options = useOptions(element)
  const initial = element.initial_option ?? options[(element.initial_index ?? 0) - 1]?.value ?? ''
  const field = useField(element, path, initial)
  const pick = (event) => field.write(event.target.value, { option: event.target.value })
  return html`<${FieldFrame} element=${element} missing=${field.missing}>
      <select
        class="control control-select"
        aria-label=${field.label}
        aria-required=${element.required ?? false}
        aria-invalid=${field.missing}
        disabled=${field.disabled}
        value=${field.value}
        onChange=${pick}
      >
        <option value="" disabled hidden>${plainOf(element.placeholder) || '请选择'}</option>
        ${options.map(({ value, text }) => html`<option value=${value}>${text}</option>`)}
      </select>
    <//>
    ${field.question}`
}

/** Value and words of every option. */
export function useOptions(element) {
  const { nameOf, members } = useCard()
  if (!element.tag.endsWith('_person')) {
    return (element.options ?? []).map((option) => ({
      value: option.value,
      text: plainOf(option.text),
    }))
  }
  const named = (element.options ?? []).map(({ value }) => value).filter(nameOf)
  const ids = named.length > 0 ? named : members
  return ids.map((id) => ({ value: id, text: nameOf(id) ?? '未知用户' }))
}
