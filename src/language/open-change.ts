/** A change that does not say to what: 华芯检测涨价了, 签约要延期, 推进一下. */
import { changesNothing, readChangeClause } from './change-clause.ts'
import { type Clause, gapsOf } from './sentence.ts'
import { type SubjectMention, subjectIn } from './subject.ts'

export type OpenChange = {
  readonly clause: Clause
  readonly subject?: SubjectMention
  /** Unknown words where a name would stand. */
  readonly unknownName?: string
  readonly what: 'amount' | 'date' | 'forward' | 'backward'
}

const edit = '(?:改|变|调|更新|修改|调整|变更|动)'
const soon = '(?:要|得|需要|想|会|可能|有)?'
const money = '(?:金额|价格|报价|总价|合同额|价钱|价)'
const day = '(?:签约|签单|签|成交|预计签约)?(?:时间|日期|日子|日|期)'

const kinds: readonly (readonly [OpenChange['what'], RegExp])[] = [
  [
    'amount',
    new RegExp(
      `涨|降价|降了|砍价|加价|提价|压价|还价|${money}${soon}(?:有)?${edit}|${edit}(?:一下|下)?${money}`,
      'u',
    ),
  ],
  [
    'date',
    new RegExp(
      `推迟|延期|延后|延迟|顺延|提前|推后|往后(?:推|挪|延|拖)|往前(?:提|赶|挪)|${day}${soon}${edit}|${edit}(?:一下|下)?${day}`,
      'u',
    ),
  ],
  ['backward', /退回|打回|退一退|往回退|降回|倒回/u],
  [
    'forward',
    new RegExp(
      `推进|往前推|推一下|推一推|往下走|往前走|升级|阶段${soon}${edit}|${edit}(?:一下|下)?阶段`,
      'u',
    ),
  ],
]

/** Reads a clause that changes something of a deal and leaves out the value. */
export function readOpenChange(clause: Clause): OpenChange | undefined {
  if (clause.asks || clause.stages.length + clause.amounts.length + clause.dates.length > 0) {
    return undefined
  }
  const parts = readChangeClause(clause)
  // 改一下立辰的报价: the name stands between the words.
  const said = gapsOf(clause, clause.names)
    .join('')
    .replace(/[\s的]/gu, '')
  const what = kinds.find(([, words]) => words.test(said))?.[0]
  if (!parts || !changesNothing(parts) || !what) return undefined
  const { unknownName } = parts
  return { clause, subject: subjectIn([clause]), ...(unknownName && { unknownName }), what }
}
