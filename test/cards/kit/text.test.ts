import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText, cleanText, displayWidth, lineText, truncate } from '../../../cards/kit/text.ts'

describe('cleanText', () => {
  it.each([
    ['多行\n\n文字\t在一行', '多行 文字 在一行'],
    ['\u202e反转\u202c \u200b零宽\ufeff\u2066隔离\u2069', '反转 零宽 隔离'],
    ['控\u0000制\u0007符\u009b', '控制符'],
    ['孤\ud800立', '孤\ufffd立'],
    ['  两头  ', '两头'],
    ['标签\u{e0041}\u{e007f}', '标签'],
    ['家\u200d人 👨‍👩‍👧 ❤️‍🔥', '家人 👨‍👩‍👧 ❤️‍🔥'],
  ])('%j → %j', (raw, clean) => expect(cleanText(raw)).toBe(clean))

  it('changes nothing that is clean, and is one line of valid text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const clean = cleanText(raw)
        expect(cleanText(clean)).toBe(clean)
        expect(clean).not.toMatch(/[\n\r\u2028\u2029]/)
        expect(Buffer.from(clean, 'utf8').toString('utf8')).toBe(clean)
      }),
    )
  })
})

describe('truncate', () => {
  it.each([
    ['华信科技', 4, '华信科技'],
    ['华信科技有限公司', 4, '华信科…'],
    ['华信 科技', 4, '华信…'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2, '👨‍👩‍👧…'],
    ['ab', 1, '…'],
    ['', 5, ''],
  ])('%s to %i → %s', (text, max, cut) => expect(truncate(text, max)).toBe(cut))
})

it('counts Han twice', () => {
  expect(displayWidth('D-1042 华信')).toBe(11)
  expect(displayWidth('（，。）')).toBe(8)
  expect(displayWidth('😀')).toBe(2)
})

it('reads a line without its emphasis', () => {
  expect(lineText(['赢率 ', { text: '60%', bold: true }])).toBe('赢率 60%')
  expect(lineText({ text: ' x\n' })).toBe('x')
})

it('finds only cells that are there', () => {
  expect(cellText({ a: ' 1 ' }, 'a')).toBe('1')
  expect(cellText({ a: '1' }, 'b')).toBe('')
  expect(cellText({}, 'constructor')).toBe('')
})
