/**
 * Asks about one record beside how it stands: what was talked about (华芯最近聊了什么), what to know
 * before a visit (拜访前 华芯), whom one knows there (华芯的联系人), who changed it and when (谁改了华芯
 * 检测的金额).
 */
import type { DateMention } from './date.ts'
import { lex, matching, type Rule, silent } from './lex.ts'
import { departmentPattern } from './people-said.ts'
import type { Tagged } from './reading.ts'
import {
  oneUnknown,
  type RecordToken,
  recordNames,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import { type SubjectMention, subjectIn } from './subject.ts'

export type RecordQuestion = 'talks' | 'brief' | 'contacts' | 'changes'

/** Of which value the changes are asked for. */
export type ChangedField = 'amount' | 'stage' | 'close-date' | 'owner'

export type RecordAsked = {
  readonly about: RecordQuestion
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
  readonly fields: readonly ChangedField[]
  /** Whose contacts alone are asked for, as spoken: 采购, 技术部. */
  readonly post?: string
  readonly date?: Tagged<DateMention>
}

type Token =
  | RecordToken
  | UnknownToken
  | { readonly kind: 'asked'; readonly post?: string }
  | { readonly kind: 'post'; readonly post: string }
  | { readonly kind: 'field'; readonly field: ChangedField }
  | { readonly kind: 'date'; readonly tag: Tagged<DateMention> }

const asks = (pattern: RegExp): Rule<Token> => matching(pattern, () => ({ kind: 'asked' as const }))

const talked =
  '(?:聊|谈|沟通|交流|说|讲|跟进|联系|互动|拜访|接触|对接|推进)(?:过|了|到|的|得|进展)*'

const talks: readonly Rule<Token>[] = [
  asks(
    /(?:上一?次|上回|最后一次|最近一次)?(?:的)?(?:见面|互动|沟通|联系|拜访|通话|碰面|开会|聊)(?:的)?(?:时间)?(?:是|在)?(?:什么时候|啥时候|何时|几号|哪天|哪一天|多久(?:以?前|之前)?)/uy,
  ),
  asks(/(?:有)?(?:什么|啥|哪些)?(?:新)?(?:动静|动向|动作|风声)/uy),
  asks(/(?:有)?(?:什么|啥|哪些)?新(?:的)?(?:消息|情况|进展|变化)/uy),
  asks(
    new RegExp(
      `${talked}(?:些|都)?(?:什么|啥|哪些|哪儿了?|哪了?|哪里了?|几次|怎么样|如何|咋样)`,
      'uy',
    ),
  ),
  asks(
    /(?:互动|跟进|沟通|拜访|交流|联系|走访|会谈|往来|接触|通话|聊天)(?:的)?(?:记录|历史|情况|明细|动态|纪要|内容|轨迹|时间线|日志|过程)/uy,
  ),
  asks(/(?:历史|过往|以往)(?:的)?(?:互动|跟进|沟通|拜访|记录)/uy),
  asks(
    /(?:最近|近期|最新|上一?次|最后一次|上回|近几次)(?:的)?(?:一次|几次|五次|5次|一些)?(?:的)?(?:互动|跟进|沟通|拜访|联系|交流|接触)/uy,
  ),
]

const brief: readonly Rule<Token>[] = [
  asks(/(?:拜访|见面|会面|上门|出发|见客户|走访|登门|开会|去)(?:之?前|以前)/uy),
  asks(/(?:之前|以前|前)(?=[^后]*$)/uy),
  asks(/(?:拜访|见面|会前|客户|访前|行前)?(?:简报|速览|备忘|小抄|摘要|概要|一页纸|提纲|功课)/uy),
  asks(
    /(?:过|准备|捋|顺|熟悉|温习)(?:一?遍|一?下|一过|好)?(?:他们|客户|它)?的?(?:资料|材料|情况|背景)/uy,
  ),
  asks(/(?:准备|预习|做功课|做做功课|做下功课|过一?遍|过一下|临时抱佛脚)/uy),
]

const post = `(?<post>${departmentPattern})(?:的?人|负责人|经理|主管|总监)?`

const contacts: readonly Rule<Token>[] = [
  asks(/联系人(?:名单|列表|信息|清单|情况)?/uy),
  asks(
    /(?:都)?(?:有|认识)(?:谁|哪些人|哪几个人?|哪几位|什么人)(?!(?:正|都)?在?(?:跟|管|负责|做|盯))/uy,
  ),
  asks(/(?:通讯录|名片|人员名单|对接人)/uy),
  asks(/(?:谁|哪位|哪个)是/uy),
  matching(
    new RegExp(`${post}(?:是谁|是哪位|是哪个|找谁|叫什么|叫啥|有谁|有哪些人)`, 'uy'),
    (match) => ({
      kind: 'asked' as const,
      post: match.groups!.post!,
    }),
  ),
  // 谁是华芯的采购: it ends in the post.
  matching(new RegExp(`${post}$`, 'uy'), (match) => ({
    kind: 'post' as const,
    post: match.groups!.post!,
  })),
]

const changing = '(?:改|动|调|调整|更新|修改|变更|变|编辑|操作|碰|更改|调过|挪|推迟|推进)'

const changes: readonly Rule<Token>[] = [
  asks(/(?:是|被)?谁(?:把|给|将)/uy),
  asks(
    /(?:是|在)?(?:什么时候|何时|啥时候|哪天|几号|几时)(?:就)?(?:推进|进入|推到|转到|转入|进|到|推|转|入)(?:到|入)?(?:的|了)?/uy,
  ),
  asks(
    new RegExp(
      `(?:都)?(?:是|被|有)?(?:谁|哪个人|哪位|哪些人)(?:给|把|又|都|在|来)*${changing}(?:动)?(?:过|了|的|成)*`,
      'uy',
    ),
  ),
  asks(
    new RegExp(
      `(?:是|在)?(?:什么时候|何时|啥时候|哪天|几号|几时|什么时间|哪一天|啥时间)(?:被|给|又|才)?${changing}(?:动)?(?:过|了|的|成|到)*`,
      'uy',
    ),
  ),
  asks(
    /(?:变更|修改|改动|操作|变动|更新|调整|变化|更改|审计|编辑|阶段|推进)(?:的)?(?:记录|历史|日志|明细|轨迹|情况|过程|log)/uy,
  ),
  asks(new RegExp(`${changing}(?:动)?过?(?:了)?(?:什么|哪些|几次|多少次|啥|哪里|哪儿)`, 'uy')),
  asks(new RegExp(`(?:有没有|有)(?:人)?${changing}(?:动)?过`, 'uy')),
  asks(new RegExp(`(?:被)?${changing}(?:动)?过(?:吗|没有|没|么)`, 'uy')),
  asks(/审计/uy),
]

const field = (pattern: RegExp, of: ChangedField): Rule<Token> =>
  matching(pattern, () => ({ kind: 'field' as const, field: of }))

const fields: readonly Rule<Token>[] = [
  field(/(?:项目|商机|合同)?(?:金额|价格|报价|价钱|总额|总价|钱)/uy, 'amount'),
  field(/(?:所在|当前)?(?:阶段|进度)/uy, 'stage'),
  field(/(?:预计)?(?:签约|签单|成交|签)?(?:日期|时间|日)|预计签约/uy, 'close-date'),
  field(/负责人|归属|owner/uy, 'owner'),
]

const soft =
  '资料 材料 功课 一会去 请 麻烦 麻烦你 帮我 帮忙 帮 给我 我 我们 咱们 我想 想 要 看看 看一下 看一眼 看下 看 查看 查询 查一下 查查 查下 查 打开 显示 调出 列一下 列出 列 说说 讲讲 了解 知道 了解一下 发我 发一下 来个 来份 出个 出份 给个 给份 一份 一下 下 个 份 的 了 吧 呢 啊 呀 哈 嘛 吗 是 有 都 都有 现在 目前 当前 最新 最近 近期 上次 上一次 到底 究竟 这个 那个 这 那 里 里面 中 上 方面 项目 商机 单子 单 客户 公司 那边 这边 他们 他们家 它 情况 谁 哪些 有哪些 是什么 什么 啥 谢谢 和 跟 与 对 在 同 把 被 一个 家 全部 所有 完整 详细 还 再 就 也 吃 之间 双方 去 见 拜访 要去 要见 先 需要 注意 知道些 应该 该 得 怎么 进展 到 成 几次 次 面 会 一会 一会儿 等会 等会儿 等下 待会 待会儿 马上 上午 下午 中午 晚上 是不是 人 改了 改的 动了 动过 推进了 推进的 推的 调了 调的 挪了 挪的 提前了 推迟了 改掉了'

const filling = silent(soft)
const courtesy = silent(
  '你好 您好 早 早上好 早安 上午好 下午好 好 谢谢 谢谢你 谢啦 多谢 辛苦了 麻烦了 麻烦你 麻烦 请 请问 问一下 问下 帮个忙 帮忙 哈 啊 呀 嗨 哎 急 在吗 了 吧',
)

const rules: Readonly<Record<RecordQuestion, readonly Rule<Token>[]>> = {
  changes: [...changes, ...fields],
  contacts,
  talks,
  brief,
}

/** A message that asks this and nothing else, in one clause or two (明天去立辰,帮我准备一下). */
export function readRecordAsked(
  about: RecordQuestion,
  clauses: readonly Clause[],
  free: readonly Clause[],
): RecordAsked | undefined {
  if (free.length !== clauses.length || clauses.length > 4) return undefined
  const told = clauses.filter((clause) => !isCourtesy(clause))
  if (told.length === 0 || told.length > 2) return undefined
  const read = told.map((clause) => tokensOf(about, clause))
  const tokens = read.flatMap((one) => one ?? [])
  if (read.includes(undefined) || !tokens.some(({ kind }) => kind === 'asked')) return undefined
  const dates = told.flatMap((clause) => clause.dates)
  const unknown = oneUnknown(tokens)
  // 联系人王经理 tells one, 天成的联系人 asks for them.
  const namesOne = about === 'contacts' && tokens.at(-1)?.kind === 'unknown'
  if (unknown === 'too much' || namesOne || dates.length > 1) return undefined
  const subject = subjectIn(told)
  const [of] = tokens.flatMap((token) => ('post' in token && token.post ? [token.post] : []))
  return {
    about,
    clauses,
    fields: tokens.flatMap((token) => (token.kind === 'field' ? [token.field] : [])),
    ...(subject && { subject }),
    ...(of && { post: of }),
    ...(unknown && { unknownName: unknown }),
    ...(dates[0] && { date: dates[0] }),
  }
}

const isCourtesy = (clause: Clause): boolean =>
  clause.names.length === 0 && lex(textOf(clause), [courtesy]) !== undefined

/** What has been is told, not prepared for. */
const visited = /(?:去|见|访|聊|谈)(?:了|过)/u

/** The clause as tokens that cover it; undefined when some of it is in no rule. */
function tokensOf(about: RecordQuestion, clause: Clause): Token[] | undefined {
  if (clause.amounts.some((a) => !clause.dates.some((d) => d.start < a.end && a.start < d.end))) {
    return undefined
  }
  if (about === 'brief' && visited.test(clause.text)) return undefined
  const lexed = lex<Token>(textOf(clause), [
    recordNames(clause),
    ...clause.dates.map((date) => dateToken(clause, date)),
    ...(about === 'changes' ? clause.stages.map((stage) => stageToken(clause, stage)) : []),
    ...rules[about],
    filling,
    unknownName,
  ])
  return lexed?.map(({ token }) => token)
}

/** What was tagged, where it stands. */
const tagged =
  (clause: Clause, tag: Tagged<unknown>, token: Token): Rule<Token> =>
  (_text, at) => {
    const lead = clause.text.length - clause.text.trimStart().length
    const here = tag.start - clause.start - lead === at
    return here ? [{ end: at + tag.end - tag.start, token }] : []
  }

const dateToken = (clause: Clause, tag: Tagged<DateMention>): Rule<Token> =>
  tagged(clause, tag, { kind: 'date', tag })

/** 什么时候进的方案制定 asks about the stage. */
const stageToken = (clause: Clause, tag: Tagged<unknown>): Rule<Token> =>
  tagged(clause, tag, { kind: 'field', field: 'stage' })
