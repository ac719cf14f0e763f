/** What stands between a deal and a later stage. */
import type { GateView } from '../../cards/gate-card.ts'
import { type GateItem, gateItems, gateOfMove, missingItems, openFrom } from '../domain/gate.ts'
import type { GateFacts } from '../domain/gate-facts.ts'
import { mayDo } from '../domain/permission.ts'
import { nextStage, type Pipeline, type Stage, stageIn } from '../domain/pipeline.ts'
import type { DealRow } from '../store/deals.ts'
import { gateFacts, type ReleaseRow, releasesOf, stagesBeen } from '../store/gates.ts'
import { leadersOf } from '../store/participants.ts'
import { participations } from '../store/people.ts'
import { firstDirector, userNames } from '../store/teams.ts'
import type { Act } from './operation.ts'

export const pipelineOf = (act: Pick<Act, 'pipelines'>, deal: DealRow): Pipeline =>
  act.pipelines.find(({ id }) => id === deal.pipelineId)!

export type GateOfMove = {
  readonly from: Stage
  readonly to: Stage
  /** What is not there, but for what a release lets through. */
  readonly missing: readonly GateItem[]
  /** By whom the move is let through, and without what. */
  readonly release?: ReleaseRow
}

/** What a move to this stage lacks, as things are. */
export async function gateTo(act: Act, deal: DealRow, stageId: string): Promise<GateOfMove> {
  const pipeline = pipelineOf(act, deal)
  const from = stageIn(pipeline, deal.stageId)
  const to = stageIn(pipeline, stageId)
  if (to.position <= from.position) return { from, to, missing: [] }
  const facts = await gateFacts(act.tx, deal.id, act.today)
  const { been, since } = await stagesBeen(act.tx, deal.id)
  const asked = gateOfMove(pipeline.stages, { from: from.position, to: to.position, been })
  const releases = await releasesOf(act.tx, deal.id)
  const missing = notLetGo(missingItems(asked, facts), releases, since)
  const release = releases.find(
    (one) => one.fromStageId === from.id && one.toStageId === to.id && one.createdAt >= since,
  )
  if (!release) return { from, to, missing }
  const left = missing.filter(({ lacks }) => !release.missing.includes(lacks))
  return { from, to, missing: left, ...(left.length < missing.length && { release }) }
}

/** What an earlier move was let through without is not asked for again. */
const notLetGo = (missing: readonly GateItem[], releases: readonly ReleaseRow[], since: Date) => {
  const gone = new Set(
    releases.filter(({ createdAt }) => createdAt < since).flatMap((one) => one.missing),
  )
  return missing.filter(({ lacks }) => !gone.has(lacks))
}

/** What the way out of the present stage asks for, and what is still open from before. */
export async function gateAhead(
  act: Act,
  deal: DealRow,
): Promise<{
  readonly facts: GateFacts
  readonly next?: Stage
  readonly ahead: readonly GateItem[]
  readonly open: readonly GateItem[]
  readonly releases: readonly ReleaseRow[]
}> {
  const pipeline = pipelineOf(act, deal)
  const stage = stageIn(pipeline, deal.stageId)
  const next = nextStage(pipeline, stage)
  const facts = await gateFacts(act.tx, deal.id, act.today)
  const { been, since } = await stagesBeen(act.tx, deal.id)
  const releases = await releasesOf(act.tx, deal.id)
  const skipped = openFrom(pipeline.stages, { position: stage.position, been })
  return {
    facts,
    ...(next && { next }),
    ahead: gateItems([...stage.gate, ...(next?.entry ?? [])], facts),
    open: notLetGo(missingItems(skipped, facts), releases, since),
    releases,
  }
}

/** A refused move as its card says it. */
export async function viewGate(
  act: Act,
  deal: DealRow,
  gate: GateOfMove,
  also: readonly string[],
): Promise<GateView> {
  const { from, to, missing } = gate
  const parts = await participations(act.tx, act.viewer.userId, [deal.id, deal.accountId])
  const part = parts.get(`deal:${deal.id}`) ?? parts.get(`account:${deal.accountId}`)
  const mayRelease = mayDo(act.viewer, 'gate.release', { ownerId: deal.ownerId, part })
  const releasable = isReleasable(act, deal, gate)
  const who = releasable && !mayRelease ? (await releasersOf(act, deal))[0] : undefined
  return {
    deal: { code: deal.code, name: deal.name, account: deal.accountShort },
    from: from.name,
    to: to.name,
    missing: missing.map(({ key, lacks, supply }) => ({ key, lacks, ...supply })),
    also,
    ...(who && { releaser: who.name }),
    mayRelease: releasable && mayRelease,
  }
}

/** Whether all that a move lacks is such that somebody may let it through. */
export function isReleasable(act: Act, deal: DealRow, { from, to, missing }: GateOfMove): boolean {
  const never = pipelineOf(act, deal)
    .stages.filter(({ position }) => position >= from.position && position <= to.position)
    .flatMap(({ gate, entry }) => [...gate, ...entry])
    .filter(({ definition }) => definition.unreleasable)
    .map(({ params }) => (params as { readonly key: string }).key)
  return missing.every(({ key }) => !never.includes(key))
}

/** Who may let the deal through: those who lead its owner, else who directs them all. */
export async function releasersOf(
  act: Pick<Act, 'tx' | 'viewer'>,
  deal: DealRow,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const leaders = (await leadersOf(act.tx, deal.ownerId)).filter((id) => id !== act.viewer.userId)
  const director = leaders.length > 0 ? undefined : await firstDirector(act.tx, act.viewer.userId)
  const ids = director ? [director] : leaders
  const names = await userNames(act.tx, ids)
  return ids.map((id) => ({ id, name: names.get(id) ?? '' }))
}
