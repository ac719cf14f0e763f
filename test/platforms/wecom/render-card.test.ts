import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Button, Card, FormField } from '../../../cards/kit/card.ts'
import { cardToText } from '../../../cards/kit/plain-text.ts'
import { readActionKey } from '../../../src/platforms/wecom/action-key.ts'
import { BOT_LIMITS, checkPayload, LIMITS } from '../../../src/platforms/wecom/limits.ts'
import { renderCard } from '../../../src/platforms/wecom/render-card.ts'
import type { Payload, TemplateCard } from '../../../src/platforms/wecom/template-card.ts'
import { cardsOf, names } from '../../cards/every-card.ts'

const draw = (card: Card): Payload => JSON.parse(renderCard(card))
const action = (a: string, pick?: string) => ({ a, id: '0199a1b2', v: 3, ...(pick && { pick }) })
const button = (text: string, a = 'deal.show'): Button => ({ text, action: action(a) })
const cardOf = (...blocks: Block[]): Card => ({ title: '华信二期', tone: 'info', blocks })
const long = '很'.repeat(5000)

/** All that a reader gets to see, in one string without blanks. */
function seen({ beside, alone, card }: Payload): string {
  const strings = (node: unknown): string[] =>
    typeof node === 'string'
      ? [node]
      : node && typeof node === 'object'
        ? Object.entries(node).flatMap(([key, value]) =>
            ['key', 'id', 'question_key', 'selected_id', 'card_type'].includes(key)
              ? []
              : strings(value),
          )
        : []
  return [...beside, ...(alone ?? strings(card))].join('\n').replace(/\s+/g, '')
}

/** The keys that a tap on the card could bring. */
function keysOf(card: TemplateCard): string[] {
  switch (card.card_type) {
    case 'button_interaction':
      return [
        ...card.button_list.map(({ key }) => key),
        ...(card.action_menu?.action_list ?? []).map(({ key }) => key),
        ...(card.button_selection?.option_list ?? []).map(({ id }) => id),
      ]
    case 'vote_interaction':
      return card.checkbox.option_list.map(({ id }) => id)
    case 'multiple_interaction':
      return [
        card.submit_button.key,
        ...card.select_list.flatMap(({ option_list }) => option_list.map(({ id }) => id)),
      ]
  }
}

const all = Object.entries({
  ...cardsOf(names.real),
  hostile: cardsOf(names.hostile)['deal-change-preview']!,
})

describe.each(all)('the card «%s»', (name, card) => {
  it('is drawn as before', async () => {
    const drawn = `${JSON.stringify(draw(card), null, 2)}\n`
    await expect(drawn).toMatchFileSnapshot(`golden/${name}.json`)
  })
  it('is within the limits', () => expect(checkPayload(renderCard(card))).toEqual([]))
  it('is within the bot’s limits in a group', () => {
    expect(checkPayload(renderCard(card, BOT_LIMITS), 'chat')).toEqual([])
  })
})

describe.each([
  ['hostile names', cardsOf(names.hostile)],
  [
    'names as long as names can be',
    cardsOf({ ...names.real, deal: '检'.repeat(200), account: '芯'.repeat(200) }),
  ],
])('with %s', (_, cards) => {
  it.each(Object.entries(cards))('«%s» is within the limits and holds no markup', (_name, card) => {
    const json = renderCard(card)
    expect(checkPayload(json)).toEqual([])
    expect(json).not.toMatch(/<[a-z/@!]/i)
    expect(checkPayload(renderCard(card, BOT_LIMITS), 'chat')).toEqual([])
  })
})

describe('buttons', () => {
  it('stay what they are up to six; three more stand in the menu, others are named', () => {
    const { card, beside } = draw(
      cardOf({
        type: 'buttons',
        buttons: Array.from({ length: 11 }, (_, i) => button(`第${i}个`, `a.b${i}`)),
      }),
    )
    if (card.card_type !== 'button_interaction') throw new Error(card.card_type)
    expect(card.button_list.map(({ text }) => text)).toHaveLength(6)
    expect(card.action_menu?.action_list.map(({ text }) => text)).toEqual([
      '第6个',
      '第7个',
      '第8个',
    ])
    expect(beside.join()).toContain('〔第9个〕 〔第10个〕')
    expect(readActionKey(card.button_list[0]!.key)).toEqual(action('a.b0'))
  })
  it('that do the same have keys of their own, which mean the same', () => {
    const { card } = draw(cardOf({ type: 'buttons', buttons: [button('好'), button('行')] }))
    const [one, other] = keysOf(card)
    expect(one).not.toBe(other)
    expect(readActionKey(one!)).toEqual(readActionKey(other!))
  })
})

describe('choices', () => {
  const choices = (count: number): Block => ({
    type: 'choices',
    choices: Array.from({ length: count }, (_, i) => ({
      title: `D-10${i} 华信科技`,
      detail: `${i}万`,
      action: action('deal.pick', String(i)),
    })),
  })
  it('alone are a vote, with what tells them apart beside it', () => {
    const { card, beside } = draw(cardOf(choices(3)))
    expect(card).toMatchObject({ card_type: 'vote_interaction', submit_button: { key: 'choose' } })
    expect(keysOf(card).map(readActionKey)).toEqual(
      ['0', '1', '2'].map((pick) => action('deal.pick', pick)),
    )
    expect(beside.join()).toContain('3. D-102 华信科技（2万）')
  })
  it('beside buttons are a selection, and what does not fit is said', () => {
    const { card, beside } = draw(
      cardOf(choices(12), { type: 'buttons', buttons: [button('取消')] }),
    )
    if (card.card_type !== 'button_interaction') throw new Error(card.card_type)
    expect(card.button_selection?.option_list).toHaveLength(10)
    expect(card.button_list.map(({ text }) => text)).toEqual(['选定', '取消'])
    expect(beside.join()).toContain('还有 2 项')
  })
})

describe('a form', () => {
  const select = (name: string): FormField => ({
    type: 'select',
    name,
    label: '原因',
    value: 'b',
    options: ['a', 'b'].map((value) => ({ value, text: `原因${value}` })),
  })
  const form = (fields: readonly FormField[], buttons = [button('保存')]) =>
    draw(cardOf({ type: 'form', name: 'f', fields, buttons }))

  it('with something to type says what to reply', () => {
    const { card } = form([{ type: 'input', name: 'why', label: '原因', placeholder: '如 太贵' }])
    expect(card).toMatchObject({ sub_title_text: '原因：请直接回复（如 太贵）' })
  })
  it('with one select keeps all its buttons', () => {
    expect(form([select('why')], [button('保存'), button('取消', 'a.c')]).card).toMatchObject({
      card_type: 'button_interaction',
      button_selection: { question_key: 'why', selected_id: 'b' },
      button_list: [{ text: '保存' }, { text: '取消' }],
    })
  })
  it('with several selects and one button sends them with that button', () => {
    const { card } = form([
      select('why'),
      { type: 'check', name: 'ok', label: '已读', checked: true },
    ])
    expect(card).toMatchObject({
      card_type: 'multiple_interaction',
      select_list: [{ question_key: 'why' }, { question_key: 'ok', selected_id: 'true' }],
      submit_button: { text: '保存' },
    })
  })
  it('with several selects and buttons makes the buttons a select', () => {
    const { card, beside } = form(['a', 'b', 'c'].map(select), [
      button('保存'),
      button('取消', 'a.c'),
    ])
    expect(card).toMatchObject({
      select_list: [{ question_key: 'a' }, { question_key: 'b' }, { question_key: 'action' }],
      submit_button: { key: 'choose' },
    })
    expect(beside.join()).toContain('原因：请直接回复')
  })
})

describe('a card with nothing to tap', () => {
  it('goes as words, and an earlier card becomes one whose button is spent', () => {
    const { alone, card, line } = draw({
      ...cardOf({ type: 'text', line: '已保存' }),
      summary: '好了',
    })
    expect(alone).toEqual(['【华信二期】\n已保存'])
    expect(card).toMatchObject({ replace_text: '已更新', sub_title_text: '已保存' })
    expect(line).toBe('【华信二期】好了')
  })
  it('goes as several texts when it is long, none of them too long', () => {
    const { alone } = draw(cardOf({ type: 'text', line: long }))
    expect(alone!.length).toBeGreaterThan(5)
    expect(alone!.join('').replaceAll('\n', '')).toContain(long)
    expect(Math.max(...alone!.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(
      LIMITS.textBytes,
    )
  })
})

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', ' ', '<a href=x>', '<@all>', long, '\ud800', '👨‍👩‍👧'.repeat(30), '金额'),
)
const actions = fc.record({
  a: fc.constantFrom('deal.show', 'a.b'),
  id: fc.string({ maxLength: 80 }),
  v: fc.nat(),
  pick: fc.option(fc.string({ maxLength: 80 }), { nil: undefined }),
})
const buttons = fc.array(fc.record({ text: words, action: actions }), { maxLength: 12 })
const fields: fc.Arbitrary<FormField> = fc.oneof(
  fc.record({ type: fc.constant('input' as const), name: words, label: words }),
  fc.record({ type: fc.constant('date' as const), name: words, label: words }),
  fc.record({
    type: fc.constant('check' as const),
    name: words,
    label: words,
    checked: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('select' as const),
    name: words,
    label: words,
    value: words,
    options: fc.array(fc.record({ text: words, value: words }), { maxLength: 14 }),
  }),
)
const blocks: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), line: words }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: words, value: words }), { maxLength: 9 }),
  }),
  fc.record({ type: fc.constant('buttons' as const), buttons }),
  fc.record({
    type: fc.constant('choices' as const),
    choices: fc.array(fc.record({ title: words, detail: words, action: actions }), {
      maxLength: 25,
    }),
  }),
  fc.record({
    type: fc.constant('form' as const),
    name: words,
    fields: fc.array(fields, { maxLength: 5 }),
    buttons,
  }),
)

describe('any card', () => {
  const any = fc.record({
    title: words,
    subtitle: words,
    blocks: fc.array(blocks, { maxLength: 6 }),
  })
  it('is within the limits, whatever stands in it', () => {
    fc.assert(
      fc.property(any, (card) => {
        expect(checkPayload(renderCard({ ...card, tone: 'info' }))).toEqual([])
      }),
    )
  })
  it('loses no fact', () => {
    const facts = fc.array(fc.stringMatching(/^[a-z0-9\u4e00-\u4eff]{1,90}$/), { maxLength: 30 })
    fc.assert(
      fc.property(facts, fc.boolean(), (lines, tappable) => {
        const card = cardOf(
          ...lines.map((line): Block => ({ type: 'text', line })),
          { type: 'fields', fields: lines.map((value) => ({ label: '项', value })) },
          ...(tappable ? [{ type: 'buttons', buttons: [button('好')] } as const] : []),
        )
        const shown = seen(draw(card))
        for (const line of lines) expect(shown).toContain(line)
        expect(cardToText(card)).toContain('华信二期')
      }),
    )
  })
  it('brings back exactly what a button carries', () => {
    fc.assert(
      fc.property(fc.array(actions, { minLength: 1, maxLength: 6 }), (given) => {
        const { card } = draw(
          cardOf({ type: 'buttons', buttons: given.map((one) => ({ text: '好', action: one })) }),
        )
        const { pick: _, ...rest } = given[0]!
        expect(readActionKey(keysOf(card)[0]!)).toEqual(
          given[0]!.pick === undefined ? rest : given[0],
        )
      }),
    )
  })
})
