import { html } from '../html.js'
import { CardBody } from './card-body.js'
import { CardContext } from './card-context.js'
import { Elements } from './element.js'
import { CardHeader } from './header.js'
import { plainOf } from './text.js'

const WIDTHS = { __proto__: null, compact: 'card-compact', fill: 'card-fill' }

/**
 * A card of JSON 2.0 as the client draws it.
 * @param {{ card: any, surroundings: object }} props what `CardContext` lists, but the children
 */
export function Card({ card, surroundings }) {
  const width = WIDTHS[card.config?.width_mode] ?? 'card-default'
  const context = { ...surroundings, elements: Elements }
  const name = plainOf(card.header?.title) || card.config?.summary?.content || '卡片'
  return html`<${CardContext.Provider} value=${context}>
    <article class=${`card ${width}`} aria-label=${`卡片：${name}`}>
      ${card.header && html`<${CardHeader} header=${card.header} />`}
      <${CardBody} body=${card.body} />
    </article>
  <//>`
}
