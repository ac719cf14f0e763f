/** Cards of people at customers and of what customers need. */
import { contactPreviewCard, contactSavedCard } from '../../cards/contact-card.ts'
import { chainCard, chainChangedCard, chainPreviewCard } from '../../cards/decision-chain-card.ts'
import type { Card } from '../../cards/kit/card.ts'
import {
  requirementCard,
  requirementHistoryCard,
  requirementSavedCard,
} from '../../cards/requirement-card.ts'
import { revealedPhoneCard } from '../../cards/revealed-phone-card.ts'
import type { Names } from './every-card.ts'

const draft = { id: '019a0000-0000-7000-8000-000000000001', version: 2 }

const chain = (of: Names) => ({
  title: of.deal,
  of: `D-1005 · ${of.short}`,
  groups: [
    {
      department: '技术',
      people: [
        { name: of.contact, title: '实验室主任', stance: 'support', influence: '高' },
        { name: of.person, stance: 'unknown' },
      ],
    },
    { department: '采购', people: [{ name: of.contact, stance: 'against' }] },
    { department: '财务', people: [] },
  ],
  coverage: ['决策链 2/3,缺财务'],
  complete: false,
  counts: '支持1 中立0 反对1 未知1',
})

const wholeAccount = (of: Names) => ({
  ...chain(of),
  title: of.short,
  of: `CUS1 · ${of.account}`,
  groups: [
    {
      department: '采购',
      people: [{ name: of.contact, stance: 'neutral', byDeal: '检测项目 中立,射频校准 反对' }],
    },
  ],
  coverage: ['检测项目 决策链 3/3', '射频校准 决策链 2/3,缺财务'],
  complete: true,
})

const chainChange = (of: Names) => ({
  deals: `D-1001 ${of.deal}`,
  changes: [
    { label: `${of.contact}(采购)`, from: '中立', to: '反对' },
    { label: `${of.person}(财务)`, from: '未知', to: '支持', note: '新联系人' },
  ],
  counts: ['反对1 支持1 未知0 中立1'],
  newPeople: [of.person],
})

const newContact = (of: Names) => ({
  name: of.contact,
  account: of.short,
  isNew: true,
  changes: [
    { label: '部门', from: '未填', to: '技术' },
    { label: '电话', from: '未填', to: '138••••1111' },
  ],
})

const changedContact = (of: Names) => ({
  name: of.contact,
  account: of.short,
  isNew: false,
  changes: [{ label: '偏好', from: '未填', to: '微信沟通' }],
})

const phone = (of: Names) => ({
  contact: { id: 'contact-1', name: of.contact },
  where: `${of.short}·采购`,
  phone: '139 0000 0001',
  today: 1,
  limit: 20,
  mayAdd: true,
})

const needs = (of: Names) => ({
  deal: `D-1001 ${of.deal}`,
  version: 3,
  standards: 'GJB 548B、GB/T 2423',
  equipment: `老化箱×3、${of.contact}`,
  budget: '¥3,000,000(300万)',
  since: { version: 2, differences: '+老化箱1台,预算280万→300万' },
})

const history = (of: Names) => ({
  deal: `D-1001 ${of.deal}`,
  versions: [
    { version: 2, by: `${of.person} 2026-11-18(今天)`, told: '+老化箱1台' },
    { version: 1, by: `${of.person} 2026-11-16(周一)`, told: '标准 GJB 548B/设备 老化箱×2' },
  ],
  more: true,
})

export const peopleCards = (of: Names): Readonly<Record<string, Card>> => ({
  chain: chainCard(chain(of)),
  'chain-of-account': chainCard(wholeAccount(of)),
  'chain-preview': chainPreviewCard(chainChange(of), draft),
  'chain-changed': chainChangedCard(chainChange(of), draft, true),
  'contact-preview': contactPreviewCard(newContact(of), draft),
  'contact-added': contactSavedCard({ ...newContact(of), phoneMissingOf: 'c-1' }, draft, true),
  'contact-changed': contactSavedCard(changedContact(of), draft, true),
  'requirement-saved': requirementSavedCard(needs(of), draft, true),
  'requirement-first': requirementSavedCard({ ...needs(of), since: undefined }, draft, true),
  requirement: requirementCard({ ...needs(of), by: `${of.person} 2026-11-18(今天)` }),
  'requirement-none': requirementCard({ deal: of.deal, version: 0 }),
  'requirement-history': requirementHistoryCard(history(of)),
  'phone-revealed': revealedPhoneCard(phone(of)),
  'phone-not-kept': revealedPhoneCard({ ...phone(of), phone: undefined }),
})
