import { html } from '../html.js'
import { useCard } from './card-context.js'
import { colorOf } from './colors.js'
import { pixelsOf, spaceOf } from './measures.js'

const MODES = new Set(['none', 'stretch', 'flow', 'bisect', 'trisect'])

/** Columns side by side; what they do when narrow is their `flex_mode`. */
export function ColumnSet({ element, path }) {
  const mode = MODES.has(element.flex_mode) ? element.flex_mode : 'none'
  const style = {
    gap: spaceOf(element.horizontal_spacing),
    justifyContent: SIDES[element.horizontal_align],
    background: colorOf(element.background_style),
    borderRadius: colorOf(element.background_style) && '8px',
  }
  return html`<div class=${`columns columns-${mode}`} style=${style}>
    ${(element.columns ?? []).map(
      (column, index) => html`<${Column} column=${column} path=${`${path}/columns/${index}`} />`,
    )}
  </div>`
}

const SIDES = { __proto__: null, left: 'flex-start', center: 'center', right: 'flex-end' }

const HEIGHTS = { __proto__: null, top: 'flex-start', center: 'center', bottom: 'flex-end' }

function Column({ column, path }) {
  const { elements: Elements } = useCard()
  const background = colorOf(column.background_style)
  const style = {
    background,
    borderRadius: background && '8px',
    padding: spaceOf(column.padding),
    margin: spaceOf(column.margin),
    gap: spaceOf(column.vertical_spacing),
    justifyContent: HEIGHTS[column.vertical_align],
    alignItems: SIDES[column.horizontal_align],
    ...widthOf(column),
  }
  return html`<div class="column" style=${style}>
    <${Elements} items=${column.elements} path=${`${path}/elements`} />
  </div>`
}

function widthOf({ width, weight }) {
  if (pixelsOf(width)) return { flex: `0 0 ${width}` }
  if (width === 'weighted') return { flex: `${weight ?? 1} 1 0` }
  return { flex: '0 1 auto' }
}
