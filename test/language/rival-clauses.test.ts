import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/language/normalise.ts'
import { readRivals, readUnlinked } from '../../src/language/rival-clauses.ts'
import { newsIn } from '../../src/language/rival-news.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const hit = (key: string, kind: string) => ({ key, kind, subjectId: key, form: 'alias' })
const names = [
  ...['华芯', '立辰'].map((key) => hit(key, 'account')),
  ...['华芯检测', '华芯检测项目', '华鑫老化测试', 'd1005'].map((key) => hit(key, 'deal')),
  hit('张伟', 'user'),
  hit('李娜', 'user'),
  ...['环测', '赛宝'].map((key) => hit(key, 'competitor')),
]

const parse = (said: string) => parseSentence(normalise(said), { names, stages: [] })

/** Whom, `!` behind one in no list; `@` where; `#` a deal that both want; then what, by kind. */
function read(said: string): string {
  const { clauses } = parse(said)
  const unlinked = readUnlinked(clauses)
  const reading = unlinked ?? readRivals(clauses, clauses)
  if (!reading) return '-'
  const { rivals, subject, earlier, unknownName, fought, unsure, toSomeDeal, notes, date } = reading
  return [
    unlinked ? 'no more' : '',
    rivals.map(({ name, ids }) => (ids.length > 0 ? name : `${name}!`)).join('+') || 'somebody',
    unsure ? 'or not' : '',
    subject ? `@${subject.words}` : '',
    unknownName ? `@?${unknownName}` : '',
    !subject && earlier ? `<${earlier.words}` : '',
    toSomeDeal ? '#?' : fought ? '#' : '',
    date?.text,
    ...notes.map(({ kind, text, changeBp }) => `${kind}:${text}${changeBp ? `(${changeBp})` : ''}`),
  ]
    .filter(Boolean)
    .join(' ')
}

describe('what was heard of a rival', () => {
  it.each([
    ['环测最近报价降了8%', '环测 price:报价降了8%(-800)'],
    ['竞品环测 报价降8% 交期快', '环测 price:报价降8%(-800) service:交期快'],
    ['竞品环测,报价降8%,交期快', '环测 price:报价降8%(-800) service:交期快'],
    ['竞品环测:1、报价降8% 2、交期两周', '环测 price:报价降8%(-800) service:交期两周'],
    ['环测报价降了8%交期也快', '环测 price:报价降了8%(-800) service:交期也快'],
    ['环测出了新品X100', '环测 product:出了新品X100'],
    ['环测没有AEC-Q资质', '环测 product:没有AEC-Q资质'],
    ['环测EMC暗室排期要等6周', '环测 service:EMC暗室排期要等6周'],
    ['环测换了销售总监', '环测 other:换了销售总监'],
    ['环测又降价了,这次降了12%', '环测 price:降价了,这次降了12%(-1200)'],
    ['听说环测和赛宝都涨价5%', '环测+赛宝 price:涨价5%(500)'],
    ['昨天听客户说环测降了5个点', '环测 昨天 price:降了5个点(-500)'],
    ['环测检测技术有限公司降价了', '环测 price:降价了'],
    ['竞对:环测;动作:降价8%', '环测 price:动作:降价8%(-800)'],
    ['环测退出了', '环测 other:退出了'],
    ['环测下个月要开新实验室', '环测 下个月 product:要开新实验室'],
    ['环测在苏州新建了实验室', '环测 product:在苏州新建了实验室'],
    ['竞品动态:赛宝拿到了CNAS认证', '赛宝 product:拿到了CNAS认证'],
    ['環測最近報價降了8%', '环测 price:报价降了8%(-800)'],
  ])('%s', (said, heard) => {
    expect(read(said)).toBe(heard)
  })

  it.each([
    ['环测比我们便宜8%', '环测 price:比我们便宜8%'],
    ['环测报价比我们低8个点', '环测 price:报价比我们低8个点'],
    ['环测报价没降8%', '环测 price:报价没降8%'],
    ['环测报价降了5到8%', '环测 price:报价降了5到8%'],
  ])('%s moves no price', (said, heard) => {
    expect(read(said)).toBe(heard)
  })

  it.each([
    ['听说广测在华芯检测报了250万', '广测! @华芯检测 # price:报了250万'],
    ['华芯检测听说谱尼测试报了250万', '谱尼测试! @华芯检测 # price:报了250万'],
    ['环测在华芯检测报了250万', '环测 @华芯检测 # price:报了250万'],
    ['立辰那边环测报价降了8%', '环测 @立辰 price:报价降了8%(-800)'],
    ['华芯检测改成300万,环测报了280万', '环测 <华芯检测 # price:报了280万'],
    ['环测昨天拜访了立辰', '环测 @立辰 昨天 other:拜访了立辰'],
    ['环测在天成报了250万', '环测 @?天成 #'],
  ])('at a customer: %s', (said, heard) => {
    expect(read(said)).toBe(heard)
  })

  it.each([
    ['华芯检测的对手是环测', '环测 @华芯检测 #'],
    ['华芯检测项目竞争对手 环测和广测', '环测+广测! @华芯检测项目 #'],
    ['D-1005的竞争对手是环测、赛宝和广电计量', '环测+赛宝+广电计量! @D-1005 #'],
    ['D-1005竞品加上SGS', 'SGS! @D-1005 #'],
    ['华芯检测冒出来一个新对手叫谱尼测试', '谱尼测试! @华芯检测 #'],
    ['环测也在跟立辰', '环测 @立辰 #'],
    ['立辰也有环测在谈', '环测 @立辰 #'],
    ['环测跟我们一起竞标华鑫老化测试', '环测 @华鑫老化测试 #'],
    ['给华芯检测加个竞品环测', '环测 @华芯检测 #'],
    ['把环测列为华芯检测的竞争对手', '环测 @华芯检测 #'],
    ['把环测加到商机', '环测 #?'],
    ['新增竞争对手 谱尼测试', '谱尼测试! #?'],
    ['对手是环测', '环测 #'],
    ['环测也在报价', '环测 #'],
    ['我们在立辰碰到环测了', '环测 @立辰 #'],
    ['天成的对手是环测', '环测 @?天成 #'],
    ['环测也在跟天成', '环测 @?天成 #'],
  ])('of a deal: %s', (said, heard) => {
    expect(read(said)).toBe(heard)
  })

  it.each([
    ['竞争对手SGS出了新的车规实验室', 'SGS! product:出了新的车规实验室'],
    ['竞品广电计量 EMC暗室扩建了', '广电计量! product:EMC暗室扩建了'],
    ['友商谱尼降价了', '谱尼! price:降价了'],
    ['竞品上海中检交期快', '上海中检! service:交期快'],
    ['竞品谱尼测试,主要做EMC,价格便宜', '谱尼测试! other:主要做EMC price:价格便宜'],
    ['竞品报价260万', 'somebody # price:报价260万'],
    ['华芯检测竞争对手报了260万', 'somebody @华芯检测 # price:报了260万'],
    ['友商降价了', 'somebody price:降价了'],
    ['广测也在跟立辰', '广测! or not @立辰 #'],
    ['王芳也在跟立辰', '王芳! or not @立辰 #'],
  ])('of one that nobody has spoken of: %s', (said, heard) => {
    expect(read(said)).toBe(heard)
  })

  it('reads a name that may not be read like one that there is not', () => {
    for (const said of [
      '环测在#报了250万',
      '环测也在跟#',
      '#的对手是环测',
      '听说广测在#报了250万',
    ]) {
      const of = (name: string) => read(said.replace('#', name)).replace(name, '#')
      expect(of('远驰')).toBe(of('天成'))
    }
  })

  it.each([
    '环测降价了吗',
    '如果环测降价怎么办',
    '环测什么时候降的价',
    '环测交期多久',
    '我们比环测贵8%',
    '立辰沈工觉得我们的方案比环测专业',
    '跟华芯张经理吃饭,他透露环测也在报价',
    '李娜也在跟立辰',
    '上次在华芯检测报了250万',
    '我们在华芯检测报了250万',
    '华芯检测样品在做',
    '天成降价了',
    '环测 张伟',
    '环测的联系方式发我',
    '环测降价8% 赛宝涨价5%',
    '竞品张经理来过',
  ])('%s tells nothing of one', (said) => {
    expect(read(said)).toBe('-')
  })

  it.each([
    ['环测退出华芯检测了', 'no more 环测 @华芯检测 #'],
    ['把环测从华芯检测去掉', 'no more 环测 @华芯检测 #'],
    ['从华芯检测删掉竞品环测', 'no more 环测 @华芯检测 #'],
    ['环测不跟立辰了', 'no more 环测 @立辰 #'],
    ['华芯检测没有竞争对手了', 'no more somebody @华芯检测 #'],
    ['华芯检测有没有竞争对手', '-'],
  ])('no longer: %s', (said, heard) => {
    expect(read(said)).toBe(heard)
  })
})

describe('news by what it is of', () => {
  it.each([
    ['设备交期6周', 'service 设备交期6周'],
    ['产品线有温箱、振动台', 'product 产品线有温箱、振动台'],
    ['执行GJB 548B标准,价格低', 'other 执行GJB 548B标准; price 价格低'],
    ['报价降8%,而且送上门服务', 'price 报价降8%; service 送上门服务'],
  ])('%s', (said, kinds) => {
    const told = newsIn(said).map(({ kind, text }) => `${kind} ${text}`)
    expect(told.join('; ')).toBe(kinds)
  })
})
