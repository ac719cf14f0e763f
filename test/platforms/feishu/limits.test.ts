import { describe, expect, it } from 'vitest'
import { checkFeishuCard, LIMITS } from '../../../src/platforms/feishu/limits.ts'

const plain = (content: string) => ({ tag: 'plain_text', content })
const div = { tag: 'div', text: plain('x') }
const button = (more: object) => ({ tag: 'button', text: plain('x'), behaviors: [], ...more })
const submit = button({ name: 's', form_action_type: 'submit' })

function check(elements: readonly object[], more: object = {}) {
  return checkFeishuCard(
    JSON.stringify({ schema: '2.0', config: { update_multi: true }, body: { elements }, ...more }),
  )
}

const inside = (levels: number, element: object): object =>
  levels === 0
    ? element
    : { tag: 'column_set', columns: [{ tag: 'column', elements: [inside(levels - 1, element)] }] }

const table = (more: object) => ({
  tag: 'table',
  page_size: 5,
  columns: [{ name: 'a' }],
  rows: [],
  ...more,
})

describe('what Feishu takes', () => {
  it.each([
    ['nothing', []],
    ['as many elements as may be', Array.from({ length: LIMITS.elements / 2 }, () => div)],
    ['as deep as may be', [inside(LIMITS.nesting, div)]],
    ['a form', [{ tag: 'form', name: 'f', elements: [submit] }]],
    ['colours', [{ tag: 'markdown', content: "<font color='red'>**x**</font>" }]],
  ])('%s', (_, elements) => {
    expect(check(elements)).toEqual([])
  })
})

describe('what Feishu refuses', () => {
  it.each([
    [
      'one element too many',
      [...Array.from({ length: 100 }, () => div), { tag: 'hr' }],
      '201 elements',
    ],
    ['one level too deep', [inside(LIMITS.nesting + 1, div)], 'nested too deeply'],
    ['a property of 1.0', [{ ...div, fields: [] }], 'no property fields'],
    ['an element of 1.0', [{ tag: 'note', elements: [] }], 'no element of 2.0'],
    ['six tables', Array.from({ length: 6 }, () => table({})), '6 tables'],
    ['a table inside', [inside(1, table({}))], 'table is not at the root'],
    ['a table without columns', [table({ columns: [] })], 'columns'],
    ['a column twice', [table({ columns: [{ name: 'a' }, { name: 'a' }] })], 'a column twice'],
    ['a page too long', [table({ page_size: 11 })], 'page'],
    ['a cell without its column', [table({ rows: [{ b: '1' }] })], 'a cell without its column'],
    ['a form inside', [inside(1, { tag: 'form', name: 'f', elements: [submit] })], 'form is not'],
    ['a form that nobody can send', [{ tag: 'form', name: 'f', elements: [] }], 'nothing submits'],
    ['a nameless field', [{ tag: 'form', name: 'f', elements: [submit, button({})] }], 'no name'],
    ['a name twice', [{ tag: 'form', name: 's', elements: [submit] }], 'name s twice'],
    [
      'an element id twice',
      [
        { ...div, element_id: 'a' },
        { tag: 'hr', element_id: 'a' },
      ],
      'id a twice',
    ],
    ['no options', [{ tag: 'select_static', options: [] }], 'no options'],
    [
      'an option twice',
      [{ tag: 'select_static', options: [{ value: 'a' }, { value: 'a' }] }],
      'option twice',
    ],
    [
      'an initial option that is not offered',
      [{ tag: 'select_static', options: [{ value: 'a' }], initial_option: 'b' }],
      'none of them',
    ],
    ['a mention', [{ tag: 'markdown', content: '<at id=all></at>' }], 'markup <at id=all>'],
    ['half a tag', [{ tag: 'markdown', content: 'a < b' }], 'markup'],
    ['a link', [{ tag: 'markdown', content: '[x](http://x)' }], 'a link'],
    ['too many bytes', [{ tag: 'div', text: plain('字'.repeat(10_500)) }], 'too large'],
  ])('%s', (_, elements, problem) => {
    expect(check(elements).join('\n')).toContain(problem)
  })

  it('a card that could not be updated', () => {
    expect(check([], { config: {} })).toEqual(['no update_multi'])
    expect(check([], { schema: '1.0' })).toEqual(['schema is not 2.0'])
  })
})
