import { html } from '../html.js'
import { callsBack, useCard } from './card-context.js'
import { colorOf } from './colors.js'
import { pixelsOf, spaceOf } from './measures.js'
import { useTap } from './use-tap.js'

/** A box; with behaviours the whole of it is a button. */
export function InteractiveContainer({ element, path }) {
  const { elements: Elements } = useCard()
  const { press, question, busy, locked } = useTap(element, path)
  const tappable = element.behaviors?.length > 0 && callsBack(element) && !element.disabled
  const background = colorOf(element.background_style)
  const style = {
    background,
    borderColor: element.has_border
      ? (colorOf(element.border_color) ?? 'var(--line)')
      : 'transparent',
    borderRadius: pixelsOf(element.corner_radius),
    padding: spaceOf(element.padding),
    gap: spaceOf(element.vertical_spacing),
    width: pixelsOf(element.width),
    minHeight: pixelsOf(element.height),
  }
  const go = () => !locked && press()
  const typed = (event) => {
    if (event.target !== event.currentTarget || !['Enter', ' '].includes(event.key)) return
    event.preventDefault()
    go()
  }
  const button = tappable
    ? { role: 'button', tabIndex: 0, onClick: go, onKeyDown: typed, 'aria-busy': busy }
    : {}
  return html`<div class=${`box${tappable ? ' box-tappable' : ''}${busy ? ' box-busy' : ''}`} style=${style} ...${button}>
      <${Elements} items=${element.elements} path=${`${path}/elements`} />
    </div>
    ${question}`
}
