import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readActivity } from '../../src/language/activity-clauses.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const names = [
  { key: '立辰', kind: 'account', subjectId: 'a5', form: 'alias' },
  { key: '华芯', kind: 'account', subjectId: 'a1', form: 'alias' },
]
const stages = [{ word: '商务谈判', stageId: 's4' }]

function read(text: string) {
  const { clauses } = parseSentence(normalise(text), { names, stages })
  const reading = readActivity(clauses)
  if (!reading) return undefined
  const { kind, onDate, contactName, unknownAccount, topic, feedback, nextStep, nextDate } = reading
  return Object.fromEntries(
    Object.entries({
      kind,
      on: onDate?.text,
      contactName,
      unknownAccount,
      topic,
      feedback,
      nextStep,
      next: nextDate?.text,
    }).filter(([, value]) => value !== undefined),
  )
}

describe('a contact as people tell it', () => {
  it('U2', () => {
    expect(read('今天拜访了立辰王工,聊可靠性实验室方案,他嫌贵,下周二再报一版')).toEqual({
      kind: 'visit',
      on: '今天',
      contactName: '王工',
      topic: '可靠性实验室方案',
      feedback: '价格偏高',
      nextStep: '再报一版',
      next: '下周二',
    })
  })

  it('the same without a comma', () => {
    expect(read('今天拜访了立辰王工聊可靠性实验室方案他嫌贵下周二再报一版')).toEqual(
      read('今天拜访了立辰王工,聊可靠性实验室方案,他嫌贵,下周二再报一版'),
    )
  })

  it.each([
    ['昨天去了趟立辰', 'visit'],
    ['今天立辰沈工来我们公司', 'visit'],
    ['和立辰沈工打了个电话', 'call'],
    ['昨天电话立辰沈工', 'call'],
    ['微信跟立辰沈工说了', 'wechat'],
    ['给立辰发了邮件', 'email'],
    ['开完立辰的评审会', 'meeting'],
    ['跟立辰沈工对接了', 'other'],
    ['给立辰寄了样品', 'other'],
    ['立辰沈工说方案可以', 'other'],
    ['跟立辰沈工微信聊了他不喜欢打电话', 'wechat'],
  ])('%s is a %s', (text, kind) => {
    expect(read(text)).toMatchObject({ kind })
  })

  it.each([
    '没联系上立辰沈工',
    '立辰沈工不接电话',
    '提醒我拜访立辰',
    '打算拜访立辰',
    '立辰沈工电话',
    '立辰沈工电话多少',
    '最近跟立辰聊了什么',
    '谁拜访了立辰',
    '今天拜访立辰了吗?',
    '帮我订个会议室',
    '帮我约立辰沈工',
    '会议室在哪',
    '立辰现在什么情况',
    '今天天气不错',
    '立辰沈工不喜欢打电话',
    '立辰不喜欢我们打电话',
    '立辰沈工沟通偏好微信',
  ])('%s tells of none', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('whose words they are decides what they are', () => {
    expect(read('今天拜访立辰沈工,沈工说方案还要改,希望12月交货,周五前给他答复')).toMatchObject({
      feedback: '方案还要改,希望12月交货',
      nextStep: '给他答复',
      next: '周五前',
    })
    expect(read('昨晚和立辰沈工吃饭,聊到明年的规划,客户下个月立项')).toMatchObject({
      topic: '明年的规划',
      feedback: '客户下个月立项',
    })
  })

  it('a change of the deal in the same breath is left to its own intent', () => {
    const { clauses } = parseSentence(
      '今天拜访立辰沈工,推进到商务谈判,金额改成130万,周五签,下周二再报价',
      {
        names,
        stages,
      },
    )
    const reading = readActivity(clauses)!
    expect(reading.clauses.map((clause) => clause.index)).toEqual([0, 4])
    expect(reading).toMatchObject({ nextStep: '再报价' })
  })

  it('a company that is in no list is no company that is', () => {
    expect(read('拜访了天成科技的王总')).toMatchObject({ unknownAccount: '天成科技' })
    expect(read('拜访了顺达的王总')).toMatchObject({ unknownAccount: '顺达' })
    expect(read('今天拜访了天成,聊方案')).toMatchObject({ unknownAccount: '天成' })
    expect(read('跟天成沟通了方案,他们嫌贵')).toMatchObject({ unknownAccount: '天成' })
    expect(read('今天去天成拜访')).toMatchObject({ unknownAccount: '天成' })
    expect(read('今天和华芯终端沟通了方案')).toMatchObject({ unknownAccount: '华芯终端' })
    expect(read('今天和华芯沟通了D-9001的进展')).toMatchObject({ unknownAccount: 'D-9001' })
    for (const how of ['研发', '视频', '又简单', '那边', '现场']) {
      expect(read(`今天和华芯${how}沟通了方案`), how).not.toHaveProperty('unknownAccount')
    }
    for (const text of ['今天拜访了客户,聊方案', '和团队沟通了方案', '跟王建国沟通了方案']) {
      expect(read(text)?.unknownAccount, text).toBeUndefined()
    }
    expect(read('拜访了立辰采购部的刘经理')).not.toHaveProperty('unknownAccount')
    expect(read('今天见了立辰新来的采购总监刘总')).not.toHaveProperty('unknownAccount')
  })

  it('the day of the contact is told before it; later days are of something else', () => {
    expect(read('周一跟立辰沈工开了个会,月底前给方案')).toMatchObject({
      on: '周一',
      next: '月底前',
    })
    expect(read('跟立辰徐经理确认了交期12月底')).not.toHaveProperty('on')
  })

  it('any text is read without a fault, and a next step is never empty', () => {
    const word = fc.constantFrom(
      '今天',
      '拜访了',
      '立辰',
      '王工',
      ',',
      '他说',
      '下周二',
      '再',
      '嫌贵',
      '?',
      '聊',
      '方案',
    )
    const text = fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 2 })), {
      maxLength: 16,
    })
    fc.assert(
      fc.property(text, (parts) => {
        const reading = read(parts.join(''))
        if (reading && 'nextStep' in reading) expect(reading.nextStep).not.toBe('')
      }),
    )
  })
})
