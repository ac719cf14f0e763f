import { useState } from 'preact/hooks'
import { html } from '../html.js'

/** What stands behind the three dots. */
export function ActionMenu({ menu, onPick }) {
  const [open, setOpen] = useState(false)
  const pick = (key) => {
    setOpen(false)
    onPick(key)
  }
  return html`<div class="wx-menu">
    <button type="button" aria-expanded=${open} aria-label=${menu.desc || '更多'} onClick=${() => setOpen(!open)}>⋯</button>
    ${
      open &&
      html`<div class="wx-menu-list" role="menu">
        ${menu.action_list.map(
          ({ text, key }) =>
            html`<button type="button" role="menuitem" onClick=${() => pick(key)}>${text}</button>`,
        )}
      </div>`
    }
  </div>`
}
