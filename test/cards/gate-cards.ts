/** Cards of gates: what is missing, the evidence for it, and who lets a deal through. */
import { dealCard } from '../../cards/deal-card.ts'
import { dealFilledCard } from '../../cards/deal-filled-card.ts'
import { gateCard } from '../../cards/gate-card.ts'
import { gateFormCard } from '../../cards/gate-form-card.ts'
import {
  gateReleasedCard,
  notReleasedCard,
  releaseAskedCard,
  releaseReasonCard,
} from '../../cards/gate-release-card.ts'
import { gateStateCard } from '../../cards/gate-state-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { milestoneCard } from '../../cards/milestone-card.ts'
import type { Names } from './every-card.ts'

const draft = { id: '019a0000-0000-7000-8000-000000000001', version: 2 }

const acceptance = {
  key: 'solution-accepted',
  lacks: '客户认可技术方案',
  how: 'evidence',
  button: '上传认可凭证',
  say: '客户认可技术方案 https://…',
} as const
const finance = {
  key: 'coverage',
  lacks: '决策链缺财务',
  how: 'contact',
  button: '补财务联系人',
  say: '财务王经理支持',
} as const

const gate = (of: Names) => ({
  deal: { code: 'D-1005', name: of.deal, account: of.short },
  from: '方案制定',
  to: '商务谈判',
  missing: [acceptance, finance],
  also: ['金额 → ¥1,300,000(130万)'],
  releaser: of.person,
  mayRelease: false,
})

const released = (of: Names) => ({
  deal: `D-1005 ${of.deal}`,
  from: '方案制定',
  to: '商务谈判',
  missing: ['客户认可技术方案', '决策链缺财务'],
  reason: of.said,
  by: of.person,
  asker: of.person,
})

const gateState = (of: Names) => ({
  deal: { id: 'd-1005', code: 'D-1005', name: of.deal },
  account: of.short,
  from: '方案制定',
  to: { id: 'electronic-testing-4', name: '商务谈判' },
  items: [
    { name: acceptance.lacks, met: false, say: acceptance.say },
    { name: finance.lacks, met: false, say: finance.say },
    { name: '方案内容 3/3', met: true },
  ],
  mayMove: true,
})

const milestone = (of: Names) => ({
  deal: `D-1005 ${of.deal}`,
  names: ['客户认可技术方案'],
  evidence: of.said,
  witness: of.person,
  day: '2026-11-18(今天)',
  next: { stage: '商务谈判', missing: ['决策链缺财务'] },
})

export const gateCards = (of: Names): Readonly<Record<string, Card>> => ({
  gate: gateCard(gate(of), draft),
  'gate-of-one': gateCard(
    { ...gate(of), missing: [{ ...acceptance, lacks: '需求分析报告' }], also: [] },
    draft,
  ),
  'gate-for-a-leader': gateCard({ ...gate(of), releaser: undefined, mayRelease: true }, draft),
  'gate-form-evidence': gateFormCard({ deal: of.deal, ...acceptance, parts: [] }, draft),
  'gate-form-parts': gateFormCard(
    {
      deal: of.deal,
      ...acceptance,
      lacks: '方案内容 1/3(缺检测标准、服务内容)',
      parts: [
        { key: 'solution-standards', name: '检测标准' },
        { key: 'solution-services', name: '服务内容' },
      ],
    },
    draft,
  ),
  'gate-form-contact': gateFormCard(
    { deal: of.deal, ...finance, parts: [{ key: 'finance', name: '财务' }] },
    draft,
  ),
  'gate-form-words': gateFormCard(
    {
      deal: of.deal,
      key: 'budget-known',
      lacks: '预算范围',
      how: 'words',
      say: '预算100万左右',
      parts: [],
    },
    draft,
  ),
  'release-reason': releaseReasonCard(
    { deal: of.deal, missing: ['决策链缺财务'], button: `发给${of.person}` },
    draft,
  ),
  'release-asked': releaseAskedCard(released(of), draft),
  'gate-released': gateReleasedCard(released(of), draft, true),
  'not-released': notReleasedCard(released(of)),
  milestone: milestoneCard(milestone(of), draft, true),
  'gate-state': gateStateCard(gateState(of)),
  'gate-state-met': gateStateCard({
    ...gateState(of),
    items: gateState(of).items.map(({ name }) => ({ name, met: true })),
  }),
  'gate-state-last': gateStateCard({ ...gateState(of), to: undefined, items: [] }),
  'milestone-last': milestoneCard(
    {
      ...milestone(of),
      evidence: 'https://docs.example.com/r/1',
      witness: undefined,
      next: { stage: '商务谈判', missing: [] },
    },
    draft,
    true,
  ),
  'deal-filled': dealFilledCard(
    {
      deal: `D-1005 ${of.deal}`,
      changes: [
        { label: '客户在', from: '未填', to: '3 立项' },
        { label: '决策流程', from: '未填', to: of.said },
      ],
      inflated: '我方在6项目评估,客户在3立项:阶段虚高',
    },
    draft,
    true,
  ),
  'deal-inflated': dealCard({
    code: 'D-1008',
    name: of.deal,
    account: of.short,
    owner: of.person,
    outcome: 'open',
    stage: '项目评估',
    pipeline: '天龙八部',
    stageDays: 3,
    closeDay: '2027-03-31(周三)',
    roles: '主导 总经理 · 协同 销售',
    customerAt: '3 立项',
    inflated: '我方在6项目评估,客户在3立项:阶段虚高',
    budget: '300万左右',
    decides: `${of.contact}拍板,2026-12-31(周四)定`,
    pains: of.said,
    value: '三周出报告',
    criteria: [{ name: '首选供应商', met: false }],
    open: [],
    releases: [],
    contacts: [],
  }),
  'deal-let-through': dealCard({
    code: 'D-1005',
    name: of.deal,
    account: of.short,
    owner: of.person,
    outcome: 'open',
    stage: '商务谈判',
    pipeline: '电子检测',
    stageDays: 0,
    closeDay: '2027-01-15(周五)',
    criteria: [{ name: '签署正式合同', met: false }],
    open: ['需求分析报告'],
    releases: [`经 ${of.person} 放行:缺 决策链缺财务,原因 ${of.said}`],
    contacts: [],
  }),
})
