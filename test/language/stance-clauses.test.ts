import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { readStances } from '../../src/language/stance-clauses.ts'

const names: readonly NameHit[] = [
  { key: '华芯', kind: 'account', subjectId: 'cus1', form: 'alias' },
  { key: '华芯检测', kind: 'deal', subjectId: 'd-1001', form: 'alias' },
]

/** Who stands where, one word each; what was not read in brackets. */
function heard(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  const reading = readStances(clauses, clauses)
  if (!reading) return '-'
  const people = reading.people.map(({ person, stance, influence }) =>
    [person.department, person.name, stance, influence].filter(Boolean).join(' '),
  )
  const rest = clauses.filter((clause) => !reading.clauses.includes(clause))
  return [...people, ...rest.map((clause) => `[${clause.text}]`)].join(', ')
}

const read: readonly (readonly [said: string, heard: string])[] = [
  ['华芯采购张经理反对,技术李总支持', 'purchasing 张经理 against, technical 李总 support'],
  ['李总是支持我们的', '李总 support'],
  ['王工对方案没意见', 'technical 王工 support'],
  ['赵会计中立', 'finance 赵会计 neutral'],
  ['张经理影响力很大', '张经理 high'],
  ['李总挺我们', '李总 support'],
  ['李总挺支持的', '李总 support'],
  ['华芯那边李总站我们这边', '李总 support'],
  ['李总站在我们这一边,话语权很大', '李总 support high'],
  ['李总和王工都支持,张经理反对', '李总 support, technical 王工 support, 张经理 against'],
  ['支持我们的是李总,反对的是张经理', '李总 support, 张经理 against'],
  ['张经理卡着我们', '张经理 against'],
  ['采购张经理对我们有意见', 'purchasing 张经理 against'],
  ['张经理倾向于竞品', '张经理 against'],
  ['张经理支持对手', '张经理 against'],
  ['赵会计还没表态', 'finance 赵会计 neutral'],
  ['赵会计态度不明', 'finance 赵会计 neutral'],
  ['小王犹豫', '小王 neutral'],
  ['赵会计从反对变成支持了', 'finance 赵会计 support'],
  ['李总拍板', '李总 high'],
  ['张经理说了不算', '张经理 low'],
  ['李总影响力高,赵会计影响力一般', '李总 high, finance 赵会计 medium'],
  ['采购那边反对', 'purchasing against'],
  ['王建国反对', '王建国 against'],
  ['麻烦记一下,华芯检测的张经理是反对的', '张经理 against'],
  ['把李总标为支持', '李总 support'],
]

const denied: readonly (readonly [said: string, heard: string])[] = [
  ['张经理不反对', '张经理 neutral'],
  ['张经理没有反对', '张经理 neutral'],
  ['张经理不支持我们', '张经理 against'],
  ['张经理不太同意', '张经理 against'],
  ['张经理对我们不满意', '张经理 against'],
  ['李总没支持我们', '李总 neutral'],
  ['李总还没同意', '李总 neutral'],
  ['李总没什么意见', '李总 support'],
]

const other: readonly string[] = [
  '李总支持吗',
  '李总支持不支持',
  '李总支不支持我们?',
  '如果李总支持',
  '要是张经理反对就麻烦了',
  '李总不是不支持',
  '李总没说不反对',
  '李总支持,李总反对',
  '张经理说赵会计反对',
  '李总支持我们涨价',
  '李总同意320万',
  '张经理明天表态',
  '反对',
  '支持',
  '华芯技术支持怎么样',
  '华芯的关键人',
  '今天拜访了李总,他说支持我们',
  '今天拜访了华芯,李总说支持我们',
  '李总支持环测吗',
]

describe('on whose side somebody is', () => {
  it.each(read)('%s', (said, expected) => expect(heard(said)).toBe(expected))
  it.each(denied)('denied: %s', (said, expected) => expect(heard(said)).toBe(expected))
  it.each(other)('says something else: %s', (said) => expect(heard(said)).toBe('-'))

  it('belongs to the talk it was heard in only when it was said there', () => {
    expect(heard('今天拜访了华芯,技术李总支持')).toBe('technical 李总 support, [今天拜访了华芯]')
  })
})
