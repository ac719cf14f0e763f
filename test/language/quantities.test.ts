import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount } from '../../src/language/amount.ts'
import { type DateContext, readDate } from '../../src/language/date.ts'
import { normalise } from '../../src/language/normalise.ts'
import { readEither, tagQuantities } from '../../src/language/quantities.ts'
import type { Tagged } from '../../src/language/reading.ts'

const date: DateContext = { today: '2026-11-18', minuteOfDay: 600, field: 'future' }

function split(text: string) {
  const { dates, amounts } = tagQuantities(normalise(text))
  const words = (tags: readonly Tagged<unknown>[]) => tags.map((tag) => tag.text)
  return [words(dates), words(amounts)]
}

describe('dates and amounts of one text', () => {
  test.each([
    ['U1', '华芯检测项目推进到商务谈判,金额改成320万,下周三签', ['下周三'], ['320万']],
    ['U4', '新建商机 中启射频检测 80万 预计明年一季度签', ['明年一季度'], ['80万']],
    ['U7', '华芯那个项目金额改成300', [], ['300']],
    ['U8', '射频校准客户要打88折,账期60天,帮我申请', [], ['打88折']],
    ['U15', '明天下午3点提醒我给陈总打电话', ['明天下午3点'], []],
    ['U17', '矽谷半导体联系过了,要X光检测,预算50万左右', [], ['50万左右']],
    ['U19', '华芯检测标准GJB 548B,要2台老化箱,预算300万', [], ['300万']],
    ['U29', '签约改到月底', ['月底'], []],
    ['U38', 'Q4目标华东800万,张伟300李娜500', ['Q4'], ['800万', '300', '500']],
    ['X17', '华芯检测改320万,射频改100万', [], ['320万', '100万']],
    ['a date behind a bare number', '改成320,15号签', ['15号'], ['320']],
    ['and behind a full-width comma', '改成320，15号签', ['15号'], ['320']],
    ['and without any', '320万15号签', ['15号'], ['320万']],
    ['a month before an amount', '11月30万', ['11月'], ['30万']],
    ['元 that belongs to 元旦', '金额320元旦前签', ['元旦前'], ['320']],
    ['the same figures as both', '金额11.30万,11.30签', ['11.30'], ['11.30万']],
    ['a quarter', '三季度80万', ['三季度'], ['80万']],
    ['a time', '下周三15:00开会,预算五十万', ['下周三15:00'], ['五十万']],
    ['codes', 'D-1001 3200000 30号 联系人 13900001111', ['30号'], ['3200000']],
    [
      'our own answer',
      '¥3,200,000(320万) 2026-11-25(下周三)',
      ['2026-11-25(下周三)'],
      ['¥3,200,000(320万)'],
    ],
  ])('%s: %s', (_, text, dates, amounts) => expect(split(text)).toEqual([dates, amounts]))
})

describe('figures that may be either', () => {
  const flags = (text: string) => {
    const { dates, amounts } = tagQuantities(text)
    return [
      dates.map((d) => d.found.alsoAmount ?? false),
      amounts.map((a) => a.found.alsoDate ?? false),
    ]
  }

  test.each([
    ['改到11.30', [[true], [true]]],
    ['改到1130', [[true], [true]]],
    ['11.30签', [[false], []]],
    ['11.30万', [[], [false]]],
    ['改到320', [[], [false]]],
  ])('%s', (text, expected) => expect(flags(text)).toEqual(expected))

  test('are asked about', () => {
    const { dates, amounts } = tagQuantities('11.30')
    const said = { text: '11.30', date: dates[0]!.found, amount: amounts[0]!.found }
    const reading = readEither(said, { date, amount: {} })
    expect(reading).toMatchObject({
      kind: 'ask',
      question: '11.30 是日期还是金额?',
      options: [
        { label: '2026-11-30', value: { kind: 'date', date: { day: '2026-11-30' } } },
        { label: '11.30万', value: { kind: 'amount', amount: { fen: 11_300_000n } } },
      ],
    })
  })
})

describe('any text', () => {
  const pieces = [
    ...'今天 明 下周 周三 月底 月 年 号 日 前 内 后 Q4 季度 11.30 1130 2026 - / . , : 点 半 3 15 30 320 万 亿 元 折 % w k'.split(
      ' ',
    ),
    ...'加 降 打 约 左右 从 到 改 签 含税 ¥ $ USD 一 两 三 十 百 千 零 几 多 来 ( ) D-1001 台 个 天 华芯 每 过 工作日 \n'.split(
      ' ',
    ),
  ]
  const sentence = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((words) => words.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  )
  const inside = (text: string, tags: readonly Tagged<unknown>[]) => {
    let end = 0
    for (const tag of tags) {
      expect(tag.start).toBeGreaterThanOrEqual(end)
      expect(tag.end).toBeGreaterThan(tag.start)
      expect(text.slice(tag.start, tag.end)).toBe(tag.text)
      end = tag.end
    }
    expect(end).toBeLessThanOrEqual(text.length)
  }

  test('is tagged and read without an error, in order and without overlap', () => {
    fc.assert(
      fc.property(
        sentence,
        fc.constantFrom<DateContext['field']>('future', 'past'),
        (typed, field) => {
          const text = normalise(typed)
          const { dates, amounts } = tagQuantities(text)
          inside(text, dates)
          inside(text, amounts)
          for (const { found } of dates) readDate(found, { ...date, field })
          for (const { found } of amounts) readAmount(found, { currentFen: 280_000_000n })
          const sure = dates.filter(({ found }) => !found.alsoAmount)
          for (const d of sure)
            expect(amounts.some((a) => a.start < d.end && d.start < a.end)).toBe(false)
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('however long, is read to its end', () => {
    for (const piece of [
      '一',
      '1',
      '1,',
      '1.',
      '三十',
      '万',
      '约',
      '-',
      '1-',
      '(',
      '下',
      '11.30 ',
      '一万',
      '320万',
      '3点',
      '年前',
      '，１',
      'Q',
      '大约含税',
    ]) {
      const text = normalise(piece.repeat(20_000).slice(0, 20_000))
      const { dates, amounts } = tagQuantities(text)
      inside(text, dates)
      inside(text, amounts)
    }
  })
})
