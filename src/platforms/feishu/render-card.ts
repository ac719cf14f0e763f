/**
 * A neutral card as Feishu card JSON 2.0. Total: what does not fit is drawn more simply, step by
 * step down `detailLevels`, and said to be missing; nothing throws and nothing is random.
 */
import type { Card } from '../../../cards/kit/card.ts'
import { cardToText } from '../../../cards/kit/plain-text.ts'
import { cleanText, truncate } from '../../../cards/kit/text.ts'
import { type CardElement, div, type FeishuCard, palette, plain, tagColor } from './elements.ts'
import { LIMITS, requestBytes } from './limits.ts'
import { createBlockRenderer, type Detail } from './render-block.ts'

/** From everything drawn at its best to the least that still says what matters. */
const detailLevels: readonly Detail[] = [
  { layout: 'rich', textCharacters: 1000, rows: 50 },
  { layout: 'compact', textCharacters: 600, rows: 50 },
  { layout: 'compact', textCharacters: 300, rows: 30 },
  { layout: 'compact', textCharacters: 160, rows: 15 },
  { layout: 'compact', textCharacters: 80, rows: 8 },
  { layout: 'compact', textCharacters: 40, rows: 4 },
]

export function renderCard(card: Card): string {
  for (const detail of detailLevels) {
    const drawn = draw(card, detail)
    const json = JSON.stringify(drawn)
    if (countElements(drawn) <= LIMITS.elements && requestBytes(json) <= LIMITS.requestBytes) {
      return json
    }
  }
  return JSON.stringify(drawAsText(card))
}

function draw(card: Card, detail: Detail): FeishuCard {
  const blocks = createBlockRenderer(detail)
  return shell(
    card,
    card.blocks.flatMap((block) => blocks.render(block)),
  )
}

/** Too much in every layout: the words, as far as they go. */
function drawAsText(card: Card): FeishuCard {
  const words = truncate(
    cardToText({ ...card, title: '', tags: [] })
      .slice(2)
      .trim(),
    2000,
  )
  return shell(card, words === '' ? [] : [div(words)])
}

function shell(card: Card, elements: readonly CardElement[]): FeishuCard {
  const title = truncate(cleanText(card.title), LIMITS.titleCharacters) || '—'
  const subtitle = truncate(cleanText(card.subtitle ?? ''), LIMITS.subtitleCharacters)
  const summary = truncate(cleanText(card.summary ?? ''), LIMITS.summaryCharacters)
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      enable_forward: card.forwardable ?? false,
      summary: { content: summary || title },
    },
    header: {
      title: plain(title),
      ...(subtitle ? { subtitle: plain(subtitle) } : {}),
      template: palette[card.tone].header,
      ...drawTags(card),
    },
    body: {
      direction: 'vertical',
      padding: '12px 12px 16px 12px',
      vertical_spacing: '8px',
      elements,
    },
  }
}

function drawTags(card: Card): Pick<FeishuCard['header'], 'text_tag_list'> {
  const tags = (card.tags ?? [])
    .map((tag) => ({ ...tag, text: truncate(cleanText(tag.text), LIMITS.tagCharacters) }))
    .filter((tag) => tag.text !== '')
    .slice(0, LIMITS.tags)
  if (tags.length === 0) return {}
  return {
    text_tag_list: tags.map((tag) => ({
      tag: 'text_tag',
      text: plain(tag.text),
      color: tagColor(tag.tone),
    })),
  }
}

/** Every object with a tag, as Feishu counts. */
function countElements(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countElements(item), 0)
  if (value === null || typeof value !== 'object') return 0
  const own = 'tag' in value ? 1 : 0
  return Object.values(value).reduce<number>((sum, item) => sum + countElements(item), own)
}
