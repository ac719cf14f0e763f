import { html } from '../html.js'
import { dayText, timeText } from '../state/clock-text.js'
import { useCard } from './card-context.js'
import { hueOf } from './colors.js'
import { Inline } from './inline.js'
import { Markdown } from './markdown.js'
import { parseInline } from './markdown-inline.js'

/** One cell, by the type of its column; `text` parses nothing. */
export function TableCell({ column, value }) {
  if (value === undefined || value === null || value === '') return '–'
  const draw = CELLS[column.data_type] ?? CELLS.text
  return draw(value, column)
}

const CELLS = {
  __proto__: null,
  text: (value) => html`<span dir="auto">${String(value)}</span>`,
  number: (value, { format = {} }) => numberText(value, format),
  lark_md: (value) => html`<${Inline} nodes=${parseInline(String(value))} />`,
  markdown: (value) => html`<${Markdown} content=${String(value)} />`,
  date: (value, { date_format: format = '' }) =>
    /[Hh]/.test(format) ? `${dayText(value)} ${timeText(value)}` : dayText(value),
  options: (value) =>
    [value]
      .flat()
      .map((option) =>
        typeof option === 'string'
          ? html`<span class="tag hue-grey">${option}</span>`
          : html`<span class=${`tag hue-${hueOf(option.color)}`}>${option.text}</span>`,
      ),
  persons: (value) => [value].flat().map((id) => html`<${PersonName} id=${id} />`),
}

const PersonName = ({ id }) =>
  html`<span class="tag hue-grey">${useCard().nameOf(id) ?? '未知用户'}</span>`

function numberText(value, { symbol = '', precision, separator = false }) {
  const digits = { minimumFractionDigits: precision, maximumFractionDigits: precision ?? 10 }
  return `${symbol}${Number(value).toLocaleString('zh-CN', { useGrouping: separator, ...digits })}`
}
