/** A card as words alone: for a platform without cards, the audit, a search, a test. */
import type { Block, Button, Card, FormField, Line } from './card.ts'
import { cellText, cleanText, lineText, spansOf } from './text.ts'

/** The whole card, nothing left out, one fact a line. Buttons stand in 〔〕. */
export function cardToText(card: Card): string {
  const head = [
    `【${cleanText(card.title)}】${(card.tags ?? []).map((tag) => ` [${cleanText(tag.text)}]`).join('')}`,
    ...(card.subtitle ? [cleanText(card.subtitle)] : []),
  ]
  return [...head, ...card.blocks.flatMap(blockToLines)].join('\n')
}

function blockToLines(block: Block): string[] {
  switch (block.type) {
    case 'text':
      return [readLine(block.line)]
    case 'fields':
      return block.fields.map((field) => `${cleanText(field.label)}：${readLine(field.value)}`)
    case 'changes':
      return block.changes.map(
        (change) =>
          `${cleanText(change.label)}：${cleanText(change.from)} → ${cleanText(change.to)}` +
          (change.note ? `（${cleanText(change.note)}）` : ''),
      )
    case 'list':
      return block.items.flatMap((item, index) => [
        `${block.ordered ? `${index + 1}.` : '·'} ${readLine(item.line)}`,
        ...(item.detail ? [`   ${readLine(item.detail)}`] : []),
      ])
    case 'metrics':
      return [block.metrics.map((m) => `${cleanText(m.label)} ${cleanText(m.value)}`).join(' · ')]
    case 'table':
      return [
        block.columns.map((column) => cleanText(column.label)).join(' | '),
        ...block.rows.map((row) =>
          block.columns.map((column) => cellText(row, column.key)).join(' | '),
        ),
      ]
    case 'note':
      return [`※ ${readLine(block.line)}`]
    case 'choices':
      return block.choices.map(
        (choice, index) =>
          `${index + 1}. ${cleanText(choice.title)}` +
          (choice.detail ? `（${cleanText(choice.detail)}）` : ''),
      )
    case 'buttons':
      return [buttonsToText(block.buttons)]
    case 'form':
      return [
        ...block.fields.flatMap((field) => fieldToText(field).split('\n')),
        buttonsToText(block.buttons),
      ]
    case 'fold':
      return [`▸ ${cleanText(block.title)}`, ...block.blocks.flatMap(blockToLines)]
    case 'divider':
      return ['———']
  }
}

/** Struck words stay, in marks: without them 「32万35万」 would read as one figure. */
function readLine(line: Line): string {
  const marked = spansOf(line).map((span) => (span.strike ? `~${span.text}~` : span.text))
  return lineText(marked)
}

function buttonsToText(buttons: readonly Button[]): string {
  return buttons.map((button) => `〔${cleanText(button.text)}〕`).join(' ')
}

function fieldToText(field: FormField): string {
  if (field.type === 'check') {
    const details = (field.details ?? []).map((detail) => `  ${cleanText(detail)}`)
    return [`${field.checked ? '☑' : '☐'} ${cleanText(field.label)}`, ...details].join('\n')
  }
  const shown =
    field.type === 'select'
      ? (field.options.find((option) => option.value === field.value)?.text ?? '')
      : (field.value ?? '')
  return `${cleanText(field.label)}${field.required ? '*' : ''}：${cleanText(shown) || '____'}`
}
