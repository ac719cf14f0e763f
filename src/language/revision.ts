/**
 * What somebody says about the preview in front of them, without naming anything: 还是310万吧,
 * 不对,下周五, 金额不改了, 只改阶段. What it is of is the preview's.
 */
import { type ChangeParts, changesNothing, readChangeClause } from './change-clause.ts'
import { nameMark, shapeOf } from './clause-shape.ts'
import type { Clause } from './sentence.ts'
import { isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type RevisedField = 'amount' | 'closeDate' | 'stageId'

export type Revision = { readonly clauses: readonly Clause[] } & (
  | { readonly kind: 'values'; readonly parts: readonly ChangeParts[] }
  /** 金额不改了 leaves this one out, 只改金额 all others. */
  | { readonly kind: 'without' | 'only'; readonly field: RevisedField }
  /** 不对,是射频校准: the same of another deal. */
  | { readonly kind: 'subject'; readonly subject: SubjectMention }
)

/** Nobody says it in more characters. */
const longest = 40

/** Only says that something else follows. */
const correction =
  /^[\s哦噢呃嗯啊]*(?:不对|不是|不|等等|等一下|算了|错了|(?:我?(?:说|打|写|记)错了)|口误|更正一?下?|那|要不)+[\s啊哈吧了:]*$/u

const fieldWords: Readonly<Record<RevisedField, string>> = {
  amount: '金额|价格|报价|价钱|总价|价|钱',
  closeDate: '(?:预计)?(?:签约|签单)?(?:日期|时间|日子)|(?:预计)?签约|签单',
  stageId: '阶段|进度',
}

const lead = '(?:把|那|就|不对|算了|嗯|哦|还是|,|\\s)*'
const end = '(?:了|吧|啊|哈|就行|就好|就可以|可以了|[\\s。!~])*$'
const change = '(?:改|动|变|调|换|推|推进|挪|移|要|更新)'
const not = '(?:就|先|也|都|还是|暂时)*(?:别|不|不用|不要|不必|先不|甭)'

const said = (source: string) => new RegExp(`^${lead}${source}${end}`, 'u')

const forms = (['amount', 'closeDate', 'stageId'] as const).flatMap((field) => {
  const word = `(?:${fieldWords[field]})`
  return [
    { field, kind: 'without', form: said(`${word}(?:的话)?${not}${change}?`) },
    { field, kind: 'without', form: said(`${not}${change}${word}`) },
    { field, kind: 'without', form: said(`(?:去掉|删掉|取消|撤掉|拿掉)${word}`) },
    { field, kind: 'without', form: said(`${word}(?:去掉|删掉|取消|撤掉|保持不变|维持不变|不变)`) },
    { field, kind: 'only', form: said(`(?:只|就|光|单)(?:要)?${change}(?:一下|下)?${word}`) },
  ] as const
})

const meant = '(?:是|应该是|我?说的是|我?是说|改的是|要改的是|指的是)'
const other = new RegExp(
  `^(?<meant>${lead}${meant})?(?:的)?${nameMark}+(?:的)*(?:那个|这个|那单|这单)?(?:项目|商机|单子)?${end}`,
  'u',
)

/** 不对,是射频校准; a name alone would be looked up. */
function otherSubject(clause: Clause, corrected: boolean): SubjectMention | undefined {
  const match = other.exec(shapeOf(clause))
  return match && (corrected || match.groups?.meant) ? subjectIn([clause]) : undefined
}

/** The whole message as a revision; undefined when it says anything else. */
export function readRevision(
  all: readonly Clause[],
  free: readonly Clause[],
): Revision | undefined {
  if (free.length !== all.length || free.length > 4) return undefined
  if (all.some(({ text }) => text.length > longest)) return undefined
  const told = all.filter((clause, i) => i > 0 || !correction.test(clause.text))
  const [first, ...others] = told
  if (!first) return undefined
  const subject = others.length === 0 && otherSubject(first, told.length < all.length)
  if (subject) return { clauses: all, kind: 'subject', subject }
  if (all.some(({ names }) => names.some(isRecordName))) return undefined
  const field = others.length === 0 && forms.find(({ form }) => form.test(first.text.trim()))
  if (field) return { clauses: all, kind: field.kind, field: field.field }
  const parts = told.map(readChangeClause)
  if (!parts.every((part) => part !== undefined)) return undefined
  if (parts.some((part) => part.unknownName) || parts.every(changesNothing)) return undefined
  return { clauses: all, kind: 'values', parts }
}
