/** A new deal as people ask for one: what it is called, how much, when it may be signed. */
import { pipelineTemplates } from '../domain/pipeline-templates.ts'
import type { AmountMention } from './amount.ts'
import { readChangeClause } from './change-clause.ts'
import { changeWords } from './change-words.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { type Clause, gapsOf } from './sentence.ts'
import type { StageMention } from './stages.ts'

export type NewDealReading = {
  readonly clauses: readonly Clause[]
  /** Empty when none was said. */
  readonly name: string
  readonly amount?: Tagged<AmountMention>
  readonly closeDate?: Tagged<DateMention>
  readonly stage?: Tagged<StageMention>
  /** The key of the process it goes through, where one was said. */
  readonly pipelineKey?: string
}

const pipelineKeys = new Map(
  pipelineTemplates.flatMap(({ key, name, aliases }) =>
    [name, ...aliases].map((word) => [word, key] as const),
  ),
)
const pipelineWord = [...pipelineKeys.keys()].sort((a, b) => b.length - a.length).join('|')

/** 走天龙八部, 用物流流程, 天龙八部管道. */
const throughPipeline = new RegExp(
  `(?:走|用|按照?|放[到进在]|套用?)\\s*(${pipelineWord})(?:的)?(?:管道|流程|模板|漏斗)?|(${pipelineWord})(?:管道|流程|模板)`,
  'u',
)

const making =
  '(?:新开|新起|新立|再开|再建|报备|发现(?=一?个|了)|新建|新增|创建|建立|建|添加|录入|录|登记|立|开|加|新)(?:一?[个条笔]|一下|一|了)?(?:新的?)?'
const kind = '(?:商机|项目|机会|单子|新单|单|销售机会)'
const calledSo = /^(?:叫做?|名字?(?:叫|是)|名称是?|为|是|[:,\s])+/u

/** 新建商机 中启射频检测: the name follows. */
const named = new RegExp(`${making}${kind}`, 'u')
/** 新增一个射频检测项目: the name stands inside. */
const inside =
  /(?:新建|新增|新开|新起|新立|新上|再开|再建|报备|创建|建|添加|录入|登记|立|开|加|上)(?:了)?(?:一?个|一?条)(.{2,20}?(?:项目|工程|商机|单子))/u

/** What may stand before it, beside the name of an account. */
const before = wordList(
  '请 麻烦 你 您 那 帮我 帮忙 帮 给我 我要 我想 要 想 给 为 在 的 名下 下面 客户 股份 有限公司 公司 集团 科技 电子 通讯 那边 这边 再 另外 还有 然后 嗯 呃 那个 , :',
)

/** Reads the first clause that opens a deal with those that go on about it. */
export function readNewDeal(free: readonly Clause[]): NewDealReading | undefined {
  const at = free.findIndex((clause) => openingOf(clause) !== undefined)
  const first = free[at]
  if (!first || first.asks) return undefined
  const opening = openingOf(first)!
  const ownName = opening.name ?? (saysMore(first, opening.end) ? nameFrom(first, opening.end) : '')
  const next = free[at + 1]
  const nameNext = ownName === '' && next?.index === first.index + 1
  const name = nameNext ? nameFrom(next, 0) : ownName
  const clauses = goingOn(free, at, nameNext ? 2 : 1)
  const stages = clauses.flatMap((clause) => clause.stages.filter((tag) => isPlace(clause, tag)))
  return {
    clauses,
    name: tidy(name),
    amount: clauses.flatMap((clause) => clause.amounts)[0],
    closeDate: clauses.flatMap((clause) => clause.dates)[0],
    stage: stages[0],
    ...pipelineIn(clauses),
  }
}

function pipelineIn(clauses: readonly Clause[]): Pick<NewDealReading, 'pipelineKey'> {
  const said = clauses.map(({ text }) => throughPipeline.exec(text)).find(Boolean)
  const pipelineKey = said && pipelineKeys.get((said[1] ?? said[2])!)
  return pipelineKey ? { pipelineKey } : {}
}

/** The opening clause, the one with the name, and those after it that only add to the deal. */
function goingOn(free: readonly Clause[], at: number, sure: number): Clause[] {
  const clauses = free.slice(at, at + sure)
  for (const clause of free.slice(at + sure)) {
    if (clause.index !== clauses.at(-1)!.index + 1 || !addsToIt(clause)) break
    clauses.push(clause)
  }
  return clauses
}

/** Its amount, its day, and what the customer means to spend. */
function addsToIt(clause: Clause): boolean {
  const spend = /^\s*(?:客户)?(?:总)?预算/u.test(clause.text) && clause.amounts.length === 1
  if (clause.stages.length === 1 && startsAt.test(clause.text)) return true
  const read = readChangeClause(clause)
  const said = throughPipeline.exec(clause.text)
  if (said && said[0].length === clause.text.trim().length) return true
  if (isOnlyPlace(clause)) return true
  return spend || (read !== undefined && read.unknownName === undefined)
}

/** 直接从方案制定开始. */
const startsAt =
  /^\s*(?:现在|目前|已经|就)*(?:直接)?(?:从|自|由)[^,]{2,8}(?:阶段)?(?:开始|起步|做起)(?:走|吧|了)*\s*$/u

type Opening = {
  /** Where the words after it begin, in the clause. */
  readonly end: number
  readonly name?: string
}

function openingOf(clause: Clause): Opening | undefined {
  const match = named.exec(clause.text)
  if (match && isOnlyAddress(clause, match.index)) return { end: match.index + match[0].length }
  const within = inside.exec(clause.text)
  if (!within) return undefined
  const lead = clause.text.slice(0, within.index)
  if (!isOnlyAddress(clause, within.index) && !isCustomerLike(lead)) return undefined
  return { end: within.index + within[0].length, name: within[1] }
}

const noCustomer = /[不没别未无吗么谁哪怎我你他她它想要将会能说听被让叫和跟给对客项目公司]/u

/** 顺达 of 顺达新开一个冷链仓项目, in no list that the speaker may read. */
function isCustomerLike(lead: string): boolean {
  const name = lead.trim()
  if (!/^[\p{Script=Han}A-Za-z0-9]{2,6}$/u.test(name) || noCustomer.test(name)) return false
  // Some characters of a name happen to be words: 成 of 天成.
  return uncoveredIn(name, changeWords)[0]?.start === 0
}

/** Nothing but politeness and the account's name stands before `end`. */
function isOnlyAddress(clause: Clause, end: number): boolean {
  const lead = clause.names.filter((tag) => tag.end - clause.start <= end)
  const gaps = gapsOf({ ...clause, end: clause.start + end, text: clause.text.slice(0, end) }, lead)
  return gaps.every((gap) => uncoveredIn(gap, before).length === 0)
}

/** Whether more follows than for whom: 新建一个商机给华鑫, and then its name. */
function saysMore(clause: Clause, from: number): boolean {
  const at = clause.start + from
  const names = clause.names.filter((tag) => tag.start >= at)
  const rest = { ...clause, start: at, text: clause.text.slice(from) }
  return gapsOf(rest, names).some((gap) => uncoveredIn(gap, before).length > 0)
}

/** From there up to the first amount, date or stage. */
function nameFrom(clause: Clause, from: number): string {
  const start = clause.start + from
  const quantities = [
    ...clause.amounts,
    ...clause.dates,
    ...clause.stages.filter((tag) => isPlace(clause, tag)),
  ].filter((tag) => tag.start >= start)
  const end = Math.min(clause.end, ...quantities.map((tag) => tag.start))
  const words = clause.text.slice(from, end - clause.start)
  const through = throughPipeline.exec(words)
  return through ? words.slice(0, through.index) : words
}

/** 直接到需求调研, 方案阶段: where it stands, not a word of its name. */
function isPlace(clause: Clause, tag: Tagged<StageMention>): boolean {
  const lead = clause.text.slice(0, tag.start - clause.start)
  const rest = clause.text.slice(tag.end - clause.start)
  return (
    /(?:在|到|处于|阶段|直接|进|是|从|自|由|放)[:\s]*$/u.test(lead) ||
    /^\s*(?:阶段|开始|起步?(?!草)|做起)/u.test(rest)
  )
}

/** 直接从方案制定开始: where the new deal begins, and nothing else. */
function isOnlyPlace(clause: Clause): boolean {
  const [tag, ...others] = clause.stages
  if (!tag || others.length > 0 || !isPlace(clause, tag)) return false
  return gapsOf(clause, [tag]).every((gap) => aroundPlace.test(gap))
}

const aroundPlace =
  /^(?:阶段|目前|现在|直接|就|先|从|自|由|放|在|到|进|处于|是|为|开始|起步?|做起|环节|了|吧|[:\s])*$/u

const closing =
  /(?:[\s,:]|预计|预期|预估|大概|大约|约|左右|签约|签单|签下|签|成交|金额|总价|报价|价格|合同额|直接|放|从|自|由|目前|现在|是|为|在|到|的)+$/u

function tidy(name: string): string {
  return name
    .replace(calledSo, '')
    .replace(closing, '')
    .replace(/^(.{2,8}?)的/u, '$1')
    .replace(/[\s,:]+/gu, '')
    .slice(0, 60)
}
