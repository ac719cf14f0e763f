import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/bot/understand.ts'
import { intents } from '../../src/intents/index.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'

const names = [
  { key: '华芯检测', kind: 'deal', subjectId: 'd1', form: 'alias' },
  { key: '射频校准', kind: 'deal', subjectId: 'd6', form: 'alias' },
]
const stages = ['商务谈判', '方案制定'].map((word) => ({ word, stageId: word }))

/** The intents that take a part of it, and how often. */
function takers(text: string): string[] {
  const { claims } = understand(parseSentence(normalise(text), { names, stages }), intents)
  return claims.map(({ intent }) => intent.id)
}

const change = fc.constantFrom(
  '金额改成320万',
  '金额是三百二十万',
  '推进到商务谈判',
  '签约改到月底',
  '下周三签',
  '按320万算',
)

describe('what is dictated without commas', () => {
  it.each([
    ['射频校准那个单子嗯客户觉得贵就按八十八万算吧', ['deal.change']],
    ['把华芯检测改成三百万不对是三百一十万', ['deal.change']],
    ['华芯检测进商务谈判了啊金额还是二百八十万不变', ['deal.change']],
    ['华芯检测丢了呗人家选了环测主要还是嫌我们贵', ['deal.lose']],
    ['华芯检测推进到商务谈判然后帮我提醒一下明天打电话', ['deal.change', 'reminder.set']],
    ['客户说预算砍了一半华芯检测就改成九万吧', ['deal.change']],
  ])('%s', (text, expected) => expect(takers(text)).toEqual(expect.arrayContaining(expected)))

  it('is never cut so that a question, a denial, a condition or a wish is lost', () => {
    const spoilt = fc.constantFrom(
      (text: string) => `是不是${text}`,
      (text: string) => `要不要帮我${text}`,
      (text: string) => `先别${text}`,
      (text: string) => `客户不同意${text}`,
      // A day on which they want to sign is the day that is expected.
      (text: string) => (/签/u.test(text) ? `先别${text}` : `客户说想${text}`),
      (text: string) => `如果客户同意然后${text}`,
      (text: string) => `要是行的话就${text}`,
      (text: string) => `听说然后${text}`,
      (text: string) => `嗯是不是${text}了啊`,
      (text: string) => `${text}不过客户还没同意`,
      (text: string) => `${text}但是先别保存`,
      (text: string) => `${text}然后你觉得怎么样`,
      (text: string) => `不知道能不能${text}`,
    )
    const lead = fc.constantFrom('', '嗯', '那个', '然后', '对了')
    fc.assert(
      fc.property(lead, change, spoilt, (start, text, spoil) => {
        const said = `${start}华芯检测${spoil(text)}`
        expect(takers(said), said).not.toContain('deal.change')
      }),
      { numRuns: 400 },
    )
  })

  it('of all deals at once changes none of them', () => {
    fc.assert(
      fc.property(change, fc.constantFrom('所有项目', '全部商机', '每个单子'), (text, all) => {
        for (const said of [`把${all}${text}`, `嗯把${all}然后${text}`, `${all}就${text}`]) {
          expect(takers(said), said).not.toContain('deal.change')
        }
      }),
    )
  })
})
