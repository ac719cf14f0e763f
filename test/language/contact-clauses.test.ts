import { describe, expect, it } from 'vitest'
import { readContact } from '../../src/language/contact-clauses.ts'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { readPhoneAsked } from '../../src/language/phone-asked.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { formatPhone, maskPhones, readPhone } from '../../src/lib/phone.ts'

const names: readonly NameHit[] = [
  { key: '华芯', kind: 'account', subjectId: 'cus1', form: 'alias' },
  { key: '立辰', kind: 'account', subjectId: 'cus5', form: 'alias' },
]

const clausesOf = (said: string) => parseSentence(normalise(said), { names, stages: [] }).clauses

function told(said: string) {
  const clauses = clausesOf(said)
  const reading = readContact(clauses, clauses)
  if (!reading) return undefined
  const { person, isNew, facts } = reading
  return { who: person.name, ...(isNew && { isNew }), ...facts }
}

describe('what is told of a contact', () => {
  it.each([
    ['李总喜欢微信沟通', { who: '李总', preference: '微信沟通' }],
    ['李总不喜欢打电话', { who: '李总', preference: '不喜欢打电话' }],
    ['华芯李总不喜欢打电话,微信联系', { who: '李总', preference: '不喜欢打电话,微信联系' }],
    ['李总不爱接电话,有事最好发邮件', { who: '李总', preference: '不爱接电话,有事最好发邮件' }],
    ['华芯李总沟通偏好微信', { who: '李总', preference: '微信' }],
    ['李总看重交期', { who: '李总', preference: '看重交期' }],
    ['张经理负责招标', { who: '张经理', duty: '招标' }],
    ['张经理主要负责设备采购', { who: '张经理', duty: '设备采购' }],
    ['王工电话13800001111', { who: '王工', phone: '13800001111' }],
    ['立辰王工的手机号是138-0000-1111', { who: '王工', phone: '13800001111' }],
    ['王工手机１３８００００１１１１', { who: '王工', phone: '13800001111' }],
    ['李总换号了,新号码13800001111', { who: '李总', phone: '13800001111' }],
    ['请把张经理的电话改成13911112222,谢谢', { who: '张经理', phone: '13911112222' }],
    ['赵会计座机0755-26001234', { who: '赵会计', phone: '075526001234' }],
    ['李总升副总了', { who: '李总', title: '副总' }],
    ['李总是技术总监', { who: '李总', title: '技术总监' }],
    ['李总的职位改成副总', { who: '李总', title: '副总' }],
    ['张经理调到财务部了', { who: '张经理', department: 'finance' }],
    ['王工是技术部的', { who: '王工', department: 'technical' }],
    [
      '立辰新增联系人 王工 技术 13800001111',
      { who: '王工', isNew: true, department: 'technical', phone: '13800001111' },
    ],
    [
      '给立辰加个联系人:王工,技术部,实验室主任,电话13800001111',
      {
        who: '王工',
        isNew: true,
        department: 'technical',
        title: '实验室主任',
        phone: '13800001111',
      },
    ],
    [
      '立辰新增联系人王建国 采购经理',
      { who: '王建国', isNew: true, title: '采购经理', department: 'purchasing' },
    ],
    ['立辰的新联系人李工', { who: '李工', isNew: true }],
  ])('%s', (said, facts) => expect(told(said)).toEqual(facts))

  it.each([
    '张经理负责什么',
    '谁负责招标',
    '华芯的联系人',
    '立辰联系人有谁',
    '今天拜访了李总,李总喜欢我们的方案',
    '李总喜欢微信吗',
    '如果李总升副总了',
    '李总没升副总',
    '明天见李总',
    '李总的电话',
  ])('tells nothing: %s', (said) => expect(told(said)).toBeUndefined())
})

describe('whose number is asked for', () => {
  const asked = (said: string) => {
    const clauses = clausesOf(said)
    const person = readPhoneAsked(clauses, clauses)?.person
    return person && (person.name ?? person.department)
  }
  it.each([
    ['华芯采购张经理电话', '张经理'],
    ['张经理手机号多少', '张经理'],
    ['给我李总的联系方式', '李总'],
    ['怎么联系立辰的沈工', '沈工'],
    ['華芯張經理的電話', '张经理'],
    ['请问一下徐经理的手机号码是多少呀', '徐经理'],
    ['华芯采购的电话', 'purchasing'],
    ['麻烦发我一下王建国的电话', '王建国'],
  ])('%s', (said, who) => expect(asked(said)).toBe(who))

  it.each([
    '王工电话13800001111',
    '跟张经理电话沟通了',
    '给张经理打电话',
    '提醒我给陈总打电话',
    '电话',
    '张经理不接电话',
  ])('is something else: %s', (said) => expect(asked(said)).toBeUndefined())
})

describe('a phone number', () => {
  it.each([
    ['13800001111', '13800001111', '138 0000 1111'],
    ['+86 138 0000 1111', '13800001111', '138 0000 1111'],
    ['０７５５－２６００１２３４', '075526001234', '075526001234'],
  ])('%s is kept as %s and shown as %s', (typed, kept, shown) => {
    expect(readPhone(typed)).toBe(kept)
    expect(formatPhone(kept)).toBe(shown)
  })
  it.each(['1380000111', '23800001111', '', '138000011112'])('%s is none', (typed) => {
    expect(readPhone(typed)).toBeUndefined()
  })
  it('is hidden wherever it stands', () => {
    expect(maskPhones('王工13800001111,座机0755-26001234')).toBe('王工138••••1111,座机075••••1234')
  })
})
