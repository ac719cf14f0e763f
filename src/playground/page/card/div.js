import { html } from '../html.js'
import { Icon } from './icon.js'
import { pixelsOf } from './measures.js'
import { Text } from './text.js'

/** Text, or pairs of label and value in two columns where there is room. */
export function Div({ element }) {
  const { text, fields, icon, width } = element
  return html`<div class="card-div" style=${{ width: pixelsOf(width) }}>
    ${text && html`<div class="with-icon">${icon && html`<${Icon} icon=${icon} />`}<${Text} text=${text} /></div>`}
    ${fields && html`<div class="fields">${fields.map(drawField)}</div>`}
  </div>`
}

const drawField = (field) =>
  html`<div class=${field.is_short ? 'field field-short' : 'field'}><${Text} text=${field.text} /></div>`
