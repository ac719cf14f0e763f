import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { yuan } from './units.ts'

const signed: readonly (readonly [account: string, owner: string, date: string, yuan: number])[] = [
  // 华芯: 8,200,000 in the last twelve months; the last one is 张伟's October.
  ['cus1', 'zhangwei', '2024-06-14', 1_500_000],
  ['cus1', 'zhangwei', '2025-04-23', 2_100_000],
  ['cus1', 'zhangwei', '2025-12-18', 2_600_000],
  ['cus1', 'zhangwei', '2026-03-27', 1_900_000],
  ['cus1', 'zhangwei', '2026-06-30', 2_700_000],
  ['cus1', 'zhangwei', '2026-10-16', 1_000_000],
  // 华芯终端: 3,100,000.
  ['cus2', 'lina', '2026-02-11', 800_000],
  ['cus2', 'lina', '2026-10-22', 2_300_000],
  // 华鑫: 600,000.
  ['cus3', 'zhangwei', '2025-03-18', 220_000],
  ['cus3', 'zhangwei', '2026-04-21', 350_000],
  ['cus3', 'zhangwei', '2026-07-09', 250_000],
  // 远驰: 12,000,000.
  ['cus4', 'wangqiang', '2025-07-03', 3_600_000],
  ['cus4', 'wangqiang', '2026-01-09', 4_200_000],
  ['cus4', 'wangqiang', '2026-06-18', 5_300_000],
  ['cus4', 'wangqiang', '2026-09-25', 2_500_000],
  // 立辰: exactly 5,000,000, so still B; a customer for three years.
  ['cus5', 'zhangwei', '2023-09-12', 600_000],
  ['cus5', 'zhangwei', '2024-11-08', 1_100_000],
  ['cus5', 'zhangwei', '2026-01-22', 1_800_000],
  ['cus5', 'zhangwei', '2026-05-15', 2_000_000],
  ['cus5', 'zhangwei', '2026-08-28', 1_200_000],
  // 顺达: exactly 1,000,000, so just B.
  ['cus7', 'lina', '2026-05-20', 200_000],
  ['cus7', 'lina', '2026-11-05', 800_000],
]

export const contracts = signed.map(([accountId, ownerId, signedDate, amount]) => ({
  id: `contract-${accountId}-${signedDate}`,
  number: `HT${signedDate.replaceAll('-', '')}-${accountId.slice(3)}`,
  accountId,
  ownerId,
  amountFen: yuan(amount),
  signedDate,
})) satisfies Prisma.ContractCreateManyInput[]

export const quotas = [
  { ownerKind: 'team', ownerId: 'huadong', period: '2026Q4', amountFen: yuan(8_000_000) },
  { ownerKind: 'team', ownerId: 'huanan', period: '2026Q4', amountFen: yuan(9_000_000) },
  // 1,000,000 signed in October is 105.0 % of this.
  { ownerKind: 'user', ownerId: 'zhangwei', period: '2026-10', amountFen: yuan(952_380.95) },
] satisfies Prisma.QuotaCreateManyInput[]
