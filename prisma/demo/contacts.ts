import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { at } from './units.ts'

type Known = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly department: 'technical' | 'purchasing' | 'finance' | 'management' | 'other'
  readonly title?: string
  readonly phone?: string
  readonly preference?: string
  readonly on: string
  /** The deals this person has a say in, and how they stand to them. */
  readonly deals: readonly string[]
  readonly stance: 'support' | 'neutral' | 'against'
  readonly influence?: 'high' | 'medium' | 'low'
}

const known: readonly Known[] = [
  {
    id: 'cus1-li',
    accountId: 'cus1',
    name: '李总',
    department: 'technical',
    title: '技术总监',
    on: '2024-03-11 10:30',
    deals: ['d-1001', 'd-1006'],
    stance: 'support',
    influence: 'high',
  },
  {
    id: 'cus1-zhang',
    accountId: 'cus1',
    name: '张经理',
    department: 'purchasing',
    title: '采购经理',
    phone: '13900000001',
    on: '2024-03-11 10:35',
    deals: ['d-1001', 'd-1006'],
    stance: 'neutral',
    influence: 'medium',
  },
  {
    id: 'cus1-zhao',
    accountId: 'cus1',
    name: '赵会计',
    department: 'finance',
    title: '主管会计',
    on: '2025-12-18 16:20',
    deals: ['d-1001', 'd-1006'],
    stance: 'neutral',
  },
  {
    id: 'cus2-he',
    accountId: 'cus2',
    name: '贺工',
    department: 'technical',
    title: 'EMC工程师',
    on: '2025-06-05 15:45',
    deals: ['d-1002'],
    stance: 'support',
    influence: 'medium',
  },
  {
    id: 'cus2-tang',
    accountId: 'cus2',
    name: '唐经理',
    department: 'purchasing',
    title: '采购经理',
    phone: '13900000002',
    on: '2025-06-05 15:50',
    deals: ['d-1002'],
    stance: 'neutral',
  },
  {
    id: 'cus3-wang',
    accountId: 'cus3',
    name: '王工',
    department: 'technical',
    title: '测试工程师',
    phone: '13900000003',
    on: '2025-01-14 11:10',
    deals: ['d-1003'],
    stance: 'support',
    influence: 'medium',
  },
  {
    id: 'cus3-fang',
    accountId: 'cus3',
    name: '方经理',
    department: 'purchasing',
    on: '2025-03-18 09:40',
    deals: ['d-1003'],
    stance: 'neutral',
  },
  {
    id: 'cus4-liang',
    accountId: 'cus4',
    name: '梁工',
    department: 'technical',
    title: '可靠性主管',
    phone: '13900000004',
    on: '2024-09-19 09:40',
    deals: ['d-1004'],
    stance: 'support',
    influence: 'high',
  },
  {
    id: 'cus4-ou',
    accountId: 'cus4',
    name: '欧经理',
    department: 'purchasing',
    title: '采购经理',
    phone: '13900000005',
    preference: '微信',
    on: '2024-09-19 09:45',
    deals: ['d-1004'],
    stance: 'neutral',
    influence: 'high',
  },
  {
    id: 'cus5-shen',
    accountId: 'cus5',
    name: '沈工',
    department: 'technical',
    title: '实验室主任',
    phone: '13900000006',
    on: '2023-07-20 14:10',
    deals: ['d-1005'],
    stance: 'support',
    influence: 'high',
  },
  {
    id: 'cus5-xu',
    accountId: 'cus5',
    name: '徐经理',
    department: 'purchasing',
    title: '采购经理',
    on: '2023-07-20 14:15',
    deals: ['d-1005'],
    stance: 'neutral',
  },
  {
    id: 'cus6-lu',
    accountId: 'cus6',
    name: '陆工',
    department: 'technical',
    phone: '13900000007',
    on: '2026-05-26 16:15',
    deals: [],
    stance: 'neutral',
  },
  {
    id: 'cus7-ding',
    accountId: 'cus7',
    name: '丁主管',
    department: 'technical',
    title: '仓储技术主管',
    on: '2026-02-03 10:50',
    deals: ['d-1007'],
    stance: 'support',
    influence: 'medium',
  },
  {
    id: 'cus7-qiu',
    accountId: 'cus7',
    name: '邱经理',
    department: 'purchasing',
    title: '采购经理',
    phone: '13900000008',
    on: '2026-02-03 10:55',
    deals: ['d-1007'],
    stance: 'neutral',
    influence: 'high',
  },
]

export const contacts = known.map(
  ({ deals: _deals, stance: _stance, influence: _influence, on, ...contact }) => ({
    ...contact,
    createdAt: at(on),
  }),
) satisfies Prisma.ContactCreateManyInput[]

export const contactRoles = known.flatMap(({ id, deals, stance, influence }) =>
  deals.map((dealId) => ({ dealId, contactId: id, stance, influence: influence ?? null })),
) satisfies Prisma.ContactRoleCreateManyInput[]
