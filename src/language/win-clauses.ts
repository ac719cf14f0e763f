/**
 * A deal that was signed, as people tell it, with the contract: 远驰签了,合同650万; 合同签了,合同号
 * HT-2026-081,650万,今天签的. 下周三签 is a plan, and 签了吗 a question.
 */
import { contactKind } from './activity-words.ts'
import type { AmountMention } from './amount.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { DateMention } from './date.ts'
import { opensClause } from './hedges.ts'
import { tagQuantities } from './quantities.ts'
import type { Tagged } from './reading.ts'
import { isRivalName } from './rivals.ts'
import { blankOut, type Clause } from './sentence.ts'
import { earlierSubject, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type WinReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** Named earlier in the same message. */
  readonly earlier?: SubjectMention
  /** Several where more than one was said. */
  readonly amounts: readonly Tagged<AmountMention>[]
  /** As it stands on the paper. */
  readonly number?: string
  readonly signed?: Tagged<DateMention>
}

/** Signed, not to be signed. */
const won =
  /(?<!可以|快要?|要|能|准备|马上|就|想)签(?:了|完|好了|妥|下来了|下了|回来了|成了)|已经?签|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|中标/u

/** Said of a contract, whoever it is with. */
const contractSigned =
  /合同(?:已经?|终于|也|都|刚刚?|今天|昨天|\s)*签(?:了|完|好|妥|下来|回来)|签(?:了|完|好)(?:了)?(?:合同|正式合同)|合同.{0,4}(?:盖章|盖好章)了/u

const never = /吗|没|不|如果|多少|什么|谁|怎么|提醒|听说|差点|要是|等|才|再|保密|框架|意向/u

const details = wordList(
  '合同 合同额 合同金额 合同价 合同总价 合同款 正式合同 金额 总价 总金额 总额 价格 成交价 一共 总共 共 总计 含税 不含税 是 为 的 了 编号 号 合同号 合同编号 号码 就 签 签的 签订 签订的 签署 签署的 签字 签约 日期 时间 签署日 签约日 签署日期 签约日期 刚 刚刚 刚才 已经 已 终于 今天 于 在 盖章 盖的章 双方 都 也 客户 对方 生效 恭喜 太好了 万岁 哈 啊 呀 吧 哦 一下 登记 登记一下 记一下 帮我 请 麻烦 下来 , 、 :',
)

const contractNumber =
  /(?:(?:合同)?(?:编号|号码?)(?:是|为|:|\s)*)(?<said>[A-Za-z0-9][A-Za-z0-9_/.()-]{1,40})|(?<![A-Za-z0-9])(?<bare>(?!D-?\d|AP-?\d|CUS)[A-Z]{2,6}[-_]?\d{2,}(?:[-_/][A-Za-z0-9]+)*)/u

/** The first signing told of in the free clauses, with what is told of its contract. */
export function readWin(all: readonly Clause[], free: readonly Clause[]): WinReading | undefined {
  const at = free.findIndex(tells)
  const clause = free[at]
  if (!clause || isBound(all, clause)) return undefined
  const clauses = [...before(free, at), clause, ...after(free, at)]
  const subject = subjectIn(clauses)
  const earlier = subject ? undefined : earlierSubject(all, clauses[0]!)
  return {
    clauses,
    ...(subject && { subject }),
    ...(earlier && { earlier }),
    ...contractIn(clauses),
  }
}

function tells(clause: Clause): boolean {
  const { text } = clause
  if (clause.asks || never.test(text) || contactKind(text) !== undefined) return false
  if (clause.names.some(isRivalName)) return false
  if (clause.names.some(isRecordName)) return won.test(text)
  return (
    contractSigned.test(text) ||
    (/^\s*签(?:了|完了|好了|下来了)/u.test(text) && isDetail(clause, true))
  )
}

/** 等李总签字了, 如果…: what is around it says that it is not so yet. */
const isBound = (all: readonly Clause[], { index }: Clause): boolean => {
  const previous = all[index - 1]
  return previous !== undefined && opensClause(previous.text)
}

/** A name alone in front of it: 远驰,签了. */
function before(free: readonly Clause[], at: number): Clause[] {
  const [previous, clause] = [free[at - 1], free[at]!]
  if (previous?.index !== clause.index - 1 || clause.names.some(isRecordName)) return []
  const isName = previous.names.some(isRecordName) && isDetail(previous, false)
  return isName || (isDetail(previous, false) && previous.amounts.length > 0) ? [previous] : []
}

function after(free: readonly Clause[], at: number): Clause[] {
  const taken: Clause[] = []
  for (const next of free.slice(at + 1)) {
    if (next.index !== (taken.at(-1) ?? free[at]!).index + 1) break
    if (next.asks || next.names.some(isRecordName) || !isDetail(next, false)) break
    taken.push(next)
  }
  return taken
}

/** Nothing but what a contract has. */
function isDetail(clause: Clause, signs: boolean): boolean {
  const text = blankOut(clause, [...clause.names, ...clause.dates])
    .replace(contractNumber, (all) => ' '.repeat(all.length))
    .replace(signs ? won : /(?!)/u, (all) => ' '.repeat(all.length))
  const bare = tagQuantities(text.replaceAll(/(?<=\s),/gu, ' ')).amounts.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
  return uncoveredIn(bare, details).length === 0
}

/** Its number, amounts and day. */
function contractIn(clauses: readonly Clause[]): Pick<WinReading, 'amounts' | 'number' | 'signed'> {
  const text = clauses.map((clause) => blankOut(clause, clause.names)).join(' , ')
  const match = contractNumber.exec(text)
  const number = match?.groups?.said ?? match?.groups?.bare
  // HT-2026-081,650万: the comma ends the number.
  const rest = match
    ? `${text.slice(0, match.index)} ${' '.repeat(match[0].length)} ${text.slice(match.index + match[0].length + 1)}`
    : text
  const { amounts, dates } = tagQuantities(rest)
  const signed = dates.find(({ found }) => !found.alsoAmount)
  return {
    amounts: amounts.filter(({ found }) => found.kind === 'sum'),
    ...(number && { number }),
    ...(signed && { signed }),
  }
}
