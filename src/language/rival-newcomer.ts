/**
 * Whoever is in no list and does at our customer what rivals do: 听说广测在华芯检测报了250万, 王芳也在跟立辰.
 */
import { regionOf } from '../lib/places.ts'
import { departmentOf } from './people-said.ts'
import { bidders, chasers, wasHeard } from './rival-patterns.ts'
import { isNewRival, isPersonLike } from './rivals.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

export type Newcomer = {
  readonly name: string
  /** It may as well be somebody's colleague. */
  readonly unsure: boolean
  /** What they bid; empty where only that they do was said. */
  readonly news: string
}

/** Ends the name of a company that tests, measures or makes. */
const companyLike =
  /(?:检测|检验|计量|校准|测试|认证|试验|质检|标准|科技|技术|集团|公司|电子|仪器|装备|测|检|所|院)$|^[A-Z]{2,}$/u
/** Stands before a verb, and is nobody. */
const nobody =
  /^(?:上次|之前|以前|前面|后来|当时|本来|原来|一开始|第.次|上回|上轮|这轮|这次|本次|此前|先前|刚才|下午|上午|总共|一共|大概|直接|初步|正式|最[后终近]|暂时|先|样品|资料|合同|大家|同事|团队|渠道|代理|售前|交付|经理|总监)/u

/** That they bid is all that was said. */
const onlyBids = /^(?:抢|报价|竞标|投标|竞争)[了着呢\s]*$/u

/** A name in no list that does at our customer what rivals do. */
export function readNewcomer(clause: Clause, text: string): Newcomer | undefined {
  if (!clause.names.some(isRecordName)) return undefined
  const bids = firstMatch(bidders, text)
  const match = bids ?? firstMatch(chasers, text)
  const at = match?.indices?.groups?.name
  if (!match || !at) return undefined
  const name = text.slice(at[0], at[1])
  if (!isNewRival(name) || nobody.test(name) || departmentOf(name) || regionOf(name)) {
    return undefined
  }
  if (isSomebodyElse(clause, at)) return undefined
  const heard = wasHeard.test(text.slice(0, at[0]))
  if (bids && !heard && !companyLike.test(name)) return undefined
  const [from, to] = match.indices?.groups?.news ?? [0, 0]
  const news = clause.text.slice(from, to)
  return {
    name,
    unsure: isPersonLike(name) || !bids,
    news: onlyBids.test(news) ? '' : news,
  }
}

const firstMatch = (forms: readonly RegExp[], text: string): RegExpExecArray | undefined =>
  forms.map((form) => form.exec(text)).find((match) => match !== null) ?? undefined

/** A colleague or a lead. A record that the speaker may not read is read like no name at all. */
const isSomebodyElse = (clause: Clause, [from, to]: readonly [number, number]): boolean =>
  clause.names.some((tag) => tag.start - clause.start < to && tag.end - clause.start > from)
