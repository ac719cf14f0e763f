import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { useForm } from './card-context.js'
import { plainOf, Text } from './text.js'
import { useTap } from './use-tap.js'

/** A box to tick: local where it has no behaviours, else each tick is sent. */
export function Checker({ element, path }) {
  const form = useForm()
  const tap = useTap(element, path)
  const [own, setOwn] = useState(element.checked ?? false)
  const checked = form?.read(element.name) ?? own
  const style = element.checked_style ?? {}
  const toggle = () => {
    if (form) return form.write(element.name, !checked)
    setOwn(!checked)
    if (element.behaviors) tap.press({ checked: !checked })
  }
  const struck = checked && style.show_strikethrough ? ' checker-struck' : ''
  return html`<label class=${`checker${struck}`} style=${{ opacity: checked ? style.opacity : undefined }}>
      <input
        type="checkbox"
        checked=${checked}
        disabled=${element.disabled || tap.locked}
        aria-label=${plainOf(element.text).replace(/<[^>]*>|\*\*/g, '')}
        onChange=${toggle}
      />
      <span class="checker-text"><${Text} text=${element.text} /></span>
    </label>
    ${tap.question}`
}
