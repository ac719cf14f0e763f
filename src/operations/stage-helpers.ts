import type { StageHelper } from '../../cards/deal-change-card.ts'
import type { Stage } from '../domain/pipeline.ts'
import { type RoleId, roles } from '../domain/role.ts'
import type { DealRow } from '../store/deals.ts'
import { holdersByLoad, participantsIn, rolesOf } from '../store/participants.ts'
import type { Act } from './operation.ts'

/** Sales and its leaders are there without being called. */
const called: readonly RoleId[] = [
  'presales',
  'commerce',
  'finance',
  'legal',
  'delivery',
  'service',
]

/**
 * The functions that a stage asks for and nobody on the deal has, each with who of them is on the
 * fewest open deals. S2: 「在技術交流階段需要售前技術支持人員來配合」.
 */
export async function missingHelpers(
  act: Pick<Act, 'tx'>,
  deal: DealRow,
  stage: Pick<Stage, 'roles'>,
): Promise<StageHelper[]> {
  const { lead = [], support = [] } = stage.roles ?? {}
  const wanted = [...new Set([...lead, ...support])].filter((role) => called.includes(role))
  if (wanted.length === 0) return []
  const there = await participantsIn(act.tx, [
    { kind: 'deal', id: deal.id },
    { kind: 'account', id: deal.accountId },
  ])
  const people = [deal.ownerId, ...there.map(({ userId }) => userId)]
  const have = await rolesOf(act.tx, people)
  const missing = wanted.filter((role) => !have.has(role))
  const holders = await holdersByLoad(act.tx, missing)
  return missing.flatMap((role) => {
    const holder = holders.find((one) => one.role === role)
    if (!holder) return []
    const title = roles.find(({ id }) => id === role)?.title ?? role
    return [{ dealId: deal.id, userId: holder.userId, name: holder.name, title }]
  })
}
