/** One block of a card as elements. */
import type { Block, LeafBlock, Line, Tone } from '../../../cards/kit/card.ts'
import { cellText, cleanText, displayWidth, lineText, truncate } from '../../../cards/kit/text.ts'
import {
  type CardElement,
  column,
  div,
  palette,
  plain,
  row,
  small,
  type TableElement,
} from './elements.ts'
import { escapeMarkdown } from './escape.ts'
import { LIMITS } from './limits.ts'
import { createControls } from './render-controls.ts'
import { grey, lineElement, lineMarkdown } from './rich-line.ts'

/** How much is drawn: `compact` puts what belongs together in one element. */
export type Detail = {
  readonly layout: 'rich' | 'compact'
  /** Characters of any one text. */
  readonly textCharacters: number
  /** Rows of a list, a table or choices, fields and folded blocks. */
  readonly rows: number
}

/** Half a phone holds about nine Han to a line; two lines of them still stand beside another value. */
const halfLineWidth = 18
const halfRowWidth = 2 * halfLineWidth
const metricsPerRow = 4

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

/** One renderer a card: tables are counted and component names kept apart across its blocks. */
export function createBlockRenderer(detail: Detail) {
  const max = detail.textCharacters
  const controls = createControls(detail)
  let tables = 0

  const renderLeaf = (block: LeafBlock): CardElement[] => {
    switch (block.type) {
      case 'text':
        return present(
          lineElement(block.line, { size: block.size, max, quiet: block.size === 'small' }),
        )
      case 'fields':
        return renderFields(block, detail)
      case 'changes':
        return renderChanges(block, detail)
      case 'list':
        return renderList(block, detail)
      case 'metrics':
        return renderMetrics(block, detail)
      case 'note':
        return renderNote(block.line, block.tone, max)
      case 'choices':
        return controls.choices(block.choices)
      case 'buttons':
        return controls.buttons(block.buttons)
      case 'divider':
        return [{ tag: 'hr' }]
    }
  }

  const renderTable = (block: BlockOf<'table'>): CardElement[] => {
    if (block.columns.length === 0) return []
    tables += 1
    return tables > LIMITS.tables ? renderTableAsText(block, detail) : drawTable(block, detail)
  }

  const render = (block: Block): CardElement[] => {
    switch (block.type) {
      case 'table':
        return renderTable(block)
      case 'form':
        return controls.form(block)
      case 'fold':
        return renderFold(block.title, block.blocks.slice(0, detail.rows).flatMap(renderLeaf))
      default:
        return renderLeaf(block)
    }
  }
  return { render }
}

function present(element: CardElement | undefined): CardElement[] {
  return element ? [element] : []
}

/** Says how many were left out, so that nobody takes the part for the whole. */
function more(total: number, shown: number): CardElement[] {
  return total > shown ? [small(`还有 ${total - shown} 项`)] : []
}

function renderFields({ fields }: BlockOf<'fields'>, detail: Detail): CardElement[] {
  const shown = fields.slice(0, detail.rows)
  if (detail.layout === 'compact') {
    const lines = shown.map(
      ({ label, value }) =>
        `${grey(escapeMarkdown(cleanText(label)))}  ${lineMarkdown(value, detail.textCharacters) || '—'}`,
    )
    return [...markdownLines(lines), ...more(fields.length, shown.length)]
  }
  return [
    ...pairUp(shown).map((pair) => renderFieldRow(pair, detail)),
    ...more(fields.length, shown.length),
  ]
}

type Field = { readonly label: string; readonly value: Line }

/** Two short ones beside each other, a long one alone. */
function pairUp(fields: readonly Field[]): Field[][] {
  const rows: Field[][] = []
  let open: Field[] | undefined
  for (const field of fields) {
    const isShort = fitsHalf(lineText(field.value))
    if (open && isShort) {
      open.push(field)
      open = undefined
    } else {
      const fresh = [field]
      rows.push(fresh)
      open = isShort ? fresh : undefined
    }
  }
  return rows
}

/** A day is not to be broken across lines. */
function fitsHalf(words: string): boolean {
  const width = displayWidth(words)
  return width <= halfLineWidth || (width <= halfRowWidth && !/\d{4}-\d\d-\d\d/.test(words))
}

function renderFieldRow(fields: readonly Field[], detail: Detail): CardElement {
  const drawn = fields.map(({ label, value }) =>
    column(
      [
        small(truncate(cleanText(label), detail.textCharacters) || '—'),
        lineElement(value, { max: detail.textCharacters }) ?? div('—'),
      ],
      { vertical_spacing: '2px' },
    ),
  )
  return row(drawn)
}

function renderChanges({ changes }: BlockOf<'changes'>, detail: Detail): CardElement[] {
  const shown = changes.slice(0, detail.rows)
  const max = detail.textCharacters
  const lines = shown.map((change) => ({
    label: truncate(cleanText(change.label), max) || '—',
    value: changeMarkdown(change, max),
  }))
  const drawn =
    detail.layout === 'compact'
      ? markdownLines(lines.map((l) => `${grey(escapeMarkdown(l.label))}  ${l.value}`))
      : lines.map((l) => drawChange(l.label, l.value))
  return [...drawn, ...more(changes.length, shown.length)]
}

/** The label above, as that of a field: old and new need the whole width of a phone. */
function drawChange(label: string, value: string): CardElement {
  const elements = [small(label), { tag: 'markdown', content: value } as const]
  return row([column(elements, { vertical_spacing: '2px' })])
}

type Change = BlockOf<'changes'>['changes'][number]

/** Grey old → bold blue new; a value that was or is empty as —. */
function changeMarkdown(change: Change, max: number): string {
  const from = escapeMarkdown(truncate(cleanText(change.from), max)) || '—'
  const to = lineMarkdown({ text: cleanText(change.to) || '—', bold: true, tone: 'info' }, max)
  const note = cleanText(change.note ?? '')
  return `${grey(from)} → ${to}${note ? ` ${grey(escapeMarkdown(truncate(note, max)))}` : ''}`
}

function renderList({ items, ordered }: BlockOf<'list'>, detail: Detail): CardElement[] {
  const shown = items.slice(0, detail.rows)
  const max = detail.textCharacters
  const mark = (i: number) => (ordered ? `${i + 1}.` : '•')
  if (detail.layout === 'compact') {
    const lines = shown.flatMap((item, i) => [
      `${mark(i)} ${lineMarkdown(item.line, max) || '—'}`,
      ...(item.detail && lineText(item.detail) ? [lineMarkdown(item.detail, max, true)] : []),
    ])
    return [...markdownLines(lines), ...more(items.length, shown.length)]
  }
  const rows = shown.map((item, i) =>
    row([
      column([div(mark(i), { text_color: 'grey' })], { width: ordered ? '24px' : '14px' }),
      column(
        [
          lineElement(item.line, { max }) ?? div('—'),
          ...(item.detail
            ? present(lineElement(item.detail, { max, size: 'small', quiet: true }))
            : []),
        ],
        { vertical_spacing: '2px' },
      ),
    ]),
  )
  return [...rows, ...more(items.length, shown.length)]
}

function renderMetrics({ metrics }: BlockOf<'metrics'>, detail: Detail): CardElement[] {
  const shown = metrics.slice(0, detail.rows)
  const rows: (typeof shown)[] = []
  for (let i = 0; i < shown.length; i += metricsPerRow) rows.push(shown.slice(i, i + metricsPerRow))
  const drawn = rows.map((group) =>
    row(
      group.map((metric) =>
        column(
          [
            div(truncate(cleanText(metric.value), 40) || '—', {
              text_size: 'heading-3',
              text_align: 'center',
              text_color: palette[metric.tone ?? 'neutral'].text,
            }),
            div(truncate(cleanText(metric.label), 40) || '—', {
              text_size: 'notation',
              text_align: 'center',
              text_color: 'grey',
            }),
          ],
          { background_style: 'grey-50', padding: '8px 4px 8px 4px', vertical_spacing: '2px' },
        ),
      ),
    ),
  )
  return [...drawn, ...more(metrics.length, shown.length)]
}

function renderNote(line: Line, tone: Tone, max: number): CardElement[] {
  return present(lineElement(line, { max })).map((inner) => ({
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: '8px',
    background_style: palette[tone].shade,
    columns: [column([inner], { padding: '8px 12px 8px 12px' })],
  }))
}

function drawTable(block: BlockOf<'table'>, detail: Detail): CardElement[] {
  const rows = block.rows.slice(0, detail.rows)
  // Keys are ours, but a key that Feishu would not take must not fail the card.
  const columns = block.columns
    .slice(0, LIMITS.tableColumns)
    .map((c, i) => ({ ...c, name: `c${i}` }))
  const cut = (text: string) => truncate(text, detail.textCharacters)
  const table: TableElement = {
    tag: 'table',
    page_size: Math.min(LIMITS.tablePage, Math.max(1, rows.length)),
    row_height: 'low',
    header_style: { bold: true, background_style: 'grey' },
    columns: columns.map(({ name, label, align }) => ({
      name,
      display_name: cut(cleanText(label)),
      data_type: 'text',
      width: 'auto',
      horizontal_align: align ?? 'left',
    })),
    rows: rows.map((r) =>
      Object.fromEntries(columns.map(({ name, key }) => [name, cut(cellText(r, key))])),
    ),
  }
  return [table, ...more(block.rows.length, rows.length)]
}

function renderTableAsText(block: BlockOf<'table'>, detail: Detail): CardElement[] {
  const rows = block.rows.slice(0, detail.rows)
  const lines = [Object.fromEntries(block.columns.map((c) => [c.key, c.label])), ...rows].map((r) =>
    block.columns
      .map(({ key }) => escapeMarkdown(truncate(cellText(r, key), detail.textCharacters)) || '—')
      .join(' · '),
  )
  return [...markdownLines(lines), ...more(block.rows.length, rows.length)]
}

function renderFold(title: string, elements: readonly CardElement[]): CardElement[] {
  if (elements.length === 0) return []
  return [
    {
      tag: 'collapsible_panel',
      expanded: false,
      header: {
        title: plain(truncate(cleanText(title), LIMITS.titleCharacters) || '—'),
        icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
        icon_position: 'right',
        icon_expanded_angle: -180,
      },
      border: { color: 'grey-200', corner_radius: '8px' },
      vertical_spacing: '8px',
      padding: '8px 8px 8px 8px',
      elements,
    },
  ]
}

function markdownLines(lines: readonly string[]): CardElement[] {
  return lines.length === 0 ? [] : [{ tag: 'markdown', content: lines.join('\n') }]
}
