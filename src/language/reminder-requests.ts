/** What people say of reminders that are set: show them, drop one, move one. */
import { polite } from './clause-shape.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'

export type ReminderRequest = {
  readonly kind: 'list' | 'cancel' | 'move'
  /** Words of the reminder that is meant; empty for any. */
  readonly what: string
  /** The day it is on. */
  readonly day?: Tagged<DateMention>
  /** Every one of them. */
  readonly all: boolean
  /** When it is to come instead. */
  readonly to?: Tagged<DateMention>
}

const noun = '(?:提醒|闹钟|闹铃|备忘)(?:事项)?'
const drop = '(?:取消|删掉|删除|删了|删|去掉|撤销|撤掉|关掉|关闭|移除|清掉|清空)'
const move = '(?:改期|改|推迟|推后|延后|延期|顺延|挪|调整|调|提前|换)'
const pattern = (source: string) => new RegExp(`^${polite.before}${source}`, 'u')

const drops = [
  pattern(
    `(?:把|将)?${drop}了?(?:那个|这个|那条|这条|一下|我|的)*(?<what>.*?)的?${noun}了?${polite.after}`,
  ),
  pattern(
    `(?:把|将)?(?:那个|这个|我的?)*(?<what>.*?)的?${noun}(?:给|都|可以)?(?:${drop}|不要|撤)了?${polite.after}`,
  ),
  pattern(`(?:不用|不必|不要|别)再?提醒我?(?<what>.*?)了?${polite.after}`),
]
const moves = [
  pattern(`(?:把|将)?(?:那个|这个|我的?)*(?<what>.*?)的?${noun}${move}(?:到|成|为|至)?(?<to>.*)$`),
  pattern(
    `(?:那个|这个)?(?<what>.*?)(?:改到?|推迟到?|延后到?|换成?)(?<to>.*?)再?提醒我?${polite.after}`,
  ),
]

/** Reads one clause as a request about reminders that there are. */
export function readReminderRequest(clause: Clause): ReminderRequest | undefined {
  if (!/提醒|闹钟|闹铃|备忘/u.test(clause.text)) return undefined
  return readList(clause) ?? readMove(clause) ?? readDrop(clause)
}

const listing = wordList(
  '我 我的 的 有 有哪些 哪些 哪几个 什么 啥 几个 几条 多少 提醒 提醒事项 闹钟 闹铃 备忘 都 设 设了 设过 设置 了 过 看 看看 看一下 看下 查 查看 查一下 列出 列一下 列表 清单 显示 打开 现在 目前 当前 还 还有 还没 到 吗 呢 啊 呀 一下 下 给 给我 帮 帮我 请 麻烦 想 想看 知道 是 所有 全部 待 待办 个 条 没 没有 有没有 会 要 那些 那几个 这些',
)

function readList(clause: Clause): ReminderRequest | undefined {
  const [day, ...others] = clause.dates
  if (others.length > 0) return undefined
  const rest = day
    ? `${clause.text.slice(0, day.start - clause.start)} ${clause.text.slice(day.end - clause.start)}`
    : clause.text
  if (uncoveredIn(rest, listing).length > 0 || /提醒我|设个|设一个/u.test(rest)) return undefined
  const asks = clause.asks || /我的|哪|什么|啥|几[个条]|多少|看|查|列|显示|打开|有/u.test(rest)
  return asks || rest.trim() === '提醒'
    ? { kind: 'list', what: '', all: true, ...(day && { day }) }
    : undefined
}

function readDrop(clause: Clause): ReminderRequest | undefined {
  if (clause.asks) return undefined
  for (const form of drops) {
    const what = form.exec(clause.text.trim())?.groups?.what
    if (what === undefined) continue
    return { kind: 'cancel', ...named(clause, what, clause.dates) }
  }
  return undefined
}

function readMove(clause: Clause): ReminderRequest | undefined {
  if (clause.asks) return undefined
  for (const form of moves) {
    const match = form.exec(clause.text.trim())
    const to = clause.dates.at(-1)
    if (!match || !to || !match.groups?.to) continue
    const lead = clause.text.length - match.groups.to.length
    // 提前 and 推迟 are part of what the grammar of dates calls a shift.
    if (to.end - clause.start <= lead && to.found.when.kind !== 'shift') continue
    return {
      kind: 'move',
      ...named(clause, match.groups.what ?? '', clause.dates.slice(0, -1)),
      to,
    }
  }
  return undefined
}

/** The words without the day in them. */
function named(clause: Clause, what: string, dates: readonly Tagged<DateMention>[]) {
  const day = dates.find((tag) => what.includes(tag.text))
  const words = (day ? what.replace(day.text, '') : what).replace(/^[\s的,:]+|[\s的,:]+$/gu, '')
  const all =
    /^(?:所有|全部|一切|每个|我)?的?(?:所有|全部)?$/u.test(words) &&
    /所有|全部|清空/u.test(clause.text)
  return { what: all ? '' : words, all, ...(day && { day }) }
}
