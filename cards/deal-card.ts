import type { Block, Card } from './kit/card.ts'

export type DealView = {
  readonly code: string
  readonly name: string
  readonly account: string
  readonly owner: string
  /** 李娜、周涛(售前): who works on it beside the owner. */
  readonly beside?: string
  readonly outcome: string
  readonly stage: string
  readonly pipeline: string
  /** Days in the stage so far. */
  readonly stageDays: number
  readonly stageLimitDays?: number
  /** What is done in this stage. */
  readonly activities?: string
  /** Left out where the viewer may not see money. */
  readonly amount?: string
  readonly closeDay: string
  readonly criteria: readonly { readonly name: string; readonly met: boolean }[]
  /** 主导 商务、财务、法务 · 协同 销售. */
  readonly roles?: string
  /** How far the customer is: 3 立项. */
  readonly customerAt?: string
  /** 我方在6项目评估,客户在3立项:阶段虚高. */
  readonly inflated?: string
  readonly budget?: string
  /** Who decides, and by when. */
  readonly decides?: string
  readonly pains?: string
  readonly value?: string
  /** Evidence of stages that were skipped. */
  readonly open: readonly string[]
  /** 经 陈静 放行:缺…,原因…. */
  readonly releases: readonly string[]
  readonly contacts: readonly string[]
  readonly lastActivity?: {
    readonly day: string
    readonly text: string
  }
  /** What is planned; 没有安排 where nothing is. Left out where the viewer may not read it. */
  readonly nextStep?: string
  /** 环测(11-18 报价降8%), likewise. */
  readonly rivals?: string
}

const outcomeWords: Readonly<Record<string, string>> = {
  won: '已成交',
  lost: '已丢单',
  void: '已撤销',
}

/** How long the deal has been where it is, against what is usual. */
function dwell({ stageDays, stageLimitDays }: DealView): string {
  if (stageLimitDays === undefined) return `${stageDays}天`
  const over = stageDays - stageLimitDays
  return `${stageDays}/${stageLimitDays}天${over > 0 ? `,超${over}天` : ''}`
}

/** One deal at a glance. */
export function dealCard(view: DealView): Card {
  const overdue = view.stageLimitDays !== undefined && view.stageDays > view.stageLimitDays
  return {
    title: `${view.code} ${view.name}`,
    subtitle: [view.account, `负责人 ${view.owner}`, view.beside && `参与 ${view.beside}`]
      .filter(Boolean)
      .join(' · '),
    tone: 'info',
    tags: [
      view.outcome === 'open'
        ? { text: view.stage, tone: 'info' }
        : { text: outcomeWords[view.outcome] ?? view.outcome, tone: 'neutral' },
      ...(overdue ? [{ text: '阶段超期', tone: 'danger' as const }] : []),
    ],
    blocks: [
      {
        type: 'fields',
        fields: [
          ...(view.amount ? [{ label: '金额', value: { text: view.amount, bold: true } }] : []),
          { label: '预计签约', value: { text: view.closeDay, bold: true } },
          { label: '阶段', value: `${view.stage}(${view.pipeline})` },
          { label: '停留', value: dwell(view) },
          ...(view.activities ? [{ label: '关键活动', value: view.activities }] : []),
          ...optional(view),
          ...(view.contacts.length > 0
            ? [{ label: '决策链', value: view.contacts.join('、') }]
            : []),
          ...(view.rivals ? [{ label: '竞品', value: view.rivals }] : []),
        ],
      },
      ...(view.inflated
        ? [{ type: 'note', tone: 'attention', line: view.inflated } satisfies Block]
        : []),
      ...criteriaBlocks(view),
      ...openBlocks(view),
      ...lastActivityBlocks(view),
    ],
  }
}

/** What there is only where it is known, or the pipeline has it. */
const optional = ({ roles, customerAt, budget, decides, pains, value }: DealView) =>
  [
    { label: '角色', value: roles },
    { label: '客户在', value: customerAt },
    { label: '预算', value: budget },
    { label: '决策', value: decides },
    { label: '痛点', value: pains },
    { label: '价值主张', value: value },
  ].flatMap((field) => (field.value ? [{ label: field.label, value: field.value }] : []))

function criteriaBlocks({ criteria }: DealView): Block[] {
  if (criteria.length === 0) return []
  const met = criteria.filter((criterion) => criterion.met).length
  return [
    {
      type: 'text',
      line: [{ text: `进入下一阶段的条件 ${met}/${criteria.length}`, bold: true }],
    },
    ...criteria.map(
      ({ name, met: isMet }): Block => ({
        type: 'text',
        line: isMet
          ? { text: `✓ ${name}`, tone: 'done' }
          : { text: `○ ${name}`, tone: 'attention' },
      }),
    ),
  ]
}

/** What was skipped and is still to be given, and who let it through without what. */
function openBlocks({ open, releases }: DealView): Block[] {
  return [
    ...(open.length > 0
      ? [
          {
            type: 'text',
            line: { text: `之前阶段待补:${open.join('、')}`, tone: 'attention' },
          } satisfies Block,
        ]
      : []),
    ...releases.map((line): Block => ({ type: 'note', tone: 'attention', line })),
  ]
}

function lastActivityBlocks({ lastActivity, nextStep }: DealView): Block[] {
  if (!lastActivity && !nextStep) return []
  const last = lastActivity && [lastActivity.day, lastActivity.text].filter(Boolean).join(' ')
  const row = (label: string, words: string): Block => ({
    type: 'text',
    line: [{ text: label, bold: true }, ` ${words}`],
  })
  return [
    { type: 'divider' },
    ...(last ? [row('上次互动', last)] : []),
    ...(nextStep ? [row('下一步', nextStep)] : []),
  ]
}
