import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { at } from './units.ts'

/** What people call a lead beside its name, by lead id. */
export const leadAliases: Readonly<Record<string, readonly string[]>> = {
  'l-201': ['矽谷半导体', '矽谷'],
  'l-202': ['岚微'],
}

export const leads = [
  {
    id: 'l-201',
    code: 'L-201',
    name: '深圳矽谷半导体',
    source: 'exhibition',
    industry: '半导体',
    region: '华南',
    contactName: '谢工',
    contactPhone: '13900000009',
    ownerId: 'zhangwei',
    assignedAt: at('2026-11-17 09:30'),
    createdAt: at('2026-11-17 09:10'),
  },
  {
    id: 'l-202',
    code: 'L-202',
    name: '苏州岚微',
    source: 'web-form',
    industry: '传感器',
    region: '华东',
    contactName: '李工',
    contactPhone: '13900000010',
    need: '传感器芯片可靠性检测',
    createdAt: at('2026-11-17 20:45'),
  },
] satisfies Prisma.LeadCreateManyInput[]
