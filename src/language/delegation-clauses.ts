/**
 * Who decides in somebody's place, and when: 我下周休假,审批交给赵总; 11月23到29号我的审批由赵敏代;
 * 取消委托; 谁在代我审批.
 */
import { colleagueRules, type SaidColleague, strangers } from './colleagues-said.ts'
import { type DateMention, tagDates } from './date.ts'
import { leavesItOpen, opensClause } from './hedges.ts'
import { lex, matching, type Rule, silent } from './lex.ts'
import type { Reading, Tagged } from './reading.ts'
import { textOf } from './record-words.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'
import { readSpanDays, readTermSpan } from './term-span.ts'

export type DelegationReading = {
  readonly clauses: readonly Clause[]
  readonly kind: 'set' | 'cancel' | 'ask'
  readonly people: readonly SaidColleague[]
  /** Whose approvals, where that is not the speaker: 陈静的审批由赵敏代. */
  readonly whose?: SaidColleague
  /** The first day and the last, or one span of days. */
  readonly dates: readonly Tagged<DateMention>[]
  /** 休三天: how long from the first day on. */
  readonly days?: Reading<number>
}

type Token =
  | { readonly kind: 'duty' | 'give' | 'stand-in' | 'delegation' | 'end' | 'ask' | 'away' }
  | { readonly kind: 'date' }
  | { readonly kind: 'span'; readonly days: Reading<number> }

type Word = 'duty' | 'give' | 'stand-in' | 'delegation' | 'end' | 'ask' | 'away'

const word = (kind: Word, pattern: RegExp): Rule<Token> =>
  matching<Token>(pattern, () => ({ kind }))

const rules: readonly Rule<Token>[] = [
  word('ask', /谁(?:在|来|是)?|有没有人|哪位|什么人/uy),
  word('delegation', /(?:审批)?(?:的)?(?:委托|代理(?!商)|授权|代审批?)(?:人)?/uy),
  word('end', /取消|结束|撤销|撤回|收回|终止|停掉|停止|解除|关掉|作废|不用(?:再)?|不需要(?:再)?/uy),
  word(
    'stand-in',
    /(?:代|替|帮|代替)(?:我|他|她)?(?:的)?(?=(?:来)?(?:审|批|处理|签|看)|$|[\s,。!])|代(?:管|办|劳|为|一?下)?|顶(?:一?下|替)?/uy,
  ),
  word('give', /(?:委托|托付|移交|转交|转|交|授权)(?:给|到|由|与)?/uy),
  word(
    'duty',
    /(?:手上|手头|这边|所有|全部|的)*(?:审批|审核|待审(?:的)?|条款审批)(?:权限?|工作|单|的?事|事情|流程)?|(?:来)?(?:审|批)(?:一?下)?/uy,
  ),
  word(
    'away',
    /(?:休|请|放)(?:年|病|事|产|陪产|婚|丧|个|长)?假|(?:休|请)(?=.{1,4}(?:年|病|事)?假)|(?<=[天周月])的?(?:年|病|事)?假|出差|不在(?:公司|办公室|岗)?|外出|度假|出国|住院|培训|探亲|休息/uy,
  ),
]

const filling = silent(
  '我 的 我的 这 那 由 让 请 麻烦 帮我 给 把 将 从 到 至 - ~ 期间 这段时间 这几天 那几天 时候 时间 开始 起 止 结束 之间 内 都 就 先 要 会 在 是 来 去 了 吧 哈 啊 呀 呢 啦 嘛 一下 下 负责 处理 暂时 临时 全 全部 所有 我回来了 回来了 我回来 已经 现在 目前 当前 , 和 跟 为 这边 单子 共 一共 谢谢 辛苦 吗 给我 我这边 设 设置 设个 做 当 家 自己 我自己',
)

/** 11.23-11.29 are two days, and so are 23-29号. */
function datesIn({ text }: Clause): Tagged<DateMention>[] {
  const said = text.trim().replace(/(?<=\d)[-~—至](?=\d)/gu, '到')
  const tags = tagDates(said)
  const first = /(?<![\d.月/])(\d{1,2})到(?=\d{1,2}[号日])/u.exec(said)
  if (!first) return tags
  const start = first.index
  const found = { when: { kind: 'date-of-month', date: Number(first[1]) } } as const
  const tag = { start, end: start + first[1]!.length, text: `${first[1]}号`, found }
  return [tag, ...tags].sort((a, b) => a.start - b.start)
}

const dateRule =
  (dates: readonly Tagged<DateMention>[]): Rule<Token> =>
  (_text, at) => {
    const tag = dates.find(({ start }) => start === at)
    return tag ? [{ end: tag.end, token: { kind: 'date' } }] : []
  }

const spanRule: Rule<Token> = (text, at) => {
  const read = readTermSpan(text, at)
  return read
    ? [{ end: read.end, token: { kind: 'span', days: readSpanDays(read.span) }, cost: 1 }]
    : []
}

type Piece = Token | { readonly kind: 'colleague'; readonly colleague: SaidColleague }

function cut(clause: Clause) {
  if (clause.names.some(isRecordName) || clause.stages.some(({ text }) => text !== '项目'))
    return undefined
  return lex<Piece>(textOf(clause), [
    dateRule(datesIn(clause)),
    ...colleagueRules(clause),
    ...rules,
    spanRule,
    filling,
    ...strangers(clause),
  ])
}

/** Reads the whole message as a delegation of one's approvals. */
export function readDelegation(
  all: readonly Clause[],
  free: readonly Clause[],
): DelegationReading | undefined {
  if (free.length !== all.length || all.length > 4) return undefined
  if (all.some(({ text }) => opensClause(text) || leavesItOpen(text))) return undefined
  const pieces = all.map((clause) => cut(clause))
  if (!pieces.every((one) => one !== undefined)) return undefined
  const tokens = pieces.flat().map(({ token }) => token)
  const has = (...kinds: readonly Piece['kind'][]) =>
    tokens.some(({ kind }) => kinds.includes(kind))
  const people = tokens.flatMap((token) =>
    token.kind === 'colleague' && !token.colleague.isMe ? [token.colleague] : [],
  )
  const dates = all.flatMap(datesIn)
  const days = tokens.find((token) => token.kind === 'span')
  const base = { clauses: all, dates, ...(days?.kind === 'span' && { days: days.days }) }
  if (has('ask')) {
    const about = has('delegation') || (has('stand-in') && has('duty'))
    return about && people.length === 0 ? { ...base, kind: 'ask', people } : undefined
  }
  if (all.some(({ asks }) => asks)) return undefined
  if (has('end')) {
    const isOne =
      has('delegation') || (has('stand-in') && has('duty')) || (has('duty') && has('give'))
    return isOne ? { ...base, kind: 'cancel', people } : undefined
  }
  const gives = has('duty', 'delegation') && has('give', 'stand-in', 'delegation')
  // 转给吴芳审 hands on one request.
  const isForDays = dates.length > 0 || has('span', 'away', 'stand-in', 'delegation')
  if (!gives || !isForDays || people.length === 0) return undefined
  return { ...base, kind: 'set', ...toWhom(all, people) }
}

/** 陈静的审批由赵敏代: whose they are stands before 的审批. */
function toWhom(
  all: readonly Clause[],
  people: readonly SaidColleague[],
): Pick<DelegationReading, 'people' | 'whose'> {
  const text = all.map((clause) => clause.text).join(',')
  const whose = people.find(({ words }) =>
    new RegExp(`${words}的(?:所有|全部)?审批`, 'u').test(text),
  )
  const others = people.filter((one) => one !== whose)
  return whose && others.length > 0 ? { people: others, whose } : { people }
}
