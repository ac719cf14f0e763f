import { useState } from 'preact/hooks'
import { html } from '../html.js'

/**
 * Tabs of the inspector's detail.
 * @param {{ facts: any, tabs: { id: string, label: string, draw: () => any }[] }} props
 */
export function DetailTabs({ facts, tabs }) {
  const [chosen, choose] = useState(tabs[0].id)
  const shown = tabs.find(({ id }) => id === chosen) ?? tabs[0]
  return html`<section class="detail" aria-label="详情">
    ${facts}
    <div class="tabs" role="tablist" aria-label="详情">
      ${tabs.map(
        ({ id, label }) =>
          html`<button type="button" role="tab" class="tab" aria-selected=${id === shown.id} onClick=${() => choose(id)}>${label}</button>`,
      )}
    </div>
    <div class="detail-body" role="tabpanel" aria-label=${shown.label} tabindex="0">${shown.draw()}</div>
  </section>`
}
