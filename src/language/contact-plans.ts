/**
 * A contact that has not been: one that is planned (明天拜访华芯, 约了华芯李总下周四技术交流), and one that
 * failed (给张经理打电话没接,明天再打) or was put off. None is a record; each can be reminded of.
 */
import {
  contactKind,
  contactWord,
  failedContact,
  nobodyThere,
  noContact,
} from './activity-words.ts'
import { isSure, readChangeClause } from './change-clause.ts'
import type { DateMention } from './date.ts'
import { partsOfDay } from './part-of-day.ts'
import { readMoved, readPutOff } from './put-off.ts'
import type { Tagged } from './reading.ts'
import { blankOut, type Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'
import { findTitledPerson } from './surnames.ts'

export type PlannedContact = {
  readonly kind: 'planned' | 'failed' | 'put-off'
  readonly clauses: readonly Clause[]
  /** What is to be done, without its day. */
  readonly what: string
  readonly date?: Tagged<DateMention>
  /** 下午, where it was said beside the day. */
  readonly part?: string
}

/** Said as a plan, or of a day to come. */
const plans =
  /(?:我?(?:们)?(?:要|打算|准备|计划|想)|(?<![签大合预节])约(?:好了?|了|定|到)?)(?=.*(?:去|见|访|聊|谈|交流|沟通|会|吃|面|电话|约))|安排(?:了|好)?/u

const appointed = /(?<![签大合预节])约(?:了|好|到)/u

/** Is asked for, supposed or told by somebody else. */
const otherWords =
  /申请|提醒|如果|要是|说|问|希望|要求|[吗么]|什么|谁|取消|推迟|改期|延期|不用|别|不去|没时间|客户要|他们要/u

/** Nobody plans in more characters. */
const longest = 120

/** The first clause that tells of a contact to come, or of one that came to nothing. */
export function readPlannedContact(free: readonly Clause[]): PlannedContact | undefined {
  for (const [at, clause] of free.entries()) {
    if (clause.asks || clause.text.length > longest) continue
    const read =
      putOff(free, at) ??
      readFailed(clause, free) ??
      moved(clause) ??
      plannedContact(clause) ??
      (free.length === 1 ? goingTogether(clause) : undefined)
    if (read) return read
    // What follows a contact is its next step.
    if (contactKind(clause.text) !== undefined) return undefined
  }
  return undefined
}

function readFailed(clause: Clause, free: readonly Clause[]): PlannedContact | undefined {
  if (contactKind(clause.text) === undefined && !leftUnanswered(clause)) return undefined
  const after = free.find(({ index }) => index === clause.index + 1)
  const here = failedContact.test(clause.text)
  if (!here && !(after && nobodyThere.test(after.text.trim()))) return undefined
  const own = here ? [clause] : [clause, after!]
  // 没接,后来微信聊了: then there was a contact after all.
  const later = free.filter(({ index }) => index > own.at(-1)!.index)
  const happened = ({ text, dates }: Clause) =>
    contactKind(text) !== undefined &&
    !failedContact.test(text) &&
    !dates.some(({ found }) => isToCome(found))
  if (later.some(happened)) return undefined
  const [last] = later
  const goesOn = last?.index === own.at(-1)!.index + 1 && isAgain(last)
  const clauses = goesOn ? [...own, last] : own
  const date = clauses.flatMap(({ dates }) => dates).find(({ found }) => !isPast(found))
  return { kind: 'failed', clauses, what: again(clause), ...(date && { date }) }
}

/** 华鑫邮件没回我: somebody did not answer. */
const leftUnanswered = (clause: Clause): boolean =>
  /没(?:有)?回|不回/u.test(clause.text) &&
  failedContact.test(clause.text) &&
  (clause.names.some(isRecordName) || findTitledPerson(clause.text) !== undefined)

function again(clause: Clause): string {
  const name = clause.names.map(({ text }) => text)[0] ?? ''
  const person = findTitledPerson(blankOut(clause, clause.names))?.name ?? ''
  return `再联系${name}${person}`
}

function putOff(free: readonly Clause[], at: number): PlannedContact | undefined {
  const read = readPutOff(free, at)
  if (!read) return undefined
  const { about, asMeant, clauses, date } = read
  const meant = tidy(blankOut(about, about.dates).replace(partOfDay, ''))
  const what = asMeant ? meant : again(about)
  return { kind: 'put-off', clauses, what, ...(date && { date }) }
}

/** 明天再打. */
const isAgain = ({ text, dates }: Clause) => dates.length > 0 && /再|改天|回头/u.test(text)

function moved(clause: Clause): PlannedContact | undefined {
  const read = readMoved(clause)
  if (!read || isPast(read.date.found)) return undefined
  return { kind: 'planned', clauses: [clause], what: tidy(read.what), date: read.date }
}

function plannedContact(clause: Clause): PlannedContact | undefined {
  const [date, ...others] = clause.dates
  if (!date || others.length > 0 || isPast(date.found) || otherWords.test(clause.text)) {
    return undefined
  }
  const lead = clause.text.slice(0, date.start - clause.start)
  if (!plans.test(clause.text) && !isToCome(date.found)) return undefined
  // 拜访华鑫,下周二寄报告: the day behind what was done is of what comes next.
  if (contactWord(lead) && !/约|打算|准备|计划/u.test(lead)) return undefined
  const bare = blankOut(clause, [date])
  const told = bare.replace(plans, (words) => ' '.repeat(words.length))
  const change = readChangeClause(clause)
  if (change && !change.unknownName && isSure(change)) return undefined
  if (contactKind(told) === undefined && contactKind(bare) === undefined && !appointed.test(bare)) {
    return undefined
  }
  if (/[了过](?!解)/u.test(told) || noContact.test(told)) return undefined
  const part = partOfDay.exec(clause.text)?.[0]
  const what = tidy(part ? bare.replace(part, '') : bare)
  return { kind: 'planned', clauses: [clause], what, date, ...(part && { part }) }
}

/** 跟李娜一块去顺达, and no day: nothing says that it has been. */
function goingTogether(clause: Clause): PlannedContact | undefined {
  const isPlan = /(?:一起|一块儿?|一道)去(?![了过的年掉])/u.test(clause.text)
  if (!isPlan || clause.dates.length > 0 || !clause.names.some(isRecordName)) return undefined
  if (otherWords.test(clause.text) || /[了过](?!解)/u.test(clause.text)) return undefined
  return { kind: 'planned', clauses: [clause], what: tidy(clause.text) }
}

const partOfDay = new RegExp(`(?:${partsOfDay})`, 'u')

const tidy = (text: string) =>
  text
    .replace(/\s+/gu, '')
    .replace(
      /^(?:那个?|嗯|我们?|本来|原本|原来|原定|原计划|说好|是|要|打算|准备|计划|想|安排了?|[,、:])+/u,
      '',
    )
    .replace(/[的了吧啊,]+$/u, '')

const isPast = ({ when }: DateMention): boolean =>
  when.kind === 'clock' || (when.kind === 'offset' && when.days.every((days) => days <= 0))

const isToCome = ({ when }: DateMention): boolean =>
  (when.kind === 'offset' && when.days.every((days) => days > 0)) ||
  (when.kind === 'weekday' && (when.week ?? 0) > 0) ||
  (when.kind === 'after' && !when.back)
