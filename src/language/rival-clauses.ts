/**
 * What was heard of a rival, and which deal is fought against it: 环测最近报价降了8%,
 * 听说广测在华芯检测报了250万, 华芯检测的对手是环测和广测, 环测也在跟立辰.
 */
import { regionOf } from '../lib/places.ts'
import { contactKind, noContact } from './activity-words.ts'
import { changesNothing, readChangeClause } from './change-clause.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { readNewcomer } from './rival-newcomer.ts'
import { isNews, newsIn, type RivalNews, topicWords } from './rival-news.ts'
import {
  added,
  alone,
  foughtOfUnknown,
  linked,
  listed,
  listedOfThis,
  listedOfUnknown,
  putToDeal,
  told,
  unlinked,
} from './rival-patterns.ts'
import { type RivalShape, rivalMark, rivalShape } from './rival-shape.ts'
import { isNewRival, isRivalName, type SaidRival } from './rivals.ts'
import type { Clause } from './sentence.ts'
import { earlierSubject, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type RivalReading = {
  readonly clauses: readonly Clause[]
  /** None where a rival was spoken of without its name. */
  readonly rivals: readonly SaidRival[]
  /** Only the verb makes them rivals, and it may be somebody else's: 王芳也在跟立辰. */
  readonly unsure: boolean
  /** None where all that is said is of which deal they are rivals. */
  readonly notes: readonly RivalNews[]
  /** It is of a deal that both want. */
  readonly fought: boolean
  /** 加到商机: to which is asked, whatever was spoken of before. */
  readonly toSomeDeal: boolean
  readonly subject?: SubjectMention
  /** Named earlier in the same message. */
  readonly earlier?: SubjectMention
  /** In no list, and where a customer's name would stand. */
  readonly unknownName?: string
  /** When it was heard. */
  readonly date?: Tagged<DateMention>
}

type Heard = Omit<RivalReading, 'clauses' | 'earlier' | 'notes'> & {
  /** Empty where only a deal was named. */
  readonly news: string
  /** 竞品 … opens the clause: it is of nobody else. */
  readonly announced: boolean
}

/** Asked, supposed or put off: nothing that was heard. */
const notTold =
  /吗|么$|呢$|什么|啥|怎么|怎样|咋|如果|要是|万一|假如|会不会|是不是|多[少久长大贵快高低]|几[个家]|谁|哪|有没有|为何|提醒|能不能|可不可以|[?]/u

/** Nobody tells one thing in more characters than this. */
const longest = 120

const mayTell = ({ asks, text }: Clause): boolean =>
  !asks && text.length <= longest && !notTold.test(text)

/** Reads the first clause that tells of a rival, with those behind it that go on about it. */
export function readRivals(
  all: readonly Clause[],
  free: readonly Clause[],
): RivalReading | undefined {
  for (const clause of free) {
    if (!mayTell(clause)) continue
    const more = goingOn(clause, free)
    const heard = heardIn(clause, more.length > 0)
    if (!heard || isPartOfTalk(all, clause, heard)) continue
    const { news, announced: _, ...reading } = heard
    const earlier = heard.subject ? undefined : earlierSubject(all, clause)
    return {
      ...reading,
      clauses: [clause, ...more],
      notes: newsIn([news, ...more.map(({ text }) => text)].join(',')),
      ...(earlier && { earlier }),
    }
  }
  return undefined
}

/** A rival that a deal is no longer fought against: 环测退出华芯检测了. */
export function readUnlinked(free: readonly Clause[]): RivalReading | undefined {
  for (const clause of free) {
    if (!mayTell(clause)) continue
    const shape = rivalShape(clause)
    if (!shape.rivals || !unlinked.some((form) => form.test(shape.text))) continue
    const { news: _, announced: __, ...reading } = linkOf(clause, shape)
    return { ...reading, clauses: [clause], notes: [] }
  }
  return undefined
}

function heardIn(clause: Clause, goesOn: boolean): Heard | undefined {
  const shape = rivalShape(clause)
  if (!shape.rivals) return byNewcomer(clause, shape)
  const matches = (forms: readonly RegExp[]) => forms.some((form) => form.test(shape.text))
  if (matches(putToDeal) || (shape.led && added.test(shape.text)))
    return { ...linkOf(clause, shape), toSomeDeal: true }
  if (matches(linked)) return linkOf(clause, shape)
  if (shape.led && (listed.test(shape.text) || listedOfThis.test(shape.text))) {
    return linkOf(clause, shape)
  }
  if (alone.test(shape.text)) return shape.told || goesOn ? alsoAlone(clause, shape) : undefined
  return ofUnknown(clause, shape) ?? newsOf(clause, shape)
}

const linkOf = (clause: Clause, { rivals = [], led, text }: RivalShape): Heard => ({
  rivals,
  unsure: false,
  fought: true,
  toSomeDeal: false,
  announced: led && text.startsWith(rivalMark),
  news: '',
  ...subjectOf(clause),
})

function subjectOf(clause: Clause): Pick<Heard, 'subject'> {
  const subject = subjectIn([clause])
  return subject ? { subject } : {}
}

/** 对手是环测 is of some deal; 竞品环测 only says of whom the next clause tells. */
const alsoAlone = (clause: Clause, shape: RivalShape): Heard => ({
  ...linkOf(clause, shape),
  fought: shape.told,
})

/** Words that follow 在 or 跟 and are no customer. */
const noCustomer =
  /市场|客户|份额|单|人|钱|价|进度|风|展会|会上|平台|官网|网上|行业|同行|我|你|他|谁|合作|谈|做|签|聊|[的了着过]/u

function ofUnknown(clause: Clause, shape: RivalShape): Heard | undefined {
  const named = shape.led ? listedOfUnknown.exec(shape.text)?.groups?.odd : undefined
  const fought = foughtOfUnknown.flatMap((form) => form.exec(shape.text)?.groups?.odd ?? [])[0]
  const odd = named ?? fought
  if (!odd || !isNewRival(odd) || noCustomer.test(odd) || regionOf(odd)) return undefined
  return { ...linkOf(clause, shape), unknownName: odd }
}

/** What a rival does at a customer that both want. */
const contends =
  /报了?价?\s*(?:是|到|出)?\s*[\d一二两三四五六七八九十]|抢|竞标|投标|压价|低价|[跟和与](?:我们|咱)|也在[报谈做跟投]|参与|介入|入围/u

function newsOf(clause: Clause, shape: RivalShape): Heard | undefined {
  const match = told.exec(shape.text)
  const at = match?.indices?.groups?.news
  if (!at) return undefined
  const news = clause.text.slice(at[0], at[1])
  if (!isNews(news) || turnsToAnother(clause, at[0])) return undefined
  const date = clause.dates.find((tag) => tag.end - clause.start <= at[0])
  return {
    ...linkOf(clause, shape),
    news,
    fought: contends.test(clause.text),
    ...(date && { date }),
  }
}

/** 环测降价8% 赛宝涨价5%: cut at its blanks it tells of each. */
const turnsToAnother = (clause: Clause, from: number): boolean =>
  clause.names.some((tag) => {
    const at = tag.start - clause.start
    return at > from && isRivalName(tag) && /[\s\d%了]$/u.test(clause.text.slice(0, at))
  })

function byNewcomer(clause: Clause, shape: RivalShape): Heard | undefined {
  const newcomer = readNewcomer(clause, shape.text)
  if (!newcomer) return undefined
  const { name, unsure, news } = newcomer
  return { ...linkOf(clause, shape), rivals: [{ ids: [], name }], unsure, news }
}

const goesOn = new RegExp(
  `^\\s*(?:而且|并且|但是?|不过|同时|另外|还|也|他们家?|他家|人家|对方|其|这次|这回|这轮|据说|听说|估计|大概|大约|差不多|总共|幅度)*的?(?:${topicWords}|动作|动态|比我们|比咱|推出|出了|[降涨]|便宜|主打|低价)`,
  'u',
)
/** Of somebody else, or of another day. */
const turnsAway = /^\s*(?:我|咱|客户|对方|甲方|老板|领导|请|帮|麻烦|金额|预计|明天|后天|下周|今天)/u

/** What follows and is still of them: it names nobody else. */
function goingOn(clause: Clause, free: readonly Clause[]): Clause[] {
  const more: Clause[] = []
  const shape = rivalShape(clause)
  if (!shape.rivals) return more
  for (const next of free.slice(free.indexOf(clause) + 1)) {
    if (next.index !== (more.at(-1) ?? clause).index + 1) break
    const names = next.names.some((tag) => isRecordName(tag) || isRivalName(tag))
    if (names || next.asks || next.stages.length > 0 || notTold.test(next.text)) break
    if (!isNews(next.text) || !(goesOn.test(next.text) || isOfNobodyElse(next))) break
    more.push(next)
  }
  return more
}

function isOfNobodyElse(clause: Clause): boolean {
  const change = readChangeClause(clause)
  const changes = change !== undefined && !changesNothing(change)
  const { text, dates } = clause
  return !changes && dates.length === 0 && !turnsAway.test(text) && contactKind(text) === undefined
}

const contacts = new WeakMap<Clause, boolean>()

/** Looked at once, however many rivals the message tells of. 提醒我跟王工说 is no contact. */
function tellsOfContact(clause: Clause): boolean {
  const have = contacts.get(clause)
  if (have !== undefined) return have
  const tells = contactKind(clause.text) !== undefined && !noContact.test(clause.text)
  contacts.set(clause, tells)
  return tells
}

/** 跟张经理吃饭,他说环测降价了: what was said in a talk belongs to the record of the talk. */
function isPartOfTalk(all: readonly Clause[], clause: Clause, { announced }: Heard): boolean {
  if (announced) return false
  const before = rivalShape(clause).text.indexOf(rivalMark)
  const own = clause.text.slice(0, Math.max(0, before))
  return (
    contactKind(own) !== undefined || all.some((other) => other !== clause && tellsOfContact(other))
  )
}
