import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDetails } from '../../src/language/account-details.ts'
import {
  companyLikeness,
  companySpellings,
  likelySame,
} from '../../src/language/company-likeness.ts'

describe('a detail of a customer', () => {
  it.each([
    ['行业是半导体', { industry: '半导体' }],
    ['所属行业:汽车电子行业', { industry: '汽车电子' }],
    ['主营射频器件', { mainProducts: '射频器件' }],
    ['主要做连接器的', { mainProducts: '连接器' }],
    ['规模500人以上', { scale: '500人以上' }],
    ['大概500~1000个人的规模', { scale: '500-1000人' }],
    ['规模中型企业', { scale: '中型企业' }],
    ['地区华东', { region: '华东' }],
    ['地址苏州工业园区星湖街 328 号', { address: '苏州工业园区星湖街 328 号' }],
    ['简称晶锐', { shortName: '晶锐' }],
    ['联系人李工 13800001111', { contact: { name: '李工', phone: '13800001111' } }],
    ['联系人:采购经理王芳,'.slice(0, -1), { contact: { name: '王芳', title: '采购经理' } }],
    [
      '联系人王芳 采购经理 电话138-0000-1111',
      { contact: { name: '王芳', title: '采购经理', phone: '13800001111' } },
    ],
  ])('%s', (text, details) => expect(readDetails(text, false)).toEqual(details))

  it.each(['做射频芯片', '在苏州', '30人'])('%s only of a file that is being opened', (text) => {
    expect(readDetails(text, true)).toBeDefined()
    expect(readDetails(text, false)).toBeUndefined()
  })

  it.each(['行业是什么', '规模多少人', '地址不知道', '产品报价改成320万', '今天去拜访', ''])(
    'nothing in: %s',
    (text) => expect(readDetails(text, false)).toBeUndefined(),
  )

  it('several in one clause say the same in any order', () => {
    const parts = ['行业半导体', '规模500人以上', '地区华东', '联系人李工 13800001111', '简称晶锐']
    const all = readDetails(parts.join(' '), true)
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        expect(readDetails(shuffled.join(' '), true)).toEqual(all)
      }),
    )
  })
})

describe('two companies', () => {
  it.each([
    ['深圳市中启通讯', '中启通讯股份有限公司'],
    ['中启通讯(深圳)有限公司', '中启通讯股份有限公司'],
    ['苏州岚微电子', '苏州岚微'],
    ['ABC Electronics Co., Ltd.', 'abc electronics'],
    ['远驰汽车', '远驰汽车工业有限公司'],
    ['华东精密机械制造有限公司', '华东精密机戒制造有限公司'],
  ])('%s and %s may be one', (a, b) => {
    expect(companyLikeness(a, b)).toBeGreaterThanOrEqual(likelySame)
    expect(companyLikeness(b, a)).toBeGreaterThanOrEqual(likelySame)
  })

  it.each([
    ['华芯终端有限公司', '华芯技术有限公司'],
    ['顺达物流', '顺达速运有限公司'],
    ['无锡晶锐微电子', '苏州岚微'],
    ['北京科技', '上海科技'],
  ])('%s and %s are two', (a, b) => expect(companyLikeness(a, b)).toBeLessThan(likelySame))

  it('a name is like itself, and found by its own spellings', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[一-龥]{3,12}$/u), (name) => {
        expect(companyLikeness(name, name)).toBe(1)
        expect(companyLikeness(`${name}有限公司`, name)).toBe(1)
        expect(companySpellings(name).every((spelling) => spelling.length >= 1)).toBe(true)
      }),
    )
  })
})
