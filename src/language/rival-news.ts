/**
 * What is told of a rival, cut by what it is of: 报价降8% 交期快 is one thing about prices and one
 * about service.
 */
import type { NoteKind } from '../domain/competitor.ts'
import { tagAmounts } from './amount.ts'

export type RivalNews = {
  readonly kind: NoteKind
  readonly text: string
  /** Basis points by which a price moved; below zero when it fell. */
  readonly changeBp?: number
}

const nouns = {
  price:
    '质保金 性价比 报价 价格 价钱 价位 单价 总价 底价 定价 收费 费用 折扣 账期 付款 预付 首付 商务条件',
  service:
    '出报告 交期 交付 交货 货期 工期 周期 排期 档期 服务 售后 响应 培训 驻场 维保 保修 质保 上门',
  product:
    '新产品 新品 产品 型号 设备 仪器 实验室 暗室 产线 技术 方案 精度 指标 性能 资质 认证 能力 软件 系统 质量 品质 可靠性 功能 配置 试验箱 温箱',
} as const

const anyOf = (words: string) => words.split(' ').join('|')

/** Every noun that says what news is of, as an alternation. */
export const topicWords = Object.values(nouns).map(anyOf).join('|')

const topic = new RegExp(
  Object.entries(nouns)
    .map(([kind, words]) => `(?<${kind}>${anyOf(words)})`)
    .join('|'),
  'gu',
)

/** Where no noun says it. */
const signs: readonly (readonly [NoteKind, RegExp])[] = [
  [
    'price',
    /降|涨|便宜|贵|打.{0,3}折|让利|压价|低价|优惠|报[了的到过]*\s*[\d一二两三四五六七八九十百]|免费|[低高].{0,4}[\d一二两三四五六七八九十].{0,3}(?:%|点|成|万)/u,
  ],
  [
    'product',
    /推出|推了|(?<!退)出了|发布|上线|上了|上马|扩建|新建|建了|买了|引进|开发|研发|升级|取证|投产|新开/u,
  ],
  ['service', /[快慢]|加急|排队|等\d|拖/u],
]

type Topic = { readonly kind: NoteKind; readonly start: number; readonly end: number }

const topicsIn = (text: string): Topic[] =>
  [...text.matchAll(topic)].map(({ 0: word, index, groups }) => ({
    kind: Object.keys(nouns).find((kind) => groups?.[kind] !== undefined) as NoteKind,
    start: index,
    end: index + word.length,
  }))

/** 设备交期 is of the 交期: of nouns in a row the last one counts. */
function kindOf(text: string): NoteKind {
  const [first, ...more] = topicsIn(text)
  if (!first) return signs.find(([, words]) => words.test(text))?.[0] ?? 'other'
  let head = first
  for (const next of more) {
    if (!/^的?$/u.test(text.slice(head.end, next.start))) break
    head = next
  }
  return head.kind
}

type Span = { start: number; end: number }

/** Also at a blank, but not inside GJB 548B. */
const breaks = /[,、;。!]+|(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])/gu

function* spansIn(text: string): Generator<Span> {
  let start = 0
  for (const { 0: gap, index } of text.matchAll(breaks)) {
    yield* atTopics(text, { start, end: index })
    start = index + gap.length
  }
  yield* atTopics(text, { start, end: text.length })
}

/** Ends what was said of something: 降了8% | 交期也快. */
const complete = /[\d%了低高快慢长短好差贵宜强弱周天月折点万元宽多少]$/u
const joining = /(?:而且|并且|但是?|不过|同时|另外|还有|还|也|,|\s)+$/u

/** Dictated text has neither comma nor blank: another topic begins something else. */
function* atTopics(text: string, span: Span): Generator<Span> {
  let { start } = span
  let kind: NoteKind | undefined
  for (const next of topicsIn(text.slice(span.start, span.end))) {
    const at = span.start + next.start
    const before = text.slice(start, at).replace(joining, '')
    if (kind && next.kind !== kind && complete.test(before)) {
      yield { start, end: start + before.length }
      start = at
    }
    kind = next.kind
  }
  if (start < span.end) yield { start, end: span.end }
}

const leading =
  /^(?:[\s,:、的]|最近|近期|近来|现在|目前|而且|并且|但是?|不过|同时|另外|还有|然后|也|都)+/u
const trailing = /(?:[\s,:、。!]|吧|啊|呀|呢|哦|哈|嘞)+$/u

const tidy = (text: string) => text.replace(leading, '').replace(trailing, '')

/** Nobody says more at once. */
const most = 6

const numbering = /(?<=^|[\s,;。])(?:\d{1,2}[、.)]|[①-⑨])\s*(?=\D)/gu

/** One for each thing it is of, in order. What is of nothing goes with what was said before it. */
export function newsIn(said: string): RivalNews[] {
  const text = said.replace(numbering, '')
  const told: (Span & { readonly kind: NoteKind })[] = []
  for (const span of spansIn(text)) {
    const words = tidy(text.slice(span.start, span.end))
    if (words === '') continue
    const kind = kindOf(words)
    const last = told.at(-1)
    if (last && (kind === 'other' || kind === last.kind)) last.end = span.end
    else told.push({ ...span, kind })
  }
  return told.slice(0, most).map(({ kind, start, end }) => {
    const words = tidy(text.slice(start, end))
    const changeBp = kind === 'price' ? changeIn(words) : undefined
    return { kind, text: words, ...(changeBp !== undefined && { changeBp }) }
  })
}

/** Orders, and what is kept elsewhere. */
const noNews =
  /发[我给]|给我|看[看一下]|查|撤销|删|确认|帮我|改[成为到]|推进到|标签|^的?(?:情况|资料|信息|电话|联系方式|联系人|报告|文件|官网|地址|档案|卡片?)$/u
const sign = new RegExp(
  `${topicWords}|[了在有没是比会要被把很更太能不新降涨低高快慢强弱好差贵过到\\d%]|便宜|准备|打算|可以|开始|支持|覆盖|采用|号称`,
  'u',
)

/** Whether these words tell something of whoever stands before them. */
export const isNews = (words: string): boolean =>
  words.replace(/[\s,。!]/gu, '').length > 1 && sign.test(words) && !noNews.test(words)

const falls = /^(?:再?降|下[降调浮]|[减砍扣调让]|优惠|折让)/u
const rises = /^(?:上[涨调浮]|涨|提高|追加|增加|加)/u
/** Denied, or held against our own price: no movement of theirs. */
const noMovement = /没|不|未|别|比我|比咱|比别|相比|低于|高于|我们/u

/** -800 for 报价降了8%. */
function changeIn(words: string): number | undefined {
  if (noMovement.test(words)) return undefined
  const rates = tagAmounts(words).filter(({ found }) => found.kind === 'rate')
  const [rate, ...others] = rates
  if (!rate || others.length > 0 || rate.found.kind !== 'rate') return undefined
  const { bp, problem } = rate.found
  if (problem || bp.length !== 1 || bp[0] === 0) return undefined
  const moved = words.slice(0, rate.start).match(/(?:降|涨|调|跌)[了价约大概将近]*$/u)?.[0] ?? ''
  const verb = moved + rate.text
  if (falls.test(verb) || verb.startsWith('跌')) return -bp[0]!
  return rises.test(verb) ? bp[0] : undefined
}
