import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { plainOf } from './text.js'
import { useTap } from './use-tap.js'

/** The three dots: more actions in a menu. */
export function Overflow({ element, path }) {
  const [open, setOpen] = useState(false)
  const { press, question, busy, locked } = useTap(element, path)
  const pick = (option) => () => {
    setOpen(false)
    press({ option: option.value ?? '' })
  }
  const leave = (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }
  return html`<div class="overflow" onFocusOut=${leave}>
      <button
        type="button"
        class=${`btn btn-default${busy ? ' btn-busy' : ''}`}
        aria-label="更多"
        aria-expanded=${open}
        disabled=${locked}
        onClick=${() => setOpen(!open)}
      >···</button>
      ${
        open &&
        html`<div class="menu" role="menu">
        ${element.options.map(
          (option) => html`<button type="button" role="menuitem" onClick=${pick(option)}>
            ${plainOf(option.text)}
          </button>`,
        )}
      </div>`
      }
    </div>
    ${question}`
}
