/**
 * What is written out is read back, in whatever notation and whatever sentence stands around it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAmount, tagAmounts } from '../../src/language/amount.ts'
import { type DateContext, readDate, tagDates } from '../../src/language/date.ts'
import { normalise } from '../../src/language/normalise.ts'
import { tagQuantities } from '../../src/language/quantities.ts'
import { addDays, weekday } from '../../src/lib/calendar.ts'
import { spell, spellDigits, spellFormally } from '../support/spell.ts'

const today = '2026-11-18'
const context: DateContext = { today, minuteOfDay: 600, field: 'future' }

const wide = (text: string) =>
  text.replace(/[0-9]/g, (d) => String.fromCodePoint(0xff10 + Number(d)))
const old = (text: string) => text.replaceAll('万', '萬').replaceAll('亿', '億')

/** So many 万, in every notation that people use for it. */
function notationsOf(wan: number): string[] {
  const yuan = wan * 10_000
  return [
    `${wan}万`,
    `${wan}万元`,
    `${wan}w`,
    `${wan}W`,
    wide(`${wan}万`),
    old(`${wan}万`),
    `${spell(wan)}万`,
    old(`${spell(wan)}万元`),
    `${spellFormally(wan)}万元整`,
    `人民币${wan}万元`,
    `RMB ${wan}万`,
    `¥${yuan.toLocaleString('en-US')}`,
    `${yuan.toLocaleString('en-US')}元`,
    `${yuan}元`,
    `${yuan / 1000}k`,
    `${wan / 100}百万`,
    `${wan / 100}M`,
    `${wan / 10_000}亿`,
  ]
}

/** The one amount in the text, in yuan. */
function yuanIn(text: string): number | string {
  const { amounts } = tagQuantities(normalise(text))
  const [tag, ...others] = amounts
  if (!tag || others.length > 0) return `${amounts.length} amounts in ${text}`
  const reading = readAmount(tag.found, {})
  return reading.kind === 'value' ? Number(reading.value.fen) / 100 : `${reading.kind} of ${text}`
}

const aPerson = fc.constantFrom(
  '张经理',
  '李总',
  '王工',
  '万总',
  '陆工',
  '伍经理',
  '钱会计',
  '欧阳主任',
  '万里',
  '陆一鸣',
  '百里经理',
)

describe('an amount', () => {
  const wan = fc.integer({ min: 1, max: 9999 })

  it('reads the same in every notation', () => {
    fc.assert(
      fc.property(wan, (n) => {
        for (const text of notationsOf(n)) expect(yuanIn(text), text).toBe(n * 10_000)
      }),
    )
  })

  it('is the same whatever sentence stands around it', () => {
    const before = fc.constantFrom('', '金额改成', '总价是', '华芯检测谈到', '客户同意了', '预计')
    const after = fc.constantFrom('', '吧', '了', ',谢谢', ' 麻烦更新一下', ',下周三签', '。')
    fc.assert(
      fc.property(wan, before, after, fc.nat(17), (n, lead, end, at) => {
        const text = lead + notationsOf(n)[at]! + end
        expect(yuanIn(text), text).toBe(n * 10_000)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same whoever is spoken of beside it', () => {
    const told = fc.constantFrom(
      (who: string, sum: string) => `${who}说${sum}`,
      (who: string, sum: string) => `跟${who}谈到${sum}`,
      (who: string, sum: string) => `金额${sum},${who}确认的`,
      (who: string, sum: string) => `${sum},找${who}`,
      (who: string, sum: string) => `${who},${sum}`,
      (who: string, sum: string) => `${who} ${sum}`,
    )
    fc.assert(
      fc.property(wan, aPerson, told, fc.nat(17), (n, who, tell, at) => {
        const text = tell(who, notationsOf(n)[at]!)
        expect(yuanIn(text), text).toBe(n * 10_000)
      }),
      { numRuns: 500 },
    )
  })

  it('of nobody is there when only people are spoken of', () => {
    fc.assert(
      fc.property(aPerson, aPerson, (one, other) => {
        for (const text of [`${one}和${other}都在`, `拜访了${one}`, `${one},${other}`]) {
          expect(tagAmounts(normalise(text)), text).toEqual([])
        }
      }),
    )
  })
})

/** A day of the next months, in every notation that people use for it. */
function spellingsOf(day: string): string[] {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const two = (n: number) => String(n).padStart(2, '0')
  return [
    day,
    `${y}年${m}月${d}日`,
    `${y}年${two(m)}月${two(d)}号`,
    `${y}.${m}.${d}`,
    `${y}/${two(m)}/${two(d)}`,
    day.replaceAll('-', ''),
    wide(`${y}年${m}月${d}日`),
    `${m}月${d}号`,
    `${m}月${d}日`,
    // 2/3 may be a part of something.
    ...(d > 12 ? [`${m}/${d}`] : []),
    `${spellDigits(y)}年${spell(m)}月${spell(d)}日`,
    `${spell(m)}月${spell(d)}号`,
    `${y}年${m}月${d}日(周${'一二三四五六日'[weekday(day) - 1]})`,
  ]
}

/** The one date in the text. */
function dayIn(text: string): string {
  const dates = tagDates(normalise(text))
  const [tag, ...others] = dates
  if (!tag || others.length > 0) return `${dates.length} dates in ${text}`
  const reading = readDate(tag.found, context)
  return reading.kind === 'value' ? reading.value.day : `${reading.kind} of ${text}`
}

describe('a date', () => {
  const ahead = fc.integer({ min: 1, max: 150 }).map((n) => addDays(today, n))
  const relative = fc.constantFrom(
    ...'明天 后天 大后天 下周三 下周五 下下周一 月底 下月底 下月初 年底 两周后 一个月后 三个工作日后 Q1 明年一季度 元旦前'.split(
      ' ',
    ),
  )

  it('reads the same in every notation', () => {
    fc.assert(
      fc.property(ahead, (day) => {
        for (const text of spellingsOf(day)) expect(dayIn(text), text).toBe(day)
      }),
    )
  })

  const before = fc.constantFrom(
    '',
    '预计',
    '华芯检测签约改到',
    '客户说',
    '李总那边大概',
    '金额320万,',
    '跟张经理约在',
    '推迟到',
  )
  const after = fc.constantFrom(
    '',
    '签',
    '签约',
    '能签下来',
    '再报一版',
    ',金额320万',
    '吧',
    ' 麻烦更新一下',
    '给李总打电话',
    '。',
  )

  it('is the same in a longer sentence', () => {
    fc.assert(
      fc.property(ahead, fc.nat(11), before, after, (day, at, lead, end) => {
        const text = lead + spellingsOf(day)[at]! + end
        expect(dayIn(text), text).toBe(day)
      }),
      { numRuns: 600 },
    )
  })

  it('counted from today likewise', () => {
    fc.assert(
      fc.property(relative, before, after, (word, lead, end) => {
        expect(dayIn(lead + word + end), lead + word + end).toBe(dayIn(word))
      }),
      { numRuns: 600 },
    )
  })
})
