import { describe, expect, it } from 'vitest'
import { retellExample } from '../../src/bot/retell-example.ts'
import { intents } from '../../src/intents/index.ts'

const demo = /华芯|华鑫|立辰|远驰|中启|顺达|矽谷|岚微|环测|广测|张伟|李娜|王强|陈静|刘洋|周涛|孙丽/u

describe('examples as others read them', () => {
  it('are of their own records', () => {
    const own = {
      deal: { name: '天成暗室改造', code: 'D-2044' },
      account: '天成',
      colleague: '何雨',
    }
    expect(retellExample('华芯检测项目推进到商务谈判', own)).toBe('天成暗室改造推进到商务谈判')
    expect(retellExample('D-1001 现在多少钱', own)).toBe('D-2044 现在多少钱')
    expect(retellExample('新建商机 中启射频检测 80万', own)).toBe('新建商机 天成射频检测 80万')
    expect(retellExample('把李娜加到华芯检测项目', own)).toBe('把何雨加到天成暗室改造')
  })

  it('a name that is put in is not told over again', () => {
    expect(retellExample('华芯检测谁说了算', { deal: { name: '华芯二期', code: 'D-9' } })).toBe(
      '华芯二期谁说了算',
    )
  })

  it.each(intents.flatMap(({ examples }) => examples))('name nobody of the demo: %s', (say) => {
    expect(retellExample(say, {})).not.toMatch(demo)
  })
})
