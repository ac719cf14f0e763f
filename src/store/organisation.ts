/** Who decides what: the holders of each function, who leads whom, and who stands in for whom. */
import type { Colleague, Organisation } from '../domain/approver.ts'
import type { Slot } from '../domain/terms-policy.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { Tx } from './store.ts'

/** The slots that a role of the same name fills, whichever team the deal is in. */
const companyWide: readonly Slot[] = [
  'director',
  'executive',
  'commerce',
  'finance',
  'legal',
  'delivery',
]

/** The organisation as the policy needs it, seen from a deal of this owner. */
export async function organisationFor(tx: Tx, ownerId: string): Promise<Organisation> {
  const rows = await tx.userRole.findMany({
    where: { role: { in: [...companyWide] }, user: { active: true } },
    select: { userId: true, role: true },
    orderBy: { userId: 'asc' },
  })
  const holders: Partial<Record<Slot, string>> = {}
  for (const { userId, role } of rows) holders[role as Slot] ??= userId
  const manager = await leaderOf(tx, ownerId)
  if (manager) holders.manager = manager
  return {
    people: await colleagues(tx),
    holders,
    // Who decides where nobody else can: the first of the executives.
    administratorId: holders.executive,
  }
}

/** Everyone who is still here and has the role. */
export async function holdersOf(tx: Tx, role: Slot): Promise<string[]> {
  const rows = await tx.userRole.findMany({
    where: { role, user: { active: true } },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  })
  return rows.map(({ userId }) => userId)
}

/** Who leads the team of somebody, or the one above it where theirs has no leader. */
async function leaderOf(tx: Tx, userId: string): Promise<string | undefined> {
  const member = await tx.teamMember.findFirst({
    where: { userId },
    orderBy: { teamId: 'asc' },
    select: { team: { select: { managerId: true, parentId: true } } },
  })
  let team = member?.team
  // Nobody has teams within teams so deep; a circle ends here too.
  for (let depth = 0; team && !team.managerId && team.parentId && depth < 20; depth++) {
    const above = await tx.team.findUnique({
      where: { id: team.parentId },
      select: { managerId: true, parentId: true },
    })
    if (!above) break
    team = above
  }
  return team?.managerId ?? undefined
}

async function colleagues(tx: Tx): Promise<ReadonlyMap<string, Colleague>> {
  const rows = await tx.user.findMany({ select: { id: true, active: true, managerId: true } })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Delegates by whose place they take on that day. */
export async function delegatesOn(
  tx: Tx,
  fromIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (fromIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ fromId: string; toId: string }[]>`
    SELECT "fromId", "toId" FROM "Delegation"
    WHERE "fromId" IN (${Prisma.join([...fromIds])}) AND "revokedAt" IS NULL
      AND "startDate" <= ${day} AND "endDate" >= ${day}
    ORDER BY "createdAt"`
  return new Map(
    [...Map.groupBy(rows, ({ fromId }) => fromId)].map(([from, all]) => [
      from,
      all.map(({ toId }) => toId),
    ]),
  )
}

/** In whose place somebody may decide on that day. */
export async function standsInFor(tx: Tx, toId: string, day: string): Promise<string[]> {
  const rows = await tx.delegation.findMany({
    where: { toId, revokedAt: null, startDate: { lte: day }, endDate: { gte: day } },
    select: { fromId: true },
  })
  return rows.map(({ fromId }) => fromId)
}
