import { describe, expect, it } from 'vitest'
import { readAskingClause } from '../../src/language/asking-clause.ts'
import { uncoveredIn, wordList } from '../../src/language/cover.ts'
import { readNewDeal } from '../../src/language/new-deal-clauses.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { nearestStage, tagStages } from '../../src/language/stages.ts'
import { hiddenIn, subjectsListed } from '../../src/language/subject.ts'
import { findTitledPerson } from '../../src/language/surnames.ts'

const names = [
  { key: '华芯检测', kind: 'deal', subjectId: 'd1', form: 'alias' },
  { key: '射频校准', kind: 'deal', subjectId: 'd6', form: 'alias' },
  { key: '中启', kind: 'account', subjectId: 'a6', form: 'alias' },
]
const hidden = [{ key: '顺达', kind: 'account', subjectId: 'a7', form: 'alias' }]
const stages = ['商务谈判', '谈判', '方案制定', '需求调研'].map((word) => ({ word, stageId: word }))
const parse = (text: string) => parseSentence(normalise(text), { names, stages, hidden })
const clausesOf = (text: string) => parse(text).clauses.map((clause) => clause.text.trim())

describe('clauses', () => {
  it('end where punctuation ends them, but not inside a number', () => {
    expect(clausesOf('推进到谈判,金额3,200,000。下周三签')).toEqual([
      '推进到谈判',
      '金额3,200,000',
      '下周三签',
    ])
  })

  it('begin anew with the next deal after a value', () => {
    expect(clausesOf('华芯检测改320万然后射频校准下周三签')).toEqual([
      '华芯检测改320万然后',
      '射频校准下周三签',
    ])
    expect(clausesOf('华芯检测和射频校准都改到月底')).toHaveLength(1)
  })

  it('ask when their sentence does', () => {
    expect(parse('改成320万,行吗?下周三签。').clauses.map((c) => c.asks)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('list what they name side by side', () => {
    const listed = (text: string) => subjectsListed(parse(text).clauses[0]!).map((s) => s.dealIds)
    expect(listed('华芯检测和射频校准都改到月底')).toEqual([['d1'], ['d6']])
    expect(listed('华芯检测、射频校准改到月底')).toEqual([['d1'], ['d6']])
    expect(listed('华芯检测的射频校准')).toEqual([['d1', 'd6']])
  })

  it('know what is named in them that may not be read, and say nothing of it', () => {
    const { clauses } = parse('顺达改成50万')
    expect(hiddenIn(clauses)).toEqual([{ kind: 'account', id: 'a7' }])
    expect(clauses[0]?.names).toEqual([])
  })
})

describe('stages', () => {
  const words = (text: string) =>
    tagStages(text, stages).map(({ found }) => found.step ?? found.word)

  it('are found by their longest word, by steps and by their beginning', () => {
    expect(words('推进到商务谈判')).toEqual(['商务谈判'])
    expect(words('往前推一步')).toEqual([1])
    expect(words('进下一阶段')).toEqual([1])
    expect(words('退一步')).toEqual([-1])
    expect(words('退回上一个阶段')).toEqual([-1])
    expect(words('退到方案')).toEqual(['方案'])
    expect(words('争取拿下阶段')).toEqual([])
    expect(words('方案不错')).toEqual([])
  })

  it('the nearest name of another pipeline', () => {
    const there = [{ name: '线索获取' }, { name: '提案及谈判' }]
    expect(nearestStage('商务谈判', there)).toEqual({ name: '提案及谈判' })
    expect(nearestStage('暗室', there)).toBeUndefined()
  })
})

describe('what is covered by known words', () => {
  const words = wordList('改 改成 成 项目 目标')
  const left = (text: string) =>
    uncoveredIn(text, words).map((run) => text.slice(run.start, run.end))

  it('is found in whatever way it can be cut', () => {
    expect(left('改成项目标').join('')).toHaveLength(1)
    expect(left('改 成,项目')).toEqual([])
    expect(left('不改成项目了吗')).toEqual(['不', '了吗'])
  })
})

describe('a question about a record', () => {
  const asked = (text: string) => readAskingClause(parse(text).clauses[0]!)

  it.each(['华芯检测', '华芯检测现在多少钱', '看下中启', '中启那边啥情况', '华芯检测卡在哪了'])(
    '%s',
    (text) => expect(asked(text)).toEqual({}),
  )

  it.each([
    ['天成现在什么情况', '天成'],
    ['顺达现在什么情况', '顺达'],
    ['D-9999', 'D-9999'],
    ['中启终端', '终端'],
    ['天成检测项目', '天成检测项目'],
  ])('%s asks about a name that there is not', (text, unknownName) => {
    expect(asked(text)).toEqual({ unknownName })
  })

  it.each(['今天好累', '顺达', '天成', '华芯检测为什么是280万', '华芯检测坏了'])(
    '%s is none',
    (text) => expect(asked(text)).toBeUndefined(),
  )
})

describe('a new deal', () => {
  const named = (text: string) => readNewDeal(parse(text).clauses)?.name

  it.each([
    ['新建商机 中启射频检测 80万 预计明年一季度签', '中启射频检测'],
    ['帮我建个商机,中启的暗室改造,大概200万', '中启暗室改造'],
    ['给中启建个商机:毫米波测试,60万', '毫米波测试'],
    ['中启新增一个射频检测项目80万', '射频检测项目'],
    ['新建项目 中启5G基站检测 300万', '中启5G基站检测'],
    ['新建商机 中启商务谈判室 30万', '中启商务谈判室'],
    ['新建商机', ''],
  ])('%s', (text, name) => expect(named(text)).toBe(name))

  it('takes only what goes on about it', () => {
    const reading = readNewDeal(
      parse('新建商机 中启射频检测,80万,下月底签,今天拜访了中启').clauses,
    )!
    expect(reading.clauses.map((clause) => clause.index)).toEqual([0, 1, 2])
  })

  it.each(['中启项目改成80万', '不要新建商机', '新建客户 无锡晶锐', '怎么新建商机?'])(
    '%s is none',
    (text) => expect(readNewDeal(parse(text).clauses)).toBeUndefined(),
  )
})

describe('somebody with a title', () => {
  it.each([
    ['拜访了王工', '王工'],
    ['欧阳总说可以', '欧阳总'],
    ['赵会计对账', '赵会计'],
  ])('%s', (text, name) => expect(findTitledPerson(text)?.name).toBe(name))

  it.each(['汇总一下', '开工了', '阶段总价', '施工程序', '总共三台'])('%s is nobody', (text) => {
    expect(findTitledPerson(text)).toBeUndefined()
  })
})
