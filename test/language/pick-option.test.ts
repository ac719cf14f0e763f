import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { pickOption } from '../../src/language/pick-option.ts'

const deals = ['华芯检测项目 ¥280万', '华芯射频校准 ¥90万']
const sums = ['300万', '300元']
const both = ['检测项目', '射频校准', '都是']
const either = ['2026-11-30', '11.30万']
const isIt = ['是', '不是']

describe('an answer typed in other words', () => {
  test.each([
    [deals, '第二个', 1],
    [deals, '就第一个吧', 0],
    [deals, '②', 1],
    [deals, '下面那个', 1],
    [deals, '上面的', 0],
    [deals, '前一个', 0],
    [deals, '最后一个', 1],
    [deals, '检测那个', 0],
    [deals, '我说的是射频那个', 1],
    [deals, '90万的', 1],
    [sums, '万', 0],
    [sums, '当然是万', 0],
    [sums, '块', 1],
    [sums, '就300万吧', 0],
    [both, '都', 2],
    [both, '两个都是', 2],
    [both, '射频', 1],
    [either, '日期', 0],
    [either, '是金额', 1],
    [isIt, '对的', 0],
    [isIt, '不对', 1],
    [['提醒我', '不用'], '好', 0],
    [['提醒我', '不用'], '不用了', 1],
    [['现在改', '先不改'], '可以', 0],
    [['2026-11-23(下周一)'], '对', 0],
    [[...deals, '都不是'], '下面那个', 1],
    [[...deals, '都不是'], '没有', 2],
  ])('of %j 「%s」 is number %i', (labels, words, at) => expect(pickOption(labels, words)).toBe(at))

  test.each([
    [deals, '华芯'],
    [deals, '第三个'],
    [deals, '不要检测那个'],
    [deals, '检测还是射频'],
    [deals, '都改'],
    [deals, '好'],
    [deals, '立辰'],
    [deals, '个'],
    [['甲项目', '乙项目', '丙项目'], '下面那个'],
    [sums, '300'],
    [sums, '310万'],
    [['30万', '35万', '取中 32.5万'], '万'],
    [both, '检测不是'],
  ])('of %j 「%s」 is none', (labels, words) => expect(pickOption(labels, words)).toBeUndefined())

  it('every label picks itself, whatever polite words stand around it', () => {
    const label = fc.constantFrom('检测项目', '射频校准', '300万', '2026-11-30', '需求变化', '价格')
    const before = fc.constantFrom('', '就', '选', '嗯 ', '是', '那就')
    const after = fc.constantFrom('', '吧', '了', '。', ' 啊')
    fc.assert(
      fc.property(
        fc.uniqueArray(label, { minLength: 2, maxLength: 4 }),
        before,
        after,
        (labels, lead, end) => {
          for (const [at, one] of labels.entries()) {
            expect(pickOption(labels, lead + one + end), lead + one + end).toBe(at)
          }
        },
      ),
    )
  })
})
