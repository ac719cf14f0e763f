/**
 * A clause that changes a deal: its stage, its amount, its expected signing date. Every word of it
 * must be known (see `change-words.ts`) and every quantity in it must have found its place, so that
 * nothing is dropped in silence and no question or condition is taken for an order.
 */
import { contactKind } from './activity-words.ts'
import type { AmountMention } from './amount-mention.ts'
import { withoutReason } from './back-reason.ts'
import {
  alreadyClosed,
  correctionLead,
  customersWish,
  everything,
  neverAChange,
  otherThings,
  passingSource,
  politeEnd,
  politeLead,
  topicMarker,
} from './change-words.ts'
import { uncoveredIn, wordList } from './cover.ts'
import type { DateMention } from './date.ts'
import { blanked, type Hedge, hasHedge, isTentative, withoutHedges } from './hedges.ts'
import type { Tagged } from './reading.ts'
import { isRivalName } from './rivals.ts'
import type { Clause } from './sentence.ts'
import type { StageMention } from './stages.ts'
import { isRecordName } from './subject.ts'
import { unknownNameIn } from './unknown-name.ts'

/** `sure` parts stand on their own; the others need a deal beside them or a sure part before. */
export type Part<T> = Tagged<T> & { readonly sure: boolean }

export type ChangeParts = {
  readonly stages: readonly Part<StageMention>[]
  /** Said to go back. */
  readonly backward: boolean
  readonly amounts: readonly Part<AmountMention>[]
  /** 从320改350万, 不是320是350: what the speaker takes it to be now. */
  readonly amountFrom?: Tagged<AmountMention>
  readonly closeDates: readonly Part<DateMention>[]
  /** 11.30 where either would fit. */
  readonly either?: { readonly date: Tagged<DateMention>; readonly amount: Tagged<AmountMention> }
  /** 都, 全部, 两个: said of more than one deal. */
  readonly several?: 'all' | number
  /** Words that are in no list and stand where a deal's name would. */
  readonly unknownName?: string
}

/** A quantity or stage with the words around it, up to its neighbours. */
type Placed<T> = Tagged<T> & { readonly lead: string; readonly rest: string }

/**
 * What the clause changes, undefined when it says anything beside that. A clause of nothing but
 * names and filling words has no parts.
 */
export function readChangeClause(clause: Clause): ChangeParts | undefined {
  if (!known.has(clause)) known.set(clause, readAnew(clause))
  return known.get(clause)
}

/** Several intents look at the same clause. */
const known = new WeakMap<Clause, ChangeParts | undefined>()

/** Nobody names more than this in one clause and means all of it. */
const mostTags = 20

/** A change that is denied or left open: 别推进到商务谈判, 可能要改到320万, 能不能降到260万. */
export type HedgedChange = { readonly parts: ChangeParts; readonly hedge: Hedge }

/** The longest clause that is looked through for words that take it back. */
const longestHedged = 120

const hedged = new WeakMap<Clause, HedgedChange | undefined>()

/** What the clause would change without the words that take it back; undefined when it has none. */
export function readHedgedClause(clause: Clause): HedgedChange | undefined {
  if (!hedged.has(clause)) hedged.set(clause, readHedgedAnew(clause))
  return hedged.get(clause)
}

function readHedgedAnew(clause: Clause): HedgedChange | undefined {
  if (clause.text.length > longestHedged || readChangeClause(clause)) return undefined
  const bare = withoutHedges(clause.text + (clause.asks ? '?' : ''))
  if (!bare) return clause.asks ? undefined : readPlanned(clause)
  const text = bare.text.slice(0, clause.text.length)
  const parts = readAnew({ ...clause, text, asks: false })
  if (!parts) return undefined
  // 2月底签不了要到3月底: one of the two is meant.
  const several = clause.amounts.length > 1 || clause.dates.length > 1 || clause.stages.length > 1
  const hedge: Hedge = several ? { ...bare.hedge, kind: 'open' } : bare.hedge
  const leftAlone = hedge.kind === 'denied' && isNamed(clause) && anyChange.test(text)
  return leftAlone || !changesNothing(parts) ? { parts, hedge } : undefined
}

/** 不推进了, 先不改: what is not to be done, without a value. */
const anyChange = /推|改|涨|降|升|调|延|拖|提前/u

const isNamed = ({ names }: Clause): boolean => names.some(isRecordName)

/** 下周推进到商务谈判: a stage is moved when it is, not before. */
function readPlanned(clause: Clause): HedgedChange | undefined {
  const [date] = clause.dates
  if (!date || clause.stages.length === 0 || clause.dates.length > 1) return undefined
  const place = { at: date.start - clause.start, length: date.end - date.start }
  const text = blanked(clause.text, [place]).replace(
    /(?<= )(?:之?前|以前|内|就|再|要|会)(?=.)/u,
    '  ',
  )
  const parts = readAnew({ ...clause, text: text.slice(0, clause.text.length), dates: [] })
  if (!parts || parts.stages.length === 0) return undefined
  return { parts, hedge: { kind: 'open', words: clause.text.trim() } }
}

function readAnew(said: Clause): ChangeParts | undefined {
  const clause = withoutFrame(said)
  const { text } = clause
  if (clause.asks || neverAChange.test(text)) return undefined
  // 环测降到260万: what a rival asks is no amount of ours.
  if (clause.names.some(isRivalName)) return undefined
  if (everything.test(text) && !clause.names.some(isRecordName)) return undefined
  if (otherThings.test(text) || alreadyClosed.test(text) || leavesAChoice(clause)) return undefined
  const stages = clause.stages.filter((tag) => !isSigning(clause, tag))
  const tags = [...clause.names, ...stages, ...clause.amounts, ...clause.dates]
  if (tags.length > mostTags) return undefined
  const unknown = unknownNameIn(clause, tags)
  // 听说华芯检测改成300万: no name begins with 听说.
  if (unknown === 'too much' || (unknown && hasHedge(unknown))) return undefined
  // 跟邱经理吃了个饭,她说月底前能盖章 tells of a talk.
  if (unknown && contactKind(text) !== undefined) return undefined
  const firm = [...stages, ...clause.amounts].filter((tag) => !sharesPlace(tag, clause.dates))
  if (firm.some((tag) => isTentative(sinceValue(clause, [...firm, ...clause.dates], tag)))) {
    return undefined
  }
  const placed = placeIn(clause, tags)
  const amounts = readAmounts(clause.amounts.map(placed), text)
  const moved = readStages(stages.map(placed))
  const dates = readDates(clause.dates.map(placed), firm)
  if (!amounts || !moved || !dates) return undefined
  return {
    ...moved,
    ...settleEither(amounts.parts, dates),
    ...(amounts.from && { amountFrom: amounts.from }),
    ...(unknown && { unknownName: unknown }),
    ...severalIn(text),
  }
}

const openings = wordList(
  '那 那就 嗯 呃 哦 我 我们 咱们 客户 他 他们 对方 金额 价格 报价 签约 签约时间 签约日期 时间 日期 阶段 项目 商机 单子 的 的话 就 这个 那个 要不 把 将 给 算了',
)

/** 改成300万还是320万 chooses; 还是改成320万 has chosen. */
function leavesAChoice({ text, start, names }: Clause): boolean {
  const at = text.indexOf('还是')
  if (at < 0) return false
  const known = names.map((tag) => ({ at: tag.start - start, length: tag.end - tag.start }))
  const before = blanked(text, known).slice(0, at)
  return uncoveredIn(before, openings).length > 0 || text.includes('还是', at + 1)
}

/** What stands before the tag, names and all, up to the value before it. */
function sinceValue(
  clause: Clause,
  values: readonly Tagged<unknown>[],
  tag: Tagged<unknown>,
): string {
  const from = Math.max(clause.start, ...values.map(({ end }) => (end <= tag.start ? end : 0)))
  return clause.text.slice(from - clause.start, tag.start - clause.start)
}

const each = /都|全部|所有|全都|每个|每一个|各个|统统|通通/u
const counted = /(两|俩|三|四|五|六|七|八|九|十|[2-9])个?(?:项目|商机|单子|单|案子|都)/u
const numerals = '两三四五六七八九十'

/** 华芯两个项目, 华芯的项目都. */
function severalIn(text: string): Pick<ChangeParts, 'several'> {
  const count = counted.exec(text)?.[1]
  if (count === '俩') return { several: 2 }
  if (count) return { several: Number(count) || numerals.indexOf(count) + 2 }
  return each.test(text) ? { several: 'all' } : {}
}

/** The clause with blanks for politeness and for what is said in passing. */
function withoutFrame(clause: Clause): Clause {
  const blank = (all: string) => ' '.repeat(all.length)
  const isPolite = politeLead.test(clause.text)
  const bare = isPolite
    ? clause.text.replace(politeLead, blank).replace(politeEnd, blank)
    : clause.text
  const text = bare
    .replace(correctionLead, blank)
    .replace(passingSource, blank)
    .replace(topicMarker, blank)
  const asks = clause.asks && !(isPolite && bare !== clause.text)
  return { ...clause, asks, text: back.test(text) ? withoutReason(text) : text }
}

const sharesPlace = (tag: Tagged<unknown>, others: readonly Tagged<unknown>[]) =>
  others.some((other) => other.start === tag.start)

/** Whether the parts only say whom it is about. */
export const changesNothing = (parts: ChangeParts): boolean =>
  parts.stages.length + parts.amounts.length + parts.closeDates.length === 0 && !parts.either

/** Whether some part of it can only be a change. */
export const isSure = (parts: ChangeParts): boolean =>
  [...parts.stages, ...parts.amounts, ...parts.closeDates].some((part) => part.sure)

const motion =
  /[推进转升走迈挪移切跳改调变更设置换退回到至为成是在放拉提处开启往向朝]|上\s*$|阶段|->|→/u
const back = /退|打回|降回|倒回|回到|往后|向后|朝后/u
const from = /(?:从|由|自|原来|原先|原本|原定|原计划|本来|之前|此前|以前|不是)[是为在的]*$/u

/** 月底成交: the signing, although a pipeline has a stage of that name. */
function isSigning(clause: Clause, tag: Tagged<StageMention>): boolean {
  if (!/^(?:成交|签合同|合同签订)$/u.test(tag.found.word)) return false
  const before = clause.text.slice(0, tag.start - clause.start)
  return !/[推进转挪移切换到至为成][到入]?$/u.test(before)
}

function readStages(
  stages: readonly Placed<StageMention>[],
): Pick<ChangeParts, 'stages' | 'backward'> | undefined {
  const targets = stages.filter((tag, i) => !isFrom(tag, stages[i + 1]))
  if (stages.length > 0 && targets.length === 0) return undefined
  const parts = targets.map((tag) => ({ ...tag, sure: motion.test(tag.lead) || isWhereItIs(tag) }))
  // 下一步 without a verb of motion is what is to be done next, 谈判定在下周三 a meeting.
  const other = parts.some(
    (tag) => !tag.sure && ((tag.found.step && !isBareStage(tag)) || !nothingMore.test(tag.rest)),
  )
  // 前进一步再退一步 goes nowhere.
  const steps = new Set(targets.flatMap(({ found }) => found.step ?? []))
  if (other || steps.size > 1 || targets.some(({ lead }) => planned.test(lead))) return undefined
  return { stages: parts, backward: targets.some((tag) => back.test(tag.lead)) }
}

/** 谈判中, 谈判阶段了: that is where it is. 谈判阶段报价250万 tells of something else. */
const isWhereItIs = ({ rest }: Placed<StageMention>) =>
  /^(?:阶段|环节|中|了)+[吧啦哈]*[\s,]*$/u.test(rest.trim())
/** 华芯检测下一阶段: where it goes. 下一步 is what is to be done. */
const isBareStage = ({ found, lead, rest }: Placed<StageMention>) =>
  /阶段|环节/u.test(found.word) && lead.trim() === '' && /^[了吧啦]*$/u.test(rest.trim())

const nothingMore = /^[\s,、:了]*(?:然后|同时|并且?)?[\s,]*$/u

/** Not there yet. */
const planned = /预计|估计|会|努力/u

/** 从方案推进到谈判, 方案转谈判, 从1月15挪到1月底: the first of the two is how it is now. */
function isFrom<T>(tag: Placed<T>, next: Placed<T> | undefined): boolean {
  if (from.test(tag.lead.trim())) return true
  return next !== undefined && /[改转变调挪推延到→]|->|换成|提前/u.test(next.lead)
}

/** 之前改成300万 tells how it was. */
const before = /^(?:之前|以前|当初)/u

const amountNoun = /额|价|盘子|标的|总共|一共|总计|合计/u
const amountVerb =
  /[改变调更换设定做谈涨升加降砍压减提报写填算抬追扩缩冲]|敲定|商定|干到|飙到|高到|低到|剩|→|->/u

function readAmounts(
  amounts: readonly Placed<AmountMention>[],
  text: string,
): { parts: Part<AmountMention>[]; from?: Tagged<AmountMention> } | undefined {
  const [first, second] = amounts
  if (!first) return { parts: [] }
  if (amounts.length > 2) return undefined
  if (customersWish.test(text) && !/同意|答应|接受|认可|确认/u.test(text)) return undefined
  const isNow = from.test(first.lead.trim())
  if (!second && before.test(text)) return undefined
  if (!second) return isNow ? { parts: [], from: first } : { parts: [amountPart(first)] }
  // 砍掉30万剩250万: what is left says it all.
  if (isRelative(first.found) && !isRelative(second.found)) return { parts: [amountPart(second)] }
  if (isRelative(second.found) && !isRelative(first.found)) return { parts: [amountPart(first)] }
  if (isNow || isFrom(first, second)) return { parts: [{ ...second, sure: true }], from: first }
  return { parts: [amountPart(first), amountPart(second)] }
}

const amountPart = (tag: Placed<AmountMention>): Part<AmountMention> => ({
  ...tag,
  sure:
    isRelative(tag.found) ||
    tag.found.kind === 'rate' ||
    amountNoun.test(tag.lead) ||
    amountVerb.test(tag.lead) ||
    // 就按八十八万算.
    /^(?:来)?(?:算|走|定)/u.test(tag.rest) ||
    /(?:到|成|为|至|(?<!还)是)$/u.test(tag.lead.trim()),
})

const isRelative = (mention: AmountMention): boolean =>
  mention.kind === 'sum' && mention.change !== undefined

const signs =
  /签|盖章|成交|成单|落袋|落地|落定|拿下|搞定|搞掂|下单|关单|关掉|收单|收口|定下来|结单|敲定|close/iu
const moves = /推|延|拖|提前|提到|挪|移|改|调|变|定|放|晚|早|顺延|往后|往前/u
const dayNoun = /预计|预期|预估|日期|时间|日子|签约|签单|成交|计划|原定/u

/** @param others the clause's other values: beside them a day comes last, unless it is for signing */
function readDates(
  dates: readonly Placed<DateMention>[],
  others: readonly Tagged<unknown>[],
): Part<DateMention>[] | undefined {
  const parts = dates.flatMap((tag, i) => {
    if (isFrom(tag, dates[i + 1])) return []
    const { lead, rest, found } = tag
    const sure =
      signs.test(rest) ||
      signs.test(lead) ||
      dayNoun.test(lead) ||
      moves.test(lead) ||
      found.when.kind === 'shift'
    // 今天华芯检测改成320万: when it is said, not what is said.
    return sure || !isNowOrPast(found) ? [{ ...tag, sure }] : []
  })
  // 下周三给华芯报价320万 is a plan; 华芯改成320万下周三 may leave out 签.
  const first = Math.min(...others.map((tag) => tag.start))
  return parts.some((part) => !part.sure && part.start < first && others.length > 0)
    ? undefined
    : parts
}

const isNowOrPast = ({ when }: DateMention): boolean =>
  when.kind === 'clock' || (when.kind === 'offset' && when.days.every((days) => days <= 0))

/** 11.30 may be either: the words beside it decide, or it is asked. */
function settleEither(
  amounts: readonly Part<AmountMention>[],
  closeDates: readonly Part<DateMention>[],
): Pick<ChangeParts, 'amounts' | 'closeDates' | 'either'> {
  const amount = amounts.find((part) => closeDates.some((date) => date.start === part.start))
  const date = closeDates.find((part) => part.start === amount?.start)
  if (!amount || !date) return { amounts, closeDates }
  const otherAmounts = amounts.filter((part) => part !== amount)
  const otherDates = closeDates.filter((part) => part !== date)
  if (date.sure === amount.sure) {
    return { amounts: otherAmounts, closeDates: otherDates, either: { date, amount } }
  }
  return date.sure ? { amounts: otherAmounts, closeDates } : { amounts, closeDates: otherDates }
}

function placeIn(clause: Clause, known: readonly Tagged<unknown>[]) {
  return <T>(tag: Tagged<T>): Placed<T> => {
    const others = known.filter((other) => other.start !== tag.start)
    const start = Math.max(clause.start, ...others.map((o) => (o.end <= tag.start ? o.end : 0)))
    const ends = others.map((o) => (o.start >= tag.end ? o.start : clause.end))
    const end = Math.min(clause.end, ...ends)
    return {
      ...tag,
      lead: clause.text.slice(start - clause.start, tag.start - clause.start),
      rest: clause.text.slice(tag.end - clause.start, end - clause.start),
    }
  }
}
