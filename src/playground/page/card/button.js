import { html } from '../html.js'
import { useForm } from './card-context.js'
import { Icon } from './icon.js'
import { pixelsOf } from './measures.js'
import { plainOf } from './text.js'
import { useTap } from './use-tap.js'

const TYPES = new Set([
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
])

/** A button; in a form it may submit or reset. */
export function CardButton({ element, path }) {
  const form = useForm()
  const { press, question, busy, locked } = useTap(element, path)
  const action = form ? element.form_action_type : undefined
  const pressed = () => {
    if (action === 'reset') return form.reset()
    return press(form ? { form: form.values() } : {})
  }
  const type = TYPES.has(element.type) ? element.type : 'default'
  const width = element.width === 'fill' ? '100%' : pixelsOf(element.width)
  const label = plainOf(element.text)
  return html`<button
      type="button"
      class=${`btn btn-${type} btn-${element.size ?? 'medium'}${busy ? ' btn-busy' : ''}`}
      style=${{ width }}
      disabled=${element.disabled || locked}
      aria-busy=${busy}
      aria-label=${label || undefined}
      title=${plainOf(element.disabled ? element.disabled_tips : element.hover_tips) || undefined}
      onClick=${pressed}
    >
      ${busy && html`<span class="spinner" aria-hidden="true" />`}
      ${element.icon && html`<${Icon} icon=${element.icon} />`}
      <span class="btn-text" dir="auto">${label}</span>
    </button>
    ${question}`
}
