import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isClauseBreakAt, normalise, tidy } from '../../src/language/normalise.ts'
import { simplify } from '../../src/lib/simplified.ts'

test.each([
  ['金额改成320万,下周三签。', '金额改成320万,下周三签。'],
  ['金额改成３２０万，下周三签', '金额改成320万,下周三签'],
  ['￥３，２００，０００', '¥3,200,000'],
  ['3，200，000', '3,200,000'],
  ['改成320，15号签', '改成320, 15号签'],
  ['１５：３０', '15:30'],
  ['（含税）', '(含税)'],
  ['50％～60％', '50%~60%'],
  ['一百六十八萬，下週三簽約', '一百六十八万,下周三签约'],
  ['將華芯終端的金額改為四十五萬', '将华芯终端的金额改为四十五万'],
  ['皇后之後,頭髮發展,裡面這裏,餅乾乾燥', '皇后之后,头发发展,里面这里,饼干干燥'],
  ['著手瞭解甚麼帳期', '着手了解什么账期'],
  ['华\u200b芯\u202e检测\u0000', '华芯检测'],
  ['\ufeff320万\u00a0 左右', '320万 左右'],
  ['好.', '好。'],
  ['Co.,Ltd', 'Co.,Ltd'],
  ['第一行\r\n\n 第二行', '第一行\n第二行'],
  ['⼀⽉', '一月'],
  ['a\ud800b', 'ab'],
  ['👍🏻', '👍🏻'],
])('%j', (text, expected) => expect(normalise(text)).toBe(expected))

test('a comma between digits is no break, one behind a clause is', () => {
  const text = normalise('3，200，000，改成320，15号')
  const breaks = [...text].map((_, i) => i).filter((i) => isClauseBreakAt(text, i))
  expect(text).toBe('3,200,000,改成320, 15号')
  expect(breaks.map((i) => text.slice(0, i))).toEqual(['3,200,000', '3,200,000,改成320'])
})

describe('properties', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.constantFrom(...'，,.。：:；!！ \n\u3000\u200b\ud83d０１2萬週a(（'), {
        maxLength: 60,
      })
      .map((c) => c.join('')),
  )

  test('normalising again changes nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
      }),
      {
        numRuns: 500,
      },
    )
  })

  test('nothing invisible is left', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const seen = normalise(text).replaceAll('\n', '')
        expect(seen).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u)
        expect(normalise(text).isWellFormed()).toBe(true)
      }),
    )
  })
})

test('every character stands where it stood, whichever way it was written', () => {
  const traditional = fc.constantFrom(...'華芯檢測項目推進到商務談判後裡著發乾著𠮷👍,。 3０')
  fc.assert(
    fc.property(fc.array(traditional, { maxLength: 40 }), (chars) => {
      const typed = tidy(chars.join(''))
      expect(normalise(chars.join(''))).toHaveLength(typed.length)
      expect(simplify(typed)).toBe(normalise(typed))
    }),
  )
})
