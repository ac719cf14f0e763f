import { html } from '../html.js'
import { textColorOf } from './colors.js'

/** Feishu has hundreds of icons; the shapes that cards use most, by what their token says. */
const SHAPES = [
  [/down/, 'm5 7 4 4 4-4'],
  [/time|calendar|history/, 'M9 5.5V9l2.5 1.5M15.5 9a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z'],
  [
    /member|person|contact|user/,
    'M12 6a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM3.5 15.5c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5',
  ],
  [
    /warn|error|forbidden|alert/,
    'M9 5.5v4M9 12.2v.1M15.5 9a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z',
  ],
  [
    /yes|done|success|succeed|check/,
    'm5.5 9.2 2.5 2.5 4.6-5M15.5 9a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z',
  ],
  [/chat|message/, 'M3 4.5h12v8H8.5L5.5 15v-2.5H3Z'],
]

const OTHER = 'M9 6.5v5M6.5 9h5M15.5 9a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z'

/** An icon of a card. */
export function Icon({ icon }) {
  const token = String(icon.token ?? icon.img_key ?? '')
  const path = SHAPES.find(([name]) => name.test(token))?.[1] ?? OTHER
  return html`<svg
    class="card-icon"
    viewBox="0 0 18 18"
    aria-hidden="true"
    style=${{ color: textColorOf(icon.color) }}
  ><path d=${path} /></svg>`
}
