/** What is told of a customer that there is: 华芯的行业是半导体,规模500人以上. */
import { type AccountDetails, mergeDetails, readDetails } from './account-details.ts'
import type { Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'

export type FillReading = {
  readonly clauses: readonly Clause[]
  readonly details: AccountDetails
  /** In no list, and where the customer's name would stand. */
  readonly unknownName?: string
}

const before =
  /^(?:请|麻烦|帮我|帮忙|帮|给|把|将|更新|补充|补|补全|登记|记一?下|改|修改|一下|一个|客户|公司|的|\s|:)*$/u
const between =
  /^(?:这家|那家|公司|客户|的|那边|他们|是|:|\s|把|将|补一?下|补充一?下|更新一?下|加一?下|登记一?下|记一?下)*/u

const pointing = /^(?:它|他们|这家|这家公司|这个客户|该客户)的?/u
/** Begins with the word for what it tells. */
const plainly = /^(?:所属行业|行业|主营|主要产品|简称|规模|员工|人数|地区|区域|地域|地址|公司地址)/u

/** Reads the first clause that tells a customer's detail with those after it that do too. */
export function readFill(free: readonly Clause[], inContext: boolean): FillReading | undefined {
  for (const [at, clause] of free.entries()) {
    const first = clause.asks ? undefined : firstDetail(clause, inContext)
    if (!first) continue
    const clauses = [clause]
    let { details } = first
    for (const next of free.slice(at + 1)) {
      const read = next.asks || next.names.some(isRecordName) ? undefined : said(next.text)
      if (!read || next.index !== clauses.at(-1)!.index + 1) break
      clauses.push(next)
      details = mergeDetails(details, read)
    }
    return { ...first, clauses, details }
  }
  return undefined
}

type First = Omit<FillReading, 'clauses'>

/** 华芯 + 的 + 行业是半导体; without a name only where it is known who is spoken of. */
function firstDetail(clause: Clause, inContext: boolean): First | undefined {
  const name = clause.names.find(isAccount)
  if (!name && clause.names.length > 0) return undefined
  const lead = name ? clause.text.slice(0, name.start - clause.start) : ''
  if (!before.test(lead)) return undefined
  const rest = name ? clause.text.slice(name.end - clause.start) : clause.text.trim()
  const details = name ? (said(rest.replace(between, '')) ?? said(rest)) : unnamed(rest, inContext)
  return details ? { details } : ofAnother(rest)
}

const unnamed = (text: string, inContext: boolean): AccountDetails | undefined => {
  const told = text.replace(pointing, '')
  return inContext && plainly.test(told) ? said(told) : undefined
}

const nobody = '客户|公司|对方|甲方|他们|[它他她这那该其我你咱]'
const another = new RegExp(
  `^(?!${nobody})(?<name>[\\p{Script=Han}A-Za-z0-9]{2,12}?)(?:公司)?(?:那边|他们)?的?(?<told>${plainly.source.slice(1)}.*)$`,
  'u',
)

/** 天成的行业是半导体, 终端 after 华芯: of one that is in no list. */
function ofAnother(text: string): First | undefined {
  const { name, told } = another.exec(text.replace(before, ''))?.groups ?? {}
  const details = told && said(told)
  return name && details ? { details, unknownName: name } : undefined
}

const isAccount = ({ found }: Clause['names'][number]): boolean =>
  found.hits.some((hit) => hit.kind === 'account')

/** A contact without a name is nobody's. */
function said(text: string): AccountDetails | undefined {
  const read = readDetails(text, false)
  return read?.contact && !read.contact.name ? undefined : read
}
