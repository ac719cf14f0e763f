import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { readWork } from '../../src/language/work-clause.ts'

const names: NameHit[] = [
  { key: '张伟', kind: 'user', subjectId: 'zhangwei', form: 'full' },
  { key: '华芯', kind: 'account', subjectId: 'cus1', form: 'alias' },
]

function read(said: string) {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  return readWork(clauses, clauses)
}

/** What is asked, whose, and the days as they were said. */
function heard(said: string): string {
  const asking = read(said)
  if (!asking) return '-'
  const { about, whose, date } = asking
  const who = whose.kind === 'named' ? whose.words : whose.kind
  return [about, who, date?.text].filter(Boolean).join(' ')
}

describe('what is asked about work', () => {
  it.each([
    ['我今天要跟进谁', 'agenda me 今天'],
    ['今天要跟进哪些客户', 'agenda me 今天'],
    ['今日待办', 'agenda me 今日'],
    ['待办', 'agenda me'],
    ['代办事项', 'agenda me'],
    ['明天干嘛', 'agenda me 明天'],
    ['这周要跟进谁', 'agenda me 这周'],
    ['今天该给谁打电话', 'agenda me 今天'],
    ['还有谁没联系', 'agenda me'],
    ['有没有超期的', 'agenda me'],
    ['谁该跟进了', 'agenda me'],
    ['有什么急事吗', 'agenda me'],
    ['早上好,今天先做什么', 'agenda me 今天'],
    ['麻烦帮我看一下今天有啥要做的,谢谢', 'agenda me 今天'],
    ['今天的日程安排发我一下', 'agenda me 今天'],
    ['今天要聯繫誰', 'agenda me 今天'],
    ['手头还有啥没弄完的', 'agenda me'],
    ['帮我捋一下今天的工作重点', 'agenda me 今天'],
    ['张伟今天要跟进谁', 'agenda 张伟 今天'],
    ['看看张伟的待办', 'agenda 张伟'],
    ['团队今天要跟进谁', 'agenda team 今天'],
    ['华东本周待办', 'agenda 华东 本周'],
    ['本周小结', 'summary me 本周'],
    ['上周小结', 'summary me 上周'],
    ['这个月我干了啥', 'summary me 这个月'],
    ['我这周都拜访了谁', 'summary me 这周'],
    ['今天做了哪些事', 'summary me 今天'],
    ['帮我出一份周报', 'summary me'],
    ['张伟本周小结', 'summary 张伟 本周'],
    ['华东本周小结', 'summary 华东 本周'],
    ['我们组上周干了什么', 'summary team 上周'],
    ['缺下一步', 'missing-steps me'],
    ['哪些还没写下一步', 'missing-steps me'],
    ['还有哪些客户没有下一步', 'missing-steps me'],
    ['团队今天', 'team-day team 今天'],
    ['我们组今天怎么样', 'team-day team 今天'],
    ['华东今天情况如何', 'team-day 华东 今天'],
    ['我们组上周怎么样', 'summary team 上周'],
  ])('%s', (said, what) => expect(heard(said)).toBe(what))

  it.each([
    '华芯今天要跟进谁',
    '今天跟进华芯',
    '今天跟进客户',
    '明天提醒我跟进客户',
    '下一步做什么',
    '你能做什么',
    '今天好累',
    '客户是谁',
    '今天拜访了立辰沈工,下周有什么事再说',
    '谁改了金额',
    '张伟是销售总监',
    '今天320万',
    '改到今天',
    '改到月底',
    '延到下周怎么样',
    '不要再问我今天要跟进谁这种问题',
  ])('%s is something else', (said) => expect(heard(said)).toBe('-'))

  it('politeness around it changes nothing', () => {
    const before = fc.constantFrom('', '麻烦', '请', '帮我看看', '你好,', '早上好,', '那')
    const after = fc.constantFrom('', '吧', '呢', '呀', '啊', '?', '。', ',谢谢')
    const core = fc.constantFrom('今天要跟进谁', '今日待办', '本周小结', '缺下一步')
    fc.assert(
      fc.property(before, core, after, (b, c, a) => {
        expect(heard(`${b}${c}${a}`)).toBe(heard(c))
      }),
    )
  })
})
