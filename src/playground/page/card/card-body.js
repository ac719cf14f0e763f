import { html } from '../html.js'
import { useCard } from './card-context.js'
import { spaceOf } from './measures.js'

/** Everything below the header. */
export function CardBody({ body }) {
  const { elements: Elements } = useCard()
  if (!body?.elements?.length) return null
  const style = { padding: spaceOf(body.padding), gap: spaceOf(body.vertical_spacing) }
  return html`<div class="card-body" style=${style}>
    <${Elements} items=${body.elements} path="/body/elements" />
  </div>`
}
