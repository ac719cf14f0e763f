/** What evidence is waited for: what kept moves lack, and what lies ahead of a deal. */
import type { GateItem } from '../domain/gate.ts'
import type { ChangeDeal } from '../operations/change-deal.ts'
import { gateAhead, gateTo } from '../operations/deal-gate.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import type { Act } from '../operations/operation.ts'
import type { DealRow } from '../store/deals.ts'
import { findWaitingDrafts } from '../store/drafts.ts'

/** One thing that evidence may be given for now. */
export type Awaited = {
  readonly name: string
  /** More than one where several parts are ticked together. */
  readonly keys: readonly string[]
}

/** What of these is given by a file, a link or a word. */
const awaitedIn = (items: readonly GateItem[]): Awaited[] =>
  items
    .filter(({ met, supply }) => !met && supply.how === 'evidence')
    .map(({ key, lacks, supply }) => ({
      name: lacks,
      keys: supply.parts?.filter((part) => !part.met).map((part) => part.key) ?? [key],
    }))

/** The viewer's own kept moves, the latest first, with the evidence that each still lacks. */
export async function keptMoves(
  act: Act,
): Promise<{ readonly deal: DealRow; readonly awaited: readonly Awaited[] }[]> {
  const { viewer, now } = act
  const moves: { deal: DealRow; awaited: readonly Awaited[] }[] = []
  for (const { state, body } of await findWaitingDrafts(act.tx, { userId: viewer.userId, now })) {
    if (state !== 'kept' || body.kind !== 'change') continue
    const { dealId, stageId } = body.body as ChangeDeal
    const deal = await permittedDeal(act, 'milestone.log', dealId)
    if (!deal || !stageId) continue
    moves.push({ deal, awaited: awaitedIn((await gateTo(act, deal, stageId)).missing) })
  }
  return moves
}

/** The evidence that a deal lacks on its way to the next stage, and from stages it skipped. */
export async function awaitedAhead(act: Act, deal: DealRow): Promise<Awaited[]> {
  const { ahead, open } = await gateAhead(act, deal)
  return awaitedIn([...open, ...ahead])
}
