import { html } from '../html.js'

const HUES = [
  'blue',
  'orange',
  'green',
  'violet',
  'turquoise',
  'carmine',
  'indigo',
  'wathet',
  'purple',
]

/** Initials on a colour that stays with the person. The bot has the logo. */
export function Avatar({ id, name, size = 'normal' }) {
  return html`<span class=${`avatar avatar-${size} hue-${hueFor(id)}`} aria-hidden="true">
    ${[...name].slice(-2).join('')}
  </span>`
}

export const BotAvatar = () =>
  html`<img class="avatar avatar-normal" src="/playground/page/logo.svg" alt="" />`

function hueFor(id) {
  let sum = 0
  for (const char of id) sum = (sum * 31 + char.codePointAt(0)) % 9973
  return HUES[sum % HUES.length]
}
