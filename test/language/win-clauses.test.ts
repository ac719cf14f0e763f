import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { readWin } from '../../src/language/win-clauses.ts'

const name = (key: string, kind: string, subjectId: string): NameHit => ({
  key,
  kind,
  subjectId,
  form: 'full',
})
const names: readonly NameHit[] = [
  name('远驰', 'account', 'cus4'),
  name('立辰', 'account', 'cus5'),
  name('射频校准', 'deal', 'd6'),
  name('d1006', 'deal', 'd6'),
]

/** `d6 90万 #HT-1 @今天`, what was not read in brackets. */
function heard(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  const reading = readWin(clauses, clauses)
  if (!reading) return '-'
  const named = reading.subject ?? reading.earlier
  const rest = clauses.filter((clause) => !reading.clauses.includes(clause))
  return [
    named && [...named.dealIds, ...named.accountIds].join('|'),
    ...reading.amounts.map(({ text }) => text),
    reading.number && `#${reading.number}`,
    reading.signed && `@${reading.signed.text}`,
    ...rest.map(({ text }) => `[${text}]`),
  ]
    .filter(Boolean)
    .join(' ')
}

const signed: readonly (readonly [said: string, heard: string])[] = [
  ['远驰签了,合同650万', 'cus4 650万'],
  ['合同签了,合同号HT-2026-081,650万,今天签的', '650万 #HT-2026-081 @今天'],
  ['合同签了，编号：2026/XS/19，昨天签的', '#2026/XS/19 @昨天'],
  ['D-1006 签下来了 92万', 'd6 92万'],
  ['射频校准成交了', 'd6'],
  ['射频校准拿下了,90万', 'd6 90万'],
  ['立辰已经签了', 'cus5'],
  ['遠馳簽了，合同金額六百五十萬', 'cus4 六百五十万'],
  ['射频校准签了,明天请客户吃饭', 'd6 [明天请客户吃饭]'],
  ['射频校准签了,合同HT2026-081', 'd6 #HT2026-081'],
]

const nothing: readonly string[] = [
  '射频校准下周三签',
  '射频校准签了没',
  '射频校准签了吗',
  '射频校准还没签',
  '射频校准快签了',
  '如果射频校准签了',
  '射频校准签了保密协议',
  '提醒我射频校准签了告诉领导',
]

describe('a signing that is told', () => {
  it.each(signed)('%s', (said, expected) => expect(heard(said)).toBe(expected))
})

describe('what is to be signed, asked or denied', () => {
  it.each(nothing)('%s', (said) => expect(heard(said)).toBe('-'))
})
