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
/** 无锡海川电子 建个新客户 */
const behind = new RegExp(
  `^(.{2,40}?)\\s*(?:${making}${one}(?:客户|公司)(?:档案|资料)?|建(?:一?个)?档)(?:吧|哈|啊)?$`,
  'u',
)
const nameLead = /^(?:客户|公司|企业)?(?:全?名称?|公司名|抬头)(?:是|叫|为|:|\s)+/u

/** In no company's name. */
const noName = /什么|怎么|如何|吗|哪|需要|[?]|多少|为何|是否|不要|别|流程|步骤|规则|列表/u
/** Begins something else that is said before 建个客户. */
const opensTalk = /^(?:不|没|已|刚|先|都|才|谁|[我你他她它们]|客户|昨天|今天|回头|等)/u

/** Reads the clause that opens a customer with those after it that tell of it. */
export function readNewAccount(free: readonly Clause[]): NewAccountReading | undefined {
  const at = free.findIndex((clause) => ownWords(clause) !== undefined)
  const first = free[at]
  if (!first || first.asks) return undefined
  const own = ownWords(first)!
  const next = free[at + 1]
  const earlier = own === '' ? nameBefore(free, at) : undefined
  const nameNext = own === '' && !earlier && next?.index === first.index + 1
  const whole = earlier?.text ?? (nameNext ? next.text : own)
  const said = whole.trim().replace(nameLead, '')
  const { name, rest } = nameIn(said)
  if (noName.test(name)) return undefined
  const clauses = [...(earlier ? [earlier] : []), first, ...(nameNext ? [next] : [])]
  const after = at + 1 + (nameNext ? 1 : 0)
  const unread: string[] = []
  let details: AccountDetails = {}
  const add = (text: string) => {
    const read = readDetails(text, true)
    if (read) details = mergeDetails(details, read)
    return read !== undefined
  }
  if (rest && !add(rest)) unread.push(rest)
  for (const clause of free.slice(after)) {
    if (clause.index !== clauses.at(-1)!.index + 1 || !add(clause.text)) break
    clauses.push(clause)
  }
  return { clauses, name, details, unread }
}

/** What follows the opening words, or stands in their middle; undefined where there are none. */
function ownWords({ text }: Clause): string | undefined {
  const words = text.trim()
  const inside = turned.exec(words)?.[1]
  if (inside !== undefined) return inside.trim()
  if (opening.test(words)) return words.replace(opening, '').trim()
  const before = behind.exec(words)?.[1]?.trim()
  return before !== undefined && !opensTalk.test(before) ? before : undefined
}

/** 苏州恒远测控,建一下客户档案: nothing stands before but what it may be called. */
function nameBefore(free: readonly Clause[], at: number): Clause | undefined {
  const [before, first] = [free[at - 1], free[at]!]
  if (before?.index !== first.index - 1 || before.asks) return undefined
  const isTold = before.dates.length + before.amounts.length + before.stages.length > 0
  const words = before.text.trim()
  return !isTold && mayBeName.test(words) && !opensTalk.test(words) ? before : undefined
}

const mayBeName = /^[\p{Script=Han}A-Za-z0-9()()&·.-]{4,40}$/u

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
