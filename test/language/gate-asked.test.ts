import { describe, expect, it } from 'vitest'
import { readGateAsked } from '../../src/language/gate-asked.ts'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const names: readonly NameHit[] = ['立辰', '华芯'].map((key, i) => ({
  key,
  kind: 'account',
  subjectId: `cus${i}`,
  form: 'core',
}))
const stages = ['商务谈判', '方案制定'].map((word) => ({ word, stageId: word }))

const read = (said: string) => {
  const { clauses } = parseSentence(normalise(said), { names, stages })
  return readGateAsked(clauses, clauses)
}

describe('what a deal lacks to move on', () => {
  it.each([
    '立辰还差什么',
    '立辰还缺啥',
    '立辰推进还差什么',
    '立辰往下走还差啥',
    '立辰到下一阶段还缺哪些东西',
    '立辰推进要什么条件',
    '立辰能推进了吗',
    '立辰可以往下走了吗',
    '立辰为什么推不动',
    '立辰的出口条件',
    '帮我看看立辰还差几项',
    '还差什么才能推进',
  ])('%s', (said) => {
    expect(read(said)).toBeDefined()
  })

  it('the stage that was named', () => {
    expect(read('立辰推进到商务谈判还缺什么')?.stage?.found.word).toBe('商务谈判')
  })

  it.each([
    '立辰要什么',
    '立辰推进到商务谈判',
    '立辰缺财务联系人',
    '立辰差10万',
    '缺下一步',
    '立辰现在什么情况',
    '下周还差什么',
    '立辰还差什么,华芯改成300万',
  ])('not this: %s', (said) => {
    expect(read(said)).toBeUndefined()
  })
})
