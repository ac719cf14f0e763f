import { describe, expect, it } from 'vitest'
import { validateCard } from '../../../src/playground/feishu/card/card-validator.ts'
import { extOf, type KnownThings } from '../../../src/playground/feishu/card/problem.ts'
import type { JsonObject } from '../../../src/playground/json.ts'
import { buttonOf, cardOf } from './tenant.ts'

const known: KnownThings = {
  person: (id) => id === 'ou_zhangwei',
  email: (address) => address === 'zw@example.com',
  image: (key) => key === 'img_v3_known',
  mentionAllAllowed: true,
}

const text = (content: string): JsonObject => ({ tag: 'plain_text', content })
const markdown = (content: string): JsonObject => ({ tag: 'markdown', content })
const submit = buttonOf('提交', { a: 'deal.save' }, { name: 'submit', form_action_type: 'submit' })
const form = (...elements: JsonObject[]): JsonObject => ({ tag: 'form', name: 'form', elements })
const input = (name: string, more: JsonObject = {}): JsonObject => ({ tag: 'input', name, ...more })
const option = (value: string): JsonObject => ({ text: text(value), value })
const table = (columns: JsonObject[], rows: JsonObject[]): JsonObject => ({
  tag: 'table',
  columns,
  rows,
})
const panel = (...elements: JsonObject[]): JsonObject => ({
  tag: 'collapsible_panel',
  header: { title: text('更多') },
  elements,
})

function codes(card: unknown): number[] {
  return validateCard(card, known).errors.map((error) => error.code)
}

describe('cards that may be sent', () => {
  it.each<[string, JsonObject]>([
    ['a blank card', {}],
    ['text', cardOf({ tag: 'div', text: text('raw <at id=all></at>') })],
    [
      'markdown with a colleague',
      cardOf(markdown('<at id=ou_zhangwei></at> [链接](https://a.cn/x)')),
    ],
    ['an escaped mention', cardOf(markdown('&#60;at id=ou_nobody&#62;'))],
    ['a mention in code', cardOf(markdown('`<at id=ou_nobody></at>`'))],
    ['a mention by address', cardOf(markdown('<at email=zw@example.com></at>'))],
    ['a form', cardOf(form(input('reason', { required: true, max_length: 1000 }), submit))],
    [
      'a form with its buttons in columns',
      cardOf(
        form(input('reason'), {
          tag: 'column_set',
          columns: [{ tag: 'column', width: 'auto', elements: [submit] }],
        }),
      ),
    ],
    [
      'a table of every type',
      cardOf(
        table(
          [
            { name: 'c', data_type: 'text' },
            { name: 'n', data_type: 'number', format: { symbol: '¥', precision: 2 } },
            { name: 's', data_type: 'options' },
            { name: 'p', data_type: 'persons' },
            { name: 'd', data_type: 'date', date_format: 'YYYY/MM/DD' },
            { name: 'l', data_type: 'lark_md' },
          ],
          [
            {
              c: '<at id=x>',
              n: 1.5,
              s: [{ text: 'S2', color: 'blue' }],
              p: ['ou_x'],
              d: 1,
              l: 'x',
            },
          ],
        ),
      ),
    ],
    ['nesting of five', cardOf(panel(panel(panel(panel(panel(markdown('x')))))))],
    [
      'a dropped person',
      cardOf({ tag: 'person_list', persons: [{ id: 'ou_x' }], drop_invalid_user_id: true }),
    ],
    ['a chart', cardOf({ tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } })],
    [
      'a link switched off',
      cardOf(
        buttonOf(
          '开',
          {},
          {
            behaviors: [
              {
                type: 'open_url',
                default_url: 'https://a.cn',
                pc_url: 'lark://msgcard/unsupported_action',
              },
            ],
          },
        ),
      ),
    ],
  ])('%s', (_name, card) => {
    expect(validateCard(card, known).errors).toEqual([])
  })
})

describe('cards that are refused', () => {
  it.each<[string, unknown, number]>([
    ['no object', 'text', 200621],
    ['schema 1.0', { config: {}, elements: [] }, 200621],
    ['an unknown property', cardOf({ tag: 'hr', colour: 'red' }), 200621],
    [
      'an unknown property of a column',
      cardOf({ tag: 'column_set', columns: [{ tag: 'column', elements: [], span: 1 }] }),
      200621,
    ],
    ['a tag of 1.0', cardOf({ tag: 'note', elements: [] }), 200861],
    ['an unknown tag', cardOf({ tag: 'blink' }), 200861],
    ['an unknown tag deep down', cardOf(panel({ tag: 'action', actions: [] })), 200861],
    ['update_multi false', { ...cardOf(), config: { update_multi: false } }, 200621],
    [
      'more than 200 elements',
      cardOf(...Array.from({ length: 101 }, () => ({ tag: 'div', text: text('x') }))),
      11310,
    ],
    ['nesting of six', cardOf(panel(panel(panel(panel(panel(panel(markdown('x')))))))), 11310],
    [
      'six tables',
      cardOf(...Array.from({ length: 6 }, () => table([{ name: 'c', data_type: 'text' }], []))),
      11310,
    ],
    [
      'five tables in a markdown',
      cardOf(markdown(Array(5).fill('|a|b|\n|---|---|\n|1|2|').join('\n\n'))),
      11310,
    ],
    ['a form in a panel', cardOf(panel(form(submit))), 200621],
    [
      'a table in a form',
      cardOf(form(submit, table([{ name: 'c', data_type: 'text' }], []))),
      200621,
    ],
    ['a form without submit', cardOf(form(input('a'))), 200621],
    ['a form without a name', cardOf({ tag: 'form', elements: [submit] }), 200621],
    ['a field without a name', cardOf(form({ tag: 'input' }, submit)), 200530],
    ['a name twice', cardOf(form(input('a'), input('a'), submit)), 200530],
    [
      'an element_id twice',
      cardOf({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }),
      300301,
    ],
    ['a malformed element_id', cardOf({ tag: 'hr', element_id: '1a' }), 200621],
    [
      'an option twice',
      cardOf({ tag: 'select_static', options: [option('1'), option('1')] }),
      200621,
    ],
    [
      'an option that is no text',
      cardOf({ tag: 'select_static', options: [{ text: text('x'), value: 1 }] }),
      200621,
    ],
    [
      'a multi-select outside a form',
      cardOf({ tag: 'multi_select_static', name: 'm', options: [option('1')] }),
      200621,
    ],
    ['max_length over 1000', cardOf(form(input('a', { max_length: 1001 }), submit)), 200621],
    ['a button text over 100', cardOf(buttonOf('长'.repeat(101), {})), 200621],
    [
      'four header tags',
      {
        ...cardOf(),
        header: {
          title: text('x'),
          text_tag_list: Array(4).fill({ tag: 'text_tag', text: text('t') }),
        },
      },
      200621,
    ],
    ['an unknown person', cardOf({ tag: 'person', user_id: 'ou_x' }), 100290],
    [
      'an unknown person in a list',
      cardOf({ tag: 'person_list', persons: [{ id: 'ou_x' }] }),
      100290,
    ],
    ['an unknown mention', cardOf(markdown('<at id=ou_x></at>')), 100290],
    [
      'an unknown mention among several',
      cardOf(markdown("<at ids='ou_zhangwei,ou_x'></at>")),
      100290,
    ],
    [
      'an unknown mention in lark_md',
      cardOf({ tag: 'div', text: { tag: 'lark_md', content: '<at id=ou_x></at>' } }),
      100290,
    ],
    [
      'an unknown mention in a cell',
      cardOf(table([{ name: 'm', data_type: 'markdown' }], [{ m: '<at id=ou_x></at>' }])),
      100290,
    ],
    ['an unknown picture', cardOf({ tag: 'img', img_key: 'img_v3_x', alt: text('') }), 200570],
    ['an unknown picture in markdown', cardOf(markdown('![x](img_v3_x)')), 200570],
    [
      'an undeclared row key',
      cardOf(table([{ name: 'c', data_type: 'text' }], [{ x: '1' }])),
      200915,
    ],
    [
      'a text as a number',
      cardOf(table([{ name: 'n', data_type: 'number' }], [{ n: '1' }])),
      200914,
    ],
    [
      'a column twice',
      cardOf(
        table(
          [
            { name: 'c', data_type: 'text' },
            { name: 'c', data_type: 'text' },
          ],
          [],
        ),
      ),
      200914,
    ],
    [
      '51 columns',
      cardOf(
        table(
          Array.from({ length: 51 }, (_, i) => ({ name: `c${i}`, data_type: 'text' })),
          [],
        ),
      ),
      200914,
    ],
    [
      'a null in a chart',
      cardOf({ tag: 'chart', chart_spec: { type: 'bar', axes: null } }),
      200550,
    ],
    [
      'a javascript link',
      cardOf(
        buttonOf(
          '开',
          {},
          { behaviors: [{ type: 'open_url', default_url: 'javascript:alert(1)' }] },
        ),
      ),
      200621,
    ],
    ['a javascript link in markdown', cardOf(markdown('[x](javascript:alert(1))')), 200621],
    ['a bare link run into Chinese', cardOf(markdown('见https://a.cn/x中文')), 200621],
    ['a link with a blank', cardOf(markdown('[x](https://a.cn?time=31/12 23:59)')), 200621],
  ])('%s', (_name, card, code) => {
    expect(codes(card)).toContain(code)
  })

  it('everyone mentioned where that is not allowed', () => {
    const card = cardOf(markdown('<at id=all></at>'))
    expect(validateCard(card, known)).toMatchObject({ errors: [], mentionsAll: true })
    expect(validateCard(card, { ...known, mentionAllAllowed: false }).errors).toHaveLength(1)
  })

  it('are explained in the ext string', () => {
    const [error] = validateCard(cardOf({ tag: 'hr' }, { tag: 'note' }), known).errors
    expect(error && extOf(error)).toBe(
      'Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> 1 -> tag; ErrMsg: not support tag: note; ErrorValue: cards of schema V2 no longer support this capability',
    )
  })
})

describe('what is noted only', () => {
  it.each<[string, JsonObject, RegExp]>([
    [
      'required outside a form',
      cardOf(input('a', { required: true })),
      /required only works in a form/,
    ],
    [
      'a callback value that is a string',
      cardOf(buttonOf('x', {}, { behaviors: [{ type: 'callback', value: 'x' }] })),
      /string/,
    ],
    ['HTML that is not drawn', cardOf(markdown('<div>x</div>')), /<div> is not drawn/],
    ['an unescaped ampersand', cardOf(markdown('a &reg b')), /entity/],
    [
      'an initial option that is none',
      cardOf({ tag: 'select_static', initial_option: '9', options: [option('1')] }),
      /none of the options/,
    ],
    [
      'an unknown person in a table',
      cardOf(table([{ name: 'p', data_type: 'persons' }], [{ p: ['ou_x'] }])),
      /未知用户/,
    ],
  ])('%s', (_name, card, warning) => {
    const check = validateCard(card, known)
    expect(check.errors).toEqual([])
    expect(check.warnings.join()).toMatch(warning)
  })
})
