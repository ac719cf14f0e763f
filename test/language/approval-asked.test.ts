import { describe, expect, it } from 'vitest'
import { readApprovalAsked } from '../../src/language/approval-asked.ts'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const names: readonly NameHit[] = [
  { key: '远驰', kind: 'account', subjectId: 'cus4', form: 'alias' },
  { key: '射频校准', kind: 'deal', subjectId: 'd6', form: 'alias' },
]

/** `one cus4`, or `-`. */
function heard(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  const asked = readApprovalAsked(clauses, clauses)
  if (!asked) return '-'
  const { codes, subject } = asked.of
  const ids = [...(subject?.dealIds ?? []), ...(subject?.accountIds ?? [])]
  return [asked.what, ...codes, ...ids].join(' ')
}

const asked: readonly (readonly [said: string, heard: string])[] = [
  ['待我审批', 'to-decide'],
  ['有什么要批的', 'to-decide'],
  ['有哪些等我审的?', 'to-decide'],
  ['我还有几个没批的', 'to-decide'],
  ['帮我看看有没有要我审批的', 'to-decide'],
  ['待辦審批', 'to-decide'],
  ['我的审批到哪了', 'own'],
  ['我提交的审批批了吗', 'own'],
  ['我那个审批批了没有', 'own'],
  ['审批到哪一步了', 'own'],
  ['AP-31 什么情况', 'one AP-31'],
  ['ap31批了没', 'one AP-31'],
  ['看看AP-31', 'one AP-31'],
  ['远驰的审批卡在谁那', 'one cus4'],
  ['远驰审批谁还没批', 'one cus4'],
  ['射频校准的申请怎么样了', 'one d6'],
  ['射频校准的条款', 'terms d6'],
  ['远驰的付款条件是什么', 'terms cus4'],
  ['射频校准账期是多少', 'terms d6'],
]

const nothing: readonly string[] = [
  '同意',
  '远驰什么情况',
  '我的商机到哪了',
  '射频校准账期60天',
  '撤回远驰的审批',
  '催一下AP-31',
  'AP-31 同意',
  '待补充',
  '客户的审批流程怎么走',
]

describe('what is asked about approvals', () => {
  it.each(asked)('%s', (said, expected) => expect(heard(said)).toBe(expected))
})

describe('what is no such question', () => {
  it.each(nothing)('%s', (said) => expect(heard(said)).toBe('-'))
})
