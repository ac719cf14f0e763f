/**
 * The five sales processes that ship, as data. What a stage's gate asks for before a deal may leave
 * or enter it are rows like those in the store, see `gate.ts`. Probabilities are defaults of ours;
 * the rest is the quoted source's.
 */
import type { RoleId } from './role.ts'

/** A row of a gate as it is stored: a criterion and its parameters. */
export type GateRow = { readonly criterion: string; readonly [param: string]: unknown }

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
  /** What must be there before a deal leaves forward. */
  readonly gate: readonly GateRow[]
  /** What must be there before a deal enters. */
  readonly entry?: readonly GateRow[]
  /** What the customer does meanwhile. */
  readonly buyerStage?: string
  /** Who leads in it and who helps. */
  readonly roles?: { readonly lead: readonly RoleId[]; readonly support: readonly RoleId[] }
  /** `won`: leaving this stage forward wins the deal, because its exit is the signed contract. */
  readonly outcome?: 'won'
}

export type PipelineTemplate = {
  readonly key: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly stages: readonly StageTemplate[]
}

/** @param said rows of words, any of which means it */
const milestone = (
  key: string,
  name: string,
  said: readonly string[],
  evidence?: string,
): GateRow => ({ criterion: 'milestone', key, name, ...(evidence && { evidence }), said })

const contract = (name: string): GateRow => ({
  criterion: 'contract',
  key: 'contract-signed',
  name,
})

/** S4: 「以客户为中心,通过深入了解客户的需求,设计个性化的解决方案」. */
const customerFirst: readonly GateRow[] = [
  { criterion: 'deal-field', key: 'pain-points', name: '客户痛点', field: 'pain-points' },
  {
    criterion: 'deal-field',
    key: 'value-proposition',
    name: '价值主张',
    field: 'value-proposition',
  },
]

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
      gate: [
        {
          criterion: 'contacts-exist',
          key: 'contact-and-need',
          name: '有效联系方式和基本需求',
          reachable: true,
          need: true,
          said: ['联系方式 需求', '需求 联系方式', '联系方式 有', '有 联系方式'],
        },
      ],
    },
    {
      key: 'needs-research',
      name: '需求调研',
      aliases: ['调研', '调研阶段', '需求阶段'],
      probability: 25,
      days: weeks(2, 4),
      activities: '客户访谈、现场调研',
      exit: '完成详细需求分析报告',
      gate: [
        {
          ...milestone('needs-analysis-report', '需求分析报告', [
            '需求分析报告',
            '需求报告',
            '分析报告',
            '需求分析',
            '调研报告',
          ]),
          document: true,
        },
        { criterion: 'deal-field', key: 'budget-known', name: '预算范围', field: 'budget' },
        {
          criterion: 'deal-field',
          key: 'decision-process-known',
          name: '决策流程',
          field: 'decision-process',
        },
        {
          criterion: 'deal-field',
          key: 'decision-date-known',
          name: '决策时间',
          field: 'decision-date',
        },
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
      entry: customerFirst,
      gate: [
        {
          criterion: 'checklist',
          key: 'solution-content',
          name: '方案内容',
          items: [
            { key: 'solution-equipment', name: '设备配置', said: ['设备配置', '设备清单'] },
            { key: 'solution-standards', name: '检测标准', said: ['检测标准'] },
            { key: 'solution-services', name: '服务内容', said: ['服务内容', '服务范围'] },
          ],
        },
        milestone(
          'solution-accepted',
          '客户认可技术方案',
          ['认可 方案', '方案 认可', '同意 方案', '方案 通过', '接受 方案', '方案 过', '认 方案'],
          '认可凭证',
        ),
      ],
    },
    {
      key: 'negotiation',
      name: '商务谈判',
      aliases: ['谈判', '谈判阶段', '商务阶段', '商谈'],
      probability: 75,
      days: weeks(4, 8),
      activities: '价格谈判、合同条款确定(价格、交付周期、付款条件)',
      exit: '签署正式合同',
      entry: [{ criterion: 'coverage' }],
      gate: [contract('签署正式合同')],
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
      gate: [
        milestone(
          'acceptance-passed',
          '客户验收合格',
          ['验收 合格', '验收 通过', '验收 过'],
          '验收单',
        ),
      ],
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
      gate: [
        {
          criterion: 'contacts-exist',
          key: 'contact-found',
          name: '有联系人',
          said: ['有 联系人', '联系人 有'],
        },
      ],
    },
    {
      key: 'first-contact',
      name: '初次联系',
      aliases: ['初步联系'],
      probability: 15,
      exit: '首次联系完成',
      gate: [
        {
          criterion: 'activity-exists',
          key: 'first-contact-made',
          name: '首次联系完成',
          said: ['首次联系', '初次联系'],
        },
      ],
    },
    {
      key: 'needs-assessment',
      name: '需求评估',
      aliases: ['需求评估阶段'],
      probability: 30,
      exit: '需求表',
      gate: [milestone('needs-form', '需求表', ['需求表', '需求 表'])],
    },
    {
      key: 'proposal',
      name: '方案提供',
      aliases: ['提供方案', '方案阶段'],
      probability: 50,
      exit: '方案发出',
      gate: [milestone('proposal-sent', '方案发出', ['方案 发', '发 方案', '方案 给'], '方案')],
    },
    {
      key: 'negotiation',
      name: '谈判',
      aliases: ['谈判阶段', '商务谈判'],
      probability: 75,
      exit: '客户基本认可条款',
      gate: [
        milestone(
          'terms-agreed',
          '客户基本认可条款',
          ['认可 条款', '条款 认可', '同意 条款'],
          '认可凭证',
        ),
      ],
    },
    {
      key: 'closing',
      name: '成交',
      aliases: ['成交阶段'],
      probability: 100,
      exit: '合同',
      gate: [contract('合同')],
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
      gate: [],
    },
    {
      key: 'needs-research',
      name: '需求调研',
      aliases: ['调研', '调研阶段'],
      probability: 25,
      activities: '与潜在客户深入沟通了解需求',
      exit: '需求确认',
      entry: [
        milestone('interest-confirmed', '有兴趣且同意进一步沟通', [
          '有兴趣',
          '感兴趣',
          '同意 沟通',
          '愿意 沟通',
        ]),
      ],
      gate: [milestone('needs-confirmed', '需求确认', ['需求 确认', '确认 需求'])],
    },
    {
      key: 'product-demo',
      name: '产品演示',
      aliases: ['演示', '演示阶段'],
      probability: 50,
      activities: '向客户展示软件功能',
      exit: '客户认可演示',
      gate: [
        milestone('demo-accepted', '客户认可演示', [
          '认可 演示',
          '演示 认可',
          '演示 满意',
          '演示 通过',
        ]),
      ],
    },
    {
      key: 'quote-negotiation',
      name: '报价与谈判',
      aliases: ['报价谈判', '报价阶段', '谈判'],
      probability: 75,
      activities: '提供价格方案并协商条款',
      exit: '客户对报价和条款基本满意',
      gate: [],
    },
    {
      key: 'contract-signing',
      name: '合同签订',
      aliases: ['签合同', '合同阶段'],
      probability: 100,
      exit: '签订合同',
      entry: [
        milestone(
          'quote-and-terms-agreed',
          '客户对报价和条款基本满意',
          ['报价 满意', '满意 报价', '报价 认可', '认可 报价', '条款 满意'],
          '确认凭证',
        ),
      ],
      gate: [contract('签订合同')],
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
      gate: [
        milestone('first-visit-agreed', '约到首访', ['约 首访', '约 拜访', '首访 约', '约 见面']),
      ],
      buyerStage: '发现问题,提出需求',
      roles: { lead: ['rep'], support: [] },
    },
    {
      key: 'visit-and-first-research',
      name: '客户拜访与初步调研',
      aliases: ['客户拜访', '初步调研'],
      probability: 10,
      exit: '预算与立项意向',
      gate: [
        milestone('budget-and-intent', '预算与立项意向', ['立项意向', '立项 意向', '预算 立项']),
      ],
      buyerStage: '研究可行性,确定预算',
      roles: { lead: ['rep'], support: [] },
    },
    {
      key: 'first-proposal',
      name: '提交初步方案',
      aliases: ['初步方案阶段'],
      probability: 20,
      exit: '采购小组名单',
      gate: [milestone('buying-group-known', '采购小组名单', ['采购小组'])],
      buyerStage: '项目立项,组建采购小组',
      roles: { lead: ['rep'], support: [] },
    },
    {
      key: 'demo-and-exchange',
      name: '方案演示与技术交流',
      aliases: ['方案演示', '技术交流阶段'],
      probability: 30,
      exit: '标准含我方优势项',
      gate: [
        milestone('standard-favours-us', '标准含我方优势项', [
          '标准 优势',
          '优势 标准',
          '标准 我方',
          '标准 我们',
        ]),
      ],
      buyerStage: '建立采购标准',
      roles: { lead: ['rep'], support: ['presales'] },
    },
    {
      key: 'analysis-and-formal-proposal',
      name: '需求分析与正式方案设计',
      aliases: ['需求分析阶段', '正式方案设计'],
      probability: 45,
      exit: '正式方案受理/入围',
      gate: [
        milestone('proposal-shortlisted', '正式方案受理/入围', ['入围', '方案 受理', '受理 方案']),
      ],
      buyerStage: '招标,初步筛选',
      roles: { lead: ['presales'], support: ['rep'] },
    },
    {
      key: 'evaluation',
      name: '项目评估',
      aliases: ['评估阶段'],
      probability: 60,
      exit: '首选供应商',
      gate: [milestone('preferred-supplier', '首选供应商', ['首选 供应商', '首选'])],
      buyerStage: '确定首选供应商',
      roles: { lead: ['executive'], support: ['rep'] },
    },
    {
      key: 'negotiation',
      name: '商务谈判',
      aliases: ['谈判', '谈判阶段'],
      probability: 80,
      exit: '条款审批通过',
      gate: [{ criterion: 'terms-approved', key: 'terms-approved', name: '条款审批通过' }],
      buyerStage: '商务谈判',
      roles: { lead: ['commerce', 'finance', 'legal'], support: ['rep'] },
    },
    {
      key: 'signing-and-handover',
      name: '签约成交并移交实施部门',
      aliases: ['签约成交', '移交实施'],
      probability: 100,
      exit: '合同+移交接收',
      gate: [
        contract('合同'),
        milestone('handover-accepted', '移交接收', ['移交 接收', '接收 移交'], '移交单'),
      ],
      buyerStage: '签约',
      roles: { lead: ['executive'], support: ['delivery'] },
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
      gate: [
        milestone('opportunity-qualified', '有价值的商机', ['商机 价值', '有价值'], '商机评估'),
      ],
    },
    {
      key: 'needs-confirmation',
      name: '需求确认',
      aliases: ['确认需求'],
      probability: 25,
      activities: '沟通客户的期望和要求',
      exit: '明确客户的期望和要求',
      gate: [
        milestone('expectations-known', '客户的期望和要求', [
          '期望 要求',
          '期望 明确',
          '要求 明确',
        ]),
      ],
    },
    {
      key: 'solution-design',
      name: '方案设计',
      aliases: ['设计方案', '方案阶段'],
      probability: 45,
      activities: '整合内部资源',
      exit: '方案可行且有竞争力',
      entry: customerFirst,
      gate: [
        milestone(
          'solution-feasible',
          '方案可行且有竞争力',
          ['方案 可行', '方案 评审', '方案 竞争力'],
          '方案评审',
        ),
      ],
    },
    {
      key: 'proposal-negotiation',
      name: '提案及谈判',
      aliases: ['提案谈判', '提案', '谈判', '谈判阶段'],
      probability: 70,
      activities: '提案、解决客户的疑虑',
      exit: '达成共识',
      gate: [
        milestone('consensus-reached', '达成共识', ['达成 共识', '谈妥', '达成 一致'], '共识凭证'),
      ],
    },
    {
      key: 'contract-signing',
      name: '合同签订',
      aliases: ['签合同', '合同阶段'],
      probability: 100,
      activities: '确认合同条款合理、可执行',
      exit: '签署条款合理、可执行的合同',
      gate: [contract('签署合同')],
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
