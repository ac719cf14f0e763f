/** Cards of competitors and of why deals were lost. */
import type { Card } from '../../cards/kit/card.ts'
import { lossReportCard } from '../../cards/loss-report-card.ts'
import { rivalCard, rivalsCard } from '../../cards/rival-card.ts'
import { rivalNotedCard } from '../../cards/rival-noted-card.ts'
import { rivalsLinkedCard } from '../../cards/rivals-linked-card.ts'
import type { Names } from './every-card.ts'

const draft = { id: '019a0000-0000-7000-8000-000000000001', version: 2 }
const day = '2026-11-18(今天)'

const rival = (of: Names) => ({
  id: 'huance',
  name: of.contact,
  notes: [
    { kind: '价格', told: [{ when: `11-18 · ${of.person} · ${of.short}`, text: of.said }] },
    {
      kind: '服务',
      told: [
        { when: '11-02 · 李娜', text: 'EMC暗室排期要等6周' },
        { when: '10-28 · 李娜', text: '交期两周' },
      ],
    },
  ],
  deals: [
    {
      id: 'd1001',
      version: 3,
      title: `D-1001 ${of.deal}`,
      detail: '方案制定 · ¥280万 · 预计 2026-12-15(周二)',
    },
  ],
  open: 7,
  won: 3,
  lost: 2,
  rate: '60%',
  mayAdd: true,
})

const losses = (of: Names) => ({
  title: `${of.person} 丢单原因`,
  days: `近12个月 · 2025-11-19(周三) 至 ${day}`,
  total: { count: 4, amount: '¥1,700,000(170万)' },
  parts: [
    {
      label: '按原因',
      rows: [
        { name: '价格', count: 3, amount: '¥1,700,000(170万)', share: 0.75 },
        { name: '预算', count: 1, share: 0.25 },
      ],
    },
    {
      label: '按竞品',
      rows: [
        {
          name: of.contact,
          count: 3,
          amount: '¥1,700,000(170万)',
          share: 0.75,
          reasons: '价格 2、交期 1',
        },
      ],
    },
  ],
  notes: ['有 1 个的金额你看不到,不在合计里'],
})

export const rivalCards = (of: Names): Readonly<Record<string, Card>> => ({
  'rival-noted': rivalNotedCard(
    {
      rivals: [{ name: of.contact, isNew: false }],
      day,
      notes: [
        { kind: '价格', text: '报价降了8%' },
        { kind: '服务', text: of.said },
      ],
      toDeal: { rivalId: 'huance', deals: [], more: false },
    },
    draft,
    true,
  ),
  'rival-noted-of-known-deals': rivalNotedCard(
    {
      rivals: [{ name: of.contact, isNew: false }],
      day,
      notes: [{ kind: '产品', text: '出了新品X100' }],
      toDeal: {
        rivalId: 'huance',
        deals: [`D-1001 ${of.deal}`, 'D-1006 华芯射频校准', 'D-1005 立辰可靠性实验室'],
        more: true,
      },
    },
    draft,
    true,
  ),
  'rival-noted-on-deal': rivalNotedCard(
    {
      rivals: [{ name: of.contact, isNew: true }],
      day,
      notes: [{ kind: '价格', text: '报了250万' }],
      account: of.short,
      deal: `D-1001 ${of.deal}`,
    },
    draft,
    true,
  ),
  'rivals-linked': rivalsLinkedCard(
    {
      deal: `D-1001 ${of.deal}`,
      account: of.short,
      how: 'add',
      rivals: [
        { name: of.contact, isNew: false },
        { name: '广测', isNew: true },
      ],
      unchanged: ['赛宝'],
    },
    draft,
    true,
  ),
  'rival-unlinked': rivalsLinkedCard(
    {
      deal: `D-1001 ${of.deal}`,
      account: of.short,
      how: 'remove',
      rivals: [{ name: of.contact, isNew: false }],
      unchanged: [],
    },
    draft,
    true,
  ),
  rival: rivalCard(rival(of)),
  'rival-unknown': rivalCard({
    ...rival(of),
    notes: [],
    deals: [],
    open: 0,
    won: 0,
    lost: 0,
    rate: '样本不足',
    mayAdd: false,
  }),
  rivals: rivalsCard({
    title: '竞争对手',
    rivals: [
      { id: 'huance', name: of.contact, detail: '在谈 2 个 · 11-18 报价降了8%' },
      { id: 'saibao', name: '赛宝', detail: '还没有记录' },
    ],
    more: true,
    none: '',
  }),
  'rivals-none': rivalsCard({
    title: `D-1001 ${of.deal} 的对手`,
    rivals: [],
    more: false,
    none: `要登记,说「${of.deal}的对手是…」。`,
  }),
  'loss-report': lossReportCard(losses(of)),
  'loss-report-empty': lossReportCard({
    ...losses(of),
    total: { count: 0 },
    parts: [],
    notes: [],
  }),
})
