import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/language/normalise.ts'
import { readRivalsAsked } from '../../src/language/rival-asked.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const hit = (key: string, kind: string) => ({ key, kind, subjectId: key, form: 'alias' })
const names = [
  hit('华芯', 'account'),
  hit('华芯检测', 'deal'),
  ...['环测', '赛宝'].map((key) => hit(key, 'competitor')),
]

function read(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  const asked = readRivalsAsked(clauses, clauses)
  switch (asked?.about) {
    case 'one':
      return asked.rivals.map(({ name }) => name).join('+')
    case 'unknown':
      return `${asked.name}!`
    case 'record':
      return `of ${asked.subject?.words ?? asked.unknownName ?? 'this'}`
    case 'all':
      return 'all'
    default:
      return '-'
  }
}

describe('what is asked of rivals', () => {
  it.each([
    ['环测怎么打', '环测'],
    ['遇到环测怎么应对', '环测'],
    ['环测最近怎么样', '环测'],
    ['环测最近有什么动静', '环测'],
    ['环测的情况', '环测'],
    ['竞品环测', '环测'],
    ['环测', '环测'],
    ['看看环测和我们比怎么样', '环测'],
    ['环测降价了吗', '环测'],
    ['如果环测降价我们怎么办', '环测'],
    ['对上环测胜率多少', '环测'],
    ['环测的交期', '环测'],
    ['竞品:环测', '环测'],
    ['环测强在哪', '环测'],
    ['华芯检测环测报了多少', '环测'],
    ['华芯还有哪几家在竞争', 'of 华芯'],
    ['环测和赛宝怎么打', '环测+赛宝'],
    ['广测怎么打', '广测!'],
    ['竞品广测怎么样', '广测!'],
    ['竞品广测', '广测!'],
    ['竞争对手有哪些', 'all'],
    ['我们的对手有哪些', 'all'],
    ['看看竞品', 'all'],
    ['竞争对手分析', 'all'],
    ['华芯检测有哪些对手', 'of 华芯检测'],
    ['华芯检测 竞品', 'of 华芯检测'],
    ['华芯跟谁竞争', 'of 华芯'],
    ['谁在跟我们抢华芯', 'of 华芯'],
    ['这个项目有哪些对手', 'of this'],
    ['天成有哪些对手', 'of 天成'],
    ['远驰有哪些对手', 'of 远驰'],
  ])('%s', (said, asked) => {
    expect(read(said)).toBe(asked)
  })

  it.each([
    '环测降价了',
    '对手是环测',
    '环测也在报价',
    '竞品欢测降价了',
    '竞品报价260万',
    '华芯检测的对手是环测',
    '环测交期快',
    '竞品环测,报价降8%',
    '华芯怎么样',
    '有哪些客户',
  ])('%s asks nothing of them', (said) => {
    expect(read(said)).toBe('-')
  })
})
