/** Questions about requests for approval: 我的审批到哪了, 有什么要批的, 远驰的审批卡在谁那, 华芯射频的条款. */
import { nameMark, polite, shapeOf } from './clause-shape.ts'
import type { SaidApproval } from './decision-clauses.ts'
import type { Clause } from './sentence.ts'
import { subjectIn } from './subject.ts'

export type ApprovalAsked = {
  readonly clause: Clause
  /** `to-decide` what waits for me, `own` what I asked for, `one` a request, `terms` a deal's. */
  readonly what: 'to-decide' | 'own' | 'one' | 'terms'
  readonly of: SaidApproval
}

const name = `${nameMark}+\\s*`
const code = 'ap[ -]?\\d{1,6}\\s*'
const lead = `^${polite.before}(?:看看|看一?下|看|查看|查一?下|查|打开|列出?来?|问一?下|想知道|我想|请问|现在|目前|今天|还)*`
const request = '(?:商务)?(?:条款|特价|折扣|价格)?(?:的)?(?:审批单?|申请单?|审核|评审)'
const how =
  '(?:现在|目前|都|还|到底|给)*(?:怎么样|怎样|咋样|如何|什么情况|啥情况|什么状态|情况|状态|进度|进展|走?到(?:哪|谁)(?:一步|里|儿|了|那)*|卡在(?:谁|哪)(?:那|里|儿|手|上|一步)*|(?:在|等|压在|停在)(?:谁|哪)(?:那|里|儿|手|上|批|审)*|谁(?:还)?(?:没|在|要)?(?:批|审)(?:了|的|呢)?|差谁|还差谁|(?:批|审|过|通过|审批|批准|同意)(?:了|完|过)?(?:了)?(?:吗|没有?|么)|有(?:结果|消息|进展)了?(?:吗|没有?)|批得?怎么样|多久了?|什么时候能?(?:批|过|好))'
const tail = '(?:了|呢|啊|呀|吧|哈|吗|一下|下|来着|情况|[\\s?~!])*$'

const my = '我(?:的|自己的|这边的|那个|那几个|提交?的|申请的|发起的|报的|送审的|手上的)+'
const decide = '(?:审批|审核|审|批|会签|拍板|处理)'

const forms: readonly (readonly [ApprovalAsked['what'], RegExp])[] = [
  [
    'to-decide',
    new RegExp(
      `${lead}(?:我)?(?:还)?(?:有(?:没有)?(?:什么|哪些|啥|几个|多少)?)?(?:是)?(?:待|等|等着|需要|要|该|轮到|得|没|未)(?:着)?(?:我)?(?:来|去)?(?:${decide}|(?:批|审)(?:完|过)?)(?:的)?(?:审批|单子|单|东西|申请|条款|事)*(?:有)?(?:哪些|什么|啥|几个|多少|没有?)?${tail}`,
      'iu',
    ),
  ],
  ['to-decide', new RegExp(`${lead}(?:我的?)?(?:待办|待处理)(?:的)?审批${tail}`, 'iu')],
  ['to-decide', new RegExp(`${lead}审批(?:待办|列表|中心)${tail}`, 'iu')],
  ['own', new RegExp(`${lead}${my}(?:那个|的)?${request}(?:${how})?${tail}`, 'iu')],
  ['own', new RegExp(`${lead}${request}${how}${tail}`, 'iu')],
  ['one', new RegExp(`${lead}${code}(?:的)?(?:审批)?(?:${how})?${tail}`, 'iu')],
  [
    'one',
    new RegExp(
      `${lead}${name}(?:那个|那单|这个|项目|的)*${request}(?:的)?(?:${how})?${tail}`,
      'iu',
    ),
  ],
  [
    'terms',
    new RegExp(
      `${lead}${name}(?:那个|那单|这个|项目|现在|目前|的)*(?:商务|合同|付款|交易)?(?:条款|付款条件|付款方式|账期|预付比例|条件)(?:都|现在|是|谈)*(?:什么|啥|哪些|多少|怎么(?:定|谈|约定)的?|几天|多久|如何|怎么样)?(?:天)?${tail}`,
      'iu',
    ),
  ],
]

/** Reads the whole message as such a question. */
export function readApprovalAsked(
  all: readonly Clause[],
  free: readonly Clause[],
): ApprovalAsked | undefined {
  const [clause, ...others] = free
  if (!clause || others.length > 0 || all.length > 1) return undefined
  const shape = shapeOf(clause).trim()
  const what = forms.find(([, form]) => form.test(shape))?.[0]
  if (!what) return undefined
  const subject = subjectIn([clause])
  const codes = [...shape.matchAll(/ap[ -]?0*(\d{1,6})/giu)].map(([, number]) => `AP-${number}`)
  return { clause, what, of: { codes, ...(subject && { subject }) } }
}
