import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecisionReading, readDecisions } from '../../src/language/decision-clauses.ts'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const name = (key: string, kind: string, subjectId: string, form = 'full'): NameHit => ({
  key,
  kind,
  subjectId,
  form,
})
const names: readonly NameHit[] = [
  name('华芯检测', 'deal', 'd1'),
  name('立辰', 'account', 'cus5'),
  name('顺达', 'account', 'cus7'),
  name('仓配一体', 'deal', 'd7'),
  name('d1007', 'deal', 'd7'),
  name('吴芳', 'user', 'wufang'),
  name('郑凯', 'user', 'zhengkai'),
  name('陈静', 'user', 'chenjing'),
  name('周涛', 'user', 'zhoutao'),
  name('赵总', 'user', 'zhaomin', 'alias'),
]
const stages = ['商务谈判', '项目'].map((word) => ({ word, stageId: word }))

/** `reject cus7 «毛利太低»`, several parted by `;`. */
function heard(said: string): string {
  const { clauses } = parseSentence(normalise(said), { names, stages })
  return readDecisions(clauses, clauses)?.map(words).join('; ') ?? '-'
}

const words = ({ kind, of, people, words: said, ...reading }: DecisionReading): string =>
  [
    kind,
    ...of.codes,
    of.subject && [...of.subject.dealIds, ...of.subject.accountIds].join('|'),
    of.unknownName && `?${of.unknownName}`,
    ...people.map(({ userIds }) => `@${userIds.join('|')}`),
    said && `«${said}»`,
    reading.all && 'all',
    reading.weak && 'weak',
    reading.mayBeTold && 'told?',
  ]
    .filter(Boolean)
    .join(' ')

const read: readonly (readonly [said: string, heard: string])[] = [
  ['同意', 'approve'],
  ['批了', 'approve'],
  ['可以,通过', 'approve'],
  ['没问题,先批了吧', 'approve'],
  ['AP-32,同意', 'approve AP-32'],
  ['批准ap32', 'approve AP-32'],
  ['D-1007同意', 'approve d7'],
  ['仓配一体批了', 'approve d7'],
  ['同意,战略客户', 'approve «战略客户»'],
  ['都同意', 'approve all'],
  ['AP-32 AP-31 都同意', 'approve AP-32 AP-31 all'],
  ['AP-31商务这边没问题,通过', 'approve AP-31'],
  ['顺达的折扣 我这边同意', 'approve cus7'],
  ['顺达那张单子财务不批,回款风险太高', 'reject cus7 «回款风险太高»'],
  ['顺达退回修改,违约金条款要补', 'return cus7 «违约金条款要补»'],
  ['顺达那个驳回,毛利太低', 'reject cus7 «毛利太低»'],
  ['AP-32 不同意,账期太长', 'reject AP-32 «账期太长»'],
  ['毛利太低,驳回', 'reject «毛利太低»'],
  ['駁回，毛利率太低了', 'reject «毛利率太低了»'],
  ['驳回AP-32因为毛利太低', 'reject AP-32 «毛利太低»'],
  ['驳回天成的申请,价格太低', 'reject ?天成 «价格太低»'],
  ['不批', 'reject'],
  ['打回去让他改成账期20天', 'return «改成账期20天»'],
  ['要求修改:预付提到30%', 'return «预付提到30%»'],
  ['退回修改,折扣控制在5%以内', 'return «折扣控制在5%以内»'],
  ['先别批', 'hold'],
  ['我再想想', 'hold'],
  ['暫緩，我再考慮一下', 'hold'],
  ['转给吴芳审', 'pass-on @wufang'],
  ['顺达的审批转给赵总', 'pass-on cus7 @zhaomin'],
  ['让郑凯也看下', 'add @zhengkai'],
  ['加签郑凯', 'add @zhengkai'],
  ['让吴芳再审一下AP-31', 'add AP-31 @wufang'],
  ['特批 顺达,战略客户', 'release cus7 «战略客户»'],
  ['撤回顺达的审批', 'withdraw cus7'],
  ['把顺达的申请撤了', 'withdraw cus7'],
  ['催一下AP-32', 'nudge AP-32'],
  ['催一下陈静批顺达', 'nudge cus7 @chenjing'],
  ['同意AP-31,驳回AP-32,毛利太低', 'approve AP-31; reject AP-32 «毛利太低»'],
]

const conditional: readonly (readonly [said: string, heard: string])[] = [
  ['同意,但账期不能超过20天', 'conditional «但账期不能超过20天»'],
  ['原则上同意,但是毛利要再看看', 'conditional «但是毛利要再看看»'],
  ['可以,但账期不能超过20天', 'conditional «但账期不能超过20天»'],
  ['账期降到20天我就同意', 'conditional «账期降到20天»'],
  ['如果账期改成20天就同意', 'conditional «账期改成20天»'],
  ['预付提到30%再批', 'conditional «预付提到30%»'],
  ['同意,账期20天', 'conditional «账期20天»'],
]

/** What others have said, what is asked, and what is about something else. */
const nothing: readonly string[] = [
  '同意吗',
  '能不能批',
  '还没同意',
  '客户同意了',
  '顺达同意了',
  '领导批了',
  '赵总批了',
  'AP-31批了吗',
  '方案通过了',
  '等客户同意再批',
  '撤回',
  '好的,明天下午去拜访立辰',
  '没问题,华芯检测改成320万',
  '同意,明天去拜访立辰',
  '客户不同意华芯检测改成300万',
  '我没同意华芯检测改成300万',
  '让周涛一起跟顺达',
]

describe('what is decided', () => {
  it.each(read)('%s', (said, expected) => expect(heard(said)).toBe(expected))

  it('a yes to anything is told from one to an approval', () => {
    for (const said of ['可以', '没问题', 'OK', '好']) expect(heard(said)).toBe('approve weak')
  })

  it('a customer by name may have said it', () => {
    expect(heard('顺达同意')).toBe('approve cus7 told?')
    expect(heard('顺达那个同意')).toBe('approve cus7')
  })
})

describe('agreed to under a condition, which is no approval', () => {
  it.each(conditional)('%s', (said, expected) => expect(heard(said)).toBe(expected))
})

describe('no decision', () => {
  it.each(nothing)('%s', (said) => expect(heard(said)).toBe('-'))
})

describe('however it is put', () => {
  const yes = fc.constantFrom('同意', '批准', '通过', '批了', '可以批', '没问题,同意', '同意了')
  const of = fc.constantFrom('', 'AP-32', 'ap32 ', 'AP-32,', '顺达那个')
  const spoilt = fc.constantFrom(
    (text: string) => `${text}吗`,
    (text: string) => `能不能${text}`,
    (text: string) => `还没${text}`,
    (text: string) => `是不是${text}`,
    (text: string) => `客户${text}`,
    (text: string) => `李总说${text}`,
    (text: string) => `${text}?`,
    (text: string) => `不要${text}`,
    (text: string) => `${text},但预付要30%`,
    (text: string) => `${text},不过账期得改成20天`,
    (text: string) => `${text},前提是毛利够`,
    (text: string) => `如果预付30%就${text}`,
  )

  it('nothing that is asked, denied, told of others or bound is an approval', () => {
    fc.assert(
      fc.property(of, yes, spoilt, (which, text, spoil) => {
        const said = `${which}${spoil(text)}`
        expect(heard(said), said).not.toMatch(/approve/u)
      }),
      { numRuns: 300 },
    )
  })
})
