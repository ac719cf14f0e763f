/**
 * What is learnt of how a customer buys: how far it is (客户还在立项), what it can spend, who decides and
 * by when (预算100万左右,老板拍板,12月底前定), what hurts and what we are worth to it.
 */
import { contactKind } from './activity-words.ts'
import type { DateMention } from './date.ts'
import type { Tagged } from './reading.ts'
import { blankOut, type Clause } from './sentence.ts'
import { earlierSubject, isRecordName, type SubjectMention, subjectIn } from './subject.ts'

export type DealFacts = {
  readonly clauses: readonly Clause[]
  readonly subject?: SubjectMention
  /** 1–8 */
  readonly buyerStage?: number
  /** As it was said: 100万左右. */
  readonly budget?: string
  readonly decides?: string
  readonly decidesOn?: Tagged<DateMention>
  readonly pains: readonly string[]
  readonly value?: string
}

type Fact = Partial<Omit<DealFacts, 'clauses' | 'subject'>>

/** The customer's eight steps by what people call them, the later first where two might be meant. */
const buyerSteps: readonly (readonly [number, string])[] = [
  [8, '签约|签合同|走合同|合同流程'],
  [7, '商务谈判|谈判|谈商务|谈条款|谈价格?'],
  [6, '确定首选供应商|首选供应商|定供应商|选供应商|定标|评标'],
  [5, '招标|招投标|投标|初步筛选|初筛|筛选'],
  [4, '建立采购标准|制定采购标准|定采购标准|采购标准|定标准|建标准'],
  [3, '项目立项|立项|组建采购小组|建采购小组'],
  [2, '研究可行性|可行性研究|可行性|确定预算|定预算|批预算|申请预算'],
  [1, '发现问题|提出需求|提需求|内部提需求'],
]

const whoBuys =
  '(?:客户|对方|甲方|业主|他们|买方)(?:那边|这边|内部|公司)?(?:的)?(?:流程|进度|采购)?'
const isAt =
  '(?:现在|目前|才|刚刚?|还|仍然?|已经?|就|正|都)*(?:停留在|停在|处在|处于|走到|进到|推进到|进入|进|到|在|是|开始)'
const tail = '(?:的)?(?:阶段|环节|这一?步|流程)?(?:了|中|里|上|呢)*'

const buyerPatterns = buyerSteps.map(
  ([step, words]) => [step, new RegExp(`^${whoBuys}${isAt}(?:${words})${tail}$`, 'u')] as const,
)

const budget =
  /^(?:客户|他们|对方)?(?:的)?(?:项目)?预算(?:范围|大概|大约|约|估计|差不多|有|是|在|为|:|了)*(.{2,30})$/u
const decides =
  /^(?:(?:决策|审批|采购|内部)流程(?:是|为|:|走)?(.{2,60})|(?:最后|最终|由|是|要|需要|得)*([\p{Script=Han}A-Za-z、和与+→>-]{1,20}(?:拍板|说了算|做主|点头|批准|审批|会签))(?:的|才行)?)$/u
const decidesOn =
  /^(?:决策时间|大概|大约|最晚|最迟|预计|争取|会|要|将|他们|客户)*\s*(?:之?前|以前|左右)?(?:能|会|要|才)?(?:定标|定下来?|决定|决策|出结果|拍板|定)(?:了|吧|的)?$/u
const pain =
  /^(?:客户|他们|对方)?(?:的|最大的|主要|核心)*痛点(?:主要)?(?:是|有|在于|在|:)\s*(.{2,100})$/u
const value =
  /^(?:我们|我方|咱们)?(?:能?给\s*(?:客户|他们)?\s*)?(?:的|带来的)*(?:价值主张|核心价值|价值)(?:是|在于|在|:)\s*(.{2,100})$/u
/** 走个审批 is an order to us. */
const ordered = /^(?:帮|给|请|麻烦|走|提|报|送|申请|发起|上|过)/u
const open = /谁|什么|吗|多少|怎么|哪|没|不知道|是不是|如果|要是/u

/** The first run of clauses that tells of this and of nothing else. */
export function readDealFacts(
  all: readonly Clause[],
  free: readonly Clause[],
): DealFacts | undefined {
  if (all.some((clause) => contactKind(clause.text))) return undefined
  for (let start = 0; start < free.length; start++) {
    const run: { clause: Clause; fact: Fact }[] = []
    for (const clause of free.slice(start)) {
      const fact = factIn(clause)
      if (!fact || (run.at(-1) && clause.index !== run.at(-1)!.clause.index + 1)) break
      run.push({ clause, fact })
    }
    const reading = toReading(all, run)
    if (reading) return reading
  }
  return undefined
}

const vague: readonly string[] = ['budget', 'decidesOn']

function toReading(
  all: readonly Clause[],
  run: readonly { readonly clause: Clause; readonly fact: Fact }[],
): DealFacts | undefined {
  const facts = run.map(({ fact }) => fact)
  const clauses = run.map(({ clause }) => clause)
  // A budget alone is what the customer needs, and belongs to that; 下个月定 alone is when we sign.
  const sure = facts.some((fact) => Object.keys(fact).some((key) => !vague.includes(key)))
  if (!clauses[0] || !(sure || clauses.some(({ text }) => /客户.*定|决策时间/u.test(text)))) {
    return undefined
  }
  const subject = subjectIn(clauses) ?? earlierSubject(all, clauses[0])
  return {
    ...(Object.assign({}, ...facts) as Fact),
    pains: facts.flatMap(({ pains }) => pains ?? []),
    clauses,
    ...(subject && { subject }),
  }
}

/** The clause without the names in front of it, and what it tells. */
function factIn(clause: Clause): Fact | undefined {
  if (clause.asks) return undefined
  const names = clause.names.filter(isRecordName)
  const text = blankOut(clause, names)
    .trim()
    .replace(/^(?:的|这个|那个|项目|那边|这边|:|\s)+/u, '')
  if (open.test(text)) return undefined
  const step = buyerPatterns.find(([, pattern]) => pattern.test(text))
  if (step) return { buyerStage: step[0] }
  const pains = pain.exec(text)?.[1]
  if (pains)
    return {
      pains: pains
        .split(/[、和]/u)
        .map((one) => one.trim())
        .filter(Boolean),
    }
  const worth = value.exec(text)?.[1]
  if (worth) return { value: worth.trim() }
  const spends = clause.amounts.length > 0 ? budget.exec(text)?.[1] : undefined
  if (spends) return { budget: spends.trim() }
  const [date, ...dates] = clause.dates
  if (date && dates.length === 0) {
    const rest = blankOut(clause, [...names, date]).trim()
    return decidesOn.test(rest) ? { decidesOn: date } : undefined
  }
  const who = ordered.test(text) ? null : decides.exec(text)
  return who ? { decides: (who[1] ?? who[2])!.trim() } : undefined
}
