/** A deal that is lost, as people tell it: to whom, why, and what is to be learned from it. */
import type { LossReason } from '../domain/loss.ts'
import { changesNothing, isSure, readChangeClause } from './change-clause.ts'
import { nameMark, shapeOf } from './clause-shape.ts'
import { uncoveredIn, wordList } from './cover.ts'
import { anyRival, isRivalLike, isRivalName, rivalsIn, type SaidRival } from './rivals.ts'
import type { Clause, Sentence } from './sentence.ts'
import { isRecordName, type SubjectMention, subjectIn, subjectsListed } from './subject.ts'

export type LossReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** In no list, and where a name would stand. */
  readonly unknownName?: string
  /** Named earlier in the same message. */
  readonly earlier?: SubjectMention
  /** Speaks of a deal, though it names none: 这单丢了. */
  readonly pointsAtDeal: boolean
  /** Several where it may be any of them. */
  readonly reasons: readonly LossReason[]
  readonly rivals: readonly SaidRival[]
  /** Said that there was none. */
  readonly noRival: boolean
  readonly lesson?: string
}

const lossWords =
  '丢 丢了 丢掉 丢掉了 丢单 丢单了 丢标 丢标了 丢给 丢给了 输 输了 输单 输单了 输掉 输掉了 输给 输给了 输在 黄 黄了 黄掉 黄掉了 飞了 凉了 凉凉 没戏 没戏了 泡汤 泡汤了 吹了 死了 流标 流标了 废标 废标了 落标 落标了 落选 落选了 出局 出局了 没拿下 没拿下来 没中 没中标 没谈成 没签成 没签下来 没做成 败了 败给 败给了 不做了 不跟了 不要了 不买了 不上了 不搞了 不采购了 不继续了 终止 终止了 取消 取消了 砍了 砍掉 砍掉了 停了 叫停 叫停了 搁置 搁置了 放弃 放弃了 关闭 关了 关掉 关掉了 结束 结束了 抢 抢走 抢走了 抢去了 抢了 拿走 拿走了 拿下 拿下了 拿了 截胡 截胡了 撬走 撬走了 撬了 中标 中标了 中了 做了 签走 签走了 选了 选择了 选择 定了 定给 定给了 用了 给了 给'
const fillers =
  '和 跟 与 及 以及 项目 商机 单子 单 这单 那单 这个 那个 这 那 它 生意 案子 合同 标 的 了 也 都 已经 已 最后 最终 还是 终于 结果 刚 刚刚 刚才 客户 客户那边 那边 那头 这边 对方 甲方 业主 他们 人家 她们 我们 咱们 咱 我 我们的 被 让 把 将 请 麻烦 帮我 给我 因为 由于 是 是因为 原因 原因是 主要 主要是 主要原因 上 说 可惜 唉 哎 哎呀 遗憾 很遗憾 确认 确定 标记 标记为 标 标为 记 记为 记成 改成 改为 状态 处理 为 按 成 吧 啊 呀 呢 哈 哦 算 算是 一下 先 就 彻底 真 全 两个 又 在 去 呗 嘛 嗯 呃 还 还是 后来 正式 好像 没 有 没有 竞争对手 对手 竞品 友商 别人 别家 同行 其他家 家 公司 下 登记 登记为 直接 从 这边 宣布 明确 不再 了啊 内部'
const reasonWords =
  '价格 价格原因 价格问题 价格低 价格高 价格太高 价格更低 价 价钱 报价 报价太高 报价低 报价高 太贵 嫌贵 嫌我们贵 贵 贵了 便宜 更便宜 低 高 低价 价低 价高 太高 交期 交期太长 交期问题 交期原因 交付 周期 太长 长 来不及 工期 技术 技术原因 技术问题 技术不行 技术方案 方案 方案不行 不行 精度 指标 性能 能力 资质 参数 不够 达不到 不满足 关系 关系不到位 不到位 客户关系 关系原因 关系户 内定 内定了 早内定了 老供应商 熟人 预算 预算原因 预算不够 预算砍了 预算被砍 预算取消 没预算 没预算了 没有预算 没钱 没钱了 资金 经费 问题 原因 取消了 不上了 暂停 暂停了 延期 没下文 没下文了 没动静 一直拖 拖着 没人拍板 没决策 定不下来 不了了之 没结论 更好 好 比 差 太差 慢 太慢 战略调整 调整 业务 方向 变了'

const words = wordList(lossWords, fillers, reasonWords)

const lossVerb =
  /丢单|丢标|丢[了掉给]|丢$|输单|输[了掉给在]|黄[了掉]|飞了|凉[了凉]|没戏|泡汤|吹了|死了|流标|废标|落标|落选|出局|没拿下|没中|没谈成|没签成|没签下来|没做成|败[了给]|不(?:做|跟|要|买|上|搞|采购|继续)了|终止|取消|砍[了掉]|(?<!暂)停了|叫停|搁置|放弃|关闭|关[了掉]|(?:标记?|记|登记)[为成]?丢|(?:被|让|给).{1,12}?(?:抢|拿|截|撬|签走|中标|中了)|(?:选|定|用|给|选择|定给|签)了/u
const cancelWord = /不(?:做|要|买|上|搞|采购|继续)了|终止|取消|砍[了掉]|(?<!暂)停了|叫停|搁置/u

const reasonPatterns: readonly (readonly [LossReason, RegExp])[] = [
  ['price', /价格|价钱|报价|低价|价低|价高|太贵|嫌.{0,2}贵|贵[了$]|便宜|压价/u],
  ['delivery', /交期|交付|周期|工期|来不及|交货/u],
  ['technical', /技术|方案|精度|指标|性能|资质|参数|达不到|不满足|能力/u],
  ['relationship', /关系|内定|熟人|老供应商/u],
  ['budget', /预算|没钱|资金|经费/u],
  ['no-decision', /没下文|没动静|一直拖|拖着|没人拍板|没决策|定不下来|不了了之|没结论|未决/u],
  [
    'cancelled',
    /项目(?:被|都)?(?:取消|砍|停|搁置|终止|叫停)|(?:客户|对方|甲方|业主)(?:项目)?(?:取消|不上了|不做了|不搞了|停了)|项目取消|战略调整|不上了|不采购了/u,
  ],
  ['other', /其他原因/u],
]

/** Why, as far as these words tell. */
export function lossReasonsIn(text: string): LossReason[] {
  return reasonPatterns.flatMap(([reason, pattern]) => (pattern.test(text) ? [reason] : []))
}

const lessonLead = /^(?:一条)?(?:教训|经验|反思|总结|经验教训)(?:就?是|:|,|\s)*|^(?=下次|以后)/u
const noRivalWords = /(?:没有?|无)(?:明确的?)?(?:竞争对手|对手|竞品|友商)|不是输给(?:谁|别人)/u
/** Not told as a fact. */
const notTold =
  /吗|么$|什么|怎么|如果|(?<!主)要是|万一|会不会|可能|也许|恐怕|估计|大概|差点|险些|担心|怕|别|不会|没丢|没输|没黄|快要?|要(?:黄|丢|输|取消)|是不是|多少|谁|有没有|听说|提醒|假如|好像/u

type Told = {
  readonly unknownName?: string
  readonly rivals: readonly SaidRival[]
  readonly pointsAtDeal: boolean
}

/** Reads the clause that tells of a loss, with those beside it that say why and to whom. */
export function readLoss(sentence: Sentence, free: readonly Clause[]): LossReading[] | undefined {
  // 客户定了环测,华芯检测黄了: the clause with the name in it tells, the other says why.
  const named = free.filter((clause) => clause.names.some((tag) => !isRivalName(tag)))
  for (const clause of [...named, ...free.filter((one) => !named.includes(one))]) {
    const told = tellsOfLoss(clause)
    if (!told) continue
    const at = free.indexOf(clause)
    const before = reasonBefore(free[at - 1], clause)
    const after = reasonsAfter(clause, free.slice(at + 1))
    const clauses = [...(before ? [before] : []), clause, ...after]
    const earlier = earlierSubject(sentence, clauses[0]!)
    const reading = { ...gathered(clauses, clause, told), ...(earlier && { earlier }) }
    const listed = subjectsListed(clause)
    const subjects = listed.length > 1 ? listed : [subjectIn(clauses)]
    return subjects.map((subject) => ({ ...reading, ...(subject && { subject }) }))
  }
  return undefined
}

function gathered(clauses: readonly Clause[], trigger: Clause, told: Told): LossReading {
  const texts = clauses.map((clause) => clause.text)
  const reasons = [...new Set(texts.flatMap(lossReasonsIn))]
  const implied: LossReason[] =
    reasons.length === 0 && cancelWord.test(trigger.text) ? ['cancelled'] : reasons
  const rivals = [...told.rivals, ...clauses.flatMap((c) => (c === trigger ? [] : rivalsOf(c)))]
  const lesson = clauses.map(lessonOf).find(Boolean)
  return {
    clauses,
    ...(told.unknownName && { unknownName: told.unknownName }),
    pointsAtDeal: told.pointsAtDeal,
    reasons: settled(implied),
    rivals: rivals.filter((one, i) => rivals.findIndex((other) => other.name === one.name) === i),
    noRival: texts.some((text) => noRivalWords.test(text)),
    ...(lesson && { lesson }),
  }
}

/** 预算砍了,项目取消: what is behind it is the reason. */
function settled(reasons: readonly LossReason[]): readonly LossReason[] {
  const others = reasons.filter((reason) => reason !== 'cancelled')
  return others.length > 0 ? others : reasons
}

function tellsOfLoss(clause: Clause): Told | undefined {
  const { text } = clause
  if (clause.asks || notTold.test(text)) return undefined
  if (!lossVerb.test(text) && !isTaken(clause)) return undefined
  const code = ourCode.exec(shapeOf(clause)) ?? undefined
  if (hasOtherValues(clause, code)) return undefined
  const rivals = rivalsOf(clause)
  const unknown = unknownIn(bare(clause, rivals, code), clause.names.some(isRecordName))
  if (unknown === 'too much') return undefined
  const unknownName = code?.[0] ?? unknown
  const pointsAtDeal = /单|项目|商机|标|生意|案子/u.test(text)
  return { rivals, pointsAtDeal, ...(unknownName && { unknownName }) }
}

const taking =
  /^(?:公司|那边)?(?:已经?|最后|最终|还是)*(?:把|给)?[^,]{0,12}(?:抢|拿|签|撬)走|^(?:公司|那边)?(?:已经?|最后|最终|还是)*(?:抢走|拿走|拿下|签走|撬走|截胡|中标)/u

/** 环测抢走了华芯检测: a rival got it, which is told of a deal that is named. */
const isTaken = (clause: Clause): boolean =>
  clause.names.some((tag) => !isRivalName(tag)) &&
  clause.names
    .filter(isRivalName)
    .some(({ end }) => taking.test(clause.text.slice(end - clause.start, end - clause.start + 30)))

/** A stage, an amount or a day to come is of something else. */
function hasOtherValues(clause: Clause, code: RegExpExecArray | undefined): boolean {
  const inCode = (start: number) =>
    code !== undefined &&
    start - clause.start >= code.index &&
    start - clause.start < code.index + code[0].length
  return (
    clause.stages.length > 0 ||
    clause.amounts.some(({ found, start }) => found.kind !== 'rate' && !inCode(start)) ||
    clause.dates.some(({ found: { when } }) => !isPastOrNow(when))
  )
}

/** One stretch that no list has may be the name of a deal, before all else or beside a known one. */
function unknownIn(rest: string, named: boolean): string | undefined | 'too much' {
  const runs = uncoveredIn(rest, words)
  const [first] = runs
  if (!first) return undefined
  // Some characters of a name happen to be words: 成 of 天成.
  const end = Math.max(runs.at(-1)!.end, named ? 0 : first.start + 2)
  const unknown = rest.slice(first.start, end)
  const opens = uncoveredIn(rest.slice(0, first.start), openings).length === 0
  const nameLike = /^[\p{Script=Han}A-Za-z0-9]{2,20}$/u.test(unknown) && !notAName.test(unknown)
  return opens && nameLike ? unknown : 'too much'
}

/** D-9999: a code, though of nothing that is known. */
const ourCode = /(?<![A-Za-z])[A-Za-z]{1,4}-?\d{3,7}(?!\d)/u

const openings = wordList(
  '的 把 将 请 麻烦 帮我 那个 这个 关闭 取消 放弃 终止 我们 我 唉 哎 可惜 今天 刚 最后 因为 客户',
)
/** 华芯的资料丢了 is of no deal. */
const notAName =
  /资料|样品|文件|手机|电脑|钥匙|发票|快递|名片|机会|人|会议?|拜访|约|电话|微信|订单|提醒|标签|预约|行程|授权|[不没吗么谁哪怎签]/u

function isPastOrNow(when: Clause['dates'][number]['found']['when']): boolean {
  return when.kind === 'clock' || (when.kind === 'offset' && when.days.every((days) => days <= 0))
}

/** The clause without its names, codes, dates and rivals. */
function bare(
  clause: Clause,
  rivals: readonly SaidRival[],
  code: RegExpExecArray | undefined,
): string {
  const tags = [...clause.names.filter(isRivalName), ...clause.dates, ...clause.amounts]
  const spans = tags.map(({ start, end }) => [start - clause.start, end - clause.start] as const)
  if (code) spans.push([code.index, code.index + code[0].length])
  let text = shapeOf(clause).replaceAll(nameMark, ' ')
  for (const [from, to] of spans) {
    text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)
  }
  for (const { name } of rivals) text = text.replace(name, ' '.repeat(name.length))
  return text
}

const wonByOther: readonly RegExp[] = [
  /(?:输给|败给|丢给|定给|签给|判给|归)了?(?<rival>[^\s,了的]{2,12}?)(?:了|的|$|,|\s|这|那|,|因为|,|价格|交期|技术|他们|人家)/u,
  /(?:被|让|给)(?<rival>[^\s,了的]{2,12}?)(?:给)?(?:抢|拿|截|撬|中标|中了|做了|签走)/u,
  /(?:选择?|定|用|签)了(?<rival>[^\s,了的]{2,12}?)(?:的|了|$|,|\s|公司|家)/u,
]

/** 定了样机测试, 签了框架协议: what is settled with us, and nobody's name. */
const things =
  /样机|样品|测试|试验|方案|时间|日期|日子|节点|合同|协议|备忘|报价|单价|规格|参数|型号|配置|地点|清单|计划|标准|意向|框架|会议?$|拜访|考察|验厂|招标|预付|账期|分工|范围/u

/** The rivals a clause tells of: known ones, and a name where only a rival's can stand. */
function rivalsOf(clause: Clause): SaidRival[] {
  const known = rivalsIn(clause)
  if (known.length > 0) return known
  for (const pattern of wonByOther) {
    const name = pattern.exec(clause.text)?.groups?.rival?.trim()
    if (name && isRivalLike(name) && !things.test(name)) return [{ ids: [], name }]
  }
  return []
}

const lessonOf = (clause: Clause): string | undefined => {
  const text = clause.text.trim()
  const lead = lessonLead.exec(text)
  const lesson = lead && text.slice(lead[0].length).trim()
  return lesson && lesson.length > 1 ? lesson : undefined
}

/** 因为价格太高,华芯检测丢了. */
function reasonBefore(previous: Clause | undefined, clause: Clause): Clause | undefined {
  if (previous?.index !== clause.index - 1 || previous.names.some((tag) => !isRivalName(tag)))
    return undefined
  const explains = /^\s*(?:因为|由于|客户|对方|甲方|业主)/u.test(previous.text)
  return explains && saysWhy(previous) ? previous : undefined
}

/** Every clause behind it that goes on about why, to whom, and what it teaches. */
function reasonsAfter(clause: Clause, following: readonly Clause[]): Clause[] {
  const taken: Clause[] = []
  for (const next of following) {
    if (next.index !== (taken.at(-1) ?? clause).index + 1) break
    const named = next.names.some((tag) => !isRivalName(tag))
    if (named || !(saysWhy(next) || lessonOf(next) || noRivalWords.test(next.text))) break
    taken.push(next)
  }
  return taken
}

function saysWhy(clause: Clause): boolean {
  const { text } = clause
  if (clause.asks || text.length > 30 || clause.stages.length > 0) return false
  if (clause.amounts.some(({ found }) => found.kind !== 'rate') || /提醒|标签/u.test(text))
    return false
  const change = readChangeClause(clause)
  if (change && !changesNothing(change) && isSure(change) && clause.amounts.length === 0)
    return false
  const rival =
    new RegExp(`输给|被|让|选了|定了|${anyRival}`, 'u').test(text) && rivalsOf(clause).length > 0
  return (
    rival ||
    rivalsIn(clause).length > 0 ||
    lossReasonsIn(text).length > 0 ||
    /^(?:原因|因为|主要是)/u.test(text.trim())
  )
}

/** What the message spoke of before: the nearest name in an earlier clause. */
function earlierSubject({ clauses }: Sentence, first: Clause): SubjectMention | undefined {
  const before = clauses.findLast((clause) => clause.index < first.index && subjectIn([clause]))
  return before && subjectIn([before])
}
