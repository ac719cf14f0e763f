import { describe, expect, it } from 'vitest'
import { yuan } from '../../prisma/demo/units.ts'
import { databases } from '../support/databases.ts'
import { openValueScene } from './values.ts'

const now = '¥2,800,000(280万)'

/** §4.3: what is said of the amount of D-1001 (¥2,800,000), and what its preview shows. */
const previewed: readonly [said: string, to: string][] = [
  ['32万', '¥320,000(32万)'],
  ['32w', '¥320,000(32万)'],
  ['32W', '¥320,000(32万)'],
  ['三十二万', '¥320,000(32万)'],
  ['¥320,000', '¥320,000(32万)'],
  ['320000', '¥320,000(32万)'],
  ['320,000元', '¥320,000(32万)'],
  ['320k', '¥320,000(32万)'],
  ['３２万', '¥320,000(32万)'],
  ['3.2百万', '¥3,200,000(320万)'],
  ['320万', '¥3,200,000(320万)'],
  ['三百二十万', '¥3,200,000(320万)'],
  ['3.2M', '¥3,200,000(320万)'],
  ['320W', '¥3,200,000(320万)'],
  ['¥3,200,000', '¥3,200,000(320万)'],
  ['三万五', '¥35,000(3.5万)'],
  ['13万2', '¥132,000(13.2万)'],
  ['两百五十万', '¥2,500,000(250万)'],
  ['壹佰万元整', '¥1,000,000(100万)'],
  ['一千八百万', '¥18,000,000(1800万)'],
  ['一百六十八萬', '¥1,680,000(168万)'],
  ['30多万', '约30万(概数)'],
  ['三十几万', '约30万(概数)'],
  ['50万左右', '约50万(概数)'],
  ['50万美金', 'US$500,000(50万美元)'],
  ['USD 500k', 'US$500,000(50万美元)'],
  ['含税320万', '¥3,200,000(320万) 含税'],
  ['不含税320万', '¥3,200,000(320万) 不含税'],
  ['32.5555万', '¥325,555(32.56万)'],
]

/** And what is asked, with its buttons. */
const asked: readonly [said: string, question: string, options: readonly string[]][] = [
  ['改成320', '金额是多少?', ['320万', '320元']],
  ['改成一百二', '金额是多少?', ['120万', '120元']],
  ['改成两百八', '金额是多少?', ['280万', '280元']],
  ['改成30-35万', '金额是多少?', ['30万', '35万', '取中 32.5万']],
  ['砍到250', '金额是多少?', ['250万', '250元']],
  ['改成两三百万', '金额是多少?', ['200万', '300万']],
  ['从320改350万', '当前是 ¥2,800,000,不是320万,仍改为350万?', ['改为350万']],
  ['改成3200000万', '¥32,000,000,000?比历史最大高很多', ['320亿']],
  ['改成1.2亿', '¥120,000,000?比历史最大高很多', ['1.2亿']],
  ['11.30', '11.30 是日期还是金额?', ['2026-11-30', '11.30万']],
  ['改到11.30', '11.30 是日期还是金额?', ['2026-11-30', '11.30万']],
]

/** What is refused, with the reason. */
const refused: readonly [said: string, reason: string][] = [
  ['金额改成0', '金额要大于0'],
  ['金额改成-20万', '金额要大于0'],
  ['-20万', '金额要大于0'],
  ['金额改成320,00', '金额看不懂'],
  ['金额改成3.2.5万', '金额看不懂'],
]

/** A discount is one, however it is told: it says what it comes down to and changes no amount. */
const discounts: readonly [said: string, off: string, price: string][] = [
  ['降5个点', '5%(', '¥2,660,000(266万)'],
  ['打95折', '5%(', '¥2,660,000(266万)'],
  ['九五折', '5%(', '¥2,660,000(266万)'],
  ['88折', '12%(', '¥2,464,000(246.4万)'],
  ['8.8折', '12%(', '¥2,464,000(246.4万)'],
  ['打九折', '10%(', '¥2,520,000(252万)'],
  ['打五折', '50%(', '¥1,400,000(140万)'],
  ['300万打9折', '3.57%(', '¥2,700,000(270万)'],
]

describe.each(databases)('amounts, as they are typed, on %s', (database) => {
  const { say, tap, deal, scene } = openValueScene(database)

  it.each(previewed)('金额改成%s', async (said, to) => {
    const { text } = await say(`D-1001金额改成${said}`)
    expect(text).toContain(`${now} → ${to}`)
    expect((await deal('D-1001')).amountFen).toBe(yuan(2_800_000))
  })

  it.each([
    ['加20万', '¥3,000,000(300万)'],
    ['减20万', '¥2,600,000(260万)'],
    ['涨5个点', '¥2,940,000(294万)'],
    ['优惠30万', '¥2,500,000(250万)'],
  ])('%s counts from what there is', async (said, to) => {
    expect((await say(`华芯检测${said}`)).text).toContain(`${now} → ${to}`)
  })

  it.each(asked)('%s is asked', async (said, question, options) => {
    const { text } = await say(`华芯检测${said}`)
    expect(text).toContain(question)
    for (const option of options) expect(text.split('\n')).toContain(option)
    expect(await scene().store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('what is asked goes on with either answer', async () => {
    const unit = await say('D-1001改成320')
    expect(await tap(unit.id, '320元')).toContain(`${now} → ¥320`)
    const either = await say('D-1006 11.30')
    expect(await tap(either.id, '11.30万')).toContain('¥900,000(90万) → ¥113,000(11.3万)')
  })

  it.each(refused)('%s is refused: %s', async (said, reason) => {
    const { text } = await say(`华芯检测${said}`)
    expect(text).toContain(reason)
    expect(await scene().store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it.each(discounts)('%s is a discount on the terms: %s', async (said, off, price) => {
    const first = await say(`华芯检测${said}`)
    const isSteep = first.text.includes('折扣很大,确认?')
    expect(isSteep).toBe(off === '50%(')
    const text = isSteep ? await tap(first.id, '50%(5折)') : first.text
    for (const words of [off, price, '孙丽', '点提交才会']) expect(text).toContain(words)
    expect(await scene().store.db.terms.count({ where: { dealId: 'd-1001' } })).toBe(0)
  })

  it('a percentage alone is what is left of the price, and no change of it', async () => {
    const { text } = await say('华芯检测95%')
    expect(text).toContain('¥2,660,000(266万)')
    expect(text).toContain('折扣属于商务条款')
    expect(await scene().store.db.draft.count({ where: { state: 'previewed' } })).toBe(0)
  })

  it('whose the deal is not learns nothing of its amount from a discount', async () => {
    const { text } = await say('D-1001打95折', 'zhoutao')
    expect(text).toContain('没有权限或不存在')
    expect(text).not.toMatch(/2,800,000|2,660,000/)
  })

  it.each([
    ['D-1005金额改成约130万', { amountFen: yuan(1_300_000), amountApprox: true }],
    ['D-1005改成含税118万', { amountFen: yuan(1_180_000), taxIncluded: true }],
    ['D-1005改成不含税110万', { amountFen: yuan(1_100_000), taxIncluded: false }],
    ['D-1005改成20万美金', { amountFen: yuan(200_000), currency: 'USD' }],
  ])('%s is stored as it was said, and taken back whole', async (said, stored) => {
    const before = await deal('D-1005')
    const { id } = await say(said)
    expect(await tap(id, '确认')).toContain('已更新')
    expect(await deal('D-1005')).toMatchObject(stored)
    await tap(id, '撤销')
    const { amountFen, currency, amountApprox, taxIncluded } = before
    expect(await deal('D-1005')).toMatchObject({ amountFen, currency, amountApprox, taxIncluded })
  })

  it('another currency is kept and not converted', async () => {
    expect((await say('D-1001金额改成50万美金')).text).toContain('未换算')
  })
})
