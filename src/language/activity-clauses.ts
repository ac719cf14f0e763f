/**
 * A contact with a customer as people tell it: who was met when, what about, what they said, what
 * comes next. S1: 「详细记录交互的时间、主题、结果以及下一步行动计划」.
 */
import type { ActivityKind } from '../domain/activity.ts'
import {
  contactKind,
  contactWord,
  customerSays,
  failedContact,
  feedbackLead,
  feedbackSubject,
  isOnlyLiking,
  metWith,
  nextLead,
  nobodyInParticular,
  nobodyThere,
  noContact,
  notAnOrganisation,
  objections,
  personSays,
  saidSo,
  speechStart,
  stepOpening,
  topicLead,
  topicOpening,
} from './activity-words.ts'
import { changesNothing, isSure, readChangeClause } from './change-clause.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { isRivalName } from './rivals.ts'
import { blankOut, type Clause, partOf } from './sentence.ts'
import { codeOfNothing, isRecordName, sameSubject, subjectIn } from './subject.ts'
import { findTitledPerson, isPlainName } from './surnames.ts'

export type ActivityReading = {
  readonly clauses: readonly Clause[]
  readonly kind: ActivityKind
  readonly onDate?: Tagged<DateMention>
  /** 下午, said without a day: when it begins, in minutes since midnight, and the word. */
  readonly notBefore?: { readonly minute: number; readonly word: string }
  readonly contactName?: string
  /** Said to be of a company that is in no list. */
  readonly unknownAccount?: string
  readonly topic?: string
  readonly feedback?: string
  readonly nextStep?: string
  readonly nextDate?: Tagged<DateMention>
}

/** Reads the clauses as one contact, or undefined when none of them tells of one. */
export function readActivity(all: readonly Clause[]): ActivityReading | undefined {
  const free = all.filter((clause) => !isOwnChange(clause))
  const trigger =
    free.find((clause) => contactKind(clause.text) !== undefined && !cameToNothing(clause, free)) ??
    free.find((clause) => saying(clause) !== undefined)
  if (!trigger || trigger.asks || noContact.test(trigger.text)) return undefined
  if (isOnlyLiking(trigger.text)) return undefined
  const kind = contactKind(trigger.text) ?? 'other'
  if (kind === 'other' && isOnlyAWish(trigger)) return undefined
  const told = [
    ...free.filter((clause) => clause.index < trigger.index && leadsUp(clause)),
    ...untilNextContact(free, trigger),
  ]
  const after = told.filter((clause) => clause.index > trigger.index)
  if (after.some((clause) => nobodyThere.test(clause.text.trim()))) return undefined
  const person = personIn(told)
  const met = person ? person.of : companyMet(told, trigger)
  const unknownAccount = codeOfNothing(told) ?? met
  const known = person ?? unknownAccount ?? told.some((c) => c.names.some(isRecordName))
  if (kind === 'other' && !known) return undefined
  const onDate = contactDate(told, trigger)
  const notes = emptyNotes()
  const [first, ...pieces] = spokenPieces(trigger)
  noteTrigger(first!, notes)
  for (const piece of [...pieces, ...told.filter((c) => c.index > trigger.index)]) {
    noteClause(piece, notes)
  }
  return {
    clauses: told,
    kind,
    onDate,
    ...(!onDate && { notBefore: partOfDay(trigger.text) }),
    contactName: person?.name,
    unknownAccount,
    topic: notes.topics.join(',') || undefined,
    feedback: notes.feedbacks.join(',') || undefined,
    nextStep: notes.steps.map((step) => step.text).join(',') || undefined,
    nextDate: notes.steps.find((step) => step.date)?.date,
  }
}

/** 打电话,他没接: no contact, whatever came of another try. */
function cameToNothing(clause: Clause, free: readonly Clause[]): boolean {
  const next = free.find(({ index }) => index === clause.index + 1)
  return (
    failedContact.test(clause.text) || (next !== undefined && nobodyThere.test(next.text.trim()))
  )
}

/** What a customer named at the beginning of the clause says: 不急 of 立辰说不急. */
function saying(clause: Clause): string | undefined {
  const [name] = clause.names
  if (!name || !isRecordName(name) || clause.asks) return undefined
  if (!/^[\s嗯呃哦那]*$/u.test(clause.text.slice(0, name.start - clause.start))) return undefined
  const rest = clause.text.slice(name.end - clause.start)
  const says = customerSays.exec(rest)?.[0]
  if (says === undefined) return undefined
  return tidy(/说|表示|反馈|回复|答复|透露/u.test(says) ? rest.slice(says.length) : rest)
}

/** 张经理说改成300万: of which deal is not said, and it is no record either. */
const isOnlyAWish = (clause: Clause): boolean =>
  !clause.names.some(isRecordName) &&
  clause.stages.length + clause.amounts.length > 0 &&
  /说(?:把|要|想|可以)?(?:金额|价格|报价)?(?:改|调|变|推进|降|涨|提|退|压)/u.test(clause.text)

/** Whether a clause before it tells with whom or when it was. */
const leadsUp = (clause: Clause) =>
  clause.names.length + clause.dates.length > 0 ||
  findTitledPerson(clause.text) !== undefined ||
  nobodyThere.test(clause.text.trim())

/** The day it happened on is told before the contact itself; what comes after it is about something else. */
function contactDate(told: readonly Clause[], trigger: Clause): Tagged<DateMention> | undefined {
  const dates = told.filter((c) => c.index <= trigger.index).flatMap((c) => c.dates)
  const verb = trigger.start + (contactWord(trigger.text)?.index ?? 0)
  return dates.find((date) => date.start < verb || isPast(date.found))
}

const partsOfDay: Readonly<Record<string, number>> = {
  中午: 690,
  下午: 720,
  傍晚: 1020,
  晚上: 1080,
}

function partOfDay(text: string): ActivityReading['notBefore'] {
  const word = /中午|下午|傍晚|晚上/u.exec(text)?.[0]
  return word ? { word, minute: partsOfDay[word]! } : undefined
}

/** 明年有预算 says when the customer may buy, and is no appointment. */
const isDay = ({ when }: DateMention): boolean =>
  !/^(?:year|half-year|year-part|vague)$/u.test(when.kind)

const isPast = ({ when }: DateMention): boolean =>
  when.kind === 'offset' && when.days.every((days) => days <= 0)

/** A change of the deal told in the same breath is no part of the record: it wants its preview. */
export function isOwnChange(clause: Clause): boolean {
  if (feedbackSubject.test(clause.text.trim())) return false
  if (quoted.test(clause.text) && !moved.test(clause.text)) return false
  const read = readChangeClause(clause)
  return read !== undefined && !changesNothing(read) && isSure(read)
}

/** 报价130万, told of a talk: what they were offered, which need not be what the deal is worth. */
const quoted = /报(?:了|过)?(?:个|的)?价|报了/u
const moved = /[改调变更降涨升加减砍压]|[到成为]\s*\S*\d|阶段|推进/u

/** From the clause that tells of the contact up to the next contact with somebody else. */
function untilNextContact(free: readonly Clause[], trigger: Clause): Clause[] {
  const subject = subjectIn([trigger])
  const from = free.filter((clause) => clause.index >= trigger.index)
  const next = from.findIndex((clause) => {
    const own = clause === trigger ? undefined : subjectIn([clause])
    return own && subject && !sameSubject(own, subject) && contactKind(clause.text)
  })
  return next < 0 ? from : from.slice(0, next)
}

type Notes = {
  readonly topics: string[]
  readonly feedbacks: string[]
  readonly steps: { readonly text: string; readonly date?: Tagged<DateMention> }[]
}

const emptyNotes = (): Notes => ({ topics: [], feedbacks: [], steps: [] })

/**
 * Text without punctuation, cut where somebody else begins to speak and where a later date opens
 * what comes next: 拜访立辰王工聊方案 | 他嫌贵 | 下周二再报一版.
 */
function spokenPieces(clause: Clause): Clause[] {
  const speech = speechStart.exec(clause.text.slice(1))
  const verb = clause.start + (contactWord(clause.text)?.index ?? 0)
  const later = clause.dates.find(
    (date) =>
      date.start > verb && !isPast(date.found) && !isDenied(clause, date) && !isSaid(clause, date),
  )
  const cuts = [
    ...blanksAfter(clause, verb),
    ...(speech ? [clause.start + 1 + speech.index] : []),
    ...(later && later.start > clause.start ? [stepStart(clause, later)] : []),
  ].sort((a, b) => a - b)
  const bounds = [clause.start, ...cuts, clause.end]
  return bounds.slice(1).flatMap((end, i) => {
    const start = bounds[i]!
    const part = partOf(clause, { start, end })
    return part.text.trim() === '' ? [] : [part]
  })
}

/** 年前不会动: not then. */
const isDenied = (clause: Clause, { end }: Tagged<DateMention>): boolean =>
  /^(?:都|也|还|之前|以前|前|内)*(?:不|没|别|未)/u.test(clause.text.slice(end - clause.start))

/** 她说月底前能盖章 is what she says. */
const isSaid = (clause: Clause, { start }: Tagged<DateMention>): boolean =>
  /(?:说|表示|觉得|认为|透露|提到|答应|承诺)(?:了|是|大概|可能|应该)?$/u.test(
    clause.text.slice(0, start - clause.start),
  )

/** 让我 of 让我下周三之前给他 belongs to what comes next. */
function stepStart(clause: Clause, { start }: Tagged<DateMention>): number {
  const lead = clause.text.slice(0, start - clause.start)
  const opens = /(?:[让叫要请]我们?|约好?了?|说好|然后|接下来|我们?)$/u.exec(lead)
  return opens && opens.index > 0 ? clause.start + opens.index : start
}

/** Nobody leaves out commas for longer than this. */
const longestCut = 200

/** Where others would write a comma: 微信李总 | 方案ok. GB 9254 and 3 000 stay together. */
function blanksAfter(clause: Clause, verb: number): number[] {
  if (clause.text.length > longestCut) return []
  const tags = [...clause.names, ...clause.dates, ...clause.amounts]
  return [...clause.text.matchAll(/(?<=\S)\s+(?=\S)/gu)]
    .filter(({ 0: gap, index }) => {
      const sides = clause.text[index - 1]! + clause.text[index + gap.length]!
      return !/^[!-~]{2}$/u.test(sides)
    })
    .map(({ index }) => clause.start + index)
    .filter((at) => at > verb && !tags.some((tag) => tag.start < at && at < tag.end))
}

/** Somebody with a title, outside the names that are known, and the company they are said to be of. */
function personIn(clauses: readonly Clause[]): { name: string; of?: string } | undefined {
  for (const clause of clauses) {
    const text = blankOut(clause, clause.names)
    const person = findTitledPerson(text)
    if (!person) continue
    return { name: person.name, of: companyBefore(clause, person.at) }
  }
  return undefined
}

const beforeCompany =
  /.*(?:拜访|走访|见到?|约|去|到|和|跟|与|同|给|找|陪|请|联系|沟通|对接|电话|微信|邮件|交流|聊|谈|了|过|向|是|[回出过上下进]来|回到)/u

/** 天成科技 in 拜访了天成科技的王总; undefined where a known name or nothing stands. */
function companyBefore(clause: Clause, at: number): string | undefined {
  const named = clause.names.filter((tag) => tag.end - clause.start <= at && isRecordName(tag))
  const from = Math.max(0, ...named.map((tag) => tag.end - clause.start))
  const between = blankOut(clause, [...clause.dates, ...clause.amounts])
    .slice(from, at)
    .replace(beforeCompany, '')
    .trim()
  const company = between.replace(/的$/u, '')
  if (company.length < 2 || notAnOrganisation.test(company)) return undefined
  return /^[\p{Script=Han}A-Za-z0-9]{2,12}$/u.test(company) ? company : undefined
}

/** What may stand between whom it was with and what was done. */
const howMet = wordList(
  '视频 电话 微信 语音 邮件 线上 线下 网上 远程 当面 现场 一起 再次 又 再 也 都 还 刚 刚刚 刚才 已 已经 简单 详细 仔细 深入 初步 正式 重新 反复 多次 充分 单独 私下 提前 继续 主要 重点 顺便 大概 大致 就 进行 了 的 那边 这边 那里 那儿 上午 下午 晚上 早上 中午 先 第一次 第二次 首次 最后 终于 新 老 各 两 三 次',
)

/** 天成 in 拜访了天成 and 跟天成沟通了: whom it was with, though no list has them. */
function companyMet(told: readonly Clause[], trigger: Clause): string | undefined {
  const others = trigger.names.filter((tag) => !isRecordName(tag))
  const text = blankOut(trigger, [...others, ...trigger.dates, ...trigger.amounts])
  const { visited, other } = metWith.exec(text)?.groups ?? {}
  const met = visited ?? (other && !isPlainName.test(other) ? other : undefined)
  const [first, ...more] = told.flatMap((clause) => clause.names.filter(isRecordName))
  const known = first && met?.startsWith(first.text) ? first : undefined
  // 华芯终端 is not 华芯; where another name stands, it is of that.
  if (more.length > 0 || (first && !known)) return undefined
  const name = met?.slice(known?.text.length ?? 0)
  if (!name || notAnOrganisation.test(name) || nobodyInParticular.test(name)) return undefined
  return known && uncoveredIn(name, howMet).length === 0 ? undefined : met
}

function noteTrigger(clause: Clause, notes: Notes): void {
  const objection = objectionIn(clause.text)
  const customer = contactKind(clause.text) === undefined ? saying(clause) : undefined
  if (customer && !objection) {
    notes.feedbacks.push(customer)
    return
  }
  // What they said of a rival is theirs: its name stays.
  const names = clause.names.filter((tag) => !isRivalName(tag))
  const words = blankOut(clause, [...names, ...clause.dates])
  const said = words.slice(words.search(personSays)).replace(personSays, '')
  if (objection) notes.feedbacks.push(objection)
  else if (personSays.test(words) && tidy(said) !== '') notes.feedbacks.push(tidy(said))
  else push(notes.topics, topicOf(words))
}

function push(into: string[], text: string | undefined): void {
  if (text) into.push(text)
}

/** 发了邮件: how, not what about. */
const onlyTheWay = /^(?:一?[个封条通])?(?:邮件|微信|电话|消息|信息)$/u

/** Longer ones are not looked through again. */
const longestTopic = 80

function topicOf(text: string): string | undefined {
  const lead = topicLead.exec(text)
  const topic = lead && tidy(text.slice(lead.index + lead[0].length)).replace(/^是(?!否)/u, '')
  const says = topic && topic.length > 1 && !onlyTheWay.test(topic)
  if (!says) return undefined
  // 跟你说了聊的是老化箱的事: the last of them says it.
  if (contactKind(topic) === undefined) return topic
  return topic.length < longestTopic ? topicOf(topic) : undefined
}

const objectionIn = (text: string): string | undefined =>
  objections.find(([words]) => words.test(text))?.[1]

/** 年后再看. */
const again = /再(?:看|说|联系|跟|聊|打|约|报|来|谈|议|推)/u

function noteClause(clause: Clause, { topics, feedbacks, steps }: Notes): void {
  if (isOnlyNames(clause)) return
  const whole = tidy(clause.text)
  const text = withoutSpeaker(clause)
  const objection = objectionIn(text)
  const [date] = clause.dates
  const goesOn = nextLead.test(text) || again.test(text)
  const isStep = goesOn || (date && isDay(date.found) && !feedbackLead.test(text))
  if (objection) feedbacks.push(objection)
  else if (topicOpening.test(text)) push(topics, topicOf(text) ?? whole)
  else if (feedbackSubject.test(text)) push(feedbacks, tidy(text.replace(saidSo, '')) || whole)
  else if (date && tidy(blankOut(clause, clause.dates)) === '') push(topics, whole)
  else if (isStep) steps.push({ text: stepText(clause), date })
  else if (feedbackLead.test(text)) push(feedbacks, tidy(text.replace(saidSo, '')) || whole)
  else push(topics, topicOf(text) ?? whole)
}

/** 拜访 立辰 沈工: who it was is told in fields of their own. */
function isOnlyNames(clause: Clause): boolean {
  const rest = blankOut(clause, clause.names)
  const person = findTitledPerson(rest)
  return tidy(person ? rest.replace(person.name, '') : rest) === ''
}

/** 沈工说方案还要改 → 说方案还要改: whose words they are is the contact's own field. */
function withoutSpeaker(clause: Clause): string {
  const text = clause.text.trim()
  const person = findTitledPerson(text)
  return person?.at === 0 ? text.slice(person.name.length) : text
}

/** The step without its date and without the words that only announce it. */
function stepText(clause: Clause): string {
  // 年后再看: a time that is no day stays in the words.
  const days = clause.dates.filter(({ found }) => isDay(found))
  const text = tidy(blankOut(clause, days).replace(/\s+/g, ''))
  return tidy(text.replace(stepOpening, '')) || text || '跟进'
}

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,:、的了]+|[\s,:、了]+$/gu, '')
    .trim()
