import { describe, expect, it } from 'vitest'
import { readLoss } from '../../src/language/lost-clauses.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const hit = (key: string, kind: string) => ({ key, kind, subjectId: key, form: 'alias' })
const names = [
  ...['华芯', '立辰', '远驰'].map((key) => hit(key, 'account')),
  ...['华芯检测', '华芯检测项目', '华鑫老化测试', '射频校准'].map((key) => hit(key, 'deal')),
  hit('环测', 'competitor'),
]

const read = (said: string) => {
  const sentence = parseSentence(normalise(said), { names, stages: [] })
  const readings = readLoss(sentence, sentence.clauses)
  if (!readings) return '-'
  const one = ({
    subject,
    unknownName,
    earlier,
    reasons,
    rivals,
    noRival,
    lesson,
  }: (typeof readings)[number]) =>
    [
      [subject?.words, unknownName && `?${unknownName}`].filter(Boolean).join('') ||
        (earlier ? `<${earlier.words}` : '.'),
      reasons.join('|'),
      rivals.map(({ name, ids }) => (ids.length > 0 ? name : `${name}!`)).join('|'),
      noRival ? 'none' : '',
      lesson ? `«${lesson}»` : '',
    ]
      .filter(Boolean)
      .join(' ')
  return readings.map(one).join(' ; ')
}

describe('a lost deal as people tell of it', () => {
  it.each([
    ['华芯检测项目丢了,输给环测,价格原因', '华芯检测项目 price 环测'],
    ['立辰这单黄了', '立辰'],
    ['远驰不做了,客户预算砍了', '远驰 budget'],
    ['关闭华鑫老化测试,客户项目取消', '华鑫老化测试 cancelled'],
    ['华芯检测丢了,被环测抢走的,人家价格低', '华芯检测 price 环测'],
    ['射频校准没戏了,客户预算取消,没有竞争对手', '射频校准 budget none'],
    ['华芯检测因为价格输给环测了', '华芯检测 price 环测'],
    ['华芯检测输给SGS了,交期比我们短', '华芯检测 delivery SGS!'],
    ['华芯检测被赛宝拿走了', '华芯检测 赛宝!'],
    ['华芯检测丢给广电计量了', '华芯检测 广电计量!'],
    ['华芯检测客户选了赛宝', '华芯检测 赛宝!'],
    ['因为价格太高，华芯检测丢了', '华芯检测 price'],
    ['客户定了环测,华芯检测黄了', '华芯检测 环测'],
    ['华芯检测标记为丢单,技术不行,教训是方案出得太晚', '华芯检测 technical «方案出得太晚»'],
    ['华芯检测丢单,交期和价格都不行', '华芯检测 price|delivery'],
    ['华芯检测和射频校准都丢了', '华芯检测 ; 射频校准'],
    ['今天跟立辰沈工通了电话,项目黄了', '<立辰'],
    ['射频丢了', '?射频'],
    ['华芯终端丢了', '华芯?终端'],
    ['天成丢了', '?天成'],
    ['天成暗室项目丢了,输给环测', '?天成暗室 环测'],
    ['D-9999丢了', '?D-9999'],
    ['这单丢了', '.'],
  ])('%s', (said, reading) => expect(read(said)).toBe(reading))

  it.each([
    '华芯的资料丢了',
    '华芯检测可能要丢',
    '华芯检测没丢',
    '华芯检测丢了吗',
    '立晨签了',
    '天成签了',
    '如果华芯检测丢了怎么办',
    '华芯检测取消下周的拜访',
    '取消华芯的拜访',
    '华芯检测砍了10万',
    '华芯检测月底关单',
    '立辰暂停了',
    '华芯检测改320万',
  ])('%s tells of none', (said) => expect(read(said)).toBe('-'))
})
