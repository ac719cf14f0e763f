/** Asks what a deal lacks to move on: 立辰还差什么, 华芯检测推进到商务谈判还缺啥, 华鑫能推进了吗. */
import { nameMark, polite, shapeOf } from './clause-shape.ts'
import type { Tagged } from './reading.ts'
import type { Clause } from './sentence.ts'
import type { StageMention } from './stages.ts'
import { type SubjectMention, subjectIn } from './subject.ts'

export type GateAsked = {
  readonly clause: Clause
  readonly subject?: SubjectMention
  /** The stage it is to move to, where one was named. */
  readonly stage?: Tagged<StageMention>
}

const filler =
  '(?:项目|商机|单子|那单|这单|那个|这个|这边|那边|目前|现在|如果|要是|想要?|要|的|[,\\s])*'
const onward =
  '(?:往下|往前|向前|继续|再往下|接着)?(?:走|推进?|推动|进|转|升|进入|推过去)?(?:一步|过去|下去)?(?:到|至|入|进)?'
const lacking =
  '(?:的话|之前|前)?[,\\s]*(?:都|还|到底|总共|一共)*(?:缺|差|少|欠|(?<=[进走推到过步下]\\s*)需?要)(?:哪些|什么|啥|哪几[项样个]|几[项样个]|多少|点什么|些什么|什么东西|什么材料|哪些材料|哪些条件|什么条件)(?:东西|材料|条件|凭证|资料)?'
const ready =
  '(?:现在)?(?:能不能|可不可以|能否|可否|能|可以)(?:往下走|往前走|推进|进|推|走)(?:了)?(?:到下一?步|下一?阶段|下去)?(?:了)?(?:吗|么|不)?'
const criteria =
  '(?:到)?(?:下一?个?阶段|下一步)?(?:的)?(?:出口|退出|进入|准入|放行|推进|过关)(?:条件|标准|要求|清单)(?:是)?(?:什么|哪些|有哪些|啥|还差什么)?'
const stuck = '(?:为什么|为啥|怎么)(?:还)?(?:推不(?:动|了|过去)|不能推进|卡(?:住|着)了?|过不去)'

const stageMark = '\ufffb'
const to = `${onward}(?:${stageMark}+|下一?个?(?:阶段|步|环节))?`
const form = new RegExp(
  `^${polite.before}(?:看看|看一?下|查一?下|问一?下|说说)?${nameMark}*${filler}(?:${to}${filler}${lacking}(?:才能?(?:${onward})(?:${stageMark}+|下一?个?(?:阶段|步|环节)|推进)?)?|${ready}|${criteria}|${stuck})(?:呢|呀|啊)?${polite.after}[?。\\s]*$`,
  'u',
)

/** Reads the whole message as such a question. */
export function readGateAsked(
  all: readonly Clause[],
  free: readonly Clause[],
): GateAsked | undefined {
  const [clause, ...others] = free
  if (!clause || others.length > 0 || all.length > 1) return undefined
  if (clause.amounts.length + clause.dates.length > 0 || clause.stages.length > 1) return undefined
  const stage = clause.stages.find(({ found }) => found.step === undefined)
  const subject = subjectIn([clause])
  if (!form.test(withoutStage(shapeOf(clause), clause, stage).trim())) return undefined
  return { clause, ...(subject && { subject }), ...(stage && { stage }) }
}

function withoutStage(shape: string, clause: Clause, stage: Tagged<unknown> | undefined): string {
  if (!stage) return shape
  const [from, to] = [stage.start - clause.start, stage.end - clause.start]
  return shape.slice(0, from) + stageMark.repeat(to - from) + shape.slice(to)
}
