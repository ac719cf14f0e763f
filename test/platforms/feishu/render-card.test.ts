import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Card, FormField, LeafBlock, Line, Tone } from '../../../cards/kit/card.ts'
import { answerTap } from '../../../src/platforms/feishu/acknowledge.ts'
import { checkFeishuCard, LIMITS, requestBytes } from '../../../src/platforms/feishu/limits.ts'
import { renderCard } from '../../../src/platforms/feishu/render-card.ts'
import { validateCard } from '../../../src/playground/feishu/card/card-validator.ts'
import { cards } from './cards.ts'

const nobody = {
  person: () => false,
  email: () => false,
  image: () => false,
  mentionAllAllowed: false,
}

/** Both our own check and the simulated platform's, which was written apart from it. */
function problemsOf(json: string) {
  const { errors, mentionsAll } = validateCard(JSON.parse(json), nobody)
  return [...checkFeishuCard(json), ...errors, ...(mentionsAll ? ['mentions everyone'] : [])]
}

const goldenFolder = new URL('./golden/', import.meta.url)

/** `UPDATE_GOLDEN=1` writes what is drawn now; look at the difference before committing it. */
function expectGolden(name: string, json: string) {
  const file = new URL(`${name}.json`, goldenFolder)
  const drawn = `${JSON.stringify(JSON.parse(json), null, 2)}\n`
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(goldenFolder, { recursive: true })
    writeFileSync(file, drawn)
  }
  expect(drawn).toBe(readFileSync(file, 'utf8'))
}

describe.each(Object.entries(cards))('the card «%s»', (name, card) => {
  const json = renderCard(card)
  it('is drawn as before', () => expectGolden(name, json))
  it('is taken by Feishu', () => expect(problemsOf(json)).toEqual([]))
  it('is drawn the same again', () => expect(renderCard(card)).toBe(json))
})

type Node = { tag?: string; content?: string; [property: string]: unknown }

function nodesOf(value: unknown): Node[] {
  if (value === null || typeof value !== 'object') return []
  return [value as Node, ...Object.values(value).flatMap(nodesOf)]
}

const nodes = (card: Card) => nodesOf(JSON.parse(renderCard(card)))
const tagged = (card: Card, tag: string) => nodes(card).filter((node) => node.tag === tag)

const plainCard = (...blocks: Block[]): Card => ({ title: '标题', tone: 'info', blocks })
const send = { a: 'form.send', id: '1', v: 1 }

describe('the shell', () => {
  it.each([
    ['info', 'blue', 'blue'],
    ['attention', 'orange', 'orange'],
    ['done', 'green', 'green'],
    ['danger', 'red', 'red'],
    ['neutral', 'grey', 'neutral'],
  ] as const)('has the colours of %s', (tone, template, color) => {
    const card: Card = { title: 'x', tone, tags: [{ text: '标签', tone }], blocks: [] }
    expect(JSON.parse(renderCard(card)).header).toMatchObject({
      template,
      text_tag_list: [{ color }],
    })
  })

  it('is not to be forwarded unless it says so', () => {
    expect(JSON.parse(renderCard(plainCard())).config).toEqual({
      update_multi: true,
      enable_forward: false,
      summary: { content: '标题' },
    })
    const open = { ...plainCard(), forwardable: true }
    expect(JSON.parse(renderCard(open)).config.enable_forward).toBe(true)
  })
})

describe('what can be tapped', () => {
  it('fills one button only', () => {
    const types = tagged(cards.buttons as Card, 'button').map((button) => button.type)
    expect(types).toEqual(['primary_filled', 'default', 'default', 'danger'])
  })

  it('carries the action and nothing else', () => {
    const values = nodes(cards.choices as Card).filter((node) => node.type === 'callback')
    expect(values[0]).toEqual({
      type: 'callback',
      value: { a: 'pick.deal', id: '0199a1b2', v: 3, pick: 'D-1042' },
    })
  })

  it('names every part of a form apart, and submits with each of its buttons', () => {
    const card = cards.form as Card
    const names = nodes(card).flatMap((node) => (node.name ? [node.name] : []))
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('reason__2')
    expect(tagged(card, 'button').every((b) => b.form_action_type === 'submit')).toBe(true)
  })

  it('offers an option once, and starts with one that is offered', () => {
    const card = plainCard({
      type: 'form',
      name: 'f',
      fields: [
        {
          type: 'select',
          name: 's',
          label: '选',
          value: 'gone',
          options: [{ text: 'A', value: 'a' }],
        },
      ],
      buttons: [{ text: '好', action: send }],
    })
    expect(tagged(card, 'select_static')[0]).not.toHaveProperty('initial_option')
    expect(tagged(cards.form as Card, 'select_static')[0]?.options).toHaveLength(2)
  })

  it('prefills what was given, uncut below the limit', () => {
    const value = '字'.repeat(1000)
    const field: FormField = { type: 'input', name: 'a', label: 'A', value, maxLength: 1000 }
    const form: Block = {
      type: 'form',
      name: 'f',
      fields: [field],
      buttons: [{ text: '好', action: send }],
    }
    expect(tagged(plainCard(form), 'input')[0]?.default_value).toBe(value)
  })
})

describe('text from people', () => {
  const hostile = cards.hostile as Card

  it('makes no link, mention or picture in markdown', () => {
    const contents = tagged(hostile, 'markdown').map((node) => node.content ?? '')
    expect(contents.length).toBeGreaterThan(10)
    for (const content of contents) {
      const rest = content.replace(/<\/?font(?: color='[a-z]+')?>|&#\d+;|\*\*|~~/g, '')
      expect(rest).not.toMatch(/[<>[\]`*_~|$]|:\w+:|https?:/)
    }
  })

  it('is kept readable: the same letters come back from the entities', () => {
    const line: Line = ['A', { text: '<b>&amp;*_~`[]()#:$|!+-/\\"\'', bold: true }]
    const [markdown] = tagged(plainCard({ type: 'text', line }), 'markdown')
    const decoded = markdown?.content?.replace(/&#(\d+);/g, (_, n) =>
      String.fromCharCode(Number(n)),
    )
    expect(decoded).toBe('A **<b>&amp;*_~`[]()#:$|!+-/\\"\'**')
  })

  it('stands in plain text when nothing in the line is emphasised', () => {
    const card = plainCard({ type: 'text', line: ['<at id=all></at>', ' **x**'] })
    expect(tagged(card, 'markdown')).toEqual([])
    expect(tagged(card, 'div')[0]).toEqual({
      tag: 'div',
      text: { tag: 'plain_text', content: '<at id=all></at> **x**' },
    })
  })

  it('loses what cannot be seen', () => {
    const text = 'a\u202eb\u200bc\u0000d\n\ne\ufeff\u2066'
    expect(tagged(plainCard({ type: 'text', line: text }), 'plain_text').at(-1)?.content).toBe(
      'abcd e',
    )
  })
})

describe('too much', () => {
  const many = (n: number, text: string): Block[] => [
    {
      type: 'list',
      items: Array.from({ length: n }, (_, i) => ({ line: `${i} ${text}`, detail: text })),
    },
  ]

  it('is drawn more simply before anything is left out', () => {
    const card = plainCard(...many(45, '一行'))
    expect(problemsOf(renderCard(card))).toEqual([])
    const [list] = tagged(card, 'markdown')
    expect(list?.content?.match(/一行/g)).toHaveLength(90)
  })

  it('is cut, and says how much is missing', () => {
    const json = renderCard(plainCard(...many(400, '很长的一行'.repeat(40))))
    expect(problemsOf(json)).toEqual([])
    expect(json).toMatch(/还有 \d+ 项/)
  })

  it('keeps the buttons when the text must go', () => {
    const buttons: Block = { type: 'buttons', buttons: [{ text: '同意', action: send }] }
    const card = plainCard(...many(400, '很长的一行'.repeat(40)), buttons)
    expect(tagged(card, 'button')).toHaveLength(1)
  })

  it('turns tables beyond the fifth into text', () => {
    const table: Block = {
      type: 'table',
      columns: [{ key: 'a', label: '客户' }],
      rows: [{ a: '华信' }],
    }
    const card = plainCard(...Array.from({ length: 7 }, () => table))
    expect(tagged(card, 'table')).toHaveLength(5)
    expect(tagged(card, 'markdown').map((node) => node.content)).toEqual([
      '客户\n华信',
      '客户\n华信',
    ])
    expect(problemsOf(renderCard(card))).toEqual([])
  })

  it('ends in words alone when no layout holds it', () => {
    const card = plainCard(...Array.from({ length: 300 }, () => many(1, '字'.repeat(900))).flat())
    const json = renderCard(card)
    expect(problemsOf(json)).toEqual([])
    expect(tagged(card, 'div')).toHaveLength(1)
    expect(requestBytes(json)).toBeLessThanOrEqual(LIMITS.requestBytes)
  })
})

describe('any card at all', () => {
  const tone = fc.constantFrom<Tone>('neutral', 'info', 'attention', 'done', 'danger')
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      ' ',
      '<at id=all></at>',
      '**x**',
      '字'.repeat(2000),
      '&#60;',
      '\n\n',
      '👨‍👩‍👧',
    ),
  )
  const span = fc.oneof(
    text,
    fc.record({ text, bold: fc.boolean(), strike: fc.boolean(), tone }, { requiredKeys: ['text'] }),
  )
  const line: fc.Arbitrary<Line> = fc.oneof(span, fc.array(span, { maxLength: 5 }))
  const action = fc.record({ a: fc.constant('x.y'), id: fc.string(), v: fc.nat() })
  const button = fc.record(
    { text, style: fc.constantFrom('primary', 'default', 'danger'), action },
    { requiredKeys: ['text', 'action'] },
  )
  const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 30 })
  const leaf: fc.Arbitrary<LeafBlock> = fc.oneof(
    fc.record({ type: fc.constant('text' as const), line }),
    fc.record({
      type: fc.constant('fields' as const),
      fields: few(fc.record({ label: text, value: line })),
    }),
    fc.record({
      type: fc.constant('changes' as const),
      changes: few(fc.record({ label: text, from: text, to: text, note: text })),
    }),
    fc.record({
      type: fc.constant('list' as const),
      ordered: fc.boolean(),
      items: few(fc.record({ line, detail: line }, { requiredKeys: ['line'] })),
    }),
    fc.record({
      type: fc.constant('metrics' as const),
      metrics: few(
        fc.record({ label: text, value: text, tone }, { requiredKeys: ['label', 'value'] }),
      ),
    }),
    fc.record({ type: fc.constant('note' as const), line, tone }),
    fc.record({
      type: fc.constant('choices' as const),
      choices: few(fc.record({ title: text, detail: text, action })),
    }),
    fc.record({
      type: fc.constant('buttons' as const),
      buttons: fc.array(button, { maxLength: 8 }),
    }),
    fc.constant({ type: 'divider' as const }),
  )
  const name = fc.oneof(fc.constantFrom('a', 'b', 'a__2', 'f'), text)
  const field: fc.Arbitrary<FormField> = fc.oneof(
    fc.record(
      {
        type: fc.constant('input' as const),
        name,
        label: text,
        value: text,
        placeholder: text,
        maxLength: fc.integer(),
      },
      { requiredKeys: ['type', 'name', 'label'] },
    ),
    fc.record({
      type: fc.constant('select' as const),
      name,
      label: text,
      value: text,
      options: fc.array(fc.record({ text, value: text }), { maxLength: 5 }),
    }),
    fc.record({ type: fc.constant('date' as const), name, label: text, value: text }),
  )
  const key = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor'), fc.string())
  const block: fc.Arbitrary<Block> = fc.oneof(
    leaf,
    fc.record({
      type: fc.constant('table' as const),
      columns: fc.array(fc.record({ key, label: text }), { maxLength: 60 }),
      rows: few(fc.dictionary(key, text)),
    }),
    fc.record({
      type: fc.constant('form' as const),
      name,
      fields: fc.array(field, { maxLength: 6 }),
      buttons: fc.array(button, { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('fold' as const),
      title: text,
      blocks: fc.array(leaf, { maxLength: 5 }),
    }),
  )
  const card: fc.Arbitrary<Card> = fc.record(
    {
      title: text,
      subtitle: text,
      tone,
      tags: fc.array(fc.record({ text, tone }), { maxLength: 5 }),
      summary: text,
      blocks: fc.array(block, { maxLength: 12 }),
    },
    { requiredKeys: ['title', 'tone', 'blocks'] },
  )

  it('is drawn so that Feishu takes it', () => {
    fc.assert(
      fc.property(card, (any) => {
        expect(problemsOf(renderCard(any))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('the answer to a tap', () => {
  it('is empty when nothing changes', () => {
    expect(answerTap({})).toEqual({})
  })

  it('carries the word and the card as an object', () => {
    const card = cards.text as Card
    const answer = answerTap({ toast: { tone: 'success', text: '已保存\n' }, card })
    expect(answer).toEqual({
      toast: { type: 'success', content: '已保存' },
      card: { type: 'raw', data: JSON.parse(renderCard(card)) },
    })
  })
})
