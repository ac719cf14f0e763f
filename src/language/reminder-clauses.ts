/** Reminders as people ask for them: 明天下午3点提醒我给陈总打电话, 半小时后叫我一下, 设个提醒. */
import { changesNothing, isSure, readChangeClause } from './change-clause.ts'
import { nameMark, polite, shapeOf as shapeOfNames, typedIn } from './clause-shape.ts'
import type { DateMention } from './date.ts'
import { partOfDayMinute, partsOfDay } from './part-of-day.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'

export type ReminderReading = {
  readonly clauses: readonly Clause[]
  /** The words that say when, as typed; empty when none do. */
  readonly saidWhen: string
  /** Its time of day is the one said elsewhere in the sentence, or the part of the day's. */
  readonly when?: DateMention
  /** What of; empty when nothing was said. */
  readonly what: string
  /** 明天这个时候: at the time of day it is now. */
  readonly sameTime: boolean
  /** 每天: more than once. */
  readonly recurs: boolean
  /** Somebody else is to be reminded. */
  readonly whom?: string
}

/** Stands for one or more characters of a date. */
const dateMark = '\ufffb'
const date = `${dateMark}+`
const me = '(?:我们?|咱们?|俺)'
const softly = '(?:一下|一声|下(?![班午周个单楼去面来]))?'
const recurring =
  '(?:(?:每隔?|隔)(?:[一两二三四五六七八九十几0-9]*个?(?:工作日|天|日|周|月|年|早上?|晚上?|星期|礼拜|季度?|小时|分钟)[一二三四五六日天末]?(?:[0-9一二三四五六七八九十]+[号日])?)|天天|定期|反复|循环)'
const filler =
  '(?:可|千万|一定)?(?:别|不要)(?:忘了?|忘记)|千万|务必|一定|在|于|这个时候|这个点|这会儿|同一时间|到点|到时候?|到|等|的时候|时候|之前|再|就|都|记得|请|麻烦|帮我|要|的|[,:\\s]'
const whenWords = `(?:${date}|${partsOfDay}|${recurring}|${filler})`

const pattern = (source: string) => new RegExp(`^${polite.before}${source}`, 'du')

type Form = { readonly form: RegExp; readonly needsDate?: true }

const forms: readonly Form[] = [
  // 华芯检测周五提醒我跟进: what it is about comes first.
  {
    form: pattern(
      `(?<topic>${nameMark}+[^${dateMark},]{0,6}?)(?<when>${whenWords}*)提醒${softly}${me}${softly}(?<what>.*)$`,
    ),
  },
  { form: pattern(`(?<when>${whenWords}*)提醒(?:${softly}${me}${softly}|一下|一声)(?<what>.*)$`) },
  {
    form: pattern(
      `(?<when>${whenWords}*)(?:叫|喊|通知|告诉|提示)${softly}${me}${softly}(?<what>.*)$`,
    ),
    needsDate: true,
  },
  {
    form: pattern(
      `(?<when>${whenWords}*)(?:设置?|设定|定|加|建立?|添加|新建|创建|来|记|弄|搞)(?:一?个|一条|一下|下|好)*(?<more>${whenWords}*)(?:提醒|闹钟|闹铃|备忘|待办|任务)(?:事项)?[:\\s]*(?<what>.*)$`,
    ),
  },
  {
    form: pattern(
      `(?<when>${whenWords}*)(?:提醒|闹钟|闹铃|备忘|待办|任务)(?:事项)?[:\\s]+(?<what>.+)$`,
    ),
    needsDate: true,
  },
  {
    form: pattern(`(?<when>(?:${date}|${partsOfDay})的?)(?:提醒|闹钟|闹铃)[:\\s]*(?<what>.*)$`),
    needsDate: true,
  },
  {
    form: pattern(
      `(?<what>.+?)的?(?:事情?)?(?<when>${whenWords}*)提醒${softly}${me}${polite.after}`,
    ),
    needsDate: true,
  },
]

const someoneElse = new RegExp(`^${polite.before}(?:${whenWords})*提醒${softly}$`, 'u')
/** Asked, or taken back: another intent's. */
const notThis =
  /(?:取消|删掉|删除|删了|去掉|撤销|关掉|移除|不用|不必|别|不要|没|不)再?(?:提醒|叫|喊|通知)|(?:提醒|闹钟)(?:我)?(?:的)?(?:取消|删|不要|撤|关)|(?:提醒|闹钟)的?(?:改|推迟|挪|调|延|提前)|提醒我的?(?:改|推迟|挪|调|延|提前)(?:到|成|为|至|期|一下|[0-9一二两三半])|^(?:取消|删|去掉|撤|关|移除|把)/u

/** Reads the clause that asks for a reminder, with those beside it that say when and what of. */
export function readReminder(free: readonly Clause[]): ReminderReading | undefined {
  for (const [at, clause] of free.entries()) {
    if (clause.asks || notThis.test(clause.text.trim())) continue
    const whom = otherPerson(clause)
    if (whom)
      return { clauses: [clause], saidWhen: '', what: '', recurs: false, sameTime: false, whom }
    const found = readForms(clause)
    if (found) return withBeside(found, clause, free.slice(0, at), free.slice(at + 1))
  }
  return undefined
}

/** 提醒李娜: a colleague stands where 我 would. */
function otherPerson(clause: Clause): string | undefined {
  const person = clause.names.find(({ found }) => found.hits.some((hit) => hit.kind === 'user'))
  if (!person) return undefined
  const before = shapeOf(clause).slice(0, person.start - clause.start)
  return someoneElse.test(before) ? person.text : undefined
}

/** The clause with the names of records and the dates in it turned into marks. */
function shapeOf(clause: Clause): string {
  let text = shapeOfNames(clause)
  for (const { start, end } of clause.dates) {
    const from = start - clause.start
    text = text.slice(0, from) + dateMark.repeat(end - start) + text.slice(from + end - start)
  }
  return text
}

type Found = Omit<ReminderReading, 'clauses' | 'whom'>

/** Nobody says more before they say that they want to be reminded. */
const longestLead = 100
const wants = /提醒|闹钟|闹铃|备忘|待办|任务|叫|喊|通知|告诉|提示/u

function readForms(clause: Clause): Found | undefined {
  const shape = shapeOf(clause)
  const at = wants.exec(shape)?.index
  if (at === undefined || at > longestLead) return undefined
  for (const { form, needsDate } of forms) {
    const match = form.exec(shape)
    if (!match) continue
    const before = `${match.groups?.when ?? ''}${match.groups?.more ?? ''}`
    const recurs =
      new RegExp(recurring, 'u').test(before) || startsRecurring.test(match.groups?.what ?? '')
    const found = settle(clause, match, before)
    if (needsDate && !found.when && !recurs) continue
    return { ...found, recurs }
  }
  return undefined
}

const startsRecurring = new RegExp(`^(?:${filler})*${recurring}`, 'u')

type Moment = { readonly tags: readonly Tagged<DateMention>[]; readonly part?: string }

/** Which of the dates says when, and what is left to say what of. */
function settle(clause: Clause, match: RegExpExecArray, before: string): Omit<Found, 'recurs'> {
  const groups = match.indices!.groups!
  const within = (group: string) => (tag: Tagged<DateMention>) => {
    const span = groups[group]
    return (
      span !== undefined && tag.start - clause.start >= span[0] && tag.end - clause.start <= span[1]
    )
  }
  const told = clause.dates.filter((tag) => within('when')(tag) || within('more')(tag))
  const [from, to] = groups.what ?? [clause.text.length, clause.text.length]
  const inside = clause.dates.filter(within('what'))
  const part = new RegExp(`(?:${partsOfDay})`, 'u').exec(before)?.[0]
  const moment: Moment = { tags: told, ...(part && { part }) }
  const own = momentOf(moment)
  const needed = own
    ? own.time
      ? []
      : clockAtStart(clause, from, inside)
    : chosen(clause, [from, to], inside)
  const all = [...told, ...needed]
  const rest = without(clause, [from, to], needed)
  const lead = own ? undefined : leadingPart.exec(rest)
  const after = tidy(lead && needed.length === 0 ? rest.slice(lead[0].length) : rest)
  const what = [typedIn(clause, match, 'topic'), after].filter(Boolean).join('')
  const saidPart = part ?? (needed.length === 0 ? lead?.[1] : undefined)
  return {
    when: momentOf({ tags: all, ...(saidPart && { part: saidPart }) }),
    saidWhen: [
      ...all.map((tag) => tag.text),
      ...(all.length === 0 && saidPart ? [saidPart] : []),
    ].join(''),
    what,
    sameTime: /这个时候|这个点|这会儿|同一时间/u.test(before),
  }
}

const leadingPart = new RegExp(`^[\\s:,在]*(${partsOfDay})`, 'u')

/** A day and a time of day told apart are one moment. */
function momentOf({ tags, part }: Moment): DateMention | undefined {
  const day = tags.find((tag) => tag.found.when.kind !== 'clock') ?? tags[0]
  const time =
    day?.found.time ??
    tags.find((tag) => tag.found.time)?.found.time ??
    minuteOf(part) ??
    minuteOf(day && dayPart.exec(day.text)?.[0])
  if (!day) return time && { when: { kind: 'clock' }, time }
  return { ...day.found, ...(time && { time }) }
}

const dayPart = new RegExp(`(?:${partsOfDay})`, 'u')
const minuteOf = (part: string | undefined) => {
  const minute = part === undefined ? undefined : partOfDayMinute(part)
  return minute === undefined ? undefined : { minute, guessed: false }
}

/** 明天提醒我下午3点开会: the time of day, where the day was told before. */
function clockAtStart(clause: Clause, from: number, inside: readonly Tagged<DateMention>[]) {
  const [first] = inside
  if (first?.found.when.kind !== 'clock') return []
  const lead = clause.text.slice(from, first.start - clause.start)
  return onlyFiller.test(lead) ? [first] : []
}

const onlyFiller = new RegExp(`^(?:${filler}|我|要)*$`, 'u')
const coarse = /^(?:month|quarter|quarter-by|half-year|year|year-part|month-part)$/

/** The date that stands first or last says when; in between only an exact one does. */
function chosen(
  clause: Clause,
  [from, to]: readonly [number, number],
  inside: readonly Tagged<DateMention>[],
): readonly Tagged<DateMention>[] {
  const first = inside.find((tag) =>
    onlyFiller.test(clause.text.slice(from, tag.start - clause.start)),
  )
  const last = inside.findLast((tag) => tidy(clause.text.slice(tag.end - clause.start, to)) === '')
  const one = first ?? last ?? inside.find((tag) => !coarse.test(tag.found.when.kind))
  if (!one) return []
  const next = inside.find((tag) => tag.start >= one.end && tag.found.when.kind === 'clock')
  const joined =
    next && onlyFiller.test(clause.text.slice(one.end - clause.start, next.start - clause.start))
  return joined && !one.found.time ? [one, next] : [one]
}

/** The words of the range, less the dates that were taken from it. */
function without(
  clause: Clause,
  [from, to]: readonly [number, number],
  tags: readonly Tagged<DateMention>[],
): string {
  let text = ''
  let at = from
  for (const tag of tags) {
    text += clause.text.slice(at, tag.start - clause.start)
    at = tag.end - clause.start
  }
  return text + clause.text.slice(at, to)
}

const tidy = (text: string) =>
  text
    .replace(/^(?:[\s:,、的]|要(?=.)|该|记得|别忘了?|我要?|是|时候?)+/u, '')
    .replace(/(?:[\s,。!~]|[吧呗啦哈哦嘛啊呀]|谢谢你?|谢了|好吗|可以吗|一下$)+$/u, '')
    .trim()

/** What a reminder without words of its own is of: the next clause, or the one before it. */
function withBeside(
  found: Found,
  clause: Clause,
  before: readonly Clause[],
  after: readonly Clause[],
): ReminderReading {
  const [next] = after
  const previous = before.at(-1)
  const clauses = [clause]
  let { what, when, saidWhen } = found
  const followed =
    next?.index === clause.index + 1 && isPlan(next) && (what === '' || next.dates.length === 0)
  if (followed) {
    clauses.push(next)
    if (!when && next.dates.length > 0) {
      const own = readPlan(next)
      ;({ when, saidWhen } = own)
      what = own.what
    } else what = [what, tidy(next.text)].filter(Boolean).join(',')
  } else if (what === '' && previous?.index === clause.index - 1 && isPlan(previous)) {
    const own = when ? { when, saidWhen, what: tidy(previous.text) } : readPlan(previous)
    clauses.unshift(previous)
    ;({ what, when, saidWhen } = own)
  }
  return { ...found, clauses, what, when, saidWhen }
}

/** 明天下午3点要给陈总打电话: when and what, in a clause of its own. */
function readPlan(clause: Clause): Pick<Found, 'when' | 'saidWhen' | 'what'> {
  const range = [0, clause.text.length] as const
  const tags = chosen(clause, range, clause.dates)
  return {
    when: momentOf({ tags }),
    saidWhen: tags.map((tag) => tag.text).join(''),
    what: tidy(without(clause, range, tags)),
  }
}

/** Something to be done, and nothing that another intent would take: no change, question, report. */
function isPlan(clause: Clause): boolean {
  if (clause.asks || clause.amounts.length > 0 || clause.text.trim().length < 2) return false
  if (/[了过完](?!解|程|[的])|提醒|吗|什么|标签|谢谢/u.test(clause.text)) return false
  const past = clause.dates.some(
    ({ found: { when } }) => when.kind === 'offset' && when.days.every((d) => d < 0),
  )
  const change = readChangeClause(clause)
  return !past && !(change && !changesNothing(change) && isSure(change))
}
