import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatChange, formatFen, plainFen, shortFen, spokenFen } from '../../src/lib/money.ts'

const yuan = (n: number) => BigInt(Math.round(n * 100))

describe('an amount in an answer', () => {
  test.each([
    [3_200_000, '¥3,200,000(320万)'],
    [7_065_217.39, '¥7,065,217.39(706.52万)'],
    [8_600, '¥8,600'],
    [9_999.99, '¥9,999.99'],
    [10_000, '¥10,000(1万)'],
    [120_000_000, '¥120,000,000(1.2亿)'],
    [99_999_999, '¥99,999,999(1亿)'],
    [325_555, '¥325,555(32.56万)'],
    [0, '¥0'],
    [-200_000, '-¥200,000(20万)'],
  ])('%d is %s', (amount, shown) => expect(formatFen(yuan(amount))).toBe(shown))

  test('keeps its currency', () => {
    expect(formatFen(yuan(500_000), { currency: 'USD' })).toBe('US$500,000(50万美元)')
    expect(formatFen(yuan(800), { currency: 'EUR' })).toBe('€800')
    expect(formatFen(yuan(50_000), { currency: 'SGD' })).toBe('SGD 50,000(5万SGD)')
  })

  test('that was approximate says so', () => {
    expect(formatFen(yuan(300_000), { approx: true })).toBe('约30万(概数)')
    expect(formatFen(yuan(500_000), { approx: true, currency: 'USD' })).toBe('约50万美元(概数)')
    expect(formatFen(yuan(800), { approx: true })).toBe('约¥800(概数)')
  })

  test('is exact at any size', () => {
    expect(formatFen(900_719_925_474_099_301n)).toBe('¥9,007,199,254,740,993.01(90071992.55亿)')
  })
})

test('short forms for buttons and lists', () => {
  expect(shortFen(yuan(2_800_000))).toBe('¥280万')
  expect(shortFen(yuan(8_600))).toBe('¥8,600')
  expect(shortFen(yuan(500_000), 'USD')).toBe('US$50万')
  expect(plainFen(yuan(2_800_000))).toBe('¥2,800,000')
})

test.each([
  [3_200_000, '320万'],
  [320, '320元'],
  [325_555, '325,555元'],
  [32_000_000_000, '320亿'],
  [11.3, '11.30元'],
])('%d is said %s', (amount, said) => expect(spokenFen(yuan(amount))).toBe(said))

test.each([
  [2_800_000, 3_200_000, '+14.3%'],
  [2_800_000, 2_660_000, '-5%'],
  [900_000, 792_000, '-12%'],
  [100, 100, '0%'],
  [1, 2000, '+199,900%'],
])('from %d to %d is %s', (from, to, change) => {
  expect(formatChange(yuan(from), yuan(to))).toBe(change)
})

test('there is no change from nothing', () => {
  expect(formatChange(0n, 100n)).toBeUndefined()
})

describe('properties', () => {
  const fen = fc.bigInt({ min: 1n, max: 10n ** 17n })

  test('the digits are the amount', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const digits = /^¥([\d,]+)(?:\.(\d\d))?/.exec(formatFen(amount))!
        expect(BigInt(digits[1]!.replaceAll(',', '') + (digits[2] ?? '00'))).toBe(amount)
      }),
    )
  })

  test('the short form is within half of its last place', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const short = /^¥([\d.]+)(万|亿)$/.exec(shortFen(amount))
        if (!short) {
          expect(amount).toBeLessThan(1_000_000n)
          return
        }
        const unit = short[2] === '万' ? 1_000_000n : 10_000_000_000n
        const [whole = '', fraction = ''] = short[1]!.split('.')
        const shown = (BigInt(whole + fraction.padEnd(2, '0')) * unit) / 100n
        const gap = shown > amount ? shown - amount : amount - shown
        expect(gap * 200n).toBeLessThanOrEqual(unit)
      }),
    )
  })
})
