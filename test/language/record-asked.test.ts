import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { type RecordQuestion, readRecordAsked } from '../../src/language/record-asked.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const names: NameHit[] = [
  { key: '华芯', kind: 'account', subjectId: 'cus1', form: 'alias' },
  { key: '华芯检测', kind: 'deal', subjectId: 'd-1001', form: 'alias' },
  { key: 'd1001', kind: 'deal', subjectId: 'd-1001', form: 'code' },
]

const questions: readonly RecordQuestion[] = ['changes', 'contacts', 'talks', 'brief']

/** As the intents are asked, one after the other. */
function heard(said: string): string {
  const stages = [
    { word: '方案制定', stageId: 's3' },
    { word: '商务谈判', stageId: 's4' },
  ]
  const { clauses } = parseSentence(normalise(said), { names, stages })
  for (const about of questions) {
    const asked = readRecordAsked(about, clauses, clauses)
    if (!asked) continue
    const { subject, unknownName, fields, date } = asked
    const of = subject
      ? [...subject.dealIds, ...subject.accountIds].join('+')
      : (unknownName ?? '-')
    return [about, of, ...fields, date?.text].filter(Boolean).join(' ')
  }
  return '?'
}

describe('what is asked of one record', () => {
  it.each([
    ['华芯最近聊了什么', 'talks cus1'],
    ['華芯最近聊了什麼', 'talks cus1'],
    ['最近跟华芯都聊了些什么', 'talks cus1'],
    ['上次和华芯聊到哪了', 'talks cus1'],
    ['华芯的跟进记录', 'talks cus1'],
    ['帮我查一下华芯的拜访历史', 'talks cus1'],
    ['麻烦了,华芯近期都跟进了什么?', 'talks cus1'],
    ['天成的互动记录', 'talks 天成'],
    ['它最近的沟通情况', 'talks -'],
    ['跟华芯上一次见面是什么时候', 'talks cus1'],
    ['华芯那边最近有啥动静', 'talks cus1'],
    ['我一会去华芯,先给我过一遍', 'brief cus1'],
    ['谁把D-1001的阶段推进了', 'changes d-1001 stage'],
    ['华芯检测啥时候进的方案制定', 'changes d-1001 stage'],
    ['拜访前 华芯', 'brief cus1'],
    ['去华芯之前看一眼', 'brief cus1'],
    ['见华芯前要知道什么', 'brief cus1'],
    ['华芯拜访简报', 'brief cus1'],
    ['准备拜访华芯', 'brief cus1'],
    ['明天要去华芯,帮我准备一下', 'brief cus1 明天'],
    ['华芯的联系人', 'contacts cus1'],
    ['华芯那边都有谁', 'contacts cus1'],
    ['看看华芯有哪些联系人', 'contacts cus1'],
    ['谁改了华芯检测的金额', 'changes d-1001 amount'],
    ['华芯检测的金额是谁改的', 'changes d-1001 amount'],
    ['谁动过D-1001', 'changes d-1001'],
    ['D-1001 上周谁动过', 'changes d-1001 上周'],
    ['这个项目阶段什么时候改的', 'changes - stage'],
    ['华芯检测的变更记录', 'changes d-1001'],
    ['华芯检测的签约日期改过几次', 'changes d-1001 close-date'],
    ['华芯检测金额改过吗', 'changes d-1001 amount'],
    ['谁改了华芯的金额', 'changes cus1 amount'],
  ])('%s', (said, what) => expect(heard(said)).toBe(what))

  it.each([
    '今天和华芯聊了什么都没定',
    '今天去了华芯,准备一下报价',
    '华芯检测改成320万',
    '谁改成320万',
    '联系人王经理',
    '录入一个新客户:合肥智行汽车电子,联系人王经理',
    '拜访记录:华芯,李总,方案,嫌贵',
    '华芯联系人电话',
    '华芯检测推进到商务谈判',
    '删除华芯的联系人',
    '华芯检测什么时候能改',
    '华芯检测什么时候能进商务谈判',
    '谁把华芯检测改成320万',
    '一会去华芯谈合同',
  ])('%s is something else', (said) => expect(heard(said)).toBe('?'))
})
