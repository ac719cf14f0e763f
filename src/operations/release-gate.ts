import * as z from 'zod'
import { gateReleasedCard, type ReleasedView } from '../../cards/gate-release-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { stageIn } from '../domain/pipeline.ts'
import type { Problem } from '../domain/problem.ts'
import { writeAudit } from '../store/audit.ts'
import { changeDealRow, type DealRow } from '../store/deals.ts'
import { insertRelease, releasesOf, undoRelease } from '../store/gates.ts'
import { gateTo, isReleasable, pipelineOf } from './deal-gate.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'

const body = z.strictObject({
  dealId: z.string(),
  /** The move that is let through. */
  stageId: z.string(),
  reason: z.string().min(1).max(300),
})

export type ReleaseGate = z.infer<typeof body>

const undoBody = z.strictObject({ dealId: z.string(), id: z.string(), stageId: z.string() })

/** How often somebody else may be first before it is given up. */
const mostTries = 5

/** Lets a deal through a gate although something is missing. It stays on the deal, with the reason. */
export const releaseGate = defineOperation<ReleaseGate, ReleasedView, z.infer<typeof undoBody>>({
  id: 'gate.release',
  supplies: true,
  ownWords: ['reason'],
  body,
  undoBody,
  plan: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state.ok) return state
    return { ok: true, view: viewOf(act, state, wish), subject: { kind: 'deal', id: wish.dealId } }
  },
  apply: async (act, wish) => {
    for (let tries = 0; tries < mostTries; tries++) {
      const state = await stateOf(act, wish)
      if (!state.ok) return { kind: 'problem', problem: state.problem }
      const { deal, missing } = state
      if (!(await changeDealRow(act.tx, { ...deal, now: act.now }, {}))) continue
      const id = act.ids.next()
      await insertRelease(act.tx, {
        id,
        dealId: deal.id,
        fromStageId: deal.stageId,
        toStageId: wish.stageId,
        missing,
        reason: wish.reason,
        byUserId: act.viewer.userId,
        createdAt: act.now,
      })
      await writeAudit(act, [
        {
          action: 'gate.release',
          subjectKind: 'deal',
          subjectId: deal.id,
          field: missing.join('、'),
          newValue: wish.reason,
        },
      ])
      return {
        kind: 'done',
        view: viewOf(act, state, wish),
        undo: { dealId: deal.id, id, stageId: deal.stageId },
        guard: { dealId: deal.id, version: deal.version + 1 },
        subject: { kind: 'deal', id: deal.id },
      }
    }
    return { kind: 'stale' }
  },
  undo: async (act, { dealId, id, stageId }) => {
    const deal = await permittedDeal(act, 'gate.release', dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const refused = (reason: string) =>
      ({ kind: 'problem', problem: { id: 'UndoRefused', reason } }) as const
    if (deal.stageId !== stageId) return refused(`${deal.code} 已经推进,放行记录留着`)
    if (!(await releasesOf(act.tx, dealId)).some((one) => one.id === id)) {
      return refused('已经撤回了')
    }
    if (!(await changeDealRow(act.tx, { ...deal, now: act.now }, {}))) {
      return refused(`${deal.code} 刚被改过,请再点一次`)
    }
    await undoRelease(act.tx, id, act.now)
    await writeAudit(act, [
      { action: 'gate.release-undone', subjectKind: 'deal', subjectId: dealId },
    ])
    return { kind: 'undone', card: undoneCard(`${deal.code} 的放行`, '没有放行,缺的还要补齐。') }
  },
  previewCard: (view, draft) => gateReleasedCard(view, draft, false),
  doneCard: gateReleasedCard,
})

type State =
  | { readonly ok: true; readonly deal: DealRow; readonly missing: readonly string[] }
  | { readonly ok: false; readonly problem: Problem }

const refused = (problem: Problem): State => ({ ok: false, problem })

async function stateOf(act: Act, { dealId, stageId }: ReleaseGate): Promise<State> {
  const deal = await permittedDeal(act, 'gate.release', dealId)
  if (!deal) return refused({ id: 'NotFoundOrNotAllowed' })
  const name = `${deal.code} ${deal.name}`
  if (deal.outcome !== 'open') {
    return refused({ id: 'DealClosed', deal: name, outcome: deal.outcome })
  }
  const gate = await gateTo(act, deal, stageId)
  if (gate.missing.length === 0) return refused({ id: 'NothingToRelease', deal: name })
  if (!isReleasable(act, deal, gate)) {
    const lacks = gate.missing.map((item) => item.lacks).join('、')
    return refused({ id: 'NotReleasable', what: lacks })
  }
  return { ok: true, deal, missing: gate.missing.map(({ lacks }) => lacks) }
}

function viewOf(
  act: Act,
  { deal, missing }: Extract<State, { ok: true }>,
  { stageId, reason }: ReleaseGate,
): ReleasedView {
  const pipeline = pipelineOf(act, deal)
  return {
    deal: `${deal.code} ${deal.name}`,
    from: stageIn(pipeline, deal.stageId).name,
    to: stageIn(pipeline, stageId).name,
    missing,
    reason,
    by: act.viewer.name,
  }
}
