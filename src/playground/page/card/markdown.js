import { html } from '../html.js'
import { Inline } from './inline.js'
import { parseBlocks } from './markdown-blocks.js'
import { textStyle } from './measures.js'

/** Full markdown, of the `markdown` component. */
export function Markdown({ content, size, align }) {
  const blocks = parseBlocks(content ?? '')
  return html`<div class="md" style=${textStyle(size, align)}>${blocks.map(drawBlock)}</div>`
}

const DRAW = {
  paragraph: ({ children }) => html`<p><${Inline} nodes=${children} /></p>`,
  heading: ({ level, children }) =>
    html`<p class=${`md-heading md-heading-${level}`}><${Inline} nodes=${children} /></p>`,
  quote: ({ children }) => html`<blockquote><${Inline} nodes=${children} /></blockquote>`,
  code: ({ text }) => html`<pre><code>${text}</code></pre>`,
  rule: () => html`<hr class="card-hr" />`,
  list: ({ items }) => html`<ul class="md-list">${items.map(drawItem)}</ul>`,
  table: ({ rows }) => html`<table class="md-table">
    <thead><tr>${rows[0].map((cell) => html`<th><${Inline} nodes=${cell} /></th>`)}</tr></thead>
    <tbody>${rows
      .slice(1)
      .map(
        (row) => html`<tr>${row.map((cell) => html`<td><${Inline} nodes=${cell} /></td>`)}</tr>`,
      )}</tbody>
  </table>`,
}

const drawBlock = (block) => DRAW[block.type](block)

const drawItem = ({ depth, mark, children }) => html`<li class=${`md-depth-${depth}`}>
  <span class="md-mark" aria-hidden="true">${mark}</span>
  <span><${Inline} nodes=${children} /></span>
</li>`
