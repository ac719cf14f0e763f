/** A new customer as people enter one: 新建客户 无锡晶锐微电子,做射频芯片,联系人李工 13800001111. */
import { type AccountDetails, mergeDetails, readDetails } from './account-details.ts'
import type { Clause } from './sentence.ts'

export type NewAccountReading = {
  readonly clauses: readonly Clause[]
  /** As written; empty when none was said. */
  readonly name: string
  readonly details: AccountDetails
  /** Beside the name, and no detail. */
  readonly unread: readonly string[]
}

const polite = '(?:请|麻烦|劳驾|帮我|帮忙|给我|我要|我想|我|要|再|另外|来|你|您|一下|把|将)*'
const making = '(?:新建|新增|创建|建立|建|添加|增加|录入|录|登记|加|新开|开)'
const one = '(?:一?个|一?家|一下|了|下)*(?:新的?)?'
const called = '(?:叫做?|名称?(?:叫|是)|就?是|为|[:,\\s])*'

const opening = new RegExp(
  `^${polite}(?:${making}${one}|有?一?个?新)(?:客户|公司)(?:档案|资料)?${called}`,
  'u',
)
/** 把无锡晶锐微电子加成客户, 给无锡晶锐建个档 */
const turned = new RegExp(
  `^(?:请|麻烦|帮我|帮忙)*(?:把|将|给|为)(.{2,40}?)(?:${making}|录|列)(?:成|为|到|进)?${one}(?:客户(?:档案|库里?|列表)?|档案?)(?:吧|里)?$`,
  'u',
)
/** 苏州明澜光学 建个新客户 */
const nameFirst = new RegExp(
  `^(\\S{2,30})\\s+${polite}(?:${making}(?:一?个|一?家|一下|下)(?:新的?)?客户(?:档案|资料)?|${making}${one}客户(?:档案|资料))[吧了啊哈]*$`,
  'u',
)
const nameLead = /^(?:客户|公司|企业)?(?:全?名称?|公司名|抬头)(?:是|叫|为|:|\s)+/u

/** In no company's name. */
const noName = /什么|怎么|如何|吗|哪|需要|[?]|多少|为何|是否|不要|别|流程|步骤|规则|列表/u

/** Reads the clause that opens a customer with those after it that tell of it. */
export function readNewAccount(free: readonly Clause[]): NewAccountReading | undefined {
  const at = free.findIndex((clause) => ownWords(clause) !== undefined)
  const first = free[at]
  if (!first || first.asks) return undefined
  const own = ownWords(first)!
  const before = own === '' ? nameBefore(free, at) : undefined
  const next = before ? undefined : free[at + 1]
  const nameNext = own === '' && next?.index === first.index + 1
  const said = nameNext
    ? next.text.trim().replace(nameLead, '')
    : (before?.text ?? own).replace(nameLead, '')
  const { name, rest } = nameIn(said)
  if (noName.test(name)) return undefined
  const clauses = [...(before ? [before] : []), first, ...(nameNext ? [next] : [])]
  const unread: string[] = []
  let details: AccountDetails = {}
  const add = (text: string) => {
    const read = readDetails(text, true)
    if (read) details = mergeDetails(details, read)
    return read !== undefined
  }
  if (rest && !add(rest)) unread.push(rest)
  for (const clause of free.slice(at + (nameNext ? 2 : 1))) {
    if (clause.index !== clauses.at(-1)!.index + 1 || !add(clause.text)) break
    clauses.push(clause)
  }
  return { clauses, name, details, unread }
}

/** 昆山泰沃仓储,建一下客户档案: the clause before is the name. */
function nameBefore(free: readonly Clause[], at: number): Clause | undefined {
  const [before, opening] = [free[at - 1], free[at]!]
  if (before?.index !== opening.index - 1 || !isNameAlone(before, before.text)) return undefined
  const next = free[at + 1]
  const nextIsName = next?.index === opening.index + 1 && !readDetails(next.text, true)
  return nextIsName ? undefined : before
}

/** Long enough for a company's name, and nothing that is said about something. */
const isNameAlone = ({ dates, amounts, stages }: Clause, words: string): boolean =>
  dates.length + amounts.length + stages.length === 0 &&
  /^[\p{Script=Han}A-Za-z0-9()]{4,30}$/u.test(words.trim()) &&
  !/[的了吗呢吧我你您他她请想要把给说]|客户|一下|帮忙|麻烦/u.test(words)

/** What follows the opening words, or stands in their middle; undefined where there are none. */
function ownWords(clause: Clause): string | undefined {
  const words = clause.text.trim()
  const inside = turned.exec(words)?.[1]
  if (inside !== undefined) return inside.trim()
  if (opening.test(words)) return words.replace(opening, '').trim()
  const name = nameFirst.exec(words)?.[1]
  return name !== undefined && isNameAlone(clause, name) ? name : undefined
}

const endsName =
  /\s+(?![A-Za-z])|(?<=[^A-Za-z\s])\s+|(?:联系人|对接人|接口人|主营|主要做|(?<=.{4})做(?=.{2,}$)|行业|地址|规模(?=[\d大中小]))/u

/** The name ends where a blank, a contact or another detail begins. */
function nameIn(said: string): { name: string; rest: string } {
  const at = endsName.exec(said)?.index ?? said.length
  const name = said
    .slice(0, at)
    .replace(/[::]+$/u, '')
    .trim()
  return { name: name.slice(0, 60), rest: said.slice(at).trim() }
}
