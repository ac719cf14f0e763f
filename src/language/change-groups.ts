/** Clauses that belong together: what they change, and of which deal. */
import { inWan } from './amount.ts'
import { backReasonIn, isBackReason } from './back-reason.ts'
import {
  type ChangeParts,
  changesNothing,
  isSure,
  readChangeClause,
  readHedgedClause,
} from './change-clause.ts'
import { correctionLead, speaksToProgram } from './change-words.ts'
import { type Hedge, leavesItOpen, opensClause } from './hedges.ts'
import { blankOut, type Clause, type Sentence } from './sentence.ts'
import {
  bothSubjects,
  earlierSubject,
  isRecordName,
  type SubjectMention,
  sameSubject,
  subjectIn,
  subjectsListed,
} from './subject.ts'

export type ChangeGroup = {
  readonly clauses: readonly Clause[]
  readonly parts: readonly ChangeParts[]
  /** Named in these clauses. */
  readonly subject?: SubjectMention
  /** In no list, and where a name would stand. */
  readonly unknownName?: string
  /** Named earlier in the same message: 「今天拜访了立辰,金额改成130万」. */
  readonly earlier?: SubjectMention
  /** Why it goes back, where that was said. */
  readonly reason?: string
  /** What takes it back or leaves it open: 「如果客户同意」. */
  readonly hedge?: Hedge
}

/** The first run of clauses that changes something, once for each deal it lists. */
export function readChangeGroups(
  sentence: Sentence,
  free: readonly Clause[],
): ChangeGroup[] | undefined {
  return nextGroup(sentence, free, (group) => hedgeAround(sentence, group.clauses) === undefined)
}

/** The first change that is denied or left open; nothing comes of it without being asked about. */
export function readHedgedGroups(
  sentence: Sentence,
  free: readonly Clause[],
): ChangeGroup[] | undefined {
  for (const clause of free) {
    const read = readHedgedClause(clause)
    if (!read) continue
    const earlier = earlierSubject(sentence.clauses, clause)
    const subject = subjectIn([clause])
    const { unknownName } = read.parts
    const group = { clauses: [clause], parts: [read.parts], subject, unknownName }
    const leftAlone = read.hedge.kind === 'denied' && subject !== undefined
    if (leftAlone || holds(group, earlier))
      return [{ ...group, hedge: read.hedge, ...(earlier && { earlier }) }]
  }
  return nextGroup(sentence, free, () => true)?.map((group) => {
    const around = hedgeAround(sentence, group.clauses)
    const words = around?.text.trim() ?? ''
    return {
      ...group,
      clauses: around && free.includes(around) ? [...group.clauses, around] : group.clauses,
      hedge: { kind: 'open', words },
    }
  })
}

function nextGroup(
  { text, clauses: all }: Sentence,
  free: readonly Clause[],
  fits: (group: ChangeGroup) => boolean,
): ChangeGroup[] | undefined {
  if (speaksToProgram.test(text)) return undefined
  for (let start = 0; start < free.length; ) {
    const { group, end } = groupFrom(free, start)
    // What a run does not change, no part of it does.
    start = Math.max(end, start + 1)
    if (!group || !fits(group)) continue
    const earlier = earlierSubject(all, group.clauses[0]!)
    if (!holds(group, earlier) || isOfNewOne(all, group)) continue
    const whole = withReason(all, free, inUnitBeside(all, group))
    return listedSubjects(whole).map((one) => ({ ...one, ...(earlier && { earlier }) }))
  }
  return undefined
}

/** 顺达新开一个冷链仓项目,80万: what follows is of the new one. */
const isOfNewOne = (all: readonly Clause[], { clauses, subject }: ChangeGroup): boolean =>
  subject === undefined && all.slice(0, clauses[0]!.index).some(({ text }) => begun.test(text))

const begun = /新(?:开|建|增|立|来|有|启动)|(?:又|还|另外?|再)(?:有|来|开|建)了?一?个/u

/** 退回需求调研,客户需求又变了: the reason stands in it or right beside it. */
function withReason(
  all: readonly Clause[],
  free: readonly Clause[],
  group: ChangeGroup,
): ChangeGroup {
  if (!group.parts.some((part) => part.backward)) return group
  const [first, last] = [group.clauses[0]!, group.clauses.at(-1)!]
  const beside = [all[last.index + 1], all[first.index - 1]].find(
    (clause) => clause && free.includes(clause) && isReasonFor(group, clause),
  )
  const words = [...group.clauses, ...(beside ? [beside] : [])].map((clause) => clause.text).join()
  const clauses = beside
    ? [...group.clauses, beside].sort((a, b) => a.index - b.index)
    : group.clauses
  return { ...group, clauses, reason: backReasonIn(words) }
}

/** 华芯检测310万,射频校准95: beside a deal's amount in 万, another's bare one is in 万 too. */
function inUnitBeside(all: readonly Clause[], group: ChangeGroup): ChangeGroup {
  const beside = all.some(
    (clause) =>
      !group.clauses.includes(clause) && subjectIn([clause]) && clause.amounts.some(isInWan),
  )
  if (!beside || !group.subject) return group
  const parts = group.parts.map((part) => ({
    ...part,
    amounts: part.amounts.map((tag) => ({ ...tag, found: inWan(tag.found) })),
  }))
  return { ...group, parts }
}

const isInWan = ({ text, found }: Clause['amounts'][number]): boolean =>
  found.kind === 'sum' && found.change === undefined && text.includes('万')

/** 方案被否了, also with the name of the deal that goes back: 立辰方案被否了. */
function isReasonFor({ subject }: ChangeGroup, clause: Clause): boolean {
  const own = subjectIn([clause])
  if (own && subject && !sameSubject(own, subject)) return false
  return isBackReason(blankOut(clause, clause.names.filter(isRecordName)).trim())
}

/** How far before a change a condition for it may stand, in clauses. */
const conditionWithin = 3

/**
 * The clause of the same sentence that sets a condition for what these change, or leaves it open:
 * 如果客户同意,… before it, …,还没定 or …,行吗 behind it.
 */
function hedgeAround({ text, clauses: all }: Sentence, own: readonly Clause[]): Clause | undefined {
  const [first, last] = [own[0]!, own.at(-1)!]
  for (let at = first.index - 1; at >= Math.max(0, first.index - conditionWithin); at--) {
    const clause = all[at]!
    if (/[。!?\n]/u.test(text.slice(clause.end, first.start))) break
    if (opensClause(clause.text)) return clause
    if (at === first.index - 1 && leavesItOpen(clause.text) && !readChangeClause(clause)) {
      return clause
    }
  }
  const next = all[last.index + 1]
  if (!next) return undefined
  if (asksBack(next)) return next
  if (/[。!?\n]/u.test(text.slice(last.end, next.start))) return undefined
  const open = leavesItOpen(next.text) || (opensClause(next.text) && !all[next.index + 1])
  return open ? next : undefined
}

/** Extends from one clause as long as the next goes on about the same deal. */
function groupFrom(
  free: readonly Clause[],
  start: number,
): { readonly group?: ChangeGroup; readonly end: number } {
  const clauses: Clause[] = []
  const parts: ChangeParts[] = []
  let subject: SubjectMention | undefined
  let unknownName: string | undefined
  let corrected = false
  let changes = false
  let end = start
  for (; end < free.length; end++) {
    const clause = free[end]!
    const previous = clauses.at(-1)
    if (previous && clause.index !== previous.index + 1) break
    if (previous && correction.test(clause.text)) {
      clauses.push(clause)
      corrected = true
      continue
    }
    const read = readChangeClause(clause)
    if (!read && !previous && isTakenBack(clause, free[end + 1])) {
      clauses.push(clause)
      subject = subjectIn([clause])
      continue
    }
    // Unknown words alone are no name, but something else that was said.
    if (!read || (read.unknownName && changesNothing(read))) break
    // 前提是客户同意, 我再想想: words that are known and yet leave it open.
    if (changesNothing(read) && (opensClause(clause.text) || leavesItOpen(clause.text))) break
    const own = subjectIn([clause])
    const names = own !== undefined || read.unknownName !== undefined
    if (changes && names && (unknownName || !goesOn(own, read, subject))) break
    clauses.push(clause)
    // 改成三百万,不对是三百一十万.
    corrected ||= parts.length > 0 && correctionLead.test(clause.text)
    if (corrected) parts.splice(0, parts.length, ...parts.map((part) => without(part, read)))
    const wasCorrected = corrected
    corrected = false
    parts.push(wasCorrected ? surely(read) : read)
    changes ||= !changesNothing(read)
    subject = own && subject ? bothSubjects(subject, own) : (subject ?? own)
    unknownName ??= read.unknownName
  }
  return changes ? { group: { clauses, parts, subject, unknownName }, end } : { end }
}

/** 不改320万,改310万: what it is not, and then what it is. */
function isTakenBack(clause: Clause, next: Clause | undefined): boolean {
  const not = readHedgedClause(clause)
  const is = next?.index === clause.index + 1 ? readChangeClause(next) : undefined
  if (not?.hedge.kind !== 'denied' || changesNothing(not.parts)) return false
  return is !== undefined && !changesNothing(is) && subjectIn([next!]) === undefined
}

/** Whether what a later clause names may be the deal spoken of so far. */
const goesOn = (own: SubjectMention | undefined, read: ChangeParts, subject?: SubjectMention) =>
  own !== undefined && read.unknownName === undefined && (!subject || sameSubject(own, subject))

/** 改成320万,不对,330万 */
const correction =
  /^[\s哦噢呃嗯啊]*(?:不对|不不?|不是|等等|错了|说错了|打错了|写错了|口误|更正一?下?)[\s啊哈:]*$/u

/** 下周三签,不,下周五: what stands instead is as sure as what it replaces. */
const surely = (part: ChangeParts): ChangeParts => ({
  ...part,
  closeDates: part.closeDates.map((date) => ({ ...date, sure: true })),
})

/** What was said before, less what is now said instead. */
const without = (part: ChangeParts, later: ChangeParts): ChangeParts => ({
  ...part,
  stages: later.stages.length > 0 ? [] : part.stages,
  amounts: later.amounts.length > 0 ? [] : part.amounts,
  closeDates: later.closeDates.length > 0 ? [] : part.closeDates,
})

/** Whether it is said clearly enough: by its verbs, or by a value right beside the deal's name. */
function holds({ parts, subject, unknownName }: ChangeGroup, earlier?: SubjectMention): boolean {
  if (parts.some(isSure)) return true
  const named = subject !== undefined || (unknownName !== undefined && earlier !== undefined)
  return named && parts.some((part) => part.stages.length + part.amounts.length > 0 || part.either)
}

/** 改成320万,行吗: a question, not an order. */
const asksBack = (next: Clause | undefined): boolean =>
  next !== undefined &&
  /^[\s你您说看觉得这样]*(?:行|可以|好|对|是|能|合适|妥|同意|要)(?:不(?:行|可以|好|对|是|能|要)|吗|么|吧\?|否)/u.test(
    next.text,
  )

/** 华芯检测和射频校准都改到月底: the same for each. */
function listedSubjects(group: ChangeGroup): ChangeGroup[] {
  const [clause] = group.clauses.filter((one) => subjectIn([one]))
  const listed = clause ? subjectsListed(clause) : []
  if (listed.length < 2) return [group]
  // 这三个 counts what is listed.
  const parts = group.parts.map(({ several, ...part }) =>
    several === undefined || several === listed.length ? part : { ...part, several },
  )
  return listed.map((subject, i) => ({
    ...group,
    parts,
    subject,
    // The unknown words stand beside the last of them.
    unknownName: i === listed.length - 1 ? group.unknownName : undefined,
  }))
}
