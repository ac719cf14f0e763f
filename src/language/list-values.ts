/**
 * The company's own values as people say them: 汽车 for 汽车电子, 华东区 for 华东, 价格敏感 for
 * 价格敏感型. What several values share means all of them.
 */

import type { Vocabulary } from './list-tokens.ts'
import type { ValueField } from './list-words.ts'

export type OwnValues = {
  readonly regions: readonly string[]
  readonly industries: readonly string[]
  readonly scales: readonly string[]
  readonly tags: readonly string[]
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly pipelines: readonly { readonly key: string; readonly name: string }[]
}

/** Words that many trades end in and that people leave out. */
const tradeEnding = /(?:电子|行业|产业|制造业|制造|设备|工业|服务|技术|业)$/u

/** Other words for the same trade. */
const sameTrade: readonly (readonly string[])[] = [
  ['通信', '通讯', '电信'],
  ['半导体', '芯片', '集成电路', 'ic'],
  ['汽车', '车载', '整车', '汽车电子'],
  ['物流', '快递', '货运', '仓储'],
  ['医疗', '医疗器械', '医药'],
  ['新能源', '光伏', '锂电', '储能'],
]

function regionWords(region: string): string[] {
  const bare = region.replace(/(?:地区|大区|区域|区|省|市)$/u, '')
  const short = bare.length >= 2 ? bare : region
  return [
    region,
    short,
    ...['区', '地区', '大区', '区域', '片区', '省', '市'].map((end) => short + end),
  ]
}

function industryWords(industry: string): string[] {
  const bare = industry.replace(tradeEnding, '')
  const short = bare.length >= 2 ? bare : industry
  const inner = /^(?:电子|精密)(.{2,})$/u.exec(industry)?.[1]
  const words = [industry, short, ...(inner ? [inner] : [])]
  // 医疗 and 医疗器械 are kept apart where the data does; a word for both finds either.
  const alike = sameTrade.filter((group) => group.includes(short.toLowerCase())).flat()
  return [...words, ...alike].flatMap((word) => [word, `${word}行业`, `${word}业`])
}

function tagWords(tag: string): string[] {
  const bare = tag.replace(/(?:型客户|客户|型)$/u, '')
  return bare.length >= 2 ? [tag, bare, `${bare}型`, `${bare}客户`, `${bare}型客户`] : [tag]
}

function teamWords(name: string): string[] {
  const bare = name.replace(/(?:团队|大区|小组|组)$/u, '')
  return bare.length >= 2 ? [name, `${bare}组`, `${bare}团队`, `${bare}大区`, bare] : [name]
}

/**
 * @param first which meaning a word has that is a region and a team, a trade and a pipeline: 华东 and
 * 物流 are regions and trades of accounts, teams and pipelines of a funnel
 */
export function vocabularyOf(own: OwnValues, first: 'account' | 'deal' | 'funnel'): Vocabulary {
  const words = new Map<string, { field: ValueField; value: string }[]>()
  const add = (field: ValueField, value: string, said: readonly string[]) => {
    for (const word of new Set(said.map((one) => one.toLowerCase()))) {
      const known = words.get(word)
      if (known) known.push({ field, value })
      else words.set(word, [{ field, value }])
    }
  }
  for (const tag of own.tags) add('tag', tag, tagWords(tag))
  for (const region of own.regions) add('region', region, regionWords(region))
  for (const industry of own.industries) add('industry', industry, industryWords(industry))
  for (const scale of own.scales) add('scale', scale, [scale])
  for (const { id, name } of own.teams) add('team', id, teamWords(name))
  for (const { key, name } of own.pipelines) add('pipeline', key, [name])
  const order = orders[first]
  return new Map(
    [...words].map(([word, means]) => {
      const field = order.find((one) => means.some((mean) => mean.field === one))!
      // A value said in full is that one, whatever others it is short for.
      const exact = means.filter(
        (mean) => mean.field === field && mean.value.toLowerCase() === word,
      )
      const chosen = exact.length > 0 ? exact : means.filter((mean) => mean.field === field)
      const values = [...new Set(chosen.map((mean) => mean.value))]
      return [word, [{ k: 'known-value' as const, field, values }]]
    }),
  )
}

const orders: Readonly<Record<'account' | 'deal' | 'funnel', readonly ValueField[]>> = {
  account: ['tag', 'region', 'industry', 'scale', 'team', 'pipeline'],
  deal: ['tag', 'region', 'pipeline', 'industry', 'scale', 'team'],
  funnel: ['team', 'pipeline', 'region', 'industry', 'tag', 'scale'],
}

/** How many people a size of the data stands for: 500-1000人, 5000人以上, 不到50人. */
export function peopleOf(scale: string): { from: number; to: number } | undefined {
  const numbers = [...scale.replaceAll(',', '').matchAll(/\d+/gu)].map(([digits]) => Number(digits))
  const [low, high] = numbers
  if (low === undefined) return undefined
  if (high !== undefined) return { from: low, to: high }
  if (/以上|\+|超过|大于/u.test(scale)) return { from: low, to: Number.POSITIVE_INFINITY }
  if (/以下|以内|不到|小于|少于/u.test(scale)) return { from: 0, to: low }
  return { from: low, to: low }
}
