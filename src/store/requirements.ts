/** What customers need, version by version; a version that was taken back stays, marked. */
import type { NeededItem, Requirement } from '../domain/requirement.ts'
import type { Tx } from './store.ts'

export type RequirementVersion = Requirement & {
  readonly id: string
  readonly version: number
  readonly byUserId: string
  readonly byName: string
  readonly createdAt: Date
}

/** The versions of a deal that stand, the newest first; at most `limit`. */
export async function requirementVersions(
  tx: Tx,
  dealId: string,
  limit: number,
): Promise<RequirementVersion[]> {
  const rows = await tx.requirementVersion.findMany({
    where: { dealId, undoneAt: null },
    orderBy: { version: 'desc' },
    take: limit,
  })
  const users = await tx.user.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.byUserId))] } },
    select: { id: true, name: true },
  })
  return rows.map(({ standards, equipment, ...row }) => ({
    ...row,
    byName: users.find(({ id }) => id === row.byUserId)?.name ?? '',
    standards: JSON.parse(standards) as string[],
    equipment: JSON.parse(equipment) as NeededItem[],
  }))
}

/** Numbers go on after those that were taken back: no number ever means two things. */
export async function nextRequirementVersion(tx: Tx, dealId: string): Promise<number> {
  const { _max } = await tx.requirementVersion.aggregate({
    where: { dealId },
    _max: { version: true },
  })
  return (_max.version ?? 0) + 1
}

export async function insertRequirement(
  tx: Tx,
  row: Requirement & {
    readonly id: string
    readonly dealId: string
    readonly version: number
    readonly byUserId: string
    readonly createdAt: Date
  },
): Promise<void> {
  const { standards, equipment, ...rest } = row
  await tx.requirementVersion.create({
    data: {
      ...rest,
      standards: JSON.stringify(standards),
      equipment: JSON.stringify(equipment),
    },
  })
}
