import { html } from '../html.js'
import { dayText, timeText } from '../state/clock-text.js'
import { useCard } from './card-context.js'
import { hueOf, textColorOf } from './colors.js'

/** Inline nodes of `parseInline`, drawn. */
export function Inline({ nodes }) {
  return nodes.map((node) => html`<${DRAW[node.type] ?? Unknown} node=${node} />`)
}

const Children = ({ node }) => html`<${Inline} nodes=${node.children ?? []} />`

const DRAW = {
  __proto__: null,
  text: ({ node }) => node.text,
  break: () => html`<br />`,
  br: () => html`<br />`,
  hr: () => html`<span class="card-hr" role="separator" />`,
  bold: ({ node }) => html`<strong><${Children} node=${node} /></strong>`,
  italic: ({ node }) => html`<em><${Children} node=${node} /></em>`,
  strike: ({ node }) => html`<s><${Children} node=${node} /></s>`,
  code: ({ node }) => html`<code>${node.text}</code>`,
  raw: Children,
  audio: Children,
  number_tag: ({ node }) => html`<span class="number-tag"><${Children} node=${node} /></span>`,
  font: ({ node }) =>
    html`<span style=${{ color: textColorOf(node.attributes.color) }}
      ><${Children} node=${node}
    /></span>`,
  text_tag: ({ node }) =>
    html`<span class=${`tag hue-${hueOf(node.attributes.color, 'blue')}`}
      ><${Children} node=${node}
    /></span>`,
  image: ({ node }) => html`<span class="img-key">🖼 ${node.text || '图片'}</span>`,
  link: Link,
  at: At,
  person: ({ node }) => html`<${Name} id=${node.attributes.id} />`,
  local_datetime: LocalTime,
}

const Unknown = Children

function Link({ node }) {
  const { href = '', url = href } = node.attributes
  const safe = /^(?:https?:\/\/|tel:)/.test(url) ? url : undefined
  return html`<a class="link" href=${safe} target="_blank" rel="noreferrer noopener"
    ><${Children} node=${node}
  /></a>`
}

function At({ node }) {
  const { id, ids, email } = node.attributes
  if (id === 'all') return html`<span class="mention mention-all">@所有人</span>`
  const mentioned = (ids ?? id ?? '').split(',').filter(Boolean)
  if (mentioned.length === 0) return html`<span class="mention">@${email ?? '未知用户'}</span>`
  return mentioned.map((one) => html`<span class="mention">@<${Name} id=${one} /></span> `)
}

/** A person's name, or what the client shows for an id that it does not know. */
function Name({ id }) {
  return useCard().nameOf(id) ?? '未知用户'
}

function LocalTime({ node }) {
  const ms = Number(node.attributes.millisecond)
  if (!Number.isFinite(ms)) return null
  const format = node.attributes.format_type ?? 'date_num'
  const day = dayText(ms)
  return html`<time>${format.includes('time') ? `${day} ${timeText(ms)}` : day}</time>`
}
