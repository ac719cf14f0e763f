import { parseGate } from '../../src/domain/gate.ts'
import { pipelineTemplates } from '../../src/domain/pipeline-templates.ts'
import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { pipelineId, stageId } from '../../src/store/seed-pipelines.ts'
import { at, yuan } from './units.ts'

type Running = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly accountId: string
  readonly ownerId: string
  readonly pipeline: string
  /** The stages entered, in order; the last is the current one. */
  readonly entered: readonly (readonly [stage: string, date: string])[]
  readonly amountFen: bigint
  readonly listPriceFen?: bigint
  readonly closeDate: string
  /** Criteria of the stages entered that are not met. Every other one is. */
  readonly missing: readonly string[]
  /** When and by whom the current stage's criteria were met, where any are. */
  readonly metOn?: string
  readonly metBy?: string
  /** Who let it into the current stage although something was missing, and why. */
  readonly release?: { readonly by: string; readonly missing: string; readonly reason: string }
  /** What is known of how the customer decides, and what for. */
  readonly budget: string
  readonly decides: string
  readonly decidesOn: string
  readonly pain: string
  readonly value: string
}

const running: readonly Running[] = [
  {
    id: 'd-1001',
    code: 'D-1001',
    name: '华芯检测项目',
    accountId: 'cus1',
    ownerId: 'zhangwei',
    pipeline: 'electronic-testing',
    entered: [
      ['lead-capture', '2026-09-07'],
      ['needs-research', '2026-09-18'],
      ['solution-design', '2026-10-12'],
    ],
    amountFen: yuan(2_800_000),
    closeDate: '2026-12-15',
    budget: '280万左右',
    decides: '技术评审 → 采购比价 → 总经理批准',
    decidesOn: '2026-12-10',
    pain: '委外检测排期要等六周',
    value: '三周出报告,数据直接进客户的质量系统',
    missing: [],
    metOn: '2026-11-16',
    metBy: 'zhoutao',
  },
  {
    id: 'd-1002',
    code: 'D-1002',
    name: '华芯终端EMC整改',
    accountId: 'cus2',
    ownerId: 'lina',
    pipeline: 'electronic-testing',
    entered: [
      ['lead-capture', '2026-10-08'],
      ['needs-research', '2026-10-15'],
    ],
    amountFen: yuan(450_000),
    closeDate: '2027-01-31',
    budget: '50万以内',
    decides: '终端质量部选型,采购部定价',
    decidesOn: '2027-01-20',
    pain: 'EMC整改反复送测',
    value: '整改和复测一处做完',
    missing: ['needs-analysis-report'],
    metOn: '2026-10-29',
  },
  {
    id: 'd-1003',
    code: 'D-1003',
    name: '华鑫老化测试',
    accountId: 'cus3',
    ownerId: 'zhangwei',
    pipeline: 'electronic-testing',
    entered: [
      ['lead-capture', '2026-10-23'],
      ['needs-research', '2026-11-02'],
    ],
    amountFen: yuan(180_000),
    closeDate: '2027-02-26',
    budget: '20万左右',
    decides: '厂长拍板',
    decidesOn: '2027-02-10',
    pain: '老化失效率说不清',
    value: '给出失效分析和改进建议',
    missing: ['needs-analysis-report'],
    metOn: '2026-11-02',
  },
  {
    id: 'd-1004',
    code: 'D-1004',
    name: '远驰AEC-Q检测线',
    accountId: 'cus4',
    ownerId: 'wangqiang',
    pipeline: 'electronic-testing',
    entered: [
      ['lead-capture', '2026-08-03'],
      ['needs-research', '2026-08-14'],
      ['solution-design', '2026-09-10'],
      ['negotiation', '2026-10-20'],
    ],
    amountFen: yuan(6_500_000),
    listPriceFen: yuan(7_065_217.39),
    closeDate: '2026-12-18',
    budget: '650万–700万',
    decides: '技术、采购、财务会签,总裁批准',
    decidesOn: '2026-12-15',
    pain: '车规认证节点紧',
    value: 'AEC-Q全项一次认证',
    missing: [],
    release: { by: 'liuyang', missing: '决策链缺财务', reason: '客户要求先谈价格' },
  },
  {
    id: 'd-1005',
    code: 'D-1005',
    name: '立辰可靠性实验室',
    accountId: 'cus5',
    ownerId: 'zhangwei',
    pipeline: 'electronic-testing',
    entered: [
      ['lead-capture', '2026-09-21'],
      ['needs-research', '2026-09-30'],
      ['solution-design', '2026-10-26'],
    ],
    amountFen: yuan(1_200_000),
    closeDate: '2027-01-15',
    budget: '120万左右',
    decides: '技术部推荐,总经理拍板',
    decidesOn: '2027-01-10',
    pain: '可靠性试验全靠外包',
    value: '自建实验室,两年回本',
    missing: ['solution-accepted'],
  },
  {
    id: 'd-1006',
    code: 'D-1006',
    name: '华芯射频校准',
    accountId: 'cus1',
    ownerId: 'zhangwei',
    pipeline: 'electronic-testing',
    entered: [
      ['lead-capture', '2026-09-01'],
      ['needs-research', '2026-09-09'],
      ['solution-design', '2026-09-28'],
      ['negotiation', '2026-11-04'],
    ],
    amountFen: yuan(900_000),
    listPriceFen: yuan(900_000),
    closeDate: '2026-12-04',
    budget: '90万',
    decides: '采购部招标',
    decidesOn: '2026-11-30',
    pain: '射频校准停线三天',
    value: '驻场校准不停线',
    missing: [],
  },
  {
    id: 'd-1007',
    code: 'D-1007',
    name: '顺达仓配一体',
    accountId: 'cus7',
    ownerId: 'lina',
    pipeline: 'logistics',
    entered: [
      ['opportunity-identification', '2026-08-10'],
      ['needs-confirmation', '2026-08-24'],
      ['solution-design', '2026-09-21'],
      ['proposal-negotiation', '2026-11-02'],
    ],
    amountFen: yuan(1_500_000),
    listPriceFen: yuan(1_630_434.78),
    closeDate: '2026-12-31',
    budget: '150万–180万',
    decides: '物流部比选,总经理批准',
    decidesOn: '2026-12-25',
    pain: '旺季爆仓,错发率高',
    value: '仓配一体,错发包赔',
    missing: [],
    metOn: '2026-11-13',
  },
]

const evidence: Readonly<Record<string, string>> = {
  'contact-and-need': '首次沟通纪要',
  'needs-analysis-report': '需求分析报告.pdf',
  'solution-equipment': '技术方案 第3章',
  'solution-standards': '技术方案 第4章',
  'solution-services': '技术方案 第5章',
  'solution-accepted': '技术方案评审会纪要',
  'opportunity-qualified': '商机评估表',
  'expectations-known': '需求确认邮件',
  'solution-feasible': '方案评审纪要',
  'consensus-reached': '条款沟通纪要',
}

const noon = (date: string) => at(`${date} 12:00`)

export const deals = running.map((deal) => {
  const [, createdDate] = deal.entered[0]!
  const [currentKey, currentDate] = deal.entered.at(-1)!
  return {
    id: deal.id,
    code: deal.code,
    name: deal.name,
    accountId: deal.accountId,
    ownerId: deal.ownerId,
    pipelineId: pipelineId(deal.pipeline),
    stageId: stageId(deal.pipeline, currentKey),
    stageEnteredDate: currentDate,
    amountFen: deal.amountFen,
    listPriceFen: deal.listPriceFen ?? null,
    closeDate: deal.closeDate,
    budgetRange: deal.budget,
    decisionProcess: deal.decides,
    decisionDate: deal.decidesOn,
    painPoints: JSON.stringify([deal.pain]),
    valueProposition: deal.value,
    createdAt: noon(createdDate),
    updatedAt: noon(deal.metOn ?? currentDate),
  }
}) satisfies Prisma.DealCreateManyInput[]

export const stageHistory = running.flatMap((deal) =>
  deal.entered.map(([stageKey, date], index) => {
    const next = deal.entered[index + 1]
    return {
      id: `${deal.id}-stage-${index + 1}`,
      dealId: deal.id,
      stageId: stageId(deal.pipeline, stageKey),
      enteredDate: date,
      enteredAt: noon(date),
      leftAt: next ? noon(next[1]) : null,
      byUserId: deal.ownerId,
      reason: next || !deal.release ? null : deal.release.reason,
    }
  }),
) satisfies Prisma.StageHistoryCreateManyInput[]

export const milestones = running.flatMap((deal) =>
  deal.entered.flatMap(([stageKey], index) => {
    const next = deal.entered[index + 1]
    return criteriaOf(deal.pipeline, stageKey)
      .filter((key) => !deal.missing.includes(key))
      .map((criterion) => ({
        dealId: deal.id,
        criterion,
        evidence: evidence[criterion]!,
        byUserId: next ? deal.ownerId : (deal.metBy ?? deal.ownerId),
        onDate: next ? next[1] : (deal.metOn ?? deal.entered[index]![1]),
      }))
  }),
) satisfies Prisma.MilestoneCreateManyInput[]

/** What evidence is given for while a deal is in this stage. */
function criteriaOf(pipelineKey: string, stageKey: string): readonly string[] {
  const pipeline = pipelineTemplates.find(({ key }) => key === pipelineKey)!
  const stage = pipeline.stages.find(({ key }) => key === stageKey)!
  return parseGate(stageKey, JSON.stringify(stage.gate))
    .flatMap(({ definition, params }) => definition.targets(params))
    .map(({ key }) => key)
}

export const releases = running.flatMap(({ id, pipeline, entered, release }) => {
  const [from] = entered.at(-2)!
  const [to, date] = entered.at(-1)!
  if (!release) return []
  return [
    {
      id: `${id}-release`,
      dealId: id,
      fromStageId: stageId(pipeline, from),
      toStageId: stageId(pipeline, to),
      missing: JSON.stringify([release.missing]),
      reason: release.reason,
      byUserId: release.by,
      createdAt: noon(date),
    },
  ]
}) satisfies Prisma.GateReleaseCreateManyInput[]

/** Functions see a deal only once they are called up for its stage. */
export const participants = [
  { subjectKind: 'deal', subjectId: 'd-1001', userId: 'zhoutao', part: 'called-up' },
  { subjectKind: 'deal', subjectId: 'd-1004', userId: 'sunli', part: 'called-up' },
  { subjectKind: 'deal', subjectId: 'd-1004', userId: 'wufang', part: 'called-up' },
  { subjectKind: 'deal', subjectId: 'd-1004', userId: 'zhengkai', part: 'called-up' },
  { subjectKind: 'deal', subjectId: 'd-1007', userId: 'sunli', part: 'called-up' },
] satisfies Prisma.ParticipantCreateManyInput[]
