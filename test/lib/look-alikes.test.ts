import { describe, expect, it } from 'vitest'
import { foldLookAlikes } from '../../src/lib/look-alikes.ts'
import { coreName, foldName } from '../../src/lib/names.ts'

describe('letters that look alike', () => {
  it.each([
    ['АВВ', 'abb'],
    ['ЕМС整改', 'emc整改'],
    ['ΑΒΒ检测', 'abb检测'],
    ['ABB', 'abb'],
  ])('%s is looked up as %s', (typed, key) => {
    expect(foldName(typed)).toBe(key)
  })

  it('tell no companies apart', () => {
    expect(coreName('АВВ检测有限公司')).toBe(coreName('ABB检测'))
  })

  it('are left as they are where nothing looks like them', () => {
    expect(foldLookAlikes('華芯 Ждл λ')).toBe('華芯 Ждл λ')
  })
})
