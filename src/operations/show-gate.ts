import type { GateStateView } from '../../cards/gate-state-card.ts'
import type { GateItem } from '../domain/gate.ts'
import { mayDo } from '../domain/permission.ts'
import { nextStage, type Stage, stageIn } from '../domain/pipeline.ts'
import type { DealRow } from '../store/deals.ts'
import { participations } from '../store/people.ts'
import { gateAhead, gateTo, pipelineOf } from './deal-gate.ts'
import type { Act } from './operation.ts'

/**
 * What a deal has and lacks on its way to a stage, the next one where none is named: of the way out
 * everything, of what lies further what is missing.
 */
export async function showGate(act: Act, deal: DealRow, stageId?: string): Promise<GateStateView> {
  const pipeline = pipelineOf(act, deal)
  const from = stageIn(pipeline, deal.stageId)
  const to = stageId ? stageIn(pipeline, stageId) : nextStage(pipeline, from)
  const isAhead = to !== undefined && to.position > from.position
  const parts = await participations(act.tx, act.viewer.userId, [deal.id, deal.accountId])
  const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
  return {
    deal: { id: deal.id, code: deal.code, name: deal.name },
    account: deal.accountShort,
    from: from.name,
    ...(isAhead && { to: { id: to.id, name: to.name } }),
    items: isAhead ? (await itemsTo(act, deal, to)).map(shown) : [],
    mayMove: mayDo(act.viewer, 'deal.edit', { ownerId: deal.ownerId, part }),
  }
}

async function itemsTo(act: Act, deal: DealRow, to: Stage): Promise<readonly GateItem[]> {
  const { ahead } = await gateAhead(act, deal)
  const { missing } = await gateTo(act, deal, to.id)
  const met = ahead.filter((item) => item.met)
  return [...missing, ...met]
}

const shown = ({ name, lacks, met, supply }: GateItem): GateStateView['items'][number] => ({
  name: met ? name : lacks,
  met,
  ...(!met && { say: supply.say }),
})
