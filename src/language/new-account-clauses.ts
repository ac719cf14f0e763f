/** A new customer as people enter one: 新建客户 无锡晶锐微电子,做射频芯片,联系人李工 13800001111. */
import type { Clause } from './sentence.ts'
import { findTitledPerson } from './surnames.ts'

export type NewAccountReading = {
  readonly clauses: readonly Clause[]
  /** As written; empty when none was said. */
  readonly name: string
  readonly mainProducts?: string
  readonly contact?: { readonly name: string; readonly phone?: string }
}

const opening =
  /^(?:请|麻烦|帮我|给我|我要|我想|要|再|另外)*(?:新建|新增|创建|建立|建|添加|录入|录|登记|加|新)(?:一?个|一?家|一下|了)?(?:新的?)?(?:客户|公司)(?:档案)?(?:叫做?|名称?(?:叫|是)|是|为|[:,\s])*/u

const products = /^(?:主要|主营|是|他们|专门)*(?:做|生产|卖|研发|经营|从事)(?:的是)?(.{2,40})$/u
const contactLead = /(?:联系人|对接人|负责人)(?:是|叫|:|\s)*/u
const phone = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/

/** Reads the clause that opens a customer and all after it. */
export function readNewAccount(free: readonly Clause[]): NewAccountReading | undefined {
  const at = free.findIndex((clause) => opening.test(clause.text.trim()))
  const first = free[at]
  if (!first || first.asks) return undefined
  const clauses = free.slice(at)
  const own = first.text.trim().replace(opening, '')
  const details = clauses.slice(1).map((clause) => clause.text.trim())
  return {
    clauses,
    name: nameIn(own),
    mainProducts: details.map((text) => products.exec(text)?.[1]?.trim()).find(Boolean),
    contact: contactIn([own, ...details]),
  }
}

/** The name ends where a contact, a number or a blank begins. */
const nameIn = (text: string) =>
  (text.split(/\s+|联系人|对接人|做(?=.{2,}$)/u)[0] ?? '').replace(phone, '').trim().slice(0, 60)

function contactIn(texts: readonly string[]): NewAccountReading['contact'] {
  const text = texts.find((t) => contactLead.test(t) || phone.test(t))
  if (!text) return undefined
  const said = phone.exec(text)?.[0]
  const lead = contactLead.exec(text)
  const rest = (lead ? text.slice(lead.index + lead[0].length) : text).replace(phone, '')
  const named = lead ? /^\s*(\p{Script=Han}{2,4})/u.exec(rest)?.[1] : undefined
  const name = findTitledPerson(rest)?.name ?? named
  return name ? { name, ...(said && { phone: said }) } : undefined
}
