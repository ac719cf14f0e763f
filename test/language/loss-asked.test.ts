import { describe, expect, it } from 'vitest'
import { readLossesAsked } from '../../src/language/loss-asked.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const hit = (key: string, kind: string) => ({ key, kind, subjectId: key, form: 'alias' })
const names = [hit('华芯检测', 'deal'), hit('张伟', 'user'), hit('环测', 'competitor')]

function read(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages: [] })
  const asked = readLossesAsked(clauses, clauses)
  if (!asked) return '-'
  const { whose, by, date, back } = asked
  const who = whose?.kind === 'named' ? whose.words : whose?.kind
  return ['why', who, ...by, date?.text, back?.words].filter(Boolean).join(' ')
}

describe('why deals were lost', () => {
  it.each([
    ['丢单原因', 'why'],
    ['看看丢单原因分析', 'why'],
    ['最近为什么丢单', 'why'],
    ['为什么老是丢单?', 'why'],
    ['今年丢单原因 按竞品/阶段/地区', 'why rival stage region 今年'],
    ['丢单 按竞品', 'why rival'],
    ['都输给谁了', 'why rival'],
    ['我们都丢在哪个阶段', 'why team stage'],
    ['我的丢单原因,按地区看', 'why me region'],
    ['张伟上个月丢单原因', 'why 张伟 上个月'],
    ['华东组丢单原因', 'why 华东组'],
    ['最近三个月丢单原因按对手看', 'why rival 最近三个月'],
    ['近半年为什么丢单', 'why 近半年'],
  ])('%s', (said, asked) => {
    expect(read(said)).toBe(asked)
  })

  it.each([
    '丢单',
    '华芯检测丢单原因是价格',
    '华芯检测为什么丢了',
    '华芯检测丢了',
    '我丢的单子',
    '输给环测',
    '华芯检测输给环测,价格原因',
    '张伟和华东丢单原因',
  ])('%s is something else', (said) => {
    expect(read(said)).toBe('-')
  })
})
