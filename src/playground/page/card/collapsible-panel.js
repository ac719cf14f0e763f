import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { useCard } from './card-context.js'
import { colorOf } from './colors.js'
import { Markdown } from './markdown.js'
import { pixelsOf, spaceOf } from './measures.js'
import { Text } from './text.js'

/** Folded away until its head is tapped. */
export function CollapsiblePanel({ element, path }) {
  const { elements: Elements } = useCard()
  const [open, setOpen] = useState(element.expanded ?? false)
  const { header, border } = element
  const style = {
    background: colorOf(element.background_color),
    borderColor: border ? colorOf(border.color) : 'transparent',
    borderRadius: pixelsOf(border?.corner_radius),
  }
  return html`<div class=${border ? 'panel panel-bordered' : 'panel'} style=${style}>
    <button
      type="button"
      class="panel-head"
      aria-expanded=${open}
      style=${{ background: colorOf(header.background_color), padding: spaceOf(header.padding) }}
      onClick=${() => setOpen(!open)}
    >
      <span class="panel-title">
        ${
          header.title.tag === 'markdown'
            ? html`<${Markdown} content=${header.title.content} />`
            : html`<${Text} text=${header.title} />`
        }
      </span>
      <svg class="panel-arrow" viewBox="0 0 18 18" aria-hidden="true"><path d="m5 7 4 4 4-4" /></svg>
    </button>
    ${
      open &&
      html`<div class="panel-body" style=${{ padding: spaceOf(element.padding), gap: spaceOf(element.vertical_spacing) }}>
      <${Elements} items=${element.elements} path=${`${path}/elements`} />
    </div>`
    }
  </div>`
}
