import { coreName } from '../../src/lib/names.ts'
import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { at } from './units.ts'

/** Known, and no open deal is put down against them. */
export const competitors = [
  { id: 'huance', name: '环测', core: coreName('环测'), createdAt: at('2026-09-15 11:20') },
  { id: 'saibao', name: '赛宝', core: coreName('赛宝'), createdAt: at('2026-10-09 16:05') },
] satisfies Prisma.CompetitorCreateManyInput[]

export const competitorNotes = [
  {
    id: 'note-1',
    competitorId: 'huance',
    kind: 'service',
    text: 'EMC暗室排期要等6周',
    onDate: '2026-10-28',
    byUserId: 'lina',
    createdAt: at('2026-10-28 15:40'),
  },
  {
    id: 'note-2',
    competitorId: 'huance',
    kind: 'product',
    text: '没有AEC-Q全套资质',
    onDate: '2026-09-15',
    byUserId: 'wangqiang',
    createdAt: at('2026-09-15 11:20'),
  },
] satisfies Prisma.CompetitorNoteCreateManyInput[]
