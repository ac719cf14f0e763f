/** A deal let through a gate, or asked to be: 立辰放行,客户高层已口头同意; 请陈静放行立辰. */
import type { Clause } from './sentence.ts'
import { isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type ReleaseReading = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  readonly unknownName?: string
  /** Somebody else is asked to do it. */
  readonly asks: boolean
  /** The words after it. */
  readonly reason?: string
}

const asking = /(?:请|让|找|麻烦|申请|求)[^,]{0,8}放(?:行|过)|申请放行/u
const letting =
  /(?:^|[我就先给把])?(?:同意|批准|可以|特批|先|予以|给予|准予)*(?:放行|放过去|先放过)(?:了|吧|一下)?/u
const denied =
  /(?:不|没|别|未|能不能|可不可以|要不要|是否)(?:要|能|可以|给|同意)?放|放行(?:了)?(?:吗|么|没)/u
const leadsReason = /^(?:因为|理由是?|原因是?|由于|:|,|是)+\s*/u

/** The clause that lets through, with all that is said after it. */
export function readRelease(free: readonly Clause[]): ReleaseReading | undefined {
  const at = free.findIndex(({ text, asks }) => !asks && letting.test(text) && !denied.test(text))
  const clause = free[at]
  if (!clause) return undefined
  const others = free.slice(at + 1)
  // Whatever stands before it would be lost.
  if (at > 0 && free.slice(0, at).some(({ names }) => !names.some(isRecordName))) return undefined
  const clauses = [...free.slice(0, at), clause, ...others]
  const subject = subjectIn(clauses.slice(0, at + 1))
  const behind = clause.text
    .slice(clause.text.search(/放(?:行|过)/u))
    .replace(/^放(?:行|过去?)/u, '')
  const rest = [afterName(clause, behind), ...others.map(({ text }) => text.trim())]
  const reason = rest.filter(Boolean).join(',').replace(leadsReason, '').trim()
  return {
    clauses,
    ...(subject && { subject }),
    ...(!subject && unknownIn(clause)),
    asks: asking.test(clause.text),
    ...(reason && { reason }),
  }
}

const around =
  /(?:请|让|找|麻烦|申请|求|同意|批准|可以|特批|先|予以|给予|准予|我|就|给|把|对|那个|这个|项目|的|商机|单子|一下|吧|了|[经]理|\s)+/gu

/** A name that no list has, before 放行. */
function unknownIn(clause: Clause): { readonly unknownName?: string } {
  const before = clause.text.slice(0, clause.text.search(/放(?:行|过)/u))
  const people = clause.names.map(({ text }) => text)
  const words = people.reduce((left, name) => left.replace(name, ''), before).replace(around, '')
  return words.length > 1 ? { unknownName: words } : {}
}

/** What stands behind 放行 but for the deal's own name and 了, 吧. */
function afterName(clause: Clause, behind: string): string {
  const names = clause.names.filter(isRecordName).map(({ text }) => text)
  return names
    .reduce((words, name) => words.replace(name, ''), behind)
    .replace(/^(?:了|吧|一下|的|项目|这个|那个)+/u, '')
    .trim()
}
