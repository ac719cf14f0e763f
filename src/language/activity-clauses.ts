/**
 * A contact with a customer as people tell it: who was met when, what about, what they said, what
 * comes next. S1: 「详细记录交互的时间、主题、结果以及下一步行动计划」.
 */
import type { ActivityKind } from '../domain/activity.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'
import { findTitledPerson } from './surnames.ts'

/** Words for a contact, the surest kind first. */
const kinds: readonly (readonly [ActivityKind, RegExp])[] = [
  ['wechat', /微信|企微|语音聊/],
  ['email', /邮件|发了?邮|email|mail/i],
  ['call', /电话|通话|致电|电联|打给|打了个?电|来电|call/i],
  ['meeting', /开会|开了?个?会|会议|评审会|例会|视频会|线上会/],
  [
    'visit',
    /拜访|走访|登门|上门|面谈|面访|见面|见到|见了|碰面|碰了|陪同|到访|来访|去了|吃了?饭|约见/,
  ],
  [
    'other',
    /聊了|聊到|聊过|谈了|谈到|谈过|沟通了?|交流了?|对接了?|联系了|联系过|联系上|回访了?|演示了|汇报了|跟进了/,
  ],
]

/** Not yet: a plan or an order, never a record of what happened. */
const notYet = /提醒|打算|准备去|计划去|要去|想去|申请|安排.*去|记得|别忘|待会|一会儿?去/

const topicLead =
  /(?:聊了?|谈了?|讨论了?|沟通了?|交流了?|介绍了?|演示了?|讲了?|汇报了?|对接了?|确认了?|对了?|说了?|问了?|关于|主要是|内容是|主题是?|:)(?:一下|下|的是|到|的)?/u

const feedbackLead =
  /^(?:他们?|她们?|对方|客户|那边|对面|人家|甲方|反馈|结果)?(?:那边|方面)?(?:说|嫌|觉得|认为|表示|反馈|反映|希望|要求|担心|想要?|希望|同意|不同意|接受|不接受|认可|不认可|满意|不满意?|拒绝|抱怨|提出|提到|回复|答复|:)/u
const feedbackSubject = /^(?:他们?|她们?|对方|客户|那边|对面|人家|甲方|反馈)/u

const nextLead =
  /^(?:然后|接下来|之后|后面|后续|约好?了?|约定|计划|打算|准备|我?要|需要|下一步|下步|回头|再)(?:是|:|就|要|我)?/u

/** What people say for the objections that come up again and again. */
const objections: readonly (readonly [RegExp, string])[] = [
  [
    /嫌贵|太贵|偏贵|贵了|价格(?:有点|偏|太|比较)?高|报价(?:有点|偏|太|比较)?高|价高|超预算/u,
    '价格偏高',
  ],
]

export type ActivityReading = {
  readonly clauses: readonly Clause[]
  readonly kind: ActivityKind
  readonly onDate?: Tagged<DateMention>
  readonly contactName?: string
  readonly topic?: string
  readonly feedback?: string
  readonly nextStep?: string
  readonly nextDate?: Tagged<DateMention>
}

/** Reads the clauses as one contact, or undefined when none of them tells of one. */
export function readActivity(free: readonly Clause[]): ActivityReading | undefined {
  const trigger = free.find((clause) => kindOf(clause.text) !== undefined)
  if (
    !trigger ||
    notYet.test(trigger.text) ||
    /[?]|吗$|什么|多少|谁|最近.{0,2}聊/.test(trigger.text)
  ) {
    return undefined
  }
  const kind = kindOf(trigger.text)!
  const topics: string[] = []
  const feedbacks: string[] = []
  const steps: { text: string; date?: Tagged<DateMention> }[] = []
  const clauses: Clause[] = []
  for (const clause of free.filter((c) => c.index >= trigger.index)) {
    clauses.push(clause)
    if (clause === trigger) {
      const topic = topicOf(withoutKnown(clause))
      if (topic) topics.push(topic)
    } else sortClause(clause, { topics, feedbacks, steps })
  }
  return {
    clauses: [
      ...free.filter((c) => c.index < trigger.index && c.names.length + c.dates.length > 0),
      ...clauses,
    ],
    kind,
    onDate: dateOfContact(free, trigger),
    contactName: contactIn(free),
    topic: topics.join(',') || undefined,
    feedback: feedbacks.join(',') || undefined,
    nextStep: steps.map((step) => step.text).join(',') || undefined,
    nextDate: steps.find((step) => step.date)?.date,
  }
}

function kindOf(text: string): ActivityKind | undefined {
  return kinds.find(([, words]) => words.test(text))?.[0]
}

/** The first date of the clause that tells of the contact, or of one before it. */
function dateOfContact(free: readonly Clause[], trigger: Clause): Tagged<DateMention> | undefined {
  return free.filter((clause) => clause.index <= trigger.index).flatMap((c) => c.dates)[0]
}

/** Somebody with a title, outside the names that are known: 立辰王工 → 王工. */
function contactIn(clauses: readonly Clause[]): string | undefined {
  for (const clause of clauses) {
    const person = findTitledPerson(blank(clause, clause.names))
    if (person) return person.name
  }
  return undefined
}

/** The clause's text with these tags turned into blanks of the same length. */
function blank(clause: Clause, tags: readonly { start: number; end: number }[]): string {
  let text = clause.text
  for (const { start, end } of tags) {
    const from = start - clause.start
    text = text.slice(0, from) + ' '.repeat(end - start) + text.slice(from + end - start)
  }
  return text
}

const withoutKnown = (clause: Clause) => blank(clause, [...clause.names, ...clause.dates])

function topicOf(text: string): string | undefined {
  const lead = topicLead.exec(text)
  const topic = lead && tidy(text.slice(lead.index + lead[0].length))
  return topic && topic.length > 1 && kindOf(topic) === undefined ? topic : undefined
}

function sortClause(
  clause: Clause,
  into: {
    topics: string[]
    feedbacks: string[]
    steps: { text: string; date?: Tagged<DateMention> }[]
  },
): void {
  const text = clause.text.trim()
  const objection = objections.find(([words]) => words.test(text))?.[1]
  if (objection) {
    into.feedbacks.push(objection)
    return
  }
  const [date] = clause.dates
  if (date && !feedbackSubject.test(text)) {
    into.steps.push({ text: stepText(clause), date })
    return
  }
  if (feedbackLead.test(text)) {
    into.feedbacks.push(tidy(text.replace(/^(?:反馈|结果):?/u, '')))
    return
  }
  if (nextLead.test(text)) {
    into.steps.push({ text: stepText(clause) })
    return
  }
  into.topics.push(topicOf(text) ?? tidy(text))
}

/** The step without its date and without the words that only announce it. */
function stepText(clause: Clause): string {
  const text = tidy(blank(clause, clause.dates).replace(/\s+/g, ''))
  const short = text.replace(
    /^(?:然后|接下来|之后|后面|后续|下一步|下步|回头|我?要|就)(?:是|:)?/u,
    '',
  )
  return tidy(short) || text || '跟进'
}

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,:、的了]+|[\s,:、了]+$/gu, '')
    .trim()
