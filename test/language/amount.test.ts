import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Amount,
  readAmount,
  readDiscount,
  readReplacement,
  tagAmounts,
} from '../../src/language/amount.ts'
import type { AmountContext } from '../../src/language/amount-read.ts'
import { normalise } from '../../src/language/normalise.ts'
import type { Reading } from '../../src/language/reading.ts'
import { formatFen, spokenFen } from '../../src/lib/money.ts'

const yuan = (n: number) => BigInt(Math.round(n * 100))

/** D-1001 stands at 2,800,000; the largest deal ever is 远驰's. */
const current: AmountContext = { currentFen: yuan(2_800_000), largestFen: yuan(12_000_000) }

const tag = (text: string) => tagAmounts(normalise(text))

function read(text: string, context = current): Reading<Amount> {
  const tags = tag(text)
  expect(
    tags.map((t) => t.text),
    text,
  ).toHaveLength(1)
  return readAmount(tags[0]!.found, context)
}

/** What a reading comes to, short enough for a table: a number, options, or the reason. */
function brief(reading: Reading<Amount>) {
  if (reading.kind === 'refuse') return reading.reason
  if (reading.kind === 'value') return Number(reading.value.fen) / 100
  const labels = reading.options.map(({ label }, i) => (reading.likely === i ? `${label}*` : label))
  return `${reading.question} ${labels.map((label) => `[${label}]`).join('')}`
}

describe('amounts in the field of an amount', () => {
  test.each([
    ...['32万', '32w', '32W', '三十二万', '¥320,000', '320000', '320,000元', '320k', '３２万'].map(
      (t) => [t, 320_000],
    ),
    ...['3.2百万', '320万', '三百二十万', '3.2M', '320W', '¥3,200,000', '叁佰贰拾万元整'].map(
      (t) => [t, 3_200_000],
    ),
    ['三万五', 35_000],
    ['13万2', 132_000],
    ['两百五十万', 2_500_000],
    ['1.2亿', 120_000_000],
    ['壹佰万元整', 1_000_000],
    ['一千八百万', 18_000_000],
    ['一百六十八萬', 1_680_000],
    ['加20万', 3_000_000],
    ['减20万', 2_600_000],
    ['再加20万元', 3_000_000],
    ['降到250万', 2_500_000],
    ['32.5555万', 325_555],
    ['32.55555555万', 325_555.56],
    ['320元5角', 320.5],
    ['三块五', 3.5],
    ['8,600元', 8_600],
    ['RMB 8600', 8_600],
  ])('%s is %d', (text, amount) => {
    const wide = { ...current, largestFen: yuan(100_000_000) }
    expect(brief(read(String(text), wide))).toBe(amount)
  })

  test.each([
    ['320', '金额是多少? [320万*][320元]'],
    ['砍到250', '金额是多少? [250万*][250元]'],
    ['一百二', '金额是多少? [120万][120元]'],
    ['两百八', '金额是多少? [280万*][280元]'],
    ['9999', '金额是多少? [9999万][9,999元]'],
    ['30-35万', '金额是多少? [30万][35万][取中 32.5万]'],
    ['30万到35万', '金额是多少? [30万][35万][取中 32.5万]'],
    ['3到5百万', '金额是多少? [300万*][500万][取中 400万]'],
    ['两三百万', '金额是多少? [200万][300万*]'],
    ['三五十万', '金额是多少? [30万][50万]'],
    ['再加20', '改多少? [加20万*][加20元]'],
    ['3200000万', '¥32,000,000,000?比历史最大高很多 [320亿]'],
    ['打五折', '折扣很大,确认? [5折 140万]'],
    ['七八折', '是哪个价格? [78折 218.4万][7折 196万][8折 224万]'],
    ['5%', '是哪个价格? [降5% 266万][涨5% 294万]'],
  ])('%s is asked about', (text, asked) => expect(brief(read(text))).toBe(asked))

  test.each([
    ['0', '金额要大于0'],
    ['0元', '金额要大于0'],
    ['-20万', '金额要大于0'],
    ['负20万', '金额要大于0'],
    ['减300万', '金额要大于0'],
    ['320,00', '金额看不懂'],
    ['3.2.5万', '金额看不懂'],
    ['13万25', '金额看不懂'],
    ['35-30万', '金额看不懂'],
    ['99999999999999亿', '金额看不懂'],
    ['120折', '金额看不懂'],
    ['几百万', '没有具体数字,说个大概的数也行'],
  ])('%s is refused', (text, reason) => expect(brief(read(text))).toBe(reason))

  test.each([
    ['降5个点', 2_660_000, 500],
    ['打95折', 2_660_000, 500],
    ['九五折', 2_660_000, 500],
    ['95%', 2_660_000, 500],
    ['88折', 2_464_000, 1200],
    ['8.8折', 2_464_000, 1200],
    ['八点八折', 2_464_000, 1200],
    ['打九折', 2_520_000, 1000],
    ['打个九折', 2_520_000, 1000],
    ['优惠百分之五', 2_660_000, 500],
    ['降三成', 1_960_000, 3000],
  ])('%s is %d, a discount of %i', (text, amount, discountBp) => {
    expect(read(text)).toMatchObject({ kind: 'value', value: { fen: yuan(amount), discountBp } })
  })

  test.each([
    '30多万',
    '三十几万',
    '约30万',
    '大概30万',
    '30万左右',
    '30万上下',
    '约30万(概数)',
    '近30万',
  ])('%s is approximate', (text) => {
    expect(read(text)).toMatchObject({ value: { fen: yuan(300_000), approx: true } })
  })

  test.each([
    ['50万美金', 'USD'],
    ['USD 500k', 'USD'],
    ['500k USD', 'USD'],
    ['$500,000', 'USD'],
    ['50万欧元', 'EUR'],
    ['HK$500,000', 'HKD'],
    ['50万人民币', 'CNY'],
  ])('%s keeps its currency', (text, currency) => {
    expect(read(text)).toMatchObject({ value: { fen: yuan(500_000), currency } })
  })

  test.each([
    ['含税320万', true],
    ['含税价是320万', true],
    ['320万(含税)', true],
    ['不含税320万', false],
    ['未税320万', false],
    ['320万不含税', false],
    ['320万', undefined],
  ])('%s', (text, taxIncluded) => {
    const reading = read(text)
    expect(reading.kind === 'value' && reading.value.taxIncluded).toBe(taxIncluded)
  })

  test('U38 a bare number in a list takes the unit of its neighbour', () => {
    const [all, ...parts] = tag('Q4目标华东800万,张伟300李娜500')
    const read = [all!, ...parts].map(({ found }) =>
      brief(readAmount(found, { inheritUnit: 'wan' })),
    )
    expect(read).toEqual([8_000_000, 3_000_000, 5_000_000])
  })

  test('a relative amount needs one to refer to', () => {
    expect(brief(read('加20万', {}))).toBe('现在没有金额,请直接说改成多少')
    expect(brief(read('打9折', {}))).toBe('没有原价,算不出金额')
  })
})

describe('discounts in the field of terms', () => {
  test.each([
    ['折扣8%', 800],
    ['88折', 1200],
    ['让3个点', 300],
    ['95%', 500],
    ['降了8%', 800],
  ])('%s is %i off', (text, bp) => {
    expect(readDiscount(tag(text)[0]!.found)).toEqual({ kind: 'value', value: bp })
  })

  test('a steep one is asked about, a sum is none', () => {
    expect(readDiscount(tag('打五折')[0]!.found)).toMatchObject({ question: '折扣很大,确认?' })
    expect(readDiscount(tag('320万')[0]!.found)).toMatchObject({ kind: 'refuse' })
  })
})

describe('from one amount to another', () => {
  const replace = (text: string, context = current) => {
    const [from, to] = tag(text)
    return brief(readReplacement(from!.found, to!.found, context))
  }

  test.each([
    ['从320改350万', '当前是 ¥2,800,000,不是320万,仍改为350万? [改为350万]'],
    ['从280改350万', 3_500_000],
    ['从280万改350', 3_500_000],
    ['从280改350', 3_500_000],
    ['从320改350', '金额是多少? [350万*][350元]'],
    ['从300万到350万', '当前是 ¥2,800,000,不是300万,仍改为350万? [改为350万]'],
  ])('%s', (text, expected) => expect(replace(text)).toBe(expected))
})

describe('what is no amount', () => {
  test.each([
    'D-1001',
    'AP-31',
    'L-201',
    'GJB 548B',
    'GJB 548',
    'ISO 17025',
    'AEC-Q100',
    '13900001111',
    '139 0000 0001',
    '010-12345678',
    '021 12345678',
    '2台',
    '2台老化箱',
    '10周',
    '3天',
    '60天',
    '15:30',
    '2万片',
    '5万小时',
    '30多家',
    '第3',
    'v1.2.3',
    '1.2.3',
    '10kHz',
    '85℃',
    '一下',
    '万一',
    '统一',
    '五矿',
    '三楼',
    '2026-11-30',
    '3折叠',
  ])('%s', (text) => expect(tag(text)).toEqual([]))

  test.each([
    ['华芯检测项目推进到商务谈判,金额改成320万,下周三签', ['320万']],
    ['射频校准客户要打88折,账期60天,帮我申请', ['打88折']],
    ['矽谷半导体联系过了,要X光检测,预算50万左右', ['50万左右']],
    ['华芯检测标准GJB 548B,要2台老化箱,预算300万', ['300万']],
    ['签约320万', ['320万']],
    ['最近300万', ['300万']],
    ['参加20万人的展会', []],
    ['D-1001 3200000', ['3200000']],
    ['合同650万,预付30%', ['650万', '30%']],
    ['320万支付', ['320万']],
    ['从320改350万', ['320', '350万']],
    ['给他打个九折,也就是252万', ['打个九折', '252万']],
  ])('%s', (text, found) => expect(tag(text).map((t) => t.text)).toEqual(found))
})

describe('properties', () => {
  const fen = fc.oneof(
    fc.bigInt({ min: 1n, max: 10n ** 9n }),
    fc.bigInt({ min: 1n, max: 10n ** 15n }),
  )
  const free: AmountContext = {}

  test('every amount we show reads back as itself', () => {
    fc.assert(
      fc.property(
        fen,
        fc.constantFrom('CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY'),
        (amount, currency) => {
          const shown = formatFen(amount, { currency })
          expect(read(shown, free), shown).toMatchObject({
            kind: 'value',
            value: { fen: amount, currency },
          })
        },
      ),
      { numRuns: 500 },
    )
  })

  test('every amount we offer as a choice reads back as itself', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(read(spokenFen(amount), free)).toMatchObject({
          kind: 'value',
          value: { fen: amount },
        })
      }),
    )
  })

  test('whole 万 read the same in every spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (wan) => {
        const spellings = [
          `${wan}万`,
          `${wan}w`,
          `${wan} 万元`,
          `¥${wan}0,000`,
          `${wan}0000元`,
          `人民币${wan}万`,
        ].filter((text) => !/¥\d{4}/.test(text))
        for (const text of spellings) expect(brief(read(text, free)), text).toBe(wan * 10_000)
      }),
    )
  })

  test('a bare number below 10,000 is always asked about, both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (n) => {
        const reading = read(`${n}`)
        expect(reading.kind === 'ask' && reading.options.map(({ value }) => value.fen)).toEqual([
          yuan(n * 10_000),
          yuan(n),
        ])
      }),
    )
  })

  test('no reading gives an amount that is not above zero', () => {
    const piece = fc.constantFrom(
      ...'0 1 3 20 万 亿 w k M 元 - . , 加 减 降 打 折 % 个点 约 左右 到 三 十 百 两 含税 美元 ¥ ( )'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        for (const { found } of tagAmounts(normalise(pieces.join('')))) {
          const reading = readAmount(found, current)
          const values =
            reading.kind === 'value' ? [reading] : reading.kind === 'ask' ? reading.options : []
          for (const { value } of values) expect(value.fen).toBeGreaterThan(0n)
          if (reading.kind === 'ask') expect(reading.options.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a discount leaves what it does not take', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 51, max: 99 }),
        fc.bigInt({ min: 10_000n, max: 10n ** 12n }),
        (pays, price) => {
          const reading = read(`打${pays}折`, { currentFen: price })
          expect(reading).toMatchObject({
            value: { fen: (price * BigInt(pays) + 50n) / 100n, discountBp: (100 - pays) * 100 },
          })
        },
      ),
    )
  })
})
