import { html } from '../html.js'
import { Icon } from './icon.js'
import { Markdown } from './markdown.js'
import { pixelsOf } from './measures.js'
import { plainOf } from './text.js'

export const Divider = () => html`<hr class="card-hr" />`

export function MarkdownElement({ element }) {
  const { content, text_size: size, text_align: align, icon } = element
  const text = html`<${Markdown} content=${content} size=${size} align=${align} />`
  return icon ? html`<div class="with-icon"><${Icon} icon=${icon} />${text}</div>` : text
}

/** The simulated platform keeps no pictures: the frame says what would be there. */
export function Image({ element }) {
  const style = { borderRadius: pixelsOf(element.corner_radius) }
  const label = plainOf(element.alt) || plainOf(element.title) || '图片'
  return html`<div class="card-img" role="img" aria-label=${label} style=${style}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01" /></svg>
    <span>${label}</span>
  </div>`
}

export function ImageCombination({ element }) {
  return html`<div class="card-imgs">
    ${(element.img_list ?? []).map((image) => html`<${Image} element=${image} />`)}
  </div>`
}
