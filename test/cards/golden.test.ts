import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Card } from '../../cards/kit/card.ts'
import { cardToText } from '../../cards/kit/plain-text.ts'
import { checkFeishuCard } from '../../src/platforms/feishu/limits.ts'
import { renderCard } from '../../src/platforms/feishu/render-card.ts'
import { validateCard } from '../../src/playground/feishu/card/card-validator.ts'
import { cardsOf, names } from './every-card.ts'

const nobody = {
  person: () => false,
  email: () => false,
  image: () => false,
  mentionAllAllowed: false,
}

/** Neither our own check nor the simulated platform's, written apart from it, has a word to say. */
function problemsOf(json: string) {
  const { errors, mentionsAll } = validateCard(JSON.parse(json), nobody)
  return [...checkFeishuCard(json), ...errors, ...(mentionsAll ? ['mentions everyone'] : [])]
}

/** What the platform reads as markup; a `plain_text` is shown as it is. */
function markupIn(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return []
  const { tag, content } = node as { tag?: string; content?: unknown }
  const own = (tag === 'markdown' || tag === 'lark_md') && typeof content === 'string'
  return [...(own ? [content] : []), ...Object.values(node).flatMap(markupIn)]
}

const golden = (card: Card) => {
  const feishu = JSON.parse(renderCard(card))
  return `${JSON.stringify({ text: cardToText(card).split('\n'), card, feishu }, null, 2)}\n`
}

describe.each(Object.entries(cardsOf(names.real)))('the card «%s»', (name, card) => {
  it('reads as before', async () => {
    await expect(golden(card)).toMatchFileSnapshot(`golden/${name}.json`)
  })
  it('is taken by Feishu', () => expect(problemsOf(renderCard(card))).toEqual([]))
  it('tells in one line what it is, for the notification', () => {
    const summary = card.summary ?? card.title
    expect(summary).not.toMatch(/\n|undefined|null/)
    expect(cardToText(card)).not.toMatch(/undefined|null|NaN|\[object/)
  })
})

describe.each(Object.entries(cardsOf(names.hostile)))(
  'the card «%s» with hostile names',
  (_, card) => {
    const json = renderCard(card)
    it('is taken by Feishu', () => expect(problemsOf(json)).toEqual([]))
    it('mentions nobody, links nowhere and draws no markup', () => {
      expect(markupIn(JSON.parse(json)).join('\n')).not.toMatch(/<at|<a |<font color=red|\]\(|`/)
      expect(cardToText(card)).not.toMatch(/[\u202a-\u202e\u200b]/)
    })
  },
)

describe('a card with hostile names', () => {
  it('reads as before', async () => {
    const { 'deal-change-preview': card } = cardsOf(names.hostile)
    await expect(golden(card!)).toMatchFileSnapshot('golden/hostile.json')
  })
})

describe('the golden files', () => {
  it('are those of the cards that there are', () => {
    const files = readdirSync(new URL('./golden/', import.meta.url))
    const expected = [...Object.keys(cardsOf(names.real)), 'hostile'].map((name) => `${name}.json`)
    expect(files.sort()).toEqual(expected.sort())
  })
})

describe('a name as long as a name can be', () => {
  const long = cardsOf({ ...names.real, deal: '检'.repeat(200), account: '芯'.repeat(200) })
  it.each(Object.entries(long))('still fits «%s»', (_, card) => {
    expect(problemsOf(renderCard(card))).toEqual([])
  })
})
