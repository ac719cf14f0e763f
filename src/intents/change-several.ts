/** 华芯的项目都改到月底签: the same for several deals of one account. */

import { problemToast } from '../../cards/problem-card.ts'
import type { Asked } from '../bot/read-value.ts'
import type { Reply, Turn } from '../bot/turn.ts'
import type { ChangeGroup } from '../language/change-groups.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { changeDeals, mostDeals } from '../operations/change-deals.ts'
import { permittedDeals, readableDeals } from '../operations/find-deal.ts'
import type { DealRow } from '../store/deals.ts'
import { readChange } from './read-change.ts'

/** The open deals of the account that is spoken of as a whole; undefined when one deal is meant. */
export async function severalDeals(
  turn: Turn,
  { parts, subject, unknownName, earlier }: ChangeGroup,
): Promise<readonly DealRow[] | undefined> {
  const named = subject ?? earlier
  const several = parts.find((part) => part.several !== undefined)?.several
  if (several === undefined || !named || unknownName) return undefined
  if (named.dealIds.length > 0 || named.accountIds.length === 0) return undefined
  const read = await readableDeals(turn, { dealIds: [], accountIds: named.accountIds })
  const deals = await permittedDeals(turn, 'deal.edit', read)
  return deals.length > 1 ? deals : undefined
}

/** One card with a tick for each; those that it cannot be said of are named with the reason. */
export async function changeSeveral(
  turn: Turn,
  group: ChangeGroup,
  deals: readonly DealRow[],
): Promise<Reply> {
  const said = group.parts.map((part) => part.several).find((one) => typeof one === 'number')
  if (deals.length > mostDeals) return tooMany(deals.length)
  if (said !== undefined && said !== deals.length) {
    const names = deals.map(({ name }) => name)
    return { kind: 'problem', problem: { id: 'DealCountDiffers', said, deals: names } }
  }
  const asked = new Map<string, Asked['questions'][number]>()
  const changes: ChangeDeal[] = []
  const skipped: string[] = []
  for (const deal of deals) {
    const own: Asked = { questions: [], refused: undefined }
    const values = await readChange(turn, group, deal, own)
    for (const question of own.questions) asked.set(question.slot, question)
    if (own.refused) skipped.push(`${deal.code} ${deal.name}:${problemToast(own.refused)}`)
    else changes.push({ dealId: deal.id, ...values })
  }
  if (asked.size > 0) return { kind: 'ask', questions: [...asked.values()] }
  return proposeChanges(changes, skipped)
}

const tooMany = (count: number): Reply => ({
  kind: 'problem',
  problem: { id: 'TooManyDeals', count, most: mostDeals },
})

/**
 * Several changes as one card, a single one as itself.
 *
 * @param skipped deals that it was said of but cannot be, a line each
 */
export function proposeChanges(
  changes: readonly ChangeDeal[],
  skipped: readonly string[] = [],
): Reply {
  const [only, ...others] = changes
  if (changes.length > mostDeals) return tooMany(changes.length)
  return only && others.length === 0 && skipped.length === 0
    ? { kind: 'propose', operation: changeDeal, body: only, how: 'preview' }
    : { kind: 'propose', operation: changeDeals, body: { changes, skipped }, how: 'preview' }
}
