/**
 * A contact that was to be and was not: 本来今天要去立辰的,没去成,改周五了. It is no record, and the new
 * day is the contact's own, never one for signing.
 */
import { contactKind } from './activity-words.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { blankOut, type Clause } from './sentence.ts'
import { isRecordName } from './subject.ts'
import { findTitledPerson } from './surnames.ts'

export type PutOff = {
  readonly clauses: readonly Clause[]
  /** The clause that tells whom it was to be with. */
  readonly about: Clause
  /** Whether that clause tells it as it was meant, and not only that it was not. */
  readonly asMeant: boolean
  readonly date?: Tagged<DateMention>
}

const wasMeant = /本来|原本|原来|原定|原计划|(?:说|约|定)好/u
const going = /[去到见访找约聊]|开会|吃饭/u
/** Of the deal, and not of a contact. */
const ofSigning = /签|盖章|成交|下单|付款|回款|交货|交付|验收|开标|投标/u

const went = '去|见|访|拜访|拜会|聊|约|碰|跑|来|走|出发|面谈|开会?'
const nothing = `没(?:有|能)?(?:${went})(?!完|透|得及)(?:成|到|上|着|了|面)*|(?:去|见|来|走|约)不(?:了|成|到|上)|扑(?:了个?)?空|白跑`
const came = `${nothing}|(?:临时|突然)?(?:取消|有事|有会|有急事|出差|没空|没时间|不在|改期|推迟|延期|泡汤)`

/** Told behind it: it came to nothing. */
const fellThrough = new RegExp(
  `^(?:但是?|可是?|结果|后来|不过|最后|因为)?(?:[\\p{Script=Han}]{1,3}(?:总|工|经理|主任)|我|他们?|她们?|对方|客户|那边|人家?|路上|公司|家里)?(?:那边)?(?:今天|又|也|都|还是?|就|给|被)*(?:${came})了?[的吧啊]?$`,
  'u',
)
const cameToNothing = new RegExp(`${nothing}|(?:拜访|见面|会面|碰面).{0,4}取消`, 'u')

const move = '改期|改约|另约|重新约|推迟|延期|顺延|推后|提前|改|推|挪|延|换|约|定'
/** 改到#再去吧, where # is the day. */
const toAnotherDay = new RegExp(
  `^(?:我?们?就|又|先|只好|只能|那就?|所以|说|会|得|要)*(?:${move})*(?:[到成在至了])*#(?:上午|中午|下午|早上|晚上)?(?:再?(?:${went}))?[了吧啦的]*$`,
  'u',
)

const appointment =
  '拜访|走访|见面|会面|碰面|面谈|会谈|会议|[\\p{Script=Han}]会|交流|参观|考察|饭局|沟通'
/** 立辰的拜访改到#. */
const movedAppointment = new RegExp(
  `^(?<what>.*(?:${appointment}))(?:时间|日期|的事)?(?:要|得|就|又|都|也|被)*(?:${move})(?:[到成在至了])*#(?:上午|中午|下午|早上|晚上)?[了吧啦的]*$`,
  'u',
)

/** A contact to come that has another day now: its words, without the days. */
export function readMoved(
  clause: Clause,
): { readonly what: string; readonly date: Tagged<DateMention> } | undefined {
  const date = clause.dates.at(-1)
  if (!date || clause.amounts.length + clause.stages.length > 0 || ofSigning.test(clause.text)) {
    return undefined
  }
  const earlier = clause.dates.filter((one) => one !== date)
  const text = blankOut(clause, earlier)
  const what = movedAppointment.exec(dayMarked({ ...clause, text }, date))?.groups?.what
  return what === undefined ? undefined : { what, date }
}

/** The contact that was not, with what is said of why and of when it shall be instead. */
export function readPutOff(free: readonly Clause[], at: number): PutOff | undefined {
  const about = free[at]!
  if (about.asks || ofSigning.test(about.text)) return undefined
  const asMeant = wasMeant.test(about.text) && isContact(about)
  const next = following(free, at)
  const why = next.findIndex(({ text }) => fellThrough.test(text.trim()))
  const told = next.slice(0, why + 1)
  const moved = next.slice(told.length).find((clause) => anotherDay(clause))
  const later = next.slice(told.length).filter((clause) => clause !== moved)
  // 没见到李总,微信聊了: there was another one. What was with somebody else is told apart.
  const [another] = later.filter((clause) => clause.names.length > 0 || tellsOfContact(clause))
  if (another && another.names.length === 0) return undefined
  const here = cameToNothing.test(about.text) && (isOfSomebody(about) || moved !== undefined)
  const isOver = here || (told.length > 0 && isContact(about)) || (asMeant && moved !== undefined)
  if (!isOver) return undefined
  const date = moved && anotherDay(moved)
  const clauses = [about, ...told, ...(moved ? [moved] : [])]
  return { about, asMeant: !here, clauses, ...(date && { date }) }
}

const isContact = (clause: Clause) => tellsOfContact(clause) || going.test(clause.text)

const isOfSomebody = (clause: Clause) =>
  clause.names.some(isRecordName) || findTitledPerson(blankOut(clause, clause.names)) !== undefined

const tellsOfContact = ({ text }: Clause) => contactKind(text) !== undefined

/** Those right behind it, at most two: why it was not, and when it shall be. */
function following(free: readonly Clause[], at: number): Clause[] {
  const { index } = free[at]!
  return [1, 2].flatMap((step) => {
    const next = free[at + step]
    return next?.index === index + step && !next.asks ? [next] : []
  })
}

function anotherDay(clause: Clause): Tagged<DateMention> | undefined {
  const [date, ...others] = clause.dates
  const more = others.length + clause.amounts.length + clause.stages.length + clause.names.length
  if (!date || more > 0) return undefined
  return toAnotherDay.test(dayMarked(clause, date)) ? date : undefined
}

/** 改到#, where the day stood. */
function dayMarked(clause: Clause, date: Tagged<DateMention>): string {
  const from = date.start - clause.start
  const words = `${clause.text.slice(0, from)}#${clause.text.slice(from + date.end - date.start)}`
  return words.trim()
}
