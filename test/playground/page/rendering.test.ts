/** The parts of the page that need no browser: what the text of a card means. */
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/playground/json.ts'
// @ts-expect-error the page's modules are plain JavaScript, served as they are
import { readChart } from '../../../src/playground/page/card/chart-data.js'
// @ts-expect-error the page's modules are plain JavaScript, served as they are
import { colorOf, textColorOf } from '../../../src/playground/page/card/colors.js'
// @ts-expect-error the page's modules are plain JavaScript, served as they are
import { COMPONENTS } from '../../../src/playground/page/card/element.js'
// @ts-expect-error the page's modules are plain JavaScript, served as they are
import { parseBlocks } from '../../../src/playground/page/card/markdown-blocks.js'
// @ts-expect-error the page's modules are plain JavaScript, served as they are
import { parseInline } from '../../../src/playground/page/card/markdown-inline.js'
// @ts-expect-error the page's modules are plain JavaScript, served as they are
import { spaceOf } from '../../../src/playground/page/card/measures.js'
import samples from './fixtures/cards.json' with { type: 'json' }

/** Tags of everything that stands in an `elements` array. */
function componentTags(json: Json | undefined): string[] {
  if (Array.isArray(json)) return json.flatMap(componentTags)
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([key, value]) => {
    const own =
      key === 'elements' && Array.isArray(value)
        ? value.map((element) => String((element as { tag: string }).tag))
        : []
    return [...own, ...componentTags(value as Json)]
  })
}

describe('every sample card', () => {
  it.each(Object.entries(samples))('%s has only components that are drawn', (_name, card) => {
    const tags = componentTags(card as unknown as Json)
    expect(tags).not.toEqual([])
    for (const tag of tags) expect(COMPONENTS).toHaveProperty(tag)
  })
})

describe('inline markdown', () => {
  const text = (value: string) => ({ type: 'text', text: value })

  it('nests emphasis, colour and links', () => {
    expect(
      parseInline("**金额 <font color='blue'>320万</font>** [看](https://a.example/x)"),
    ).toEqual([
      {
        type: 'bold',
        children: [
          text('金额 '),
          { type: 'font', attributes: { color: 'blue' }, children: [text('320万')] },
        ],
      },
      text(' '),
      { type: 'link', attributes: { href: 'https://a.example/x' }, children: [text('看')] },
    ])
  })

  it('knows people, everyone and tags', () => {
    expect(
      parseInline('<at id=ou_a></at><at id=\'all\'></at><text_tag color="red">急</text_tag>'),
    ).toEqual([
      { type: 'at', attributes: { id: 'ou_a' }, children: [] },
      { type: 'at', attributes: { id: 'all' }, children: [] },
      { type: 'text_tag', attributes: { color: 'red' }, children: [text('急')] },
    ])
  })

  it.each([
    ['&#60;at id=all&#62;&#60;/at&#62;', '<at id=all></at>'],
    ['&#42;&#42;不粗&#42;&#42;', '**不粗**'],
    ['&#91;a&#93;&#40;https&#58;//x&#41;', '[a](https://x)'],
    ['&#38;lt;', '&lt;'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['snake_case_name 2_000', 'snake_case_name 2_000'],
    ['3 * 4 * 5', '3 * 4 * 5'],
    ['**未完', '**未完'],
    ['&copy 不是 &unknown;', '&copy 不是 &unknown;'],
  ])('leaves %s as text', (source, shown) => {
    expect(parseInline(source)).toEqual([text(shown)])
  })

  it('is done with long and hostile text', () => {
    expect(parseInline('<'.repeat(20_000))).toEqual([text('<'.repeat(20_000))])
    expect(parseInline('*'.repeat(5_000))).toHaveLength(1)
  })
})

describe('blocks of markdown', () => {
  it('keeps single line breaks in a paragraph', () => {
    expect(parseBlocks('一\n二\n\n三')).toEqual([
      {
        type: 'paragraph',
        children: [{ type: 'text', text: '一' }, { type: 'break' }, { type: 'text', text: '二' }],
      },
      { type: 'paragraph', children: [{ type: 'text', text: '三' }] },
    ])
  })

  it('reads headings, lists, quotes, code, rules and tables', () => {
    const source =
      '## 题\n- 一\n  - 二\n1. 三\n> 引\n```\na **b**\n```\n---\n| 名 | 值 |\n| --- | --- |\n| a | 1 |'
    const blocks = parseBlocks(source)
    expect(blocks.map(({ type }: { type: string }) => type)).toEqual([
      'heading',
      'list',
      'quote',
      'code',
      'rule',
      'table',
    ])
    expect(blocks[1].items).toMatchObject([
      { depth: 0, mark: '•' },
      { depth: 1, mark: '•' },
      { depth: 0, mark: '1.' },
    ])
    expect(blocks[3].text).toBe('a **b**')
    expect(blocks[5].rows).toHaveLength(2)
  })
})

describe('what comes from a card and goes into a style', () => {
  it('is a known colour or nothing', () => {
    expect(colorOf('orange-50')).toContain('--hue-orange')
    expect(colorOf('rgba(5,157,178,0.52)')).toBe('rgba(5,157,178,0.52)')
    expect(textColorOf('grey')).toBe('var(--text-grey)')
    for (const strange of ['url(https://x)', 'red;x:y', 'default', 'nothing', '', undefined]) {
      expect(colorOf(strange)).toBeUndefined()
    }
  })

  it('is a known measure or nothing', () => {
    expect(spaceOf('12px 12px 20px 12px')).toBe('12px 12px 20px 12px')
    expect(spaceOf('medium')).toBe('8px')
    for (const strange of ['12', '1em', '1px;color:red', 'constructor', 12]) {
      expect(spaceOf(strange)).toBeUndefined()
    }
  })
})

it('reads the figures of a chart', () => {
  expect(readChart(samples.pipeline.body.elements[0]?.chart_spec).bars[0]).toMatchObject({
    label: '初步接触 860万·32单',
    value: 860,
  })
  expect(readChart(samples.forecast.body.elements[1]?.chart_spec).bars).toHaveLength(8)
  expect(readChart({}).bars).toEqual([])
})
