import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { TableCell } from './table-cell.js'

/** A table of at most ten rows a page. */
export function Table({ element }) {
  const { columns = [], rows = [], page_size: size = 5, header_style: head = {} } = element
  const [page, setPage] = useState(0)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const shown = rows.slice(page * size, (page + 1) * size)
  const plain = head.background_style === 'grey' ? '' : ' card-table-plain'
  return html`<div class="card-table-frame">
    <div class="card-table-scroll" tabindex="0" role="region" aria-label="表格">
      <table class=${`card-table${plain}`}>
        <thead>
          <tr>${columns.map(
            (column) =>
              html`<th scope="col" class=${alignOf(column)}>${column.display_name ?? column.name}</th>`,
          )}</tr>
        </thead>
        <tbody>
          ${shown.map(
            (row) =>
              html`<tr>${columns.map(
                (column) =>
                  html`<td class=${alignOf(column)}><${TableCell} column=${column} value=${row[column.name]} /></td>`,
              )}</tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${pages > 1 && html`<${Pager} page=${page} pages=${pages} onPage=${setPage} />`}
  </div>`
}

function alignOf({ horizontal_align: align, data_type: type }) {
  if (align === 'center' || align === 'right') return `align-${align}`
  return align === undefined && type === 'number' ? 'align-right' : 'align-left'
}

function Pager({ page, pages, onPage }) {
  return html`<div class="pager">
    <button type="button" aria-label="上一页" disabled=${page === 0} onClick=${() => onPage(page - 1)}>‹</button>
    <span>${page + 1} / ${pages}</span>
    <button type="button" aria-label="下一页" disabled=${page === pages - 1} onClick=${() => onPage(page + 1)}>›</button>
  </div>`
}
