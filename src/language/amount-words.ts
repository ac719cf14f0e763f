/** The words around a number that make it money, and those that make it something else. */
import { lexicon } from '../lib/lexicon.ts'
import type { Currency } from '../lib/money.ts'

export type Lead = {
  readonly tax?: boolean
  readonly approx?: boolean
  readonly change?: 'up' | 'down'
  readonly currency?: Currency
  readonly percent?: boolean
  readonly negative?: boolean
  readonly pays?: boolean
}

const cuts =
  '砍 砍了 砍掉 砍掉了 砍走 砍走了 又砍 又砍了 压 压了 压掉 压掉了 压下 压下了 压价 便宜 便宜了 优惠 优惠了 让 让了 让掉 少 少了 少掉 扣 扣了 扣掉 扣掉了 抹 抹了 抹掉 抹掉了 省 省了'
const whom = ['', '我们', '咱们', '咱', '我方', '他们', '客户', '对方']

/** 砍了我们8万, 让了客户5万: whom it is cut for may stand between. */
const cutFor = cuts
  .split(' ')
  .flatMap((verb) => whom.map((one) => verb + one))
  .join(' ')

/** What may stand before a number. */
export const leadAt = lexicon<Lead>({
  '含税 含税价 含税总价 含税金额 税后': { tax: true },
  '不含税 不含税价 不含税总价 不含税金额 未税 未含税 税前': { tax: false },
  '约 大约 大概 约莫 近 将近 接近 差不多 不到 超过 ~': { approx: true },
  '加 加了 再加 加上 增加 增加了 追加 涨 涨了 上涨 上涨了 上调 上调了 上浮 提高 提高了 调高 多了 高了 +':
    {
      change: 'up',
    },
  '减 减了 再减 减少 减少了 减掉 降 降了 再降 下降 下降了 降低 降低了 降价 下调 下调了 下浮 调低': {
    change: 'down',
  },
  '砍价 再让 让利 让价 折让 折扣 折扣率': { change: 'down' },
  [cutFor]: { change: 'down' },
  '打 打个 打到': { pays: true },
  '¥ RMB CNY rmb cny 人民币': { currency: 'CNY' },
  '$ US$ USD usd 美元 美金': { currency: 'USD' },
  '€ EUR eur 欧元': { currency: 'EUR' },
  'HK$ HKD hkd 港币 港元': { currency: 'HKD' },
  '£ GBP gbp 英镑': { currency: 'GBP' },
  'JP¥ JPY jpy 日元': { currency: 'JPY' },
  百分之: { percent: true },
  '- 负': { negative: true },
})

/** Words whose end looks like a lead: 签约 is not 约, 参加 not 加, 最近 not 近. */
const otherWords: Readonly<Record<string, string>> = {
  约: '签预合续违履契节特邀制隐',
  近: '最附靠邻',
  加: '参添附更施',
  少: '多至最缺不',
  让: '转出谦',
  扣: '回',
  打: '拨主',
  减: '缩',
  降: '空投',
}

/** Whether the word that starts at `at` is the tail of a longer one. */
export function isTailOfWord(text: string, at: number): boolean {
  const before = text[at - 1]
  return before !== undefined && (otherWords[text[at]!]?.includes(before) ?? false)
}

/** What may stand between a lead and its number. 降为250万 is no change by 250万. */
export const fillerAt = lexicon<true>({ '的 了 个': true })
export const taxFillerAt = lexicon<true>({ '的 是 为 : 价格 价格是': true })

export const currencyAt = lexicon<Currency>({
  '元 圆 块 块钱 人民币 RMB CNY rmb cny 元人民币': 'CNY',
  '美元 美金 美刀 刀 USD usd': 'USD',
  '欧元 EUR eur': 'EUR',
  '港币 港元 HKD hkd': 'HKD',
  '英镑 GBP gbp': 'GBP',
  '日元 JPY jpy': 'JPY',
})

/** 元旦 and 元器件 are not 元, 块板 counts boards. */
export function isCurrencyWord(text: string, at: number, end: number): boolean {
  const next = text[end] ?? ''
  const word = text.slice(at, end)
  if (word === '元') return !'旦器素件宵'.includes(next) || next === ''
  if (word === '刀') return !'具片口'.includes(next) || next === ''
  if (word === '块')
    return !/\p{Script=Han}/u.test(next) || /[左上以吧了就的钱整含不一二三四五六七八九]/.test(next)
  return !/[A-Za-z]/.test(word) || !/[A-Za-z]/.test(next)
}

export const approxAfterAt = lexicon<true>({
  '左右 上下 出头 不到 以上 以内 以下 开外 (概数) +': true,
})

export const taxAfterAt = lexicon<boolean>({
  '含税 (含税) 含税价': true,
  '不含税 (不含税) 未税 (未税) 不含税价': false,
})

/** Counted by the ten thousand: 2万台. Those that also begin a verb say what must not follow. */
const countedByWan: Readonly<Record<string, string>> = {
  台: '币',
  套: '',
  个: '',
  件: '',
  片: '',
  颗: '',
  粒: '',
  只: '要是有能收需含够剩付给',
  支: '付持票出撑',
  次: '日月年',
  人: '民',
  小: '',
  公: '司',
  吨: '',
  倍: '',
  张: '*',
}

/** Whether a number with 万 before `at` counts things rather than money. */
export function countsThings(text: string, at: number): boolean {
  const char = text[at]
  if (char === undefined) return false
  const butNot = countedByWan[char]
  if (butNot === undefined || butNot === '*') return false
  if (char === '小') return text[at + 1] === '时'
  if (char === '公') return text[at + 1] === '里' || text[at + 1] === '斤'
  return !butNot.includes(text[at + 1] ?? '\0')
}

/** Right behind a bare number, these make it part of a code, a ratio, a measure or a sum. */
export const isCodeAfter = /^(?:[A-Za-z_#@℃°Ω‰%折×*/:\\^=&]|[-.+/]\d| \d)/
