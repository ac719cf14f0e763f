import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountLikeness,
  barelyAlike,
  dealLikeness,
  saidName,
  surelyAlike,
} from '../../src/language/likeness.ts'
import { nameCandidates, tagNames } from '../../src/language/names.ts'

const hit = (key: string, kind = 'deal') => ({ key, kind, subjectId: key, form: 'alias' })
const tagged = (text: string, ...keys: string[]) =>
  tagNames(
    text,
    keys.map((key) => hit(key)),
  ).map((tag) => tag.text)

describe('names in a sentence', () => {
  it('the longest wins, and none overlap', () => {
    expect(tagged('华芯终端改成50万', '华芯', '华芯终端')).toEqual(['华芯终端'])
    expect(tagged('华芯检测项目', '华芯', '检测项目', '华芯检测')).toEqual(['华芯检测'])
  })

  it('stand as typed, whatever the spelling', () => {
    expect(tagged('Ｄ－１００１改成50万', 'd1001')).toEqual(['Ｄ－１００１'])
    expect(tagged('d 1001 和 D-1002', 'd1002')).toEqual(['D-1002'])
    expect(tagged('远驰AEC-Q检测线', '远驰aecq检测线')).toEqual(['远驰AEC-Q检测线'])
  })

  it('are whole words where they are Latin or figures', () => {
    expect(tagged('phx改成5万', 'hx')).toEqual([])
    expect(tagged('D-10015', 'd1001')).toEqual([])
    expect(tagged('D1001、D1006', 'd1001', 'd1006')).toEqual(['D1001', 'D1006'])
    expect(tagged('D1001 D1006', 'd1001', 'd1006')).toEqual(['D1001', 'D1006'])
  })

  it('every name in a text is among its candidates', () => {
    const han = fc.constantFrom('华', '芯', '检', '测', 'D', '1', '-', ' ', ',')
    fc.assert(
      fc.property(fc.array(han, { maxLength: 20 }), fc.nat(), fc.nat(), (chars, a, b) => {
        const text = chars.join('')
        const candidates = nameCandidates(text)
        const key = candidates[(a + b) % Math.max(1, candidates.length)]
        if (key) expect(tagged(text, key).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('a longer sentence around a name', () => {
  const names = ['华芯检测项目', '立辰', '远驰aecq检测线', 'd1006', '中启通讯', 'hxjcxm']
  const before = fc.constantFrom('', '麻烦把', '帮我看下', '今天拜访了', '嗯,', '那个', '先说 ')
  const after = fc.constantFrom(
    '',
    '推进到商务谈判',
    '改成300万吧',
    '的金额',
    ',下周三签',
    '?',
    ' 呢',
  )

  it('does not change what is found', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), before, after, (name, before, after) => {
        const text = before + name + after
        const found = tagNames(
          text,
          names.map((key) => hit(key)),
        )
        expect(found.map((tag) => tag.text)).toEqual([name])
        expect(text.slice(found[0]!.start, found[0]!.end)).toBe(name)
        expect(nameCandidates(text)).toContain(name)
      }),
    )
  })
})

describe('how alike two names are', () => {
  const testing = { name: '华芯检测项目', short: '华芯' }
  const lab = { name: '立辰可靠性实验室', short: '立辰' }
  const likeness = (said: string, named = testing) => dealLikeness(saidName(said), named)
  const company = (said: string, name: string, short: string) =>
    accountLikeness(saidName(said), { name, short })

  it('a part is as good as the whole', () => {
    for (const said of ['华芯检测项目', '华芯检测', '检测项目', '检测']) {
      expect(likeness(said)).toBe(1)
    }
  })

  it.each(['华新检测', '花信检侧项目', '华芯捡测向目'])('%s sounds like it', (said) => {
    expect(likeness(said)).toBeGreaterThanOrEqual(surelyAlike)
    expect(likeness(said)).toBeLessThan(1)
  })

  it.each(['利晨可靠性', '立成可靠性实验室', '立辰可靠信实验是'])('%s is 立辰’s', (said) => {
    expect(likeness(said, lab)).toBeGreaterThanOrEqual(surelyAlike)
  })

  it.each([
    ['one wrong', '华口检测项目'],
    ['one missing', '华芯检项目'],
    ['one too many', '华芯检测测项目'],
    ['two swapped', '华芯测检项目'],
    ['without 项目', '华芯检口'],
    ['without its company', '检口项目'],
    ['in pinyin', 'huaxinjince'],
  ])('%s is near', (_, said) => {
    expect(likeness(said)).toBeGreaterThanOrEqual(barelyAlike)
    expect(likeness(said)).toBeLessThan(1)
  })

  it.each(['天成暗室', '华芯老化', '华芯终端', '射频校准', '', '华'])('%s is another', (said) => {
    expect(likeness(said)).toBeLessThan(barelyAlike)
  })

  it('a company is known by what it is called, and one with more to its name is another', () => {
    expect(company('美地', '美的集团股份有限公司', '美的')).toBeGreaterThanOrEqual(surelyAlike)
    expect(company('深圳市中启通讯', '中启通讯股份有限公司', '中启')).toBe(1)
    expect(company('华芯技木', '华芯技术有限公司', '华芯')).toBeGreaterThanOrEqual(barelyAlike)
    expect(company('华芯终端', '华芯技术有限公司', '华芯')).toBeLessThan(barelyAlike)
  })

  const han = fc.constantFrom(...'华芯检测射频校准立辰可靠性实验室中启通讯远驰汽车')
  const name = fc.array(han, { minLength: 4, maxLength: 12 }).map((chars) => chars.join(''))

  it('any one slip in any name of four is still near, and likeness is from 0 to 1', () => {
    const slip = fc.constantFrom('wrong', 'missing', 'extra', 'swapped')
    fc.assert(
      fc.property(name, slip, fc.nat(), fc.constantFrom('口', '乙', 'x'), (name, kind, at, odd) => {
        const i = at % (name.length - (kind === 'swapped' ? 1 : 0))
        const before = name.slice(0, i)
        const said = {
          wrong: before + odd + name.slice(i + 1),
          missing: before + name.slice(i + 1),
          extra: before + odd + name.slice(i),
          swapped: before + name[i + 1] + name[i] + name.slice(i + 2),
        }[kind]
        const near = dealLikeness(saidName(said!), { name, short: name })
        expect(near).toBeGreaterThanOrEqual(barelyAlike)
        expect(near).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('any two texts are compared without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (said, name) => {
        const near = dealLikeness(saidName(said), { name, short: said })
        expect(near >= 0 && near <= 1).toBe(true)
      }),
    )
  })
})
