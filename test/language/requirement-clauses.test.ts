import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { readRequirementAsked } from '../../src/language/requirement-asked.ts'
import { readRequirement } from '../../src/language/requirement-clauses.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const names: readonly NameHit[] = [
  { key: '华芯', kind: 'account', subjectId: 'cus1', form: 'alias' },
  { key: '立辰', kind: 'account', subjectId: 'cus5', form: 'alias' },
  { key: '华芯检测', kind: 'deal', subjectId: 'd-1001', form: 'alias' },
]

const clausesOf = (said: string) => parseSentence(normalise(said), { names, stages: [] }).clauses

/** Standards, items and the budget's words, each with how it is meant unless it is just so. */
function heard(said: string): string {
  const clauses = clausesOf(said)
  const reading = readRequirement(clauses, clauses)
  if (!reading) return '-'
  const how = (manner: string) => (manner === 'say' ? '' : ` ${manner}`)
  return [
    ...reading.standards.map(({ name, manner }) => name + how(manner)),
    ...reading.items.map(
      ({ name, count, unit, manner }) => `${name}${count ?? ''}${unit ?? ''}${how(manner)}`,
    ),
    ...(reading.budget ? [`预算 ${reading.budget.text}`] : []),
  ].join('; ')
}

describe('what a customer needs', () => {
  it.each([
    ['华芯检测标准GJB 548B,要2台老化箱,预算300万', 'GJB 548B; 老化箱2台; 预算 300万'],
    ['华芯检测再加一台老化箱', '老化箱1台 add'],
    ['老化箱再要2台', '老化箱2台 add'],
    ['预算改成280万', '预算 280万'],
    ['立辰要做温循和振动,标准GB/T 2423', 'GB/T 2423; 温循; 振动'],
    ['华芯检测标准gjb548b', 'GJB 548B'],
    ['华芯检测标准改成GB/T 2423.1-2008、MIL-STD-883K', 'GB/T 2423.1-2008 set; MIL-STD-883K set'],
    ['华芯检测标准再加ISO 16750和JESD22-A104', 'ISO 16750 add; JESD22-A104 add'],
    ['华芯检测按ＡＥＣ－Ｑ１００做', 'AEC-Q100'],
    ['华芯检测老化箱2台、振动台1台', '老化箱2台; 振动台1台'],
    ['华芯要两套高低温箱和一台示波器', '高低温箱2套; 示波器1台'],
    ['华芯检测不要老化箱了', '老化箱 remove'],
    ['华芯检测减一台老化箱', '老化箱1台 remove'],
    ['华芯检测老化箱改成3台', '老化箱3台 set'],
    ['华芯检测预算从300万降到280万', '预算 280万'],
    ['华芯检测300万的预算', '预算 300万'],
    ['麻烦记一下,华芯检测客户要3个探头', '探头3个'],
  ])('%s', (said, expected) => expect(heard(said)).toBe(expected))

  it.each([
    '华芯检测预算多少',
    '华芯检测标准是什么',
    '温循试验标准是什么',
    '华芯要三份合同',
    '华芯要2个人',
    '华芯检测加20万',
    '加一个联系人李工',
    '今天拜访了华芯,要2台老化箱',
    '矽谷半导体联系过了,要X光检测,预算50万左右',
    '新建商机 华芯暗室 预算80万',
    '如果华芯要2台老化箱',
    '华芯要2台老化箱吗',
    '华芯检测推进到商务谈判',
    '金额改成320万',
  ])('says something else: %s', (said) => expect(heard(said)).toBe('-'))

  it('reads back what is written out', () => {
    const item = fc.record({
      count: fc.integer({ min: 1, max: 999 }),
      unit: fc.constantFrom('台', '套'),
      name: fc.constantFrom('老化箱', '振动台', '示波器', '高低温箱', '盐雾试验箱', '探针台'),
    })
    const standard = fc
      .record({
        family: fc.constantFrom('GJB', 'GB/T', 'ISO', 'IEC'),
        number: fc.integer({ min: 10, max: 60_000 }),
        letter: fc.constantFrom('', 'A', 'B', 'C'),
      })
      .map(({ family, number, letter }) => `${family} ${number}${letter}`)
    fc.assert(
      fc.property(standard, item, fc.integer({ min: 1, max: 9000 }), (name, it, wan) => {
        const { count, unit, name: machine } = it
        const expected = `${name}; ${machine}${count}${unit}; 预算 ${wan}万`
        expect(heard(`华芯检测标准${name},要${count}${unit}${machine},预算${wan}万`)).toBe(expected)
        expect(heard(`华芯检测预算${wan}万,${machine}要${count}${unit},按${name}做`)).toBe(expected)
      }),
    )
  })
})

describe('asking what a customer needs', () => {
  const asked = (said: string) => {
    const reading = readRequirementAsked(clausesOf(said))
    return reading && (reading.history ? 'history' : 'now')
  }
  it.each([
    ['需求档案 华芯检测', 'now'],
    ['华芯检测要什么', 'now'],
    ['看看立辰都需要哪些设备', 'now'],
    ['华芯检测按什么标准', 'now'],
    ['华芯检测的预算是多少', 'now'],
    ['需求档案的历史', 'history'],
    ['华芯检测需求改过几次', 'history'],
  ])('%s', (said, expected) => expect(asked(said)).toBe(expected))
  it.each(['温循试验标准是什么', '华芯检测多少钱', '要什么资料'])('is something else: %s', (said) =>
    expect(asked(said)).toBeUndefined(),
  )
})
