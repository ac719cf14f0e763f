import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DateContext,
  type DayValue,
  readDate,
  spanOf,
  tagDates,
} from '../../src/language/date.ts'
import { normalise } from '../../src/language/normalise.ts'
import type { Reading } from '../../src/language/reading.ts'
import {
  addDays,
  addMonths,
  diffDays,
  echoDay,
  endOfMonth,
  isDay,
  startOfWeek,
  weekday,
} from '../../src/lib/calendar.ts'

/** 2026-11-18, a Wednesday, 10:00. */
const future: DateContext = { today: '2026-11-18', minuteOfDay: 600, field: 'future' }
const past: DateContext = { ...future, field: 'past' }
const on = (
  today: string,
  field: DateContext['field'] = 'future',
  minuteOfDay = 600,
): DateContext => ({
  today,
  minuteOfDay,
  field,
})

const tag = (text: string) => tagDates(normalise(text))

function read(text: string, context: DateContext): Reading<DayValue> {
  const tags = tag(text)
  expect(
    tags.map((t) => t.text),
    text,
  ).toHaveLength(1)
  return readDate(tags[0]!.found, context)
}

/** A day (with its precision and time where there are some), a question with labels, or the reason. */
function brief(reading: Reading<DayValue>): string {
  if (reading.kind === 'refuse') return reading.reason
  if (reading.kind === 'ask') {
    return `${reading.question} ${reading.options.map(({ label }) => `[${label}]`).join('')}`
  }
  const { day, precision, time, by } = reading.value
  return [day, precision === 'day' ? undefined : precision, time, by ? 'by' : undefined]
    .filter(Boolean)
    .join(' ')
}

describe('a field that looks forward', () => {
  test.each([
    ['今天', '2026-11-18'],
    ['明天', '2026-11-19'],
    ['后天', '2026-11-20'],
    ['大后天', '2026-11-21'],
    ['昨天', '日期已过去'],
    ['前天', '日期已过去'],
    ['下周三', '2026-11-25'],
    ['下礼拜三', '2026-11-25'],
    ['下星期三', '2026-11-25'],
    ['下個週三', '2026-11-25'],
    ['这周三', '2026-11-18'],
    ['本周三', '2026-11-18'],
    ['这周周三', '2026-11-18'],
    ['这周一', '2026-11-16 已过去,是下周一 2026-11-23? [2026-11-23]'],
    ['本周一', '2026-11-16 已过去,是下周一 2026-11-23? [2026-11-23]'],
    ['周三', '是哪一天? [今天 11-18][下周三 11-25]'],
    ['周五', '2026-11-20'],
    ['周一', '2026-11-23'],
    ['上周五', '日期已过去'],
    ['下周六', '2026-11-28'],
    ['下周日', '2026-11-29'],
    ['下周天', '2026-11-29'],
    ['下下周一', '2026-11-30'],
    ['下周', '2026-11-27 week'],
    ['本周', '2026-11-20 week'],
    ['周末', '周六还是周日? [11-21][11-22]'],
    ['月底', '2026-11-30'],
    ['本月底', '2026-11-30'],
    ['下月初', '2026-12-05 third'],
    ['下月中', '2026-12-15 third'],
    ['下月底', '2026-12-31 third'],
    ['月中', '11-15 已过,是 12-15? [2026-12-15]'],
    ['月初', '11-05 已过,是 12-05? [2026-12-05]'],
    ['12月上旬', '2026-12-10 third'],
    ['12月中旬', '2026-12-20 third'],
    ['下个月', '2026-12-31 month'],
    ['明年3月', '2027-03-31 month'],
    ['3月', '2027-03-31 month'],
    ['10月', '2026年10月已过去,是2027年10月? [2027-10-31]'],
    ['年底', '2026-12-31'],
    ['明年底', '2027-12-31'],
    ['年前', '是哪个年前? [元旦前 2026-12-31][春节前 2027-02-05]'],
    ['Q4', '2026-12-31 quarter'],
    ['四季度', '2026-12-31 quarter'],
    ['本季度', '2026-12-31 quarter'],
    ['Q1', '2027-03-31 quarter'],
    ['明年一季度', '2027-03-31 quarter'],
    ['2027年Q1', '2027-03-31 quarter'],
    ['下季度', '2027-03-31 quarter'],
    ['Q3', '2026年三季度已过,是2027年三季度? [2027-09-30]'],
    ['明年', '2027年的什么时候? [2027年一季度][2027年二季度][2027年三季度][2027年四季度]'],
    ['11.30', '2026-11-30'],
    ['11/30', '2026-11-30'],
    ['11-30', '2026-11-30'],
    ['11月30', '2026-11-30'],
    ['11月30日', '2026-11-30'],
    ['十一月三十号', '2026-11-30'],
    ['2026年11月30日', '2026-11-30'],
    ['二〇二六年十一月三十日', '2026-11-30'],
    ['26.11.30', '2026-11-30'],
    ['2026/11/30', '2026-11-30'],
    ['20261130', '2026-11-30'],
    ['30号', '2026-11-30'],
    ['三十号', '2026-11-30'],
    ['5号', '2026-12-05'],
    ['下个月15号', '2026-12-15'],
    ['31号', '11月没有31号 [11-30][12-31]'],
    ['10.15', '2026-10-15 已过去,是 2027-10-15? [2027-10-15]'],
    ['1.15', '2027-01-15'],
    ['1130', '是日期还是时间? [2026-11-30][11:30]'],
    ['两周后', '2026-12-02'],
    ['2周后', '2026-12-02'],
    ['半个月后', '2026-12-03'],
    ['一个月后', '2026-12-18'],
    ['30天后', '2026-12-18'],
    ['三个工作日后', '2026-11-23'],
    ['三个工作日内', '2026-11-23 by'],
    ['两三天后', '是哪一天? [2026-11-20][2026-11-21]'],
    ['国庆前', '2027-09-30? [2027-09-30]'],
    ['元旦前', '2026-12-31 by'],
    ['春节前', '2027-02-05 by'],
    ['五一前', '2027-04-30 by'],
    ['周五前', '2026-11-20 by'],
    ['12月前', '最晚是哪一天? [2026-11-30][2026-12-31]'],
    ['3月内', '2027-03-31 month by'],
    ['2.29', '2027年没有2月29日'],
    ['2月30', '没有这一天'],
    ['2026-02-29', '2026年没有2月29日'],
    ['2025-11-25', '是2026-11-25吗? [2026-11-25]'],
    ['2026-10-15', '2026-10-15 已过去,是 2027-10-15? [2027-10-15]'],
    ['2062-11-30', '2062-11-30?有点远 [2062-11-30]'],
    ['11月25日周四', '2026-11-25 是周三,不是周四,要哪天? [2026-11-25 周三][2026-11-26 周四]'],
    ['11月25日周三', '2026-11-25'],
    ['尽快', '没有具体日期,先不改'],
    ['过阵子', '没有具体日期,先不改'],
    ['99999天后', '日期太远,看不懂'],
  ])('%s: %s', (text, expected) => expect(brief(read(text, future))).toBe(expected))
})

describe('a field that looks back', () => {
  test.each([
    ['今天', '2026-11-18'],
    ['昨天', '2026-11-17'],
    ['前天', '2026-11-16'],
    ['明天', '日期还没到'],
    ['这周三', '2026-11-18'],
    ['这周一', '2026-11-16'],
    ['这周五', '2026-11-20 还没到,是上周五 2026-11-13? [2026-11-13]'],
    ['周三', '2026-11-18'],
    ['周五', '2026-11-13'],
    ['周一', '2026-11-16'],
    ['上周五', '2026-11-13'],
    ['上周', '2026-11-13 week'],
    ['周末', '周六还是周日? [11-14][11-15]'],
    ['月中', '2026-11-15 third'],
    ['上个月', '2026-10-31 month'],
    ['这个月', '2026-11-18 month'],
    ['Q3', '2026-09-30 quarter'],
    ['5号', '2026-11-05'],
    ['10.15', '2026-10-15'],
    ['11.30', '2026-11-30 还没到,是 2025-11-30? [2025-11-30]'],
    ['2025-11-25', '2025-11-25'],
    ['3天前', '2026-11-15'],
    ['去年底', '2025-12-31'],
    ['上午9点', '2026-11-18 09:00'],
  ])('%s: %s', (text, expected) => expect(brief(read(text, past))).toBe(expected))
})

describe('other clocks', () => {
  const sunday = on('2026-11-22')
  const lastOfYear = on('2026-12-31')
  const january = on('2027-01-31')

  test.each([
    ['下周三', sunday, '2026-11-25'],
    ['这周三', sunday, '2026-11-18 已过去,是下周三 2026-11-25? [2026-11-25]'],
    ['本周日', sunday, '2026-11-22'],
    ['下周日', sunday, '2026-11-29'],
    ['这周', sunday, '2026-11-22 week'],
    ['周末', sunday, '周六还是周日? [11-22][11-28][11-29]'],
    ['下周日', on('2026-11-23'), '2026-12-06'],
    ['Q4', lastOfYear, '2026-12-31 quarter'],
    ['下个月', lastOfYear, '2027-01-31 month'],
    ['明天', lastOfYear, '2027-01-01'],
    ['元旦前', lastOfYear, '2026-12-31 by'],
    ['一个月后', january, '2027-02-28'],
    ['下月底', january, '2027-02-28 third'],
    ['年前', january, '2027-02-05'],
    ['31号', on('2027-02-10'), '2月没有31号 [02-28][03-31]'],
    ['2.29', on('2027-11-18'), '2028-02-29'],
    ['2.29', on('2026-01-10'), '2026年没有2月29日'],
    ['今天', on('2026-11-19', 'past', 30), '是哪一天? [昨天 11-18][今天 11-19]'],
    ['今天', on('2026-11-19', 'past', 299), '是哪一天? [昨天 11-18][今天 11-19]'],
    ['今天', on('2026-11-19', 'past', 300), '2026-11-19'],
    ['今天', on('2026-11-19', 'future', 30), '2026-11-19'],
    ['今天', on('2026-11-18', 'past', 1410), '2026-11-18'],
    ['春节前', on('2026-02-10'), '2026-02-16 by'],
    ['春节', on('2035-06-01'), '没有2036年春节的日期'],
  ])('%s on %o: %s', (text, context, expected) => {
    expect(brief(read(text, context))).toBe(expected)
  })
})

describe('times of day', () => {
  test.each([
    ['明天下午3点', '2026-11-19 15:00'],
    ['明天下午三点半', '2026-11-19 15:30'],
    ['下周三15:00', '2026-11-25 15:00'],
    ['2026-11-25 15:00', '2026-11-25 15:00'],
    ['2026-11-19(周四)15:00', '2026-11-19 15:00'],
    ['明早9点', '2026-11-19 09:00'],
    ['今晚8点', '2026-11-18 20:00'],
    ['明天中午12点', '2026-11-19 12:00'],
    ['明天上午10点一刻', '2026-11-19 10:15'],
    ['明天3点15分', '2026-11-19 15:15'],
    ['晚上12点', '2026-11-19 00:00'],
    ['3点半', '2026-11-18 15:30'],
    ['15:00', '2026-11-18 15:00'],
    ['晚上8点', '2026-11-18 20:00'],
    ['2小时后', '2026-11-18 12:00'],
    ['半小时后', '2026-11-18 10:30'],
    ['9:30', '今天 09:30 已过去,是明天? [明天 09:30]'],
    ['今天上午9点', '时间已过去'],
    ['明天下午', '2026-11-19'],
  ])('%s: %s', (text, expected) => expect(brief(read(text, future))).toBe(expected))

  test('an hour without 上午 or 下午 is said as it was taken', () => {
    expect(read('3点半', future)).toMatchObject({ note: '按 15:30 算' })
    expect(read('下午3点半', future)).not.toHaveProperty('note')
  })
})

describe('from the date there is', () => {
  const close = { ...future, currentDay: '2026-12-15' }

  test.each([
    ['推迟两周', '2026-12-29'],
    ['签约延期一个月', '2027-01-15'],
    ['往后推三天', '2026-12-18'],
    ['提前一周', '2026-12-08'],
    ['提前两个月', '日期已过去'],
    ['推迟三个工作日', '2026-12-18'],
    ['推迟到月底', '2026-11-30'],
  ])('%s: %s', (text, expected) => expect(brief(read(text, close))).toBe(expected))

  test('there must be one', () => {
    expect(brief(read('推迟两周', future))).toBe('现在没有日期,请直接说改到哪天')
  })
})

describe('notes', () => {
  test.each([
    ['大后天', '2026-11-21 是周六'],
    ['下周日', '2026-11-29 是周日'],
    ['2027-02-28', '2027-02-28 是月底,也是周日'],
    ['2027-01-01', '2027-01-01 是元旦'],
    ['三个工作日后', '没有2026年的节假日表,只除去了周末'],
    ['下周三', undefined],
  ])('%s: %s', (text, note) => {
    const reading = read(text, future)
    expect(reading.kind === 'value' && reading.value.note).toBe(note)
  })

  test('a calendar of days off is heard', () => {
    const calendar = {
      isWorkday: (day: string) => day !== '2026-11-19' && weekday(day) <= 5,
      known: () => true,
    }
    const context = { ...future, calendar }
    expect(read('三个工作日后', context)).toEqual({
      kind: 'value',
      value: { day: '2026-11-24', precision: 'day' },
    })
    expect(read('明天', context)).toMatchObject({ note: '2026-11-19 是休息日' })
    expect(read('明天', { ...context, field: 'past', today: '2026-11-20' })).toMatchObject({
      kind: 'refuse',
    })
  })
})

describe('what is no date', () => {
  test.each([
    '每周三',
    '每月5号',
    '一周一次',
    '以后天气好',
    '合作过3年',
    '3号楼',
    '1/15/30',
    '3-5天',
    '5个点',
    '两点要求',
    '便宜一点',
    '三点五万',
    'AEC-Q100',
    'Q10',
    'D-1001',
    'AP-31',
    '13900001111',
    '2台',
    '11.30万',
    '3.2百万',
    '1.5亿',
    '8.8折',
    '20261332',
    '改成1200',
    '月中标',
    '四季酒店',
    '统一',
    '账期60天',
    '报告晚了两天',
  ])('%s', (text) => expect(tag(text)).toEqual([]))

  test.each([
    ['华芯检测项目推进到商务谈判,金额改成320万,下周三签', ['下周三']],
    ['今天拜访了立辰王工,他嫌贵,下周二再报一版', ['今天', '下周二']],
    ['下周一到下周三出差', ['下周一', '下周三']],
    ['线下周三沟通', ['周三']],
    ['本月底价320万', ['本月']],
    ['下月中标公告', ['下月']],
    ['周三前台见', ['周三']],
    ['三季度80万', ['三季度']],
    ['11月30万', ['11月']],
    ['12月15日前付30%', ['12月15日前']],
  ])('%s', (text, found) => expect(tag(text).map((t) => t.text)).toEqual(found))

  test('figures that may be an amount say so, unless a word beside them decides', () => {
    const open = (text: string) => tag(text).map(({ found }) => found.alsoAmount ?? false)
    expect(open('11.30')).toEqual([true])
    expect(open('改到11.30')).toEqual([true])
    expect(open('改到1130')).toEqual([true])
    expect(open('11.30签')).toEqual([false])
    expect(open('1130签')).toEqual([false])
    expect(open('11/30')).toEqual([false])
    expect(tag('版本11.30升级')).toEqual([])
  })
})

test('a value of less than day precision covers its span', () => {
  const span = (text: string) => {
    const reading = read(text, future)
    return reading.kind === 'value' ? spanOf(reading.value) : undefined
  }
  expect(span('下周')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
  expect(span('下个月')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  expect(span('Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(span('下月中')).toEqual({ from: '2026-12-11', to: '2026-12-20' })
  expect(span('下月底')).toEqual({ from: '2026-12-21', to: '2026-12-31' })
  expect(span('下周三')).toEqual({ from: '2026-11-25', to: '2026-11-25' })
})

describe('properties', () => {
  const day = fc.integer({ min: 0, max: 3652 }).map((n) => addDays('2025-01-01', n))
  const minute = fc.integer({ min: 0, max: 1439 })
  const field = fc.constantFrom<DateContext['field']>('future', 'past')
  const phrase = fc.constantFrom(
    ...[
      '今天',
      '明天',
      '周三',
      '这周一',
      '下周日',
      '上周五',
      '周末',
      '月底',
      '月中',
      '下月底',
      '3月',
      '12月中旬',
      'Q2',
    ],
    ...[
      '本季度',
      '年底',
      '年前',
      '国庆前',
      '春节前',
      '5号',
      '31号',
      '10.15',
      '2.29',
      '1130',
      '2026-11-30',
      '三天后',
    ],
    ...[
      '半年后',
      '三个工作日后',
      '3天前',
      '下午3点',
      '明天9点',
      '上半年',
      '去年底',
      '明年',
      '12月前',
      '20270131',
      '一月',
    ],
  )

  test('no reading leaves its field, nor asks without a choice', () => {
    fc.assert(
      fc.property(phrase, day, minute, field, (text, today, minuteOfDay, side) => {
        const reading = read(text, { today, minuteOfDay, field: side })
        const options =
          reading.kind === 'value' ? [reading] : reading.kind === 'ask' ? reading.options : []
        if (reading.kind === 'ask') expect(options.length).toBeGreaterThan(0)
        for (const { value } of options) {
          expect(isDay(value.day)).toBe(true)
          expect(
            side === 'future' ? value.day >= today : value.day <= today,
            `${text} ${value.day}`,
          ).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('every date we show reads back as itself', () => {
    const precision = fc.constantFrom<DayValue['precision']>(
      'day',
      'week',
      'third',
      'month',
      'quarter',
    )
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1000 }), precision, (today, ahead, exact) => {
        const shown = echoDay(addDays(today, ahead), today, exact)
        expect(read(shown, on(today)), shown).toMatchObject({
          kind: 'value',
          value: { day: addDays(today, ahead), precision: exact },
        })
      }),
      { numRuns: 500 },
    )
  })

  test('a date reads the same in every spelling', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 150 }), (today, ahead) => {
        const target = addDays(today, ahead)
        const [y, m, d] = target.split('-').map(Number) as [number, number, number]
        const spellings = [
          `${y}年${m}月${d}日`,
          `${y}.${m}.${d}`,
          `${y}/${m}/${d}`,
          target.replaceAll('-', ''),
          `${m}月${d}号`,
          `${m}.${d}签`,
          `${m}/${d}前`,
        ]
        for (const text of spellings) {
          expect(read(text, on(today)), text).toMatchObject({
            kind: 'value',
            value: { day: target },
          })
        }
      }),
    )
  })

  test('weeks run Monday to Sunday whatever day it is', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 7 }), (today, n) => {
        const name = '一二三四五六日'[n - 1]
        const monday = startOfWeek(today)
        expect(read(`下周${name}`, on(today))).toMatchObject({
          value: { day: addDays(monday, 6 + n) },
        })
        expect(read(`上周${name}`, on(today, 'past'))).toMatchObject({
          value: { day: addDays(monday, n - 8) },
        })
        const bare = read(`周${name}`, on(today))
        if (weekday(today) === n) expect(bare.kind).toBe('ask')
        else {
          const ahead = bare.kind === 'value' ? diffDays(today, bare.value.day) : 0
          expect(ahead).toBeGreaterThan(0)
          expect(ahead).toBeLessThan(7)
        }
      }),
    )
  })

  test('durations are counted on the calendar', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 36 }), (today, n) => {
        expect(read(`${n}天后`, on(today))).toMatchObject({ value: { day: addDays(today, n) } })
        expect(read(`${n}周后`, on(today))).toMatchObject({ value: { day: addDays(today, 7 * n) } })
        expect(read(`${n}个月后`, on(today))).toMatchObject({ value: { day: addMonths(today, n) } })
        expect(read(`${n}天前`, on(today, 'past'))).toMatchObject({
          value: { day: addDays(today, -n) },
        })
        expect(read('月底', on(today))).toMatchObject({ value: { day: endOfMonth(today) } })
      }),
    )
  })

  test('the zone of the server does not matter', () => {
    const url = `file://${join(import.meta.dirname, '../../src/language/date.ts')}`
    const script = `const { tagDates, readDate } = await import(${JSON.stringify(url)})
      const said = ['今天', '下周三', '月底', '11.30', '一个月后', '三个工作日后', '年前', 'Q1', '明天下午3点']
      const context = { today: '2026-11-19', minuteOfDay: 30, field: 'future' }
      console.log(JSON.stringify(said.map((text) => readDate(tagDates(text)[0].found, context))))`
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      })
    const here = inZone('Asia/Shanghai')
    expect(JSON.parse(here)[1].value.day).toBe('2026-11-25')
    expect(inZone('America/New_York')).toBe(here)
    expect(inZone('Pacific/Kiritimati')).toBe(here)
  })
})
