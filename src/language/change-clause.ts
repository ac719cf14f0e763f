/**
 * A clause that changes a deal: its stage, its amount, its expected signing date. A grammar of
 * which words may stand beside a stage, an amount or a date, not a list of sentences.
 */
import type { AmountMention } from './amount.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { around, type Clause, gapsOf } from './sentence.ts'
import type { StageMention } from './stages.ts'

export type ChangeParts = {
  readonly stage?: Tagged<StageMention>
  /** Said to go back. */
  readonly backward?: boolean
  readonly amount?: Tagged<AmountMention>
  /** 从320改350万: what the speaker takes it to be now. */
  readonly amountFrom?: Tagged<AmountMention>
  readonly closeDate?: Tagged<DateMention>
}

/** Asking, negating or supposing is not changing. */
const notAChange =
  /吗|呢$|多少|什么|几时|几点|哪[个些天]|谁|怎么|为何|为什么|是否|有没有|能不能|可不可以|要不要|\?|如果|要是|假如|万一|别|不要|先不|不用|没有?(?:推|进|签|改|到)|不(?:推|进|签|改|会|能)/

/** Its amounts and dates belong to something else. */
const otherThings =
  /提醒|预算|目标|回款|首款|尾款|到账|收到|提成|报销|库存|打折|账期|预付|交期|质保|违约|新建|创建|新增|投诉/

/** Signed, not to be signed: a closing, never a date. */
const alreadySigned = /签(?:了|完|好|下来了|下了)|已经?签|成交了|丢(?:了|单)|输(?:了|给)/

const back = /(?:退|回|打|降|倒|挪|移|撤)(?:回|到|至)+|退/
const forward =
  /推进?|进(?:入|到|展)?|转|升|走|迈|挪|移|切|跳|改|更新|调整?|变|设|置|来|去|到|往|向|进行/
const moveEnding =
  /(?:推进?|进入?|进展|转入?|转换?|升级?|走|迈入?|挪|移动?|切换?|跳|改|更新|调整?|变更?|设置?|来|去|回|退|打回|降|倒|放|拉|提|拖|往|向|是|为|成|到|至|在)(?:了|去|回|到|至|成|为|入|进)*(?:阶段)?[:"「“]?$/
const stageFirst = /^(?:阶段)?(?:那边|方向)?(?:推|走|转|挪|移|进)(?:进|一下|了|去)*/

const amountNoun =
  /(?:金额|总额|总价|价格|报价|价钱|合同额|合同价|合同金额|成交价|签约额|签约金额|商机额|项目额|盘子|数额|单价|价)[^,;]*$/
const setEnding =
  /(?:改|变|调|更新|修改|更正|换|设|定|做|谈|涨|升|加|降|砍|压|减|提|报|写|填|算|是|为|成|到|至|在|按|=|:)(?:成|为|到|至|了|在|整|低|高|下来|上去)*[:=]?(?:约|大概|差不多|大约)?$/
const fromEnding = /(?:从|由|原来|原)$/

const signWord = /签|成交|落地|拿下|下单|关单|预计|预期|计划|收单|close/i
const moveDate =
  /(?:推迟|延期|延后|延|顺延|提前|往后|往前|挪|改|移|放|拖|定|调整?|推|提|变更?)(?:成|为|到|至|在|了|后)*$/

/**
 * What the clause changes, or undefined when it changes nothing.
 *
 * @param within whether the clauses before it in the same message change a deal: then a bare amount
 * or date goes on with that.
 */
export function readChangeClause(clause: Clause, within: boolean): ChangeParts | undefined {
  const { text } = clause
  if (notAChange.test(text) || otherThings.test(text) || alreadySigned.test(text)) return undefined
  const stage = clause.stages.find((tag) => isMoved(clause, tag))
  const { amount, amountFrom } = readAmounts(clause, within || stage !== undefined)
  const closeDate = clause.dates.find((tag) =>
    isCloseDate(clause, tag, within || stage !== undefined || amount !== undefined),
  )
  if (!stage && !amount && !closeDate) return undefined
  // 11.30 may be either; the words beside it have decided which fits better.
  if (amount && closeDate && amount.start === closeDate.start) {
    const isMoney = amountNoun.test(around(clause, amount).before)
    return { stage, ...(isMoney ? { amount, amountFrom } : { closeDate }) }
  }
  return {
    stage,
    ...(stage && back.test(around(clause, stage).before) && { backward: true }),
    amount,
    amountFrom,
    closeDate,
  }
}

function isMoved(clause: Clause, tag: Tagged<StageMention>): boolean {
  const { before, after } = around(clause, tag)
  const lead = before.trimEnd()
  if (moveEnding.test(lead)) return true
  if (/(?:往|向|把)$/.test(lead) || stageFirst.test(after)) {
    return forward.test(lead + after) || back.test(lead + after)
  }
  return false
}

function readAmounts(clause: Clause, within: boolean) {
  const [first, second] = clause.amounts
  if (!first) return {}
  const lead = (tag: Tagged<AmountMention>) => around(clause, tag).before.trimEnd()
  if (second && fromEnding.test(lead(first)) && setEnding.test(lead(second))) {
    return { amountFrom: first, amount: second }
  }
  const amount = clause.amounts.find((tag) => {
    const before = lead(tag)
    if (isRelative(tag.found) || tag.found.kind === 'rate') return true
    return amountNoun.test(before) || setEnding.test(before) || (within && isShort(before))
  })
  return { amount }
}

const isRelative = (mention: AmountMention) =>
  mention.kind === 'sum' && mention.change !== undefined

/** Nothing of weight stands before it: 「然后320万」. */
const isShort = (words: string) =>
  words.replace(/然后|并且?|同时|也|再|就|的|了|[\s、]/g, '') === ''

function isCloseDate(clause: Clause, tag: Tagged<DateMention>, within: boolean): boolean {
  const { before, after } = around(clause, tag)
  const lead = before.trimEnd()
  const rest = after.trimStart()
  if (/^(?:就|能|可以?|要|会|应该|前|左右|之前)*(?:签|成交|落地|拿下|下单|关单|收单)/.test(rest)) {
    return true
  }
  if (signWord.test(lead)) return true
  if (moveDate.test(lead)) return !amountNoun.test(lead)
  return within && isShort(lead) && isShort(rest)
}

/** Whether the clause says nothing beside the names and quantities in it. */
export function isBare(clause: Clause): boolean {
  const tags = [...clause.names, ...clause.stages, ...clause.amounts, ...clause.dates]
  return gapsOf(clause, tags).every((gap) => /^(?:这个|那个|的|项目|商机|单子|[\s、:])*$/.test(gap))
}
