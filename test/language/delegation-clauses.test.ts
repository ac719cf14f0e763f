import { describe, expect, it } from 'vitest'
import { readDelegation } from '../../src/language/delegation-clauses.ts'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const user = (key: string, subjectId: string): NameHit => ({
  key,
  kind: 'user',
  subjectId,
  form: key.endsWith('总') ? 'alias' : 'full',
})
const names = [
  user('赵总', 'zhaomin'),
  user('赵敏', 'zhaomin'),
  user('刘洋', 'liuyang'),
  user('陈静', 'chenjing'),
  user('吴芳', 'wufang'),
]

/** `set @zhaomin 下周`, or `-`. */
function heard(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  const reading = readDelegation(clauses, clauses)
  if (!reading) return '-'
  const { kind, whose, people, dates, days } = reading
  return [
    kind,
    whose && `of ${whose.userIds.join()}`,
    ...people.map(({ userIds }) => `@${userIds.join()}`),
    ...dates.map(({ text }) => text),
    days?.kind === 'value' && `${days.value}d`,
  ]
    .filter(Boolean)
    .join(' ')
}

const read: readonly (readonly [said: string, heard: string])[] = [
  ['我下周休假,审批交给赵总', 'set @zhaomin 下周'],
  ['11月23到29号我的审批由赵敏代', 'set @zhaomin 11月23 29号'],
  ['23-29号审批委托给赵敏', 'set @zhaomin 23号 29号'],
  ['审批委托赵敏,11.23-11.29', 'set @zhaomin 11.23 11.29'],
  ['下周審批讓趙敏代我批', 'set @zhaomin 下周'],
  ['请假期间审批委托给刘洋,23号到27号', 'set @liuyang 23号 27号'],
  ['明天开始休三天假,审批转给赵敏', 'set @zhaomin 明天 3d'],
  ['下周出差,麻烦赵总代审', 'set @zhaomin 下周'],
  ['陈静的审批由赵敏代', 'set of chenjing @zhaomin'],
  ['取消委托', 'cancel'],
  ['我回来了,取消审批委托', 'cancel'],
  ['谁在代我审批', 'ask'],
  ['我的审批委托给谁了', 'ask'],
]

const nothing: readonly string[] = [
  '转给吴芳审',
  '把AP-32转给吴芳',
  '审批转给吴芳',
  '如果我下周休假,审批交给赵总',
  '我下周休假',
  '我的审批到哪了',
  '取消',
  '下周让赵敏去拜访客户',
  '审批交给赵总行吗?',
]

describe('a delegation', () => {
  it.each(read)('%s', (said, expected) => expect(heard(said)).toBe(expected))
})

describe('what is none', () => {
  it.each(nothing)('%s', (said) => expect(heard(said)).toBe('-'))
})
