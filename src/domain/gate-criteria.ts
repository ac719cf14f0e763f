/** The criteria that a gate can be made of. A new kind is one more of these. */
import * as z from 'zod'
import { coverageOf, departments, requiredDepartments } from './decision-chain.ts'
import { type DealField, dealFields, type GateFacts } from './gate-facts.ts'

/** One thing that a gate asks for, as things are. */
export type GateItem = {
  /** What evidence for it is stored under. */
  readonly key: string
  readonly name: string
  readonly met: boolean
  /** In words, while it is not met: 决策链缺财务. The name where that says it all. */
  readonly lacks: string
  readonly supply: Supply
}

/** How what is missing is given: the button, and the sentence that does the same. */
export type Supply = {
  /** `evidence`: a file, a link or a word · `contact`: somebody of a department · `words` */
  readonly how: 'evidence' | 'contact' | 'words'
  readonly button: string
  readonly say: string
  /** The parts that are ticked one by one, and the departments that are wanted. */
  readonly parts?: readonly { readonly key: string; readonly name: string; readonly met: boolean }[]
}

/** What evidence can be given for, with the words it is spoken of by. */
export type EvidenceTarget = {
  readonly key: string
  readonly name: string
  /** Each a row of words that all stand in what is said, in this order: 「认可 方案」. */
  readonly said: readonly string[]
  /** One's own word that it is there is not enough: a file, a link, or who else vouches for it. */
  readonly document?: boolean
}

export type CriterionDefinition = {
  readonly id: string
  readonly params: z.ZodType
  /** A file, a link or somebody's word can meet it, and is asked for although the stage was skipped. */
  readonly evidence: boolean
  /** Nobody lets a deal through without it. */
  readonly unreleasable?: true
  readonly item: (params: unknown, facts: GateFacts) => GateItem
  /** What evidence may be given for. */
  readonly targets: (params: unknown) => readonly EvidenceTarget[]
}

type Typed<P> = Omit<CriterionDefinition, 'params' | 'item' | 'targets'> & {
  readonly params: z.ZodType<P>
  readonly item: (params: P, facts: GateFacts) => GateItem
  readonly targets?: (params: P) => readonly EvidenceTarget[]
}

const define = <P>({ targets, ...typed }: Typed<P>): CriterionDefinition => ({
  ...(typed as unknown as CriterionDefinition),
  targets: (targets as ((params: unknown) => readonly EvidenceTarget[]) | undefined) ?? (() => []),
})

const named = { key: z.string().min(1), name: z.string().min(1) }
const said = z.array(z.string().min(1)).default([])

/** Something that happened at the customer, with its evidence. */
const milestone = define({
  id: 'milestone',
  params: z.strictObject({
    ...named,
    /** What the evidence is called, where that is not the name: 认可凭证. */
    evidence: z.string().min(1).optional(),
    /** One's own word is not enough. */
    document: z.boolean().optional(),
    said,
  }),
  evidence: true,
  item: ({ key, name, evidence }, facts) => ({
    key,
    name,
    lacks: name,
    met: facts.milestones.has(key),
    supply: {
      how: 'evidence',
      button: `上传${evidence ?? name}`,
      say: `${name} https://…`,
    },
  }),
  targets: ({ key, name, said: words, document }) => [
    { key, name, said: words, ...(document && { document }) },
  ],
})

/** The parts that something must have, each ticked with a link to where it stands. */
const checklist = define({
  id: 'checklist',
  params: z.strictObject({
    ...named,
    items: z.array(z.strictObject({ ...named, said })).min(1),
  }),
  evidence: true,
  item: ({ key, name, items }, facts) => {
    const parts = items.map((part) => ({
      key: part.key,
      name: part.name,
      met: facts.milestones.has(part.key),
    }))
    const open = parts.filter(({ met }) => !met)
    const done = parts.length - open.length
    const lacks = `${name} ${done}/${parts.length}(缺${open.map((part) => part.name).join('、')})`
    return {
      key,
      name: `${name} ${done}/${parts.length}`,
      lacks,
      met: open.length === 0,
      supply: {
        how: 'evidence',
        button: `勾选${name}`,
        say: `${open.map((part) => part.name).join('、')}都在方案里 https://…`,
        parts,
      },
    }
  },
  targets: ({ items }) =>
    items.map(({ key, name, said: words }) => ({ key, name, said: words, document: true })),
})

const departmentWords = { technical: '技术', purchasing: '采购', finance: '财务' } as const

/** S0: 「通常涉及技术部门、采购部门、财务部门等多个决策者」. */
const coverage = define({
  id: 'coverage',
  params: z.strictObject({ departments: z.array(z.enum(departments)).optional() }),
  evidence: false,
  item: ({ departments: wanted }, facts) => {
    const required = requiredDepartments.filter((one) => !wanted || wanted.includes(one))
    const { missing } = coverageOf(facts.departments)
    const open = required.filter((one) => missing.includes(one))
    const words = open.map((one) => departmentWords[one]).join('、')
    return {
      key: 'coverage',
      name: `决策链 ${required.length - open.length}/${required.length}`,
      lacks: `决策链缺${words}`,
      met: open.length === 0,
      supply: {
        how: 'contact',
        button: `补${words}联系人`,
        say: `${words.split('、')[0]}王经理支持`,
        parts: open.map((one) => ({ key: one, name: departmentWords[one], met: false })),
      },
    }
  },
})

const fieldWords: Readonly<Record<DealField, { readonly button: string; readonly say: string }>> = {
  budget: { button: '补预算', say: '预算100万左右' },
  'decision-process': { button: '补决策流程', say: '老板拍板' },
  'decision-date': { button: '补决策时间', say: '12月底前定' },
  'pain-points': { button: '补痛点', say: '客户痛点是交期太长' },
  'value-proposition': { button: '补价值主张', say: '我们的价值是三周出报告' },
}

/** Something about the customer that is filled in, or of which there is other evidence. */
const dealField = define({
  id: 'deal-field',
  params: z.strictObject({ ...named, field: z.enum(dealFields) }),
  evidence: false,
  item: ({ key, name, field }, facts) => ({
    key,
    name,
    lacks: name,
    met: facts.filled.has(field) || facts.milestones.has(key),
    supply: { how: 'words', ...fieldWords[field] },
  }),
})

/** People at the customer are known, and how to reach one, and what they need. */
const contactsExist = define({
  id: 'contacts-exist',
  params: z.strictObject({
    ...named,
    reachable: z.boolean().default(false),
    need: z.boolean().default(false),
    said,
  }),
  evidence: false,
  item: ({ key, name, reachable, need }, facts) => ({
    key,
    name,
    lacks: name,
    met:
      facts.milestones.has(key) ||
      ((reachable ? facts.reachable : facts.contacts) > 0 && (!need || facts.needKnown)),
    supply: {
      how: 'evidence',
      button: `登记${name}`,
      say: need ? '联系人李工 13800001111,要做温循' : '联系人李工 13800001111',
    },
  }),
  targets: ({ key, name, said: words }) => [{ key, name, said: words }],
})

/** Somebody has spoken with them. */
const activityExists = define({
  id: 'activity-exists',
  params: z.strictObject({ ...named, said }),
  evidence: false,
  item: ({ key, name }, facts) => ({
    key,
    name,
    lacks: name,
    met: facts.activities > 0 || facts.milestones.has(key),
    supply: { how: 'evidence', button: `登记${name}`, say: '今天电话联系了李工' },
  }),
  targets: ({ key, name, said: words }) => [{ key, name, said: words }],
})

/** The commercial terms have been approved, and the approval still holds. */
const termsApproved = define({
  id: 'terms-approved',
  params: z.strictObject({ ...named }),
  evidence: false,
  item: ({ key, name }, facts) => ({
    key,
    name,
    lacks: name,
    met: facts.termsApproved,
    supply: { how: 'words', button: '申请条款审批', say: '申请条款审批' },
  }),
})

/** The signed contract: leaving by it wins the deal. */
const contract = define({
  id: 'contract',
  params: z.strictObject({ ...named }),
  evidence: false,
  unreleasable: true,
  item: ({ key, name }, facts) => ({
    key,
    name,
    lacks: name,
    met: facts.contractSigned,
    supply: { how: 'words', button: '登记成交', say: '签了,合同100万' },
  }),
})

export const criterionDefinitions: readonly CriterionDefinition[] = [
  milestone,
  checklist,
  coverage,
  dealField,
  contactsExist,
  activityExists,
  termsApproved,
  contract,
]
