import { describe, expect, it } from 'vitest'
import { instantOf } from '../../src/lib/calendar.ts'
import { databases } from '../support/databases.ts'
import { openValueScene } from './values.ts'

const was = '2026-12-15(周二)'

/** §4.4 on 2026-11-18, where a day to come is expected: what the preview shows. */
const previewed: readonly [said: string, to: string][] = [
  ['今天', '2026-11-18(今天)'],
  ['明天', '2026-11-19(周四)'],
  ['后天', '2026-11-20(周五)'],
  ['下周三', '2026-11-25(下周三)'],
  ['下礼拜三', '2026-11-25(下周三)'],
  ['下星期三', '2026-11-25(下周三)'],
  ['这周三', '2026-11-18(今天)'],
  ['本周三', '2026-11-18(今天)'],
  ['周五', '2026-11-20(周五)'],
  ['周一', '2026-11-23(下周一)'],
  ['下下周一', '2026-11-30(周一,本月底)'],
  ['下周', '2026-11-27(下周,精度:周)'],
  ['月底', '2026-11-30(周一,本月底)'],
  ['本月底', '2026-11-30(周一,本月底)'],
  ['下月初', '2026-12-05(2026年12月初,精度:旬)'],
  ['下月中', '2026-12-15(2026年12月中,精度:旬)'],
  ['下月底', '2026-12-31(2026年12月底,精度:旬)'],
  ['下个月', '2026-12-31(2026年12月,精度:月)'],
  ['年底', '2026-12-31(周四)'],
  ['Q4', '2026-12-31(2026年四季度,精度:季度)'],
  ['四季度', '2026-12-31(2026年四季度,精度:季度)'],
  ['本季度', '2026-12-31(2026年四季度,精度:季度)'],
  ['Q1', '2027-03-31(2027年一季度,精度:季度)'],
  ['明年一季度', '2027-03-31(2027年一季度,精度:季度)'],
  ['下季度', '2027-03-31(2027年一季度,精度:季度)'],
  ['11.30', '2026-11-30(周一,本月底)'],
  ['11/30', '2026-11-30(周一,本月底)'],
  ['11-30', '2026-11-30(周一,本月底)'],
  ['11月30', '2026-11-30(周一,本月底)'],
  ['30号', '2026-11-30(周一,本月底)'],
  ['5号', '2026-12-05(周六)'],
  ['20261130', '2026-11-30(周一,本月底)'],
  ['两周后', '2026-12-02(周三)'],
  ['2周后', '2026-12-02(周三)'],
  ['半个月后', '2026-12-03(周四)'],
  ['一个月后', '2026-12-18(周五)'],
  ['30天后', '2026-12-18(周五)'],
  ['三个工作日后', '2026-11-23(下周一)'],
  ['元旦前', '2026-12-31(周四)'],
]

const asked: readonly [said: string, question: string, options: readonly string[]][] = [
  ['这周一', '2026-11-16 已过去,是下周一 2026-11-23?', ['2026-11-23']],
  ['本周一', '2026-11-16 已过去,是下周一 2026-11-23?', ['2026-11-23']],
  ['周三', '是哪一天?', ['今天 11-18', '下周三 11-25']],
  ['周末', '周六还是周日?', ['11-21', '11-22']],
  ['月中', '11-15 已过,是 12-15?', ['2026-12-15']],
  ['年前', '', ['元旦前 2026-12-31', '春节前 2027-02-05']],
  ['Q3', '2026年三季度已过,是2027年三季度?', ['2027-09-30']],
  ['31号', '11月没有31号', ['11-30', '12-31']],
  ['10.15', '2026-10-15 已过去,是 2027-10-15?', ['2027-10-15']],
  ['国庆前', '2027-09-30?', ['2027-09-30']],
  ['2025-11-25', '是2026-11-25吗?', ['2026-11-25']],
]

const refused: readonly [said: string, reason: string][] = [
  ['昨天', '日期已过去'],
  ['前天', '日期已过去'],
  ['2.29', '2027年没有2月29日'],
  ['2月30', '没有这一天'],
  ['尽快', '没有具体日期,先不改'],
  ['过阵子', '没有具体日期,先不改'],
]

/** Of a contact, the day that is meant is the one before. */
const looksBack: readonly [said: string, day: string][] = [
  ['今天', '2026-11-18'],
  ['昨天', '2026-11-17'],
  ['前天', '2026-11-16'],
  ['这周三', '2026-11-18'],
  ['本周一', '2026-11-16'],
  ['周三', '2026-11-18'],
  ['周五', '2026-11-13'],
  ['周一', '2026-11-16'],
  ['上周五', '2026-11-13'],
  ['5号', '2026-11-05'],
  ['10.15', '2026-10-15'],
]

describe.each(databases)('days, as they are typed, on %s', (database) => {
  const { say, tap, deal, scene } = openValueScene(database)
  const at = (day: string, hour: number, minute = 0) =>
    scene().clock.moveTo(instantOf('Asia/Shanghai', day, hour * 60 + minute))
  const previews = () => scene().store.db.draft.count({ where: { state: 'previewed' } })

  it.each(previewed)('%s签', async (said, to) => {
    const { text } = await say(`华芯检测${said}签`)
    expect(text).toContain(to === was ? was : `${was} → ${to}`)
  })

  it.each([
    ['大后天', '2026-11-21(周六)', '周六'],
    ['下周六', '2026-11-28(下周六)', '周六'],
    ['下周日', '2026-11-29(下周日)', '周日'],
  ])('%s is a weekend, and that is said', async (said, to, weekday) => {
    const { text } = await say(`华芯检测${said}签`)
    expect(text).toContain(`${was} → ${to}`)
    expect(text).toContain(`预计签约是${weekday},确认一下是否工作日`)
  })

  it.each(asked)('%s is asked', async (said, question, options) => {
    const asking = await say(`华芯检测${said}签`)
    expect(asking.text).toContain(question)
    for (const option of options) expect(asking.text.split('\n')).toContain(option)
    expect(await previews()).toBe(0)
    expect(await tap(asking.id, options[0]!)).toContain('确认修改')
  })

  it('1130 may be a day or a time', async () => {
    const { text } = await say('华芯检测签约改到1130')
    for (const option of ['2026-11-30', '11:30']) expect(text.split('\n')).toContain(option)
  })

  it.each(refused)('%s is refused: %s', async (said, reason) => {
    expect((await say(`华芯检测${said}签`)).text).toContain(reason)
    expect(await previews()).toBe(0)
  })

  it('the precision is kept with the day', async () => {
    const { id } = await say('立辰可靠性实验室下月底签')
    await tap(id, '确认')
    const stored = { closeDate: '2026-12-31', closeDatePrecision: 'third' }
    expect(await deal('D-1005')).toMatchObject(stored)
    await tap(id, '撤销')
  })

  it.each(looksBack)('%s拜访了立辰沈工', async (said, day) => {
    const { id, text } = await say(`${said}拜访了立辰沈工`)
    expect(text).toContain(`${day}(`)
    await tap(id, '撤销')
  })

  it('上周末 is asked, of a contact too', async () => {
    const { text } = await say('上周末拜访了立辰沈工')
    expect(text).toMatch(/11-14/)
    expect(text).toMatch(/11-15/)
  })

  it('on a Sunday the week is still this one', async () => {
    at('2026-11-22', 10)
    expect((await say('华芯检测下周三签')).text).toContain('2026-11-25(下周三)')
    expect((await say('华芯射频校准下周日签')).text).toContain('2026-11-29(下周日)')
    expect((await say('华鑫老化测试本周日签')).text).toContain('2026-11-22(今天)')
    expect((await say('立辰可靠性实验室这周三签')).text).toContain('2026-11-18 已过去')
  })

  it('on the last day of the year', async () => {
    at('2026-12-31', 10)
    expect((await say('华芯检测Q4签')).text).toContain('2026-12-31(2026年四季度')
    expect((await say('华芯射频校准下个月签')).text).toContain('2027-01-31(2027年1月')
    expect((await say('华鑫老化测试明天签')).text).toContain('2027-01-01(元旦')
  })

  it('on the last day of January', async () => {
    at('2027-01-31', 10)
    expect((await say('华芯检测一个月后签')).text).toContain('2027-02-28')
    expect((await say('华芯射频校准下月底签')).text).toContain('2027-02-28')
  })

  it.each([
    [0, 30, true],
    [4, 59, true],
    [5, 0, false],
    [23, 30, false],
  ])('at %d:%d 今天 may be yesterday: %s', async (hour, minute, open) => {
    at('2026-11-19', hour, minute)
    const { id, text } = await say('今天拜访了立辰沈工')
    if (!open) {
      expect(text).toContain('2026-11-19(今天)')
      await tap(id, '撤销')
      return
    }
    expect(text.split('\n')).toEqual(expect.arrayContaining(['昨天 11-18', '今天 11-19']))
    expect(await tap(id, '昨天 11-18')).toContain('2026-11-18(昨天)')
    await tap(id, '撤销')
  })
})
