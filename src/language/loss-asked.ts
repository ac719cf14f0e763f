/** Asks why deals were lost: 丢单原因, 最近为什么丢单, 今年丢单原因 按竞品/阶段/地区, 都输给谁了. */

import { SCALE, scanNumber } from '../lib/chinese-number.ts'
import type { DateMention } from './date.ts'
import { lex, matching, type Rule, silent } from './lex.ts'
import type { Tagged } from './reading.ts'
import {
  type RecordToken,
  recordNames,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import { rivalWord } from './rivals.ts'
import type { Clause } from './sentence.ts'
import type { Whose } from './work-clause.ts'

/** What the lost deals are told apart by, beside the reason. */
export type LossBy = 'rival' | 'stage' | 'region'

export type LossesAsked = {
  readonly clauses: readonly Clause[]
  /** As said; none for all of them. */
  readonly by: readonly LossBy[]
  /** Left out where nobody was named. */
  readonly whose?: Whose
  readonly date?: Tagged<DateMention>
  /** 最近三个月: so many days or months back. */
  readonly back?: Back
}

export type Back = { readonly words: string } & (
  | { readonly days: number }
  | { readonly months: number }
)

type Token =
  | RecordToken
  | UnknownToken
  | { readonly kind: 'why' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'by'; readonly by?: LossBy }
  | { readonly kind: 'me' }
  | { readonly kind: 'team' }
  | { readonly kind: 'all' }
  | { readonly kind: 'user' }
  | { readonly kind: 'date' }
  | { readonly kind: 'back'; readonly back: Back }

const token = (kind: 'why' | 'lost' | 'me' | 'team' | 'all', source: string): Rule<Token> =>
  matching(new RegExp(source, 'uy'), () => ({ kind }) as Token)
const by = (source: string, what?: LossBy): Rule<Token> =>
  matching(new RegExp(source, 'uy'), () => ({ kind: 'by', ...(what && { by: what }) }) as Token)

const losing = '(?:丢单|输单|丢标|失单|落标|输标)'
const lose = `(?:${losing}|丢了|输了|丢掉|输掉|丢)`
const split = '(?:按照?|分|依|以)?'
const part = '(?:分布|划分|来看|来分|分类|统计|拆分|拆|分|看|维度)?'

const units: Readonly<Record<string, { readonly days: number } | { readonly months: number }>> = {
  天: { days: 1 },
  日: { days: 1 },
  周: { days: 7 },
  星期: { days: 7 },
  月: { months: 1 },
  季度: { months: 3 },
  半年: { months: 6 },
  年: { months: 12 },
}

/** 最近三个月, 近半年. */
const backRule: Rule<Token> = (text, at) => {
  const lead = /^(?:最近|近|过去|前)(?:这)?/u.exec(text.slice(at))?.[0]
  if (lead === undefined) return []
  const half = text.startsWith('半年', at + lead.length)
  const number = half ? undefined : scanNumber(text, at + lead.length)
  const count = half ? 1 : number && !('problem' in number) ? Number(number.values[0]! / SCALE) : 0
  const from = half ? at + lead.length : (number?.end ?? at)
  const unit = /^个?(半年|季度|星期|天|日|周|月|年)/u.exec(text.slice(from))
  if (!unit || count < 1 || count > 60) return []
  const end = from + unit[0].length
  const one = units[unit[1]!]!
  const words = text.slice(at, end)
  const back =
    'days' in one ? { words, days: one.days * count } : { words, months: one.months * count }
  return [{ end, token: { kind: 'back', back } }]
}

const rules: readonly Rule<Token>[] = [
  backRule,
  token(
    'why',
    `${losing}了?(?:的)?(?:主要|常见)?(?:原因|归因|分析|统计|情况|报表|报告|复盘|分布|构成|占比|理由|汇总|总结)`,
  ),
  token(
    'why',
    `(?:都|主要|老是|老|总是|总)*(?:是|因)?(?:为什么|为啥|为何|因为什么|因为啥|什么原因|啥原因|怎么)(?:会|老是|老|总是|总|一直|都|又)*${lose}(?:这么多|那么多)?(?:单子|单|项目|商机)?`,
  ),
  token(
    'why',
    `${lose}(?:的)?(?:单子?|项目|商机)?(?:都|主要)?(?:是)?(?:为什么|为啥|因为什么|什么原因|啥原因)`,
  ),
  token('lost', losing),
  by(
    `(?:都|主要)?(?:丢单?|输单?|败)(?:都|主要)?给了?(?:谁|哪家|哪几家|哪些(?:家|公司|${rivalWord})|什么人)(?:最多|多)?`,
    'rival',
  ),
  by(`(?:都|主要)?(?:丢|输)单?(?:都|主要)?在了?(?:哪个?|什么)(?:阶段|环节|一步|步)`, 'stage'),
  by(`${split}(?:各个?|不同)?${rivalWord}${part}`, 'rival'),
  by(`${split}(?:各个?|不同)?(?:阶段|环节)${part}`, 'stage'),
  by(`${split}(?:各个?|不同)?(?:地区|区域|大区|片区|省份)${part}`, 'region'),
  by(`${split}(?:各种?|不同)?原因${part}`),
  token('me', '我自己的?|我的|我|本人的?|自己的?'),
  token(
    'team',
    '我们组的?|我们团队的?|我们的?|咱们组的?|咱们的?|团队的?|本组的?|全组的?|组里的?|大家的?',
  ),
  token('all', '全公司的?|公司的?|所有人?的?|全部的?|整个公司的?'),
]

const filling = silent(
  '请 麻烦 帮我 帮 给我 给 看看 看一下 看下 看 查 查查 查一下 查看 列 列一下 列出 统计 统计一下 分析 分析一下 汇总 出个 来个 来份 一份 出一份 做个 总结 总结一下 一下 下 个 份 的 了 吧 呢 啊 呀 哈 嘛 吗 都 有 有哪些 哪些 是 是什么 什么 啥 最近 近期 近来 这段时间 一段时间 目前 到底 究竟 主要 里 中 期间 以来 内 和 跟 与 及 再 还 也 报表 报告 情况 我想 想 要 知道 说说 讲讲 单子 单 项目 商机 谢谢 最多 原因 / 与',
)

/** A message that asks for nothing else, in one clause or two. */
export function readLossesAsked(
  all: readonly Clause[],
  free: readonly Clause[],
): LossesAsked | undefined {
  if (free.length !== all.length || all.length > 3) return undefined
  if (!all.some(({ text }) => /[丢输失落败]/u.test(text))) return undefined
  const read = all.map(tokensOf)
  const tokens = read.flatMap((one) => one ?? [])
  if (read.includes(undefined)) return undefined
  const kinds = tokens.map(({ kind }) => kind)
  const dims = tokens.flatMap((one) => (one.kind === 'by' && one.by ? [one.by] : []))
  const asks =
    kinds.includes('why') || asksByWords(all) || (kinds.includes('lost') && kinds.includes('by'))
  const dates = all.flatMap((clause) => clause.dates)
  if (!asks || dates.length > 1 || kinds.includes('record')) return undefined
  const backs = tokens.flatMap((one) => (one.kind === 'back' ? [one.back] : []))
  if (dates.length + backs.length > 1) return undefined
  const whose = whoseOf(all, tokens)
  if (whose === 'too many') return undefined
  return {
    clauses: all,
    by: [...new Set(dims)],
    ...(whose && { whose }),
    ...(dates[0] && { date: dates[0] }),
    ...(backs[0] && { back: backs[0] }),
  }
}

/** 都输给谁了, 丢在哪个阶段: these ask by themselves. */
const asksByWords = (all: readonly Clause[]): boolean =>
  all.some(({ text }) =>
    /(?:丢|输|败)单?(?:都|主要)?(?:给了?(?:谁|哪|什么)|在了?(?:哪|什么))/u.test(text),
  )

function tokensOf(clause: Clause): Token[] | undefined {
  if (clause.amounts.some((a) => !clause.dates.some((d) => d.start < a.end && a.start < d.end))) {
    return undefined
  }
  const lexed = lex<Token>(textOf(clause), [
    recordNames(clause),
    ...clause.dates.map((tag) => tagged(clause, tag, 'date')),
    ...clause.names.filter(isUser).map((tag) => tagged(clause, tag, 'user')),
    ...rules,
    filling,
    unknownName,
  ])
  return lexed?.map((one) => one.token)
}

const isUser = ({ found }: Clause['names'][number]) => found.hits.some((hit) => hit.kind === 'user')

/** What was tagged, where it stands. */
const tagged =
  (clause: Clause, tag: Tagged<unknown>, kind: 'date' | 'user'): Rule<Token> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    const here = tag.start - clause.start - lead === at
    return here ? [{ end: at + tag.end - tag.start, token: { kind } }] : []
  }

function whoseOf(all: readonly Clause[], tokens: readonly Token[]): Whose | undefined | 'too many' {
  const users = all.flatMap((clause) => clause.names.filter(isUser))
  const unknown = tokens.filter((one): one is UnknownToken => one.kind === 'unknown')
  if (users.length + unknown.length > 1) return 'too many'
  if (users[0]) {
    const hits = users[0].found.hits.filter((hit) => hit.kind === 'user')
    const userIds = hits.map((hit) => hit.subjectId)
    return { kind: 'named', words: users[0].text, userIds }
  }
  if (unknown[0]) return { kind: 'named', words: unknown[0].name, userIds: [] }
  const kinds = tokens.map(({ kind }) => kind)
  if (kinds.includes('team')) return { kind: 'team' }
  return kinds.includes('me') ? { kind: 'me' } : undefined
}
