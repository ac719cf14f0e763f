import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { timeline } from '../state/inspect.js'
import { update } from '../state/store.js'
import { CallDetail } from './call-detail.js'
import { DeliveryDetail } from './delivery-detail.js'
import { Glyph } from './glyph.js'
import { TimelineRow } from './timeline-row.js'

const FILTERS = [
  ['all', '全部'],
  ['delivery', '事件'],
  ['call', '调用'],
]

/** What goes over the wire between the platform and the bot. */
export function Inspector({ state }) {
  const [filter, setFilter] = useState('all')
  const rows = timeline(state).filter(({ kind }) => filter === 'all' || kind === filter)
  const chosen = rows.find(({ id }) => id === state.inspected?.id) ?? rows[0]
  return html`<aside class="inspector" aria-label="检视器">
    <header class="inspector-head">
      <h2>检视器</h2>
      <div class="tabs" role="tablist" aria-label="筛选">
        ${FILTERS.map(
          ([id, label]) =>
            html`<button type="button" role="tab" class="tab" aria-selected=${filter === id} onClick=${() => setFilter(id)}>${label}</button>`,
        )}
      </div>
      <button type="button" class="tool" aria-label="收起检视器" title="收起" onClick=${() => update({ inspector: false })}><${Glyph} name="close" /></button>
    </header>
    ${
      rows.length === 0
        ? html`<p class="inspector-empty">发一句话或点一下卡片，这里会列出平台与机器人之间的每一次往来：明文、密文、应答与卡片。</p>`
        : html`<ul class="timeline" aria-label="往来">
            ${rows.map((row) => html`<${TimelineRow} key=${row.id} row=${row} open=${row === chosen} />`)}
          </ul>
          <${Detail} row=${chosen} />`
    }
  </aside>`
}

function Detail({ row }) {
  if (row.kind === 'delivery') return html`<${DeliveryDetail} key=${row.id} delivery=${row.item} />`
  return html`<${CallDetail} key=${row.id} call=${row.item} />`
}
