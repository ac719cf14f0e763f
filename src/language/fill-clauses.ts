/** What is told of a customer that there is: 华芯的行业是半导体,规模500人以上. */
import { type AccountDetails, mergeDetails, readDetails } from './account-details.ts'
import type { Clause } from './sentence.ts'
import { isHidden, isRecordName } from './subject.ts'

export type FillReading = {
  readonly clauses: readonly Clause[]
  readonly details: AccountDetails
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
    let details = first
    for (const next of free.slice(at + 1)) {
      const read = next.asks || next.names.some(isRecordName) ? undefined : said(next.text)
      if (!read || next.index !== clauses.at(-1)!.index + 1) break
      clauses.push(next)
      details = mergeDetails(details, read)
    }
    return { clauses, details }
  }
  return undefined
}

/** 华芯 + 的 + 行业是半导体; without a name only where it is known who is spoken of. */
function firstDetail(clause: Clause, inContext: boolean): AccountDetails | undefined {
  const name = clause.names.find((tag) => isAccount(tag) || isHidden(tag))
  if (!name) {
    const text = clause.text.trim().replace(pointing, '')
    return inContext && clause.names.length === 0 && plainly.test(text) ? said(text) : undefined
  }
  if (!before.test(clause.text.slice(0, name.start - clause.start))) return undefined
  const rest = clause.text.slice(name.end - clause.start)
  return said(rest.replace(between, '')) ?? said(rest)
}

const isAccount = ({ found }: Clause['names'][number]): boolean =>
  found.hits.some((hit) => hit.kind === 'account')

/** A contact without a name is nobody's. */
function said(text: string): AccountDetails | undefined {
  const read = readDetails(text, false)
  return read?.contact && !read.contact.name ? undefined : read
}
