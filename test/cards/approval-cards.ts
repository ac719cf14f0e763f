/** Cards of commercial terms, their approval, the contract and the handover. */
import {
  type ApprovalView,
  approvalCard,
  approvalDeedCard,
  approvalDoneCard,
  approvalGoneCard,
  approvalLateCard,
  approvalsCard,
  approverPickCard,
} from '../../cards/approval-card.ts'
import { approveSeveralCard, severalApprovedCard } from '../../cards/approve-several-card.ts'
import { dealWinPreviewCard, dealWonCard, winBlockedCard } from '../../cards/deal-won-card.ts'
import {
  delegationDoneCard,
  delegationPreviewCard,
  delegationToldCard,
} from '../../cards/delegation-card.ts'
import { handoverCard } from '../../cards/handover-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import { releasesCard } from '../../cards/releases-card.ts'
import { termsRequestCard, termsSubmittedCard } from '../../cards/terms-card.ts'
import type { Names } from './every-card.ts'

const id = '019a0000-0000-7000-8000-000000000002'
const draft = { id: '019a0000-0000-7000-8000-000000000001', version: 2 }

const deal = (of: Names) => ({ code: 'D-1006', name: of.deal, account: of.short })

const lines = (of: Names) => [
  { label: '价格', value: '¥792,000(79.2万)', outside: false, standard: false },
  { label: '折扣', value: '12%(88折)', outside: true, standard: false },
  { label: '预付', value: '30%', outside: false, standard: true },
  { label: '账期', value: '60天', outside: true, standard: false },
  { label: '交期', value: '8–16周', outside: false, standard: true },
  { label: '非标条款', value: of.said, outside: true, standard: false },
]

const approval = (of: Names, more: Partial<ApprovalView> = {}): ApprovalView => ({
  id,
  round: 1,
  code: 'AP-33',
  deal: { ...deal(of), grade: 'A' },
  requester: of.person,
  submitted: '2026-11-18(今天) 10:00',
  state: 'pending',
  terms: lines(of),
  margin: '18%',
  history: '价格¥900,000(90万)',
  steps: [
    { who: of.person, state: 'approved', why: '折扣超过10%', when: '2026-11-18(今天) 10:05' },
    { who: '吴芳', standIn: of.person, state: 'approved', why: '账期超过30天', comment: of.said },
    { who: '郑凯', state: 'open', why: '有非标条款', when: '已等3个工作小时' },
    { who: '赵敏', state: 'waiting', why: '折扣超过10%' },
  ],
  isTheirTurn: true,
  isTheirRequest: false,
  mayRelease: false,
  ...more,
})

const severalApprovals = (of: Names) => ({
  items: [
    {
      id: '019a0000-0000-7000-8000-000000000003',
      code: 'AP-32',
      deal: of.deal,
      account: of.short,
      requester: of.person,
      terms: ['折扣 8%(92折)', `非标条款 ${of.said}`],
      margin: '18%',
    },
    {
      id: '019a0000-0000-7000-8000-000000000004',
      code: 'AP-33',
      deal: '射频校准',
      account: of.account,
      requester: '张伟',
      terms: ['账期 45天'],
    },
  ],
  gone: ['AP-34 刚有变化,请单独看'],
  apart: [{ id, round: 1, title: `AP-35 ${of.deal}`, detail: `${of.short} · 要逐级审` }],
})

const ended = (of: Names, state: string, more: Partial<ApprovalView> = {}) =>
  approval(of, {
    state,
    isTheirTurn: false,
    ending: { by: of.person, when: '2026-11-18(今天) 10:30', reason: of.said },
    ...more,
  })

const request = (of: Names) => ({
  deal: deal(of),
  priceFrom: '¥900,000(90万)',
  lines: lines(of),
  ranks: [
    [
      { who: of.person, why: '折扣超过10%' },
      { who: '吴芳', why: '账期超过30天' },
    ],
    [{ who: '赵敏', why: '折扣超过10%' }],
  ],
  overtakes: ['AP-31'],
})

const won = (of: Names) => ({
  deal: deal(of),
  amount: '¥792,000(79.2万)',
  signed: '2026-11-18(今天)',
  signedDate: '2026-11-18',
})

const handover = (of: Names) => ({
  id,
  version: 1,
  deal: deal(of),
  from: of.person,
  to: '高远',
  state: 'open',
  contract: of.said.slice(0, 20),
  signed: '2026-11-18',
  delivery: '8–16周',
})

const delegation = (of: Names) => ({
  from: of.person,
  to: '赵敏',
  start: '2026-11-23(下周一)',
  end: '2026-11-29(下周日)',
  waiting: 2,
})

export const approvalCards = (of: Names): Readonly<Record<string, Card>> => ({
  'terms-request': termsRequestCard(request(of), draft),
  'terms-request-free': termsRequestCard({ ...request(of), ranks: [], overtakes: [] }, draft),
  'terms-request-again': termsRequestCard({ ...request(of), code: 'AP-33', overtakes: [] }, draft),
  'terms-submitted': termsSubmittedCard({ ...request(of), code: 'AP-33', id }, draft, true),
  'terms-saved': termsSubmittedCard({ ...request(of), ranks: [] }, draft, false),
  'approval-to-decide': approvalCard(approval(of)),
  'approval-to-decide-or-release': approvalCard(approval(of, { mayRelease: true })),
  'approval-delivery-sees': approvalCard(
    approval(of, {
      terms: [{ label: '交期', value: '6周', outside: true, standard: false }],
      margin: undefined,
      history: undefined,
      steps: [{ who: '高远', state: 'open', when: '已等20分钟' }],
    }),
  ),
  'approval-own': approvalCard(approval(of, { isTheirTurn: false, isTheirRequest: true })),
  'approval-approved': approvalCard(ended(of, 'approved', { validUntil: '2026-12-18' })),
  'approval-rejected': approvalCard(ended(of, 'rejected')),
  'approval-returned': approvalCard(ended(of, 'returned', { isTheirRequest: true })),
  'approval-withdrawn': approvalCard(ended(of, 'withdrawn')),
  'approval-expired': approvalCard(ended(of, 'expired')),
  'approval-superseded': approvalCard(ended(of, 'superseded')),
  'approval-gone': approvalGoneCard('AP-33'),
  'approval-late': approvalLateCard({
    code: 'AP-33',
    who: of.person,
    waited: '已等8个工作小时',
    requester: of.person,
  }),
  'approval-withdraw': approvalDeedCard(approval(of), { do: 'withdraw' }, draft),
  'approval-rejected-in-words': approvalDoneCard(ended(of, 'rejected'), {
    do: 'rejected',
    comment: of.said,
  }),
  'approval-pass-on': approverPickCard({
    id,
    round: 1,
    code: 'AP-33',
    action: 'approval.pass-on',
    what: 'pass-on',
    people: [
      { id: 'lina', name: of.person, department: '法务部' },
      { id: 'wufang', name: '吴芳', department: null },
    ],
  }),
  'approvals-none': approvalsCard({
    title: '待我审批',
    none: '没有要你审批的。',
    items: [],
    more: 0,
  }),
  approvals: approvalsCard({
    title: '待我审批 2',
    none: '',
    items: [
      {
        id,
        round: 1,
        title: `AP-32 ${of.deal}`,
        detail: `${of.person} · 折扣8% · 已等3个工作小时`,
      },
    ],
    more: 3,
    together: true,
  }),
  'approve-several': approveSeveralCard(severalApprovals(of), draft),
  'approved-several': severalApprovedCard({ ...severalApprovals(of), apart: [] }),
  releases: releasesCard({
    month: '2026-11',
    lines: [
      {
        id,
        round: 1,
        code: 'AP-33',
        deal: `${of.deal} · ${of.short}`,
        requester: of.person,
        by: '赵敏',
        when: '2026-11-18 16:00',
        reason: of.said,
        terms: ['折扣 22%(78折)', '账期 90天'],
        margin: '12%',
      },
    ],
  }),
  'deal-win-preview': dealWinPreviewCard({ ...won(of), number: of.said.slice(0, 20) }, draft),
  'deal-won': dealWonCard({ ...won(of), number: 'HT-2026-081', handedTo: '高远' }),
  'deal-win-blocked': winBlockedCard(
    {
      deal: deal(of),
      amount: '¥6,500,000(650万)',
      why: '条款审批 AP-31 未完成(待 刘洋、孙丽)',
      nudge: { id, round: 1 },
    },
    draft,
  ),
  'deal-win-without-terms': winBlockedCard(
    { deal: deal(of), why: '还没有批准的商务条款', supply: { say: `${of.deal} 申请条款审批` } },
    draft,
  ),
  'delegation-preview': delegationPreviewCard(delegation(of), draft),
  'delegation-set': delegationDoneCard(delegation(of), draft, true),
  'delegation-told': delegationToldCard(delegation(of)),
  handover: handoverCard(handover(of)),
  'handover-accepted': handoverCard({ ...handover(of), state: 'accepted' }),
  'handover-returned': handoverCard({ ...handover(of), state: 'returned', reason: of.said }),
})
