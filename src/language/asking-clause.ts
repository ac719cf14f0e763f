/**
 * A clause that asks to see a record: its name, and beside it nothing but words that ask, point or
 * soften.
 */
import { uncoveredIn, wordList } from './cover.ts'
import { type Clause, gapsOf } from './sentence.ts'
import { isDealName, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

const asking =
  '几级 什么级别 多久 多久了 多长时间 几天 几天了 来着 发我 发给我 发我一份 发过来 调出来 调 调一下 调出 看看吧 情况如何 谈得 谈的 聊得 做得 跟得 进行得 走得 什么 啥 怎么样 怎样 咋样 怎么 咋 如何 情况 啥情况 状况 状态 进展 进度 近况 动态 多少钱 多少 几个 几 哪个 哪 哪里 哪儿 哪步 哪一步 谁 谁在 何时 几时 几号 几月 时候 什么时候 啥时候 什么时间 ' +
  '看看 看一下 看下 看 查看 查询 查一下 查查 查下 查 打开 显示 介绍 说说 讲讲 了解 知道 告诉 吗 呢 有没有 还差 差 卡 干嘛 做什么'

const about =
  '级别 等级 评级 卡片 客户卡片 商机卡片 客户卡 阶段 金额 价格 报价 总额 钱 预计 日期 时间 签约 签单 签合同 签 成交 负责人 负责 跟进 跟 归 管 联系人 决策链 决策 下一步 下步 停留 信息 资料 详情 详细 明细 概况 档案 合同 ' +
  '到了 到 走到 推到 推进到 在 处于 能 会 要 可以'

const softening =
  '现在 目前 当前 最近 今天 这会儿 到底 究竟 大概 了 吧 啊 呀 哈 嘛 的 得 是 有 给 我 我们 咱们 你 帮 帮我 请 麻烦 想 要 一下 下 这个 那个 这 那 个 项目 商机 单子 客户 公司 单 一 还 都 和 与 呃 嗯 那边 这边 他们 它 就'

const words = wordList(asking, about, softening)

const asks =
  /什么|啥|几级|级别|多久|多长|几天|发我|发给我|调|怎|咋|如何|情况|状况|进展|进度|近况|动态|多少|几[个时号月]|哪|谁|何时|时候|看|查|打开|显示|阶段|状态/u

const asksAboutRecord =
  /情况|状况|进展|进度|近况|动态|多少钱|阶段|谁.{0,2}负责|负责人(?:是谁|是|呢|$)|怎么样|怎样|咋样|如何|(?:什么|啥)时候(?:能|会|要)?签|何时签|几号签|签约|到哪|哪(?:一)?步|卡在|谁在?(?:负责|跟)|看|查|打开|显示|介绍|有没有|几级|级别|详情|详细/u

export type Asking = {
  /** In no list, and where a name would stand. */
  readonly unknownName?: string
}

const nameLike = /^[\p{Script=Han}A-Za-z0-9-]{2,24}$/u

/** In no name, and in what says something else. */
const noName = /[不没别未无吗么什谁怎何了]|万$/u

/** Our own codes, and what ends like the name of a company or a project. */
const surelyName =
  /^(?:[A-Z]{1,4}-?\d{1,7}|[\p{Script=Han}A-Za-z0-9]{2,20}(?:项目|公司|集团|科技|电子|股份|实验室|工程))$/iu

/** Reads the clause as a question about a record; undefined when it says anything else. */
export function readAskingClause(clause: Clause): Asking | undefined {
  const text = clause.text.trim()
  const unknown = gapsOf(clause, [...clause.names, ...clause.stages]).flatMap(unknownIn)
  if (unknown.length === 0) return {}
  const [unknownName, ...others] = unknown
  if (others.length > 0 || !isNameLike(unknownName!)) return undefined
  if (!clause.names.some(isRecordName) && surelyName.test(text)) return { unknownName: text }
  // 华芯终端怎么样 asks about another company; 华芯检测怎么卡住了 about nothing else.
  if (!besideName(clause, unknownName!)) return undefined
  // 中午吃什么 asks, but about no record.
  const surely = clause.names.some(isRecordName) ? asks : asksAboutRecord
  return surely.test(text) || isLongerName(clause, unknownName!) ? { unknownName } : undefined
}

/** 华芯终端: a customer's name, more of a name, and nothing else. */
const isLongerName = ({ names, text }: Clause, unknown: string): boolean =>
  names.length === 1 &&
  !isDealName(names[0]!) &&
  nothingDone.test(unknown) &&
  text.trim() === names[0]!.text + unknown

/** In no name, and in most of what is said of one: 立辰标个高潜力 is no longer name. */
const nothingDone =
  /^[^标给看新建开有在个了吗我你他她它要说谈去来改加减记打找问想让把被不没这那是几步发哪谁]+$/u

export type NamePart = { readonly subject: SubjectMention; readonly part: string }

/** 远驰检测线: an account and words that are in no list, right behind it, and nothing beside them. */
export function readNamePart(clause: Clause): NamePart | undefined {
  const [name, ...others] = clause.names.filter(isRecordName)
  const subject = subjectIn([clause])
  if (!name || !subject || others.length > 0 || subject.dealIds.length > 0 || clause.asks) {
    return undefined
  }
  const lead = clause.text.slice(0, name.start - clause.start)
  const [, part = ''] = partAlone.exec(clause.text.slice(name.end - clause.start)) ?? []
  const isPart =
    lead.trim() === '' && isNameLike(part) && nothingDone.test(part) && !asksOf.test(part)
  return isPart ? { subject, part } : undefined
}

/** 远驰啥情况 asks of the customer. */
const asksOf = /啥|多少|情况|如何|咋/u

const partAlone =
  /^(?:的|那个|这个)*([\p{Script=Han}A-Za-z0-9-]{2,12}?)(?:项目|商机|单子|这单|那单)?$/u

/**
 * Where a known name stands, the rest of another one stands right beside it; beside a deal's only
 * before it, 远迟 of 远迟AEC-Q检测线.
 */
function besideName(clause: Clause, unknown: string): boolean {
  const names = clause.names.filter(isRecordName)
  const at = clause.start + clause.text.indexOf(unknown)
  const after = at + unknown.length
  return (
    names.length === 0 ||
    names.some((tag) => tag.start === after || (tag.end === at && !isDealName(tag)))
  )
}

const isNameLike = (text: string) => nameLike.test(text) && !noName.test(text)

function unknownIn(gap: string): string[] {
  const runs = uncoveredIn(gap, words)
  const first = runs[0]
  return first ? [gap.slice(first.start, runs.at(-1)!.end)] : []
}
