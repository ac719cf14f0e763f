/**
 * The five sales processes that ship, as data. A stage's exit criteria are what its gate asks for
 * before a deal may leave it. Probabilities are defaults of ours; the rest is the quoted source's.
 */

/** One thing that must be there before a deal leaves a stage. Stored by key as a milestone. */
export type Criterion = {
  readonly key: string
  readonly name: string
}

export type StageTemplate = {
  readonly key: string
  readonly name: string
  /** What else people call the stage when they move a deal to it. */
  readonly aliases: readonly string[]
  /** Percent, 0–100. */
  readonly probability: number
  /** How long a deal usually stays, in days; none means that it is never overdue. */
  readonly days?: { readonly min: number; readonly max: number }
  readonly activities?: string
  readonly exit: string
  readonly criteria: readonly Criterion[]
  /** `won`: leaving this stage forward wins the deal, because its exit is the signed contract. */
  readonly outcome?: 'won'
}

export type PipelineTemplate = {
  readonly key: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly stages: readonly StageTemplate[]
}

const weeks = (min: number, max: number) => ({ min: min * 7, max: max * 7 })

/**
 * S0, 销售流程阶段表: 「获得有效联系方式和基本需求」「完成详细需求分析报告」「客户认可技术方案」
 * 「签署正式合同」「客户验收合格」; 平均周期 1-2, 2-4, 3-6, 4-8 and 8-16 weeks. What the research must
 * find out: 「深入了解客户的技术需求、预算范围、决策流程等关键信息」.
 */
const electronicTesting: PipelineTemplate = {
  key: 'electronic-testing',
  name: '电子检测',
  aliases: ['电子检测五阶段', '电子检测行业', '检测'],
  stages: [
    {
      key: 'lead-capture',
      name: '线索获取',
      aliases: ['线索阶段', '获取线索'],
      probability: 10,
      days: weeks(1, 2),
      activities: '市场推广、客户开发',
      exit: '获得有效联系方式和基本需求',
      criteria: [{ key: 'contact-and-need', name: '有效联系方式和基本需求' }],
    },
    {
      key: 'needs-research',
      name: '需求调研',
      aliases: ['调研', '调研阶段', '需求阶段'],
      probability: 25,
      days: weeks(2, 4),
      activities: '客户访谈、现场调研',
      exit: '完成详细需求分析报告',
      criteria: [
        { key: 'needs-analysis-report', name: '需求分析报告' },
        { key: 'budget-known', name: '预算范围' },
        { key: 'decision-process-known', name: '决策流程' },
      ],
    },
    {
      key: 'solution-design',
      name: '方案制定',
      aliases: ['方案阶段', '做方案', '制定方案'],
      probability: 50,
      days: weeks(3, 6),
      activities: '技术方案设计、报价制作',
      exit: '客户认可技术方案',
      criteria: [{ key: 'solution-accepted', name: '客户认可技术方案' }],
    },
    {
      key: 'negotiation',
      name: '商务谈判',
      aliases: ['谈判', '谈判阶段', '商务阶段', '商谈'],
      probability: 75,
      days: weeks(4, 8),
      activities: '价格谈判、合同条款确定(价格、交付周期、付款条件)',
      exit: '签署正式合同',
      criteria: [{ key: 'contract-signed', name: '签署正式合同' }],
      outcome: 'won',
    },
    {
      key: 'contract-execution',
      name: '合同执行',
      aliases: ['执行阶段', '执行合同', '交付阶段'],
      probability: 100,
      days: weeks(8, 16),
      activities: '项目实施、设备交付',
      exit: '客户验收合格',
      criteria: [{ key: 'acceptance-passed', name: '客户验收合格' }],
    },
  ],
}

/** S1: 「如潜在客户、初次联系、需求评估、方案提供、谈判、成交等」. */
const general: PipelineTemplate = {
  key: 'general',
  name: '通用',
  aliases: ['通用漏斗', '通用管道', '标准流程'],
  stages: [
    {
      key: 'prospect',
      name: '潜在客户',
      aliases: ['潜客'],
      probability: 5,
      exit: '有联系人',
      criteria: [{ key: 'contact-found', name: '有联系人' }],
    },
    {
      key: 'first-contact',
      name: '初次联系',
      aliases: ['初步联系'],
      probability: 15,
      exit: '首次联系完成',
      criteria: [{ key: 'first-contact-made', name: '首次联系完成' }],
    },
    {
      key: 'needs-assessment',
      name: '需求评估',
      aliases: ['需求评估阶段'],
      probability: 30,
      exit: '需求表',
      criteria: [{ key: 'needs-form', name: '需求表' }],
    },
    {
      key: 'proposal',
      name: '方案提供',
      aliases: ['提供方案', '方案阶段'],
      probability: 50,
      exit: '方案发出',
      criteria: [{ key: 'proposal-sent', name: '方案发出' }],
    },
    {
      key: 'negotiation',
      name: '谈判',
      aliases: ['谈判阶段', '商务谈判'],
      probability: 75,
      exit: '客户基本认可条款',
      criteria: [{ key: 'terms-agreed', name: '客户基本认可条款' }],
    },
    {
      key: 'closing',
      name: '成交',
      aliases: ['成交阶段'],
      probability: 100,
      exit: '合同',
      criteria: [{ key: 'contract-signed', name: '合同' }],
      outcome: 'won',
    },
  ],
}

/**
 * S1: 「潜在客户挖掘(通过市场活动收集线索)、需求调研(与潜在客户深入沟通了解需求)、产品演示(向客户
 * 展示软件功能)、报价与谈判(提供价格方案并协商条款)、合同签订」; 「只有当潜在客户对产品表现出一定兴趣
 * 并且同意进一步沟通时,才能进入需求调研阶段」, 「只有当客户对报价和条款基本满意时,才能进入合同签订阶段」.
 * The exits of 需求调研 and 产品演示 are ours.
 */
const software: PipelineTemplate = {
  key: 'software',
  name: '软件',
  aliases: ['软件公司', '软件五阶段', '软件公司五阶段'],
  stages: [
    {
      key: 'prospecting',
      name: '潜在客户挖掘',
      aliases: ['客户挖掘', '挖掘客户'],
      probability: 10,
      activities: '通过市场活动收集线索',
      exit: '有兴趣且同意进一步沟通',
      criteria: [{ key: 'interest-confirmed', name: '有兴趣且同意进一步沟通' }],
    },
    {
      key: 'needs-research',
      name: '需求调研',
      aliases: ['调研', '调研阶段'],
      probability: 25,
      activities: '与潜在客户深入沟通了解需求',
      exit: '需求确认',
      criteria: [{ key: 'needs-confirmed', name: '需求确认' }],
    },
    {
      key: 'product-demo',
      name: '产品演示',
      aliases: ['演示', '演示阶段'],
      probability: 50,
      activities: '向客户展示软件功能',
      exit: '客户认可演示',
      criteria: [{ key: 'demo-accepted', name: '客户认可演示' }],
    },
    {
      key: 'quote-negotiation',
      name: '报价与谈判',
      aliases: ['报价谈判', '报价阶段', '谈判'],
      probability: 75,
      activities: '提供价格方案并协商条款',
      exit: '客户对报价和条款基本满意',
      criteria: [{ key: 'quote-and-terms-agreed', name: '客户对报价和条款基本满意' }],
    },
    {
      key: 'contract-signing',
      name: '合同签订',
      aliases: ['签合同', '合同阶段'],
      probability: 100,
      exit: '签订合同',
      criteria: [{ key: 'contract-signed', name: '签订合同' }],
      outcome: 'won',
    },
  ],
}

/**
 * S2: 「整合客戶內部采購流程、銷售流程及標準里程碑、成交管理系統,形成項目型銷售的管理流程—天龍八部」,
 * 3–12 months in total. The milestones are ours.
 */
const eightSteps: PipelineTemplate = {
  key: 'eight-steps',
  name: '天龙八部',
  aliases: ['工业品', '工业品营销', '八阶段', '天龍八部'],
  stages: [
    {
      key: 'planning-and-invitation',
      name: '客户规划与电话邀约',
      aliases: ['客户规划', '电话邀约'],
      probability: 5,
      exit: '约到首访',
      criteria: [{ key: 'first-visit-agreed', name: '约到首访' }],
    },
    {
      key: 'visit-and-first-research',
      name: '客户拜访与初步调研',
      aliases: ['客户拜访', '初步调研'],
      probability: 10,
      exit: '预算与立项意向',
      criteria: [{ key: 'budget-and-intent', name: '预算与立项意向' }],
    },
    {
      key: 'first-proposal',
      name: '提交初步方案',
      aliases: ['初步方案阶段'],
      probability: 20,
      exit: '采购小组名单',
      criteria: [{ key: 'buying-group-known', name: '采购小组名单' }],
    },
    {
      key: 'demo-and-exchange',
      name: '方案演示与技术交流',
      aliases: ['方案演示', '技术交流阶段'],
      probability: 30,
      exit: '标准含我方优势项',
      criteria: [{ key: 'standard-favours-us', name: '标准含我方优势项' }],
    },
    {
      key: 'analysis-and-formal-proposal',
      name: '需求分析与正式方案设计',
      aliases: ['需求分析阶段', '正式方案设计'],
      probability: 45,
      exit: '正式方案受理/入围',
      criteria: [{ key: 'proposal-shortlisted', name: '正式方案受理/入围' }],
    },
    {
      key: 'evaluation',
      name: '项目评估',
      aliases: ['评估阶段'],
      probability: 60,
      exit: '首选供应商',
      criteria: [{ key: 'preferred-supplier', name: '首选供应商' }],
    },
    {
      key: 'negotiation',
      name: '商务谈判',
      aliases: ['谈判', '谈判阶段'],
      probability: 80,
      exit: '条款审批通过',
      criteria: [{ key: 'terms-approved', name: '条款审批通过' }],
    },
    {
      key: 'signing-and-handover',
      name: '签约成交并移交实施部门',
      aliases: ['签约成交', '移交实施'],
      probability: 100,
      exit: '合同+移交接收',
      criteria: [
        { key: 'contract-signed', name: '合同' },
        { key: 'handover-accepted', name: '移交接收' },
      ],
      outcome: 'won',
    },
  ],
}

/**
 * S4, 商机五阶段: 商机识别 「广泛收集信息,筛选出有价值的商机」, 需求确认 (明确客户的期望和要求), 方案设计
 * 「企业需要整合内部资源,确保方案的可行性和竞争力」, 提案及谈判 「解决客户的疑虑,推动合作的达成」,
 * 合同签订 「企业需要确保合同条款的合理性和可执行性」.
 */
const logistics: PipelineTemplate = {
  key: 'logistics',
  name: '物流',
  aliases: ['物流五阶段', '物流商机', '物流行业'],
  stages: [
    {
      key: 'opportunity-identification',
      name: '商机识别',
      aliases: ['识别商机', '识别阶段'],
      probability: 10,
      activities: '广泛收集信息、筛选',
      exit: '筛选出有价值的商机',
      criteria: [{ key: 'opportunity-qualified', name: '有价值的商机' }],
    },
    {
      key: 'needs-confirmation',
      name: '需求确认',
      aliases: ['确认需求'],
      probability: 25,
      activities: '沟通客户的期望和要求',
      exit: '明确客户的期望和要求',
      criteria: [{ key: 'expectations-known', name: '客户的期望和要求' }],
    },
    {
      key: 'solution-design',
      name: '方案设计',
      aliases: ['设计方案', '方案阶段'],
      probability: 45,
      activities: '整合内部资源',
      exit: '方案可行且有竞争力',
      criteria: [{ key: 'solution-feasible', name: '方案可行且有竞争力' }],
    },
    {
      key: 'proposal-negotiation',
      name: '提案及谈判',
      aliases: ['提案谈判', '提案', '谈判', '谈判阶段'],
      probability: 70,
      activities: '提案、解决客户的疑虑',
      exit: '达成共识',
      criteria: [{ key: 'consensus-reached', name: '达成共识' }],
    },
    {
      key: 'contract-signing',
      name: '合同签订',
      aliases: ['签合同', '合同阶段'],
      probability: 100,
      activities: '确认合同条款合理、可执行',
      exit: '签署条款合理、可执行的合同',
      criteria: [{ key: 'contract-signed', name: '签署合同' }],
      outcome: 'won',
    },
  ],
}

export const pipelineTemplates: readonly PipelineTemplate[] = [
  electronicTesting,
  general,
  software,
  eightSteps,
  logistics,
]

/** What a new deal goes into when nobody names a pipeline. */
export const defaultPipelineKey = electronicTesting.key
