/** A neutral card taken apart into what WeCom can hold: facts to read, and things to tap. */
import type { Block, Button, Card, Choice, FormField } from '../../../cards/kit/card.ts'
import { cardToText } from '../../../cards/kit/plain-text.ts'
import { lineText } from '../../../cards/kit/text.ts'
import { plain } from './plain.ts'

export type Fact =
  | { readonly type: 'field'; readonly label: string; readonly value: string }
  /** Read together or not at all. */
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  /** Too much for a card in any case. */
  | { readonly type: 'aside'; readonly lines: readonly string[] }

export type Select = {
  readonly name: string
  readonly label: string
  readonly value?: string
  readonly options: readonly { readonly text: string; readonly value: string }[]
}

export type Parts = {
  readonly facts: readonly Fact[]
  readonly buttons: readonly Button[]
  readonly choices: readonly Choice[]
  readonly selects: readonly Select[]
}

export function takeApart(card: Card): Parts {
  const all = card.blocks.flatMap((block): Block[] =>
    block.type === 'fold' ? [block, ...block.blocks] : [block],
  )
  const fields = all.flatMap((block) => (block.type === 'form' ? block.fields : []))
  return {
    facts: card.blocks.flatMap(factsOf),
    buttons: all.flatMap((block) =>
      block.type === 'buttons' || block.type === 'form' ? block.buttons : [],
    ),
    choices: all.flatMap((block) => (block.type === 'choices' ? block.choices : [])),
    selects: fields.flatMap(selectOf),
  }
}

function factsOf(block: Block): Fact[] {
  switch (block.type) {
    case 'fields':
      return block.fields.map(({ label, value }) => field(label, lineText(value)))
    case 'metrics':
      return block.metrics.map(({ label, value }) => field(label, value))
    case 'changes':
      return block.changes.map(({ label, from, to, note }) =>
        field(label, `${from} → ${to}${note ? `（${note}）` : ''}`),
      )
    case 'form': {
      // Which of several buttons the words are for is said by tapping it first.
      const buttons = block.buttons.filter(({ action }) => action.a !== 'draft.cancel')
      const how = buttons.length > 1 ? '点按钮后直接回复' : '请直接回复'
      return block.fields.flatMap((one) => howToType(one, how))
    }
    // They are drawn where they can be tapped.
    case 'buttons':
    case 'choices':
    case 'divider':
      return []
    case 'fold': {
      const inside = block.blocks.filter(({ type }) => type !== 'buttons' && type !== 'choices')
      const lines = inside.flatMap(linesOf)
      return lines.length === 0
        ? []
        : [{ type: 'aside', lines: [`▸ ${plain(block.title)}`, ...lines] }]
    }
    default:
      return [{ type: 'lines', lines: linesOf(block) }]
  }
}

function field(label: string, value: string): Fact {
  return { type: 'field', label: plain(label), value: plain(value) }
}

/** No card takes typed words: they are said to the bot instead. */
function howToType(field: FormField, how: string): Fact[] {
  const label = plain(field.label)
  const lines = (text: string): Fact[] => [{ type: 'lines', lines: [text] }]
  switch (field.type) {
    case 'input': {
      const example = field.placeholder ? `（${plain(field.placeholder)}）` : ''
      const now = field.value ? `，现在是「${plain(field.value)}」` : ''
      return lines(`${label}：${how}${example}${now}`)
    }
    case 'date':
      return lines(`${label}：${how}日期${field.value ? `，现在是 ${plain(field.value)}` : ''}`)
    case 'check':
      return field.details?.length ? [{ type: 'lines', lines: field.details.map(plain) }] : []
    case 'select':
      return []
  }
}

function selectOf(field: FormField): Select[] {
  switch (field.type) {
    case 'select': {
      const { name, label, value, options } = field
      return options.length === 0 ? [] : [{ name, label, value, options }]
    }
    case 'check': {
      const options = [
        { text: '是', value: 'true' },
        { text: '否', value: 'false' },
      ]
      return [{ name: field.name, label: field.label, value: String(field.checked), options }]
    }
    default:
      return []
  }
}

/** The block in words, one fact a line. */
function linesOf(block: Block): string[] {
  const [, ...lines] = cardToText({ title: '', tone: 'info', blocks: [block] }).split('\n')
  return lines.map(plain).filter((line) => line !== '')
}
