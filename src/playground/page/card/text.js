import { html } from '../html.js'
import { textColorOf } from './colors.js'
import { Inline } from './inline.js'
import { parseInline } from './markdown-inline.js'
import { textStyle } from './measures.js'

/** A text object: `plain_text` parses nothing, `lark_md` the inline subset. */
export function Text({ text }) {
  if (!text) return null
  const style = {
    ...textStyle(text.text_size, text.text_align),
    color: textColorOf(text.text_color),
    ...(text.lines ? { display: '-webkit-box', WebkitLineClamp: String(text.lines) } : {}),
  }
  const clamped = text.lines ? 'text text-clamped' : 'text'
  const content = String(text.content ?? '')
  return html`<span class=${clamped} style=${style} dir="auto">
    ${text.tag === 'lark_md' ? html`<${Inline} nodes=${parseInline(content)} />` : content}
  </span>`
}

/** What a text object says, for labels. */
export const plainOf = (text) => (typeof text?.content === 'string' ? text.content : '')
