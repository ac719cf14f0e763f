import { html } from '../html.js'
import { hueOf } from './colors.js'
import { Icon } from './icon.js'
import { plainOf, Text } from './text.js'

/** Title, subtitle and at most three tags on the template's colour. */
export function CardHeader({ header }) {
  const tags = header.text_tag_list ?? []
  return html`<header class=${`card-header hue-${hueOf(header.template)}`}>
    ${header.icon && html`<${Icon} icon=${header.icon} />`}
    <div class="card-heading">
      <div class="card-title-row">
        <h3 class="card-title"><${Text} text=${header.title} /></h3>
        ${tags.map(
          (tag) =>
            html`<span class=${`tag hue-${hueOf(tag.color, 'blue')}`}>${plainOf(tag.text)}</span>`,
        )}
      </div>
      ${
        header.subtitle?.content &&
        html`<p class="card-subtitle"><${Text} text=${header.subtitle} /></p>`
      }
    </div>
  </header>`
}
