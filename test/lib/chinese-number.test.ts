import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SCALE, scanCount, scanNumber } from '../../src/lib/chinese-number.ts'
import { spell, spellFormally } from '../support/spell.ts'

function read(text: string) {
  const scanned = scanNumber(text, 0)
  if (!scanned) return undefined
  if ('problem' in scanned) return scanned.problem
  // In thousandths, so that Number holds them exactly.
  const values = scanned.values.map((value) => Number((value * 1000n) / SCALE) / 1000)
  return { value: values.length === 1 ? values[0] : values, rest: text.slice(scanned.end) }
}

describe('one number', () => {
  test.each([
    ['三万五', 35_000],
    ['13万2', 132_000],
    ['13万2千', 132_000],
    ['13万2000', 132_000],
    ['三万五千六', 35_600],
    ['三万零五', 30_005],
    ['三万零五百', 30_500],
    ['一千八百万', 18_000_000],
    ['一百六十八萬', 1_680_000],
    ['两百五十万', 2_500_000],
    ['壹佰万', 1_000_000],
    ['叁佰贰拾万', 3_200_000],
    ['貳佰萬', 2_000_000],
    ['一亿二', 120_000_000],
    ['1亿2000万', 120_000_000],
    ['3千2百万', 32_000_000],
    ['3.2百万', 3_200_000],
    ['三点五万', 35_000],
    ['十二点五万', 125_000],
    ['3w5', 35_000],
    ['320k', 320_000],
    ['3.2M', 3_200_000],
    ['320 万', 3_200_000],
    ['二百十万', 2_100_000],
    ['十万', 100_000],
    ['3万亿', 3_000_000_000_000],
    ['二〇二六', 2026],
    ['九五', 95],
    ['一百零五', 105],
    ['一百二', 120],
    ['3,200,000', 3_200_000],
    ['32.5555万', 325_555],
  ])('%s', (text, value) => expect(read(text)).toEqual({ value, rest: '' }))

  test.each([
    ['320万2台', 3_200_000, '2台'],
    ['320万15号', 3_200_000, '15号'],
    ['320万350万', 3_200_000, '350万'],
    ['3kw', 3, 'kw'],
    ['320,2台', 320, ',2台'],
    ['30多家', 30, '多家'],
    ['三点五', 3, '点五'],
  ])('%s ends where the next thing begins', (text, value, rest) => {
    expect(read(text)).toEqual({ value, rest })
  })

  test.each(['30多万', '三十几万', '十几万', '二十来万', '一百多万', '300余万', '300万多'])(
    '%s is approximate',
    (text) => expect(scanNumber(text, 0)).toMatchObject({ approx: true, end: text.length }),
  )

  test.each([
    ['两三百万', [2_000_000, 3_000_000]],
    ['三五十万', [300_000, 500_000]],
    ['三百二三十万', [3_200_000, 3_300_000]],
  ])('%s may be either', (text, value) => expect(read(text)).toEqual({ value, rest: '' }))

  test.each([
    ['几十万', 'vague'],
    ['数百万', 'vague'],
    ['上千万', 'vague'],
    ['320,00', 'malformed'],
    ['3.2.5万', 'malformed'],
    ['13万25', 'malformed'],
    ['一百二万', 'malformed'],
    ['1.5亿2', 'malformed'],
    ['9'.repeat(30), 'malformed'],
  ])('%s is %s', (text, problem) => expect(read(text)).toBe(problem))

  test.each(['万一', '百万', '元', '', '多少'])('%s is none', (text) => {
    expect(read(text)).toBeUndefined()
  })
})

test.each([
  ['30', 30],
  ['十五', 15],
  ['两', 2],
  ['二十', 20],
])('%s counts %i', (text, value) => expect(scanCount(text, 0)?.value).toBe(value))

test.each(['3.5', '两三', '一百二', '1234567'])('%s counts nothing', (text) => {
  expect(scanCount(text, 0)).toBeUndefined()
})

describe('properties', () => {
  const whole = fc.oneof(
    fc.integer({ min: 1, max: 99_999 }),
    fc.integer({ min: 1, max: 999_999_999_999 }),
  )

  test('a number spelled out reads back, however it is written', () => {
    fc.assert(
      fc.property(whole, (n) => {
        for (const text of [
          spell(n),
          spellFormally(n),
          spellFormally(n).replaceAll('万', '萬').replaceAll('亿', '億'),
          String(n),
          n.toLocaleString('en-US'),
        ]) {
          expect(read(text), text).toEqual({ value: n, rest: '' })
        }
      }),
      { numRuns: 400 },
    )
  })

  test('digits with a unit are the digits times the unit', () => {
    const units = fc.constantFrom(
      ['万', 4],
      ['w', 4],
      ['W', 4],
      ['k', 3],
      ['百万', 6],
      ['M', 6],
      ['亿', 8],
      ['千万', 7],
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.integer({ min: 0, max: 4 }),
        units,
        (n, places, [unit, power]) => {
          const text = `${(n / 10 ** places).toFixed(places)}${unit}`
          const scanned = scanNumber(text, 0)
          const expected = (BigInt(n) * 10n ** BigInt(power) * SCALE) / 10n ** BigInt(places)
          expect(scanned).toMatchObject({ values: [expected], end: text.length, large: true })
        },
      ),
    )
  })

  test('no text throws, and a number ends after it begins', () => {
    const alphabet = fc.constantFrom(...'零一二三两十百千万亿点多几来余0123,.wkM 元个号年-')
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), (chars) => {
        const text = chars.join('')
        for (let at = 0; at <= text.length; at++) {
          const scanned = scanNumber(text, at)
          if (scanned) expect(scanned.end).toBeGreaterThan(at)
          if (scanned) expect(scanned.end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })
})
