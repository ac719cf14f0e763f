import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameLikeness } from '../../src/language/likeness.ts'
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

describe('how alike two names are', () => {
  const likeness = (said: string) => nameLikeness(said, '华芯检测项目', '华芯')

  it('a part is as good as the whole', () => {
    for (const said of ['华芯检测项目', '华芯检测', '检测项目', '检测']) {
      expect(likeness(said)).toBe(1)
    }
  })

  it('the same sound is the same name', () => {
    expect(likeness('华新检测')).toBe(1)
    expect(nameLikeness('利晨可靠性实验室', '立辰可靠性实验室', '立辰')).toBe(1)
  })

  it('a slip is near, another name is far', () => {
    expect(likeness('华芯检测向目')).toBeGreaterThan(0.8)
    expect(likeness('华芯检则项目')).toBeGreaterThan(0.8)
    expect(likeness('天成暗室')).toBeLessThan(0.5)
    expect(likeness('')).toBe(0)
  })
})
